// Distributions that are made of others, with what their tests need. The names are held against the exports of `src/wrappers`.
import { expandDims, neg, type Tensor, tile } from '@tensorflow/tfjs-core';
import { bijectors, type Distribution, independent, normal, transformed } from '../src';

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
  /** Numbers: where nearly all of the law is; its ends, where it has ends. Left out for vectors. */
  range?: Range;
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
    outside: [0.5, 0.5, 0.5],
  },
};

/** A number as each element of a vector, one more axis at the end. */
function vectorOf(x: Tensor, n: number): Tensor {
  return tile(expandDims(x, -1), [...x.shape.map(() => 1), n]);
}
