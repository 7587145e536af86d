// Chains of K states in logarithms: what Markov chains and hidden Markov models share.
import { categorical, type KeyLike } from '@baytes/random';
import { logSoftmax, logSumExp, stopGradient, shapeOf } from '@baytes/tensor';
import {
  add,
  argMax,
  broadcastTo,
  cast,
  exp,
  expandDims,
  log,
  max,
  mul,
  oneHot,
  reshape,
  stack,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { simplex } from '../constraints/simplex';
import type { OneOf, ParameterLike, Spec, Values } from '../parameters';
import { splitKey } from '../wrappers/wrap';

/** Where a chain begins and how it goes on, as probabilities or as logarithms of weights. */
export type ChainParameters = OneOf<'initialProbs' | 'initialLogits'> & OneOf<'transitionProbs' | 'transitionLogits'>;

export type ChainNames = 'initialProbs' | 'initialLogits' | 'transitionProbs' | 'transitionLogits';

export const chainSpec: Spec<ChainNames> = {
  initialProbs: { constraint: simplex, otherwise: ({ initialLogits }) => exp(logSoftmax(initialLogits)) },
  initialLogits: { constraint: each(real, 1), otherwise: ({ initialProbs }) => log(initialProbs) },
  transitionProbs: { constraint: each(simplex, 1), otherwise: ({ transitionLogits }) => exp(logSoftmax(transitionLogits)) },
  transitionLogits: { constraint: each(real, 2), otherwise: ({ transitionProbs }) => log(transitionProbs) },
};
export const chainOneOf: [ChainNames, ChainNames][] = [
  ['initialProbs', 'initialLogits'],
  ['transitionProbs', 'transitionLogits'],
];

/** How many states there are. */
export function stateCount(law: string, settled: Readonly<Record<string, ParameterLike>>): number {
  const initial = shapeOf(settled.initialProbs ?? settled.initialLogits);
  const transition = shapeOf(settled.transitionProbs ?? settled.transitionLogits);
  const K = initial.at(-1) as number;
  if (transition.at(-1) !== K || transition.at(-2) !== K)
    throw new RangeError(
      `${law}: expected initial [..., K] and transition [..., K, K], row i being where state i goes; got [${initial}] and [${transition}]`,
    );
  return K;
}

/** log p(z_1), of shape [..., K]; log p(z_{t + 1} | z_t), [..., K, K]. */
export const logChain = ({ initialLogits, transitionLogits }: Values<ChainNames>) => ({
  initial: logSoftmax(initialLogits),
  transition: logSoftmax(transitionLogits),
});

type Chain = ReturnType<typeof logChain>;

/** log sum_i exp(a_i + transition_ij), of shape [..., K]. */
const onwards = (a: Tensor, transition: Tensor) => logSumExp(add(expandDims(a, -1), transition), -2);
/** log sum_j exp(transition_ij + b_j). */
const backwards = (b: Tensor, transition: Tensor) => logSumExp(add(transition, expandDims(b, -2)), -1);

/** log p(z_t, what is seen up to t), for every t; of shape [..., K] each. */
export function forwardPass({ initial, transition }: Chain, seen: readonly Tensor[]): Tensor[] {
  const all: Tensor[] = [add(initial, seen[0])];
  for (const each of seen.slice(1)) all.push(add(onwards(all[all.length - 1], transition), each));
  return all;
}

/** log p(what is seen after t | z_t), for every t. */
export function backwardPass({ transition }: Chain, seen: readonly Tensor[]): Tensor[] {
  const all: Tensor[] = [mul(0, seen[seen.length - 1])];
  for (const each of seen.slice(1).reverse()) all.unshift(backwards(add(each, all[0]), transition));
  return all;
}

/** The most probable states by Viterbi's algorithm, of shape [..., T], float32. */
export function viterbi({ initial, transition }: Chain, seen: readonly Tensor[]): Tensor {
  let best: Tensor = add(initial, seen[0]);
  const origins: Tensor[] = [];
  for (const each of seen.slice(1)) {
    const paths = add(expandDims(best, -1), transition);
    origins.push(argMax(paths, paths.rank - 2));
    best = add(max(paths, -2), each);
  }
  const K = best.shape[best.rank - 1];
  let state = argMax(best, best.rank - 1);
  const states = [state];
  for (const origin of origins.reverse()) {
    state = cast(sum(mul(cast(oneHot(cast(state, 'int32'), K), 'int32'), origin), -1), 'int32');
    states.unshift(state);
  }
  return cast(stack(states, state.rank), 'float32');
}

/** States one after the other: `next(t, state)` gives logits from the state before, as a one-hot vector; of shape lead + [T], float32. */
export function drawStates(
  key: KeyLike,
  length: number,
  shape: readonly number[],
  K: number,
  next: (t: number, before: Tensor | undefined) => Tensor,
): Tensor {
  const keys = splitKey(key, length);
  const states: Tensor[] = [];
  let before: Tensor | undefined;
  for (let t = 0; t < length; t++) {
    const logits = stopGradient(broadcastTo(next(t, before), [...shape, K]));
    const state = cast(categorical(keys[t], { logits }, { shape }), 'int32');
    before = cast(oneHot(state, K), 'float32');
    states.push(state);
  }
  return cast(stack(states, shape.length), 'float32');
}

/** The row of a matrix [..., K, K] of logarithms that a one-hot vector names. */
export const rowOf = (matrix: Tensor, which: Tensor): Tensor => log(sum(mul(expandDims(which, -1), exp(matrix)), -2));

/** All numbers of a tensor in one vector. */
export const flat = (x: Tensor): Tensor => reshape(x, [x.size]);
