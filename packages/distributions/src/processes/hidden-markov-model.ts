import type { KeyLike } from '@baytes/random';
import { broadcastShape, logSoftmax, logSumExp, stopGradient } from '@baytes/tensor';
import {
  add,
  cast,
  concat,
  exp,
  expandDims,
  mul,
  oneHot,
  reshape,
  stack,
  sum,
  type Tensor,
  tidy,
  tile,
  transpose,
  unstack,
} from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import type { Distribution, SampleOptions, ValueLike } from '../distribution';
import { asTensor } from '../parameters';
import { withoutPath } from '../wrappers/no-path';
import { splitKey, wrap } from '../wrappers/wrap';
import { type ProcessParameters, processParameters, requireLength } from './process-parameters';
import {
  backwardPass,
  type ChainNames,
  type ChainParameters,
  chainOneOf,
  chainSpec,
  drawStates,
  flat,
  forwardPass,
  logChain,
  rowOf,
  stateCount,
  viterbi,
} from './states';

/** The law of what is seen, and what it says of the states behind it. Values have the shape sample + batch + [T] + event of one. */
export interface HiddenMarkovModel extends Distribution {
  /** p(z_t | y_1, ..., y_t), of shape sample + batch + [T, K]. */
  filteredMarginals(y: ValueLike): Tensor;
  /** p(z_t | y_1, ..., y_T), of shape sample + batch + [T, K]. */
  smoothedMarginals(y: ValueLike): Tensor;
  /** The most probable states given all that is seen, of shape sample + batch + [T] (Viterbi). */
  mostLikelyStates(y: ValueLike): Tensor;
  /** States drawn given all that is seen, of shape `shape` + sample + batch + [T]. */
  sampleStates(key: KeyLike, y: ValueLike, options?: SampleOptions): Tensor;
}

/**
 * A hidden Markov model: a chain of K states that are not seen, and at each time a value drawn from the law of its state. `logProb` sums
 * the states out by the forward algorithm, in logarithms.
 *
 * L. Rabiner (1989), "A tutorial on hidden Markov models", Proc. IEEE 77, sections III.A (forward, backward) and III.B (Viterbi).
 *
 * @param parameters the chain's as for `markovChain`; `observation`, a distribution whose batch ends in K; `length` T.
 * @example
 * hiddenMarkovModel({
 *   initialProbs: [0.5, 0.5],
 *   transitionProbs: [[0.9, 0.1], [0.1, 0.9]],
 *   observation: normal({ loc: [-1, 1] }),
 *   length: 2,
 * }).logProb([1, 1]); // -2.5891
 */
export function hiddenMarkovModel({
  length,
  observation,
  ...given
}: ChainParameters & { observation: Distribution; length: number }): HiddenMarkovModel {
  const law = 'hiddenMarkovModel';
  requireLength(law, length);
  const parameters = processParameters<ChainNames>(law, chainSpec, given as never, chainOneOf);
  const K = stateCount(law, parameters.settled);
  if (observation.batchShape.at(-1) !== K)
    throw new RangeError(
      `${law}: the batch of the observation must end in the ${K} states, but is [${observation.batchShape}]`,
    );
  const shapes = { 'the chain': parameters.batchShape, 'the observation': observation.batchShape.slice(0, -1) };
  return build(parameters, observation, K, length, broadcastShape(shapes, law));
}

function build(
  parameters: ProcessParameters<ChainNames>,
  given: Distribution,
  K: number,
  length: number,
  batchShape: readonly number[],
): HiddenMarkovModel {
  const observation = given.expand([...batchShape, K]);
  const one = observation.eventShape;
  const chain = () => logChain(parameters.values());

  /** log p(y_t | z_t) for every t, of shape lead + [K] each. */
  const seenIn = (y: Tensor): Tensor[] => {
    // Time first: the states' axis stands before the event of one value.
    const lead = y.rank - one.length - 1;
    const axes = y.shape.map((_, axis) => axis);
    const timeFirst = transpose(y, [lead, ...axes.filter((axis) => axis !== lead)]);
    const wide = expandDims(timeFirst, lead + 1);
    const copies = wide.shape.map((_, axis) => (axis === lead + 1 ? K : 1));
    return unstack(observation.logProb(tile(wide, copies)));
  };
  const checked = (y: ValueLike): Tensor => {
    const value = asTensor(y);
    const wanted = [...batchShape, length, ...one];
    if (String(value.shape.slice(value.rank - wanted.length)) !== String(wanted))
      throw new RangeError(`hiddenMarkovModel: values must have a shape that ends in [${wanted}]; got [${value.shape}]`);
    return value;
  };

  const law = wrap({
    law: 'hiddenMarkovModel',
    parameters: { ...parameters.settled, observation: given },
    batchShape,
    eventShape: [length, ...one],
    support: () => each(given.support, 1),
    sample: (key, lead) => {
      const [forStates, forValues] = splitKey(key, 2);
      const { initial, transition } = chain();
      const shape = [...lead, ...batchShape];
      const states = drawStates(forStates, length, shape, K, (_, before) =>
        before === undefined ? initial : rowOf(transition, before),
      );
      // A value of every state at every time, of which that of the state is kept; time first, as above.
      const all = observation.sample(forValues, { shape: [length, ...lead] });
      const which = cast(
        oneHot(cast(transpose(states, [states.rank - 1, ...shape.map((_, axis) => axis)]), 'int32'), K),
        'float32',
      );
      const kept = sum(mul(reshape(which, [...which.shape, ...one.map(() => 1)]), all), which.rank - 1);
      const axes = kept.shape.map((_, axis) => axis);
      const drawn = transpose(kept, [...axes.slice(1, shape.length + 1), 0, ...axes.slice(shape.length + 1)]);
      return withoutPath(drawn, concat([flat(initial), flat(transition)]));
    },
    logProb: (y) => logSumExp(forwardPass(chain(), seenIn(y))[length - 1]),
    methods: {},
    expand: (shape) => build(parameters, given, K, length, shape),
    plain: () => ({ ...parameters.plain(), observation: given.toJSON(), length }),
    expanded: batchShape.length > 0,
  });

  const marginals = (y: ValueLike, smoothed: boolean) =>
    tidy(() => {
      const [now, seen] = [chain(), seenIn(checked(y))];
      const forward = forwardPass(now, seen);
      const backward = smoothed ? backwardPass(now, seen) : undefined;
      const logs = forward.map((each, t) => logSoftmax(backward ? add(each, backward[t]) : each));
      return exp(stack(logs, logs[0].rank - 1));
    });
  const members = {
    filteredMarginals: (y: ValueLike) => marginals(y, false),
    smoothedMarginals: (y: ValueLike) => marginals(y, true),
    mostLikelyStates: (y: ValueLike) => tidy(() => viterbi(chain(), seenIn(checked(y)))),
    sampleStates: (key: KeyLike, y: ValueLike, { shape = [] }: SampleOptions = {}) =>
      tidy(() => {
        const [now, seen] = [chain(), seenIn(checked(y))];
        const backward = backwardPass(now, seen);
        const lead = [...shape, ...seen[0].shape.slice(0, -1)];
        return stopGradient(
          drawStates(key, length, lead, K, (t, before) => {
            const ahead = add(seen[t], backward[t]);
            return add(before === undefined ? now.initial : rowOf(now.transition, before), ahead);
          }),
        );
      }),
    expand: (shape: readonly number[]) => {
      law.expand(shape); // checks it
      return build(parameters, given, K, length, shape);
    },
  };
  return Object.freeze(
    Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(law), ...Object.getOwnPropertyDescriptors(members) }),
  ) as HiddenMarkovModel;
}
