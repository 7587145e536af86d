// Distributions that are made of others, with what their tests need. The names are held against the exports of `src/wrappers`.
import { add, expandDims, mul, neg, stack, sub, sum, type Tensor, tile } from '@tensorflow/tfjs-core';
import {
  autoregressive,
  bernoulli,
  bijectors,
  type Distribution,
  empirical,
  gamma,
  independent,
  masked,
  mixture,
  mixtureSameFamily,
  normal,
  poisson,
  transformed,
  truncated,
  zeroInflated,
} from '../src';

type Range = readonly [from: number, to: number];

export interface WrapperCase {
  /** Of which export. */
  of: string;
  /** From the parameters that derivatives are taken in, each a number (or a batch of them). */
  make: (...parameters: Tensor[]) => Distribution;
  /** Where derivatives are taken. */
  parameters: Range[];
  /** Where values are taken to differentiate at: numbers, or the elements of an event. */
  at: Range;
  /** A value to take derivatives in parameters at, where those around it are no values. */
  fixed?: number[];
  /** Numbers: where nearly all of the law is; its ends, where it has ends. Left out for vectors. */
  range?: Range | ((...parameters: number[]) => Range);
  /** Whole numbers. */
  discrete?: boolean;
  /** Draws that do not move with parameters. */
  noPath?: boolean;
  /** Why it cannot be written as JSON. */
  noJSON?: boolean;
  /** A value outside. */
  outside?: number | number[];
}

export const cases: Record<string, WrapperCase> = {
  independent: {
    of: 'independent',
    make: (loc) => independent(normal({ loc: vectorOf(loc, 3), scale: [1, 2, 0.5] }), 1),
    parameters: [[-1, 1]],
    at: [-1, 1],
  },
  'transformed by exp': {
    of: 'transformed',
    make: (loc, scale) => transformed(normal({ loc, scale }), bijectors.exp()),
    parameters: [
      [-0.5, 0.5],
      [0.3, 0.6],
    ],
    at: [0.5, 2],
    range: [0, 30],
    outside: -1,
  },
  'transformed by a descending map': {
    of: 'transformed',
    make: (loc, scale) => transformed(normal({ loc: 0.3 }), bijectors.affine({ loc, scale: neg(scale) })),
    parameters: [
      [-0.5, 0.5],
      [0.8, 1.5],
    ],
    at: [-1, 1],
    range: [-10, 10],
    outside: Number.POSITIVE_INFINITY,
  },
  'transformed to an interval': {
    of: 'transformed',
    make: (loc) => transformed(normal({ loc }), bijectors.sigmoid({ low: -1, high: 3 })),
    parameters: [[-0.5, 0.5]],
    at: [0, 2],
    range: [-1, 3],
    outside: 4,
  },
  'transformed to the simplex': {
    of: 'transformed',
    make: (loc) => transformed(independent(normal({ loc: vectorOf(loc, 2) }), 1), bijectors.softmaxCentred()),
    parameters: [[-0.5, 0.5]],
    at: [0.2, 0.2],
    fixed: [0.2, 0.3, 0.5],
    outside: [0.5, 0.5, 0.5],
  },
  truncated: {
    of: 'truncated',
    make: (loc, scale, low, high) => truncated(normal({ loc, scale }), { low, high }),
    parameters: [
      [-0.5, 0.5],
      [0.8, 1.2],
      [-1.2, -0.8],
      [1.5, 2.5],
    ],
    at: [-0.5, 1],
    range: (_, __, low, high) => [low, high],
    outside: 2.5,
  },
  'truncated far out': {
    of: 'truncated',
    make: (loc, low) => truncated(normal({ loc }), { low }),
    parameters: [
      [-0.5, 0.5],
      [7.5, 8.5],
    ],
    at: [8.7, 9.2],
    range: (_, low) => [low, low + 5],
    outside: 7,
  },
  'truncated far out on the left': {
    of: 'truncated',
    make: (loc, high) => truncated(normal({ loc }), { low: -9, high }),
    parameters: [
      [-0.5, 0.5],
      [-8.5, -7.5],
    ],
    at: [-8.9, -8.7],
    range: (_, high) => [-9, high],
    outside: 7,
  },
  'truncated on one side': {
    of: 'truncated',
    make: (rate) => truncated(gamma({ concentration: 2, rate }), { high: 2 }),
    parameters: [[0.8, 1.2]],
    at: [0.5, 1.5],
    range: [0, 2],
    outside: 3,
  },
  'truncated counts': {
    of: 'truncated',
    make: (probs) =>
      truncated(mixture({ probs: [0.5, 0.5], components: [bernoulli({ probs }), bernoulli({ probs: 0.5 })] }), { low: 0.5 }),
    parameters: [[0.3, 0.7]],
    at: [1, 1],
    range: [1, 1],
    discrete: true,
    noPath: true,
    outside: 0,
  },
  mixtureSameFamily: {
    of: 'mixtureSameFamily',
    make: (logit, loc, scale) =>
      mixtureSameFamily({
        logits: pair(logit, mul(0.3, logit)),
        components: normal({ loc: pair(loc, mul(-2, loc)), scale: pair(scale, mul(0.7, scale)) }),
      }),
    parameters: [
      [-0.5, 0.7],
      [0.5, 1],
      [0.8, 1.2],
    ],
    at: [-2, 2],
    range: [-8, 8],
    outside: Number.POSITIVE_INFINITY,
  },
  'mixtureSameFamily of positive numbers': {
    of: 'mixtureSameFamily',
    make: (first, rate) =>
      mixtureSameFamily({
        probs: pair(first, sub(1, first)),
        components: gamma({ concentration: [3, 1.5], rate: pair(rate, mul(2, rate)) }),
      }),
    parameters: [
      [0.3, 0.5],
      [0.8, 1.2],
    ],
    at: [0.8, 2],
    range: [0, 25],
    outside: -1,
  },
  'mixtureSameFamily of counts': {
    of: 'mixtureSameFamily',
    make: (logit, probs) =>
      mixtureSameFamily({ logits: pair(logit, mul(0, logit)), components: bernoulli({ probs: pair(probs, mul(0.5, probs)) }) }),
    parameters: [
      [-0.5, 0.5],
      [0.4, 0.6],
    ],
    at: [1, 1],
    range: [0, 1],
    discrete: true,
    noPath: true,
    outside: 2,
  },
  'mixtureSameFamily of vectors': {
    of: 'mixtureSameFamily',
    make: (logit, loc) =>
      mixtureSameFamily({
        logits: pair(logit, mul(0.3, logit)),
        components: independent(
          normal({ loc: stack([vectorOf(loc, 2), vectorOf(neg(loc), 2)], loc.rank), scale: [1, 0.5] }),
          1,
        ),
      }),
    parameters: [
      [-0.5, 0.7],
      [0.5, 1],
    ],
    at: [-1, 1],
  },
  mixture: {
    of: 'mixture',
    make: (logit, loc, scale) =>
      mixture({
        logits: pair(logit, mul(0.3, logit)),
        components: [normal({ loc }), transformed(normal({ scale }), bijectors.exp())],
      }),
    parameters: [
      [-0.5, 0.7],
      [-1, -0.6],
      [0.4, 0.6],
    ],
    at: [0.5, 2],
    range: [-8, 30],
  },
  masked: {
    of: 'masked',
    make: (loc) => masked(normal({ loc }), true),
    parameters: [[-0.5, 0.5]],
    at: [-1, 1],
    range: [-8, 8],
    outside: Number.POSITIVE_INFINITY,
  },
  zeroInflated: {
    of: 'zeroInflated',
    make: (gate, rate) => zeroInflated(poisson({ rate }), { gate }),
    parameters: [
      [0.2, 0.6],
      [0.8, 2],
    ],
    at: [1, 1],
    range: [0, 25],
    discrete: true,
    noPath: true,
    outside: 0.5,
  },
  empirical: {
    of: 'empirical',
    make: () => empirical([1, 2, 2, 5], [1, 2, 0.5, 0.5]),
    parameters: [],
    at: [1, 1],
    range: [0, 6],
    discrete: true,
    noPath: true,
    outside: 3,
  },
  'empirical of rows': {
    of: 'empirical',
    make: () =>
      empirical([
        [1, 2],
        [3, 4],
        [1, 2],
      ]),
    parameters: [],
    at: [1, 1],
    fixed: [1, 2],
    outside: [1, 4],
  },
  autoregressive: {
    of: 'autoregressive',
    make: (loc, scale) => autoregressive((before) => normal({ loc: add(loc, mul(0.5, sum(before, -1))), scale }), 3),
    parameters: [
      [-0.5, 0.5],
      [0.8, 1.2],
    ],
    at: [-1, 1],
    noJSON: true,
  },
};

/** Two numbers as a vector, one more axis at the end. */
const pair = (a: Tensor, b: Tensor) => stack([a, b], a.rank);

/** A number as each element of a vector, one more axis at the end. */
function vectorOf(x: Tensor, n: number): Tensor {
  return tile(expandDims(x, -1), [...x.shape.map(() => 1), n]);
}
