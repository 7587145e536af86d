import {
  add,
  broadcastTo,
  cast,
  clipByValue,
  concat,
  exp,
  expandDims,
  log,
  mul,
  oneHot,
  slice,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { interval } from '../constraints/interval';
import type { Distribution } from '../distribution';
import { withoutPath } from '../wrappers/no-path';
import { wrap } from '../wrappers/wrap';
import { type ProcessParameters, processParameters, requireLength } from './process-parameters';
import {
  type ChainNames,
  type ChainParameters,
  chainOneOf,
  chainSpec,
  drawStates,
  flat,
  logChain,
  rowOf,
  stateCount,
  viterbi,
} from './states';

/**
 * A Markov chain of K states, 0 to K - 1: p(z) = initial(z_1) transition(z_1, z_2) ... transition(z_{n - 1}, z_n). Its mode is found by
 * Viterbi's algorithm.
 *
 * @param parameters `initialProbs` or `initialLogits` [..., K]; `transitionProbs` or `transitionLogits` [..., K, K], row i being where
 *   state i goes; `length` n.
 * @example
 * markovChain({ initialProbs: [0.5, 0.5], transitionProbs: [[0.9, 0.1], [0.2, 0.8]], length: 3 }).logProb([0, 0, 1]); // log(0.045)
 */
export function markovChain({ length, ...given }: ChainParameters & { length: number }): Distribution {
  requireLength('markovChain', length);
  const parameters = processParameters<ChainNames>('markovChain', chainSpec, given, chainOneOf);
  return build(parameters, stateCount('markovChain', parameters.settled), length, parameters.batchShape);
}

function build(
  parameters: ProcessParameters<ChainNames>,
  K: number,
  length: number,
  batchShape: readonly number[],
): Distribution {
  const chain = () => logChain(parameters.values());
  const states = each(interval(0, K - 1, { name: `states(${K})`, closed: 'both', integer: true }), 1);
  return wrap({
    law: 'markovChain',
    parameters: parameters.settled,
    batchShape,
    eventShape: [length],
    support: () => states,
    sample: (key, lead) => {
      const { initial, transition } = chain();
      const states = drawStates(key, length, [...lead, ...batchShape], K, (_, before) =>
        before === undefined ? initial : rowOf(transition, before),
      );
      return withoutPath(states, concat([flat(initial), flat(transition)]));
    },
    logProb: (x) => {
      const { initial, transition } = chain();
      const which = cast(
        oneHot(cast(clipByValue(where(states.part.outside(x), zerosLike(x), x), 0, K - 1), 'int32'), K),
        'float32',
      );
      const times = (from: number, to: number) =>
        slice(
          which,
          which.shape.map((_, axis) => (axis === which.rank - 2 ? from : 0)),
          [...which.shape.slice(0, -2), to - from, K],
        );
      const first = log(sum(mul(sum(times(0, 1), -2), exp(initial)), -1));
      // Probabilities are picked before their logarithm: 0 times -Infinity is not a number.
      const rows = sum(mul(expandDims(times(0, length - 1), -1), expandDims(exp(transition), -3)), -2);
      const steps = sum(log(sum(mul(rows, times(1, length)), -1)), -1);
      const missing = sum(mul(0, x), -1);
      return where(states.outside(x), Number.NEGATIVE_INFINITY, add(add(first, steps), missing));
    },
    methods: {
      mode: () => {
        const { initial, transition } = chain();
        const nothing: Tensor = zerosLike(broadcastTo(initial, [...batchShape, K]));
        return viterbi(
          { initial, transition },
          Array.from({ length }, () => nothing),
        );
      },
    },
    expand: (shape) => build(parameters, K, length, shape),
    plain: () => ({ ...parameters.plain(), length }),
    expanded: String(batchShape) !== String(parameters.batchShape),
  });
}
