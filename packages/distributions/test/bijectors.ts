// Every bijector, with what its tests need. The list of names is held against the exports.
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Bijector, bijectors } from '../src';

const {
  above,
  affine,
  below,
  block,
  chain,
  choleskyOuterProduct,
  correlation,
  correlationCholesky,
  cumulativeSum,
  exp,
  identity,
  inverse,
  log,
  lowerCholesky,
  lowerTriangularAffine,
  normalCdf,
  ordered,
  permute,
  positiveDefinite,
  positiveOrdered,
  power,
  rationalQuadraticSpline,
  reciprocal,
  reverse,
  sigmoid,
  sinhArcsinh,
  softmaxCentred,
  softplus,
  stickBreaking,
  tanh,
  unitVector,
  yeoJohnson,
  zeroSum,
} = bijectors;

/** Nested numbers. */
export type Nested = number | readonly Nested[];

export interface BijectorCase {
  /** Of which export; other cases of it have names that begin with it. */
  of: string;
  /** The bijector from its varied parameters. */
  make: (...parameters: Tensor[]) => Bijector;
  /** Values of the parameters that derivatives are taken in, each with its range. */
  parameters?: { shape: number[]; from: number; to: number }[];
  /** The shape of one event, and the range of its elements. */
  event: { shape: number[]; from: number; to: number };
  /**
   * For domains that are no whole space: the event from free numbers (which `event` then describes), and the coordinates that the
   * density is with respect to.
   */
  domain?: Bijector;
  /** Which coordinates a result has, as places in its numbers by rows: all where left out; its surface where it is one. */
  coordinates?: number[] | 'surface';
  /** The same for the event that goes in. */
  coordinatesIn?: number[];
  /** What the documentation says, or another known value: x, y, and the log determinant. */
  known: [x: Nested, y: Nested, logDeterminant?: Nested];
  /** Far out, where everything must be finite. */
  far?: Nested[];
}

const number = { shape: [], from: -2, to: 2 };
const positiveNumber = { shape: [], from: 0.3, to: 3 };
const vector = (n: number) => ({ shape: [n], from: -1.5, to: 1.5 });

export const cases: Record<string, BijectorCase> = {
  above: {
    of: 'above',
    make: (low) => above({ low }),
    parameters: [{ shape: [], from: 2, to: 4 }],
    event: number,
    known: [0, 4, 0],
    far: [-80, 80],
  },
  affine: {
    of: 'affine',
    make: (loc, scale) => affine({ loc, scale }),
    parameters: [
      { shape: [], from: 0.5, to: 1.5 },
      { shape: [], from: -3, to: -1 },
    ],
    event: number,
    known: [
      [0, 3],
      [1, -5],
      [Math.LN2, Math.LN2],
    ],
    far: [-1e30, 1e30],
  },
  below: {
    of: 'below',
    make: (high) => below({ high }),
    parameters: [{ shape: [], from: 2, to: 4 }],
    event: number,
    known: [0, 2, 0],
    far: [-80, 80],
  },
  block: { of: 'block', make: () => block(exp(), 1), event: vector(2), known: [[1, 2], [Math.E, Math.E ** 2], 3] },
  'block of vectors': {
    of: 'block',
    make: () => block(stickBreaking(), 1),
    event: { shape: [2, 2], from: -1, to: 1 },
    coordinates: [0, 1, 3, 4],
    known: [
      [
        [0, 0],
        [0, 0],
      ],
      [
        [1 / 3, 1 / 3, 1 / 3],
        [1 / 3, 1 / 3, 1 / 3],
      ],
      // Of each: the sum of log z_k (1 - z_k) and of log of what was there.
      2 * (Math.log(2 / 9) + Math.log(1 / 4) + Math.log(2 / 3)),
    ],
  },
  chain: {
    of: 'chain',
    make: (loc, scale) => chain([affine({ loc, scale }), exp()]),
    parameters: [
      { shape: [], from: 0.5, to: 1.5 },
      { shape: [], from: 1, to: 3 },
    ],
    event: { shape: [], from: -1, to: 0.5 },
    known: [0, Math.E, 1 + Math.LN2],
  },
  'chain of numbers and vectors': {
    of: 'chain',
    make: () => chain([softplus(), stickBreaking()]),
    event: vector(2),
    coordinates: [0, 1],
    known: [
      [Math.log(Math.E - 1), Math.log(Math.E - 1)],
      // Softplus gives 1 and 1; shares 1 / (1 + 2 / e), and then 1 / (1 + 1 / e) of the rest.
      [0.5761169, 0.3098834, 0.1139997],
    ],
  },
  'chain of vectors and numbers': {
    of: 'chain',
    make: () => chain([cumulativeSum(), exp(), affine({ scale: 2 })]),
    event: vector(2),
    known: [[0, 1], [2, 2 * Math.E], 2 * Math.LN2 + 1],
  },
  choleskyOuterProduct: {
    of: 'choleskyOuterProduct',
    make: () => choleskyOuterProduct(),
    domain: lowerCholesky(),
    event: vector(6),
    coordinatesIn: [0, 3, 4, 6, 7, 8],
    coordinates: [0, 3, 4, 6, 7, 8],
    known: [
      [
        [2, 0],
        [1, 2],
      ],
      [
        [4, 2],
        [2, 5],
      ],
      5 * Math.LN2,
    ],
  },
  'choleskyOuterProduct of correlations': {
    of: 'choleskyOuterProduct',
    make: () => choleskyOuterProduct({ of: 'correlation' }),
    domain: correlationCholesky(),
    event: vector(3),
    coordinatesIn: [3, 6, 7],
    coordinates: [3, 6, 7],
    known: [
      [
        [1, 0],
        [0.6, 0.8],
      ],
      [
        [1, 0.6],
        [0.6, 1],
      ],
      0,
    ],
  },
  correlation: {
    of: 'correlation',
    make: () => correlation(),
    event: { shape: [6], from: -0.8, to: 0.8 },
    coordinates: [4, 8, 9, 12, 13, 14],
    known: [
      [Math.LN2],
      [
        [1, 0.6],
        [0.6, 1],
      ],
      Math.log(0.64),
    ],
  },
  correlationCholesky: {
    of: 'correlationCholesky',
    make: () => correlationCholesky(),
    event: vector(6),
    coordinates: [4, 8, 9, 12, 13, 14],
    known: [
      [Math.LN2],
      [
        [1, 0],
        [0.6, 0.8],
      ],
      Math.log(0.64),
    ],
    far: [
      [-20, 3, 4],
      [8, 8, 8],
    ],
  },
  cumulativeSum: { of: 'cumulativeSum', make: () => cumulativeSum(), event: vector(4), known: [[1, 2, 3], [1, 3, 6], 0] },
  exp: {
    of: 'exp',
    make: () => exp(),
    event: number,
    known: [
      [0, 2],
      [1, Math.E ** 2],
      [0, 2],
    ],
    far: [-80, 80],
  },
  identity: { of: 'identity', make: () => identity(), event: number, known: [3, 3, 0], far: [1e38] },
  inverse: { of: 'inverse', make: () => inverse(exp()), event: positiveNumber, known: [10, Math.log(10), -Math.log(10)] },
  'inverse of a map of vectors': {
    of: 'inverse',
    make: () => inverse(stickBreaking()),
    domain: softmaxCentred(),
    event: vector(2),
    coordinatesIn: [0, 1],
    known: [
      [1 / 3, 1 / 3, 1 / 3],
      [0, 0],
    ],
  },
  log: {
    of: 'log',
    make: () => log(),
    event: positiveNumber,
    known: [
      [1, 10],
      [0, Math.log(10)],
    ],
    far: [1e-30, 1e30],
  },
  lowerCholesky: {
    of: 'lowerCholesky',
    make: () => lowerCholesky(),
    event: vector(6),
    coordinates: [0, 3, 4, 6, 7, 8],
    known: [
      [0, 3, 0],
      [
        [1, 0],
        [3, 1],
      ],
      0,
    ],
    far: [[-80, 1e20, 80]],
  },
  'lowerCholesky by softplus': {
    of: 'lowerCholesky',
    make: () => lowerCholesky({ diagonal: 'softplus' }),
    event: vector(6),
    coordinates: [0, 3, 4, 6, 7, 8],
    known: [
      [0, 3, 0],
      [
        [Math.LN2, 0],
        [3, Math.LN2],
      ],
      2 * Math.log(0.5),
    ],
    far: [[-80, 1e20, 1e20]],
  },
  lowerTriangularAffine: {
    of: 'lowerTriangularAffine',
    make: (loc, values) => lowerTriangularAffine({ loc, scaleTril: lowerCholesky().forward(values) }),
    parameters: [
      { shape: [3], from: -1, to: 1 },
      { shape: [6], from: -0.5, to: 0.5 },
    ],
    event: vector(3),
    known: [[1, 2, 3], [1, 2, 3], 0],
  },
  normalCdf: {
    of: 'normalCdf',
    make: () => normalCdf(),
    event: number,
    known: [1.959964, 0.975],
    far: [-13, 5],
  },
  ordered: {
    of: 'ordered',
    make: () => ordered(),
    event: vector(4),
    known: [[1, 0, 0], [1, 2, 3], 0],
    far: [[-1e6, 10, 80]],
  },
  permute: { of: 'permute', make: () => permute([2, 0, 1]), event: vector(3), known: [[10, 20, 30], [30, 10, 20], 0] },
  positiveDefinite: {
    of: 'positiveDefinite',
    make: () => positiveDefinite(),
    event: vector(6),
    coordinates: [0, 3, 4, 6, 7, 8],
    known: [
      [0, 3, 0],
      [
        [1, 3],
        [3, 10],
      ],
      2 * Math.LN2,
    ],
  },
  positiveOrdered: {
    of: 'positiveOrdered',
    make: () => positiveOrdered(),
    event: vector(4),
    known: [[0, 0, 0], [1, 2, 3], 0],
    far: [[-80, 10, 80]],
  },
  power: {
    of: 'power',
    make: (exponent) => power({ exponent }),
    parameters: [{ shape: [], from: 1, to: 3 }],
    event: positiveNumber,
    known: [
      [1, 3],
      [1, 9],
      [Math.LN2, Math.log(6)],
    ],
  },
  rationalQuadraticSpline: {
    of: 'rationalQuadraticSpline',
    make: (a, b, c) =>
      rationalQuadraticSpline({
        widths: softmaxCentred().forward(a),
        heights: softmaxCentred().forward(b),
        slopes: block(exp(), 1).forward(c),
        low: -3,
        high: 3,
      }),
    parameters: [
      { shape: [2], from: -0.5, to: 0.5 },
      { shape: [2], from: -1, to: 1 },
      { shape: [2], from: -0.7, to: 0.7 },
    ],
    event: { shape: [], from: -2.9, to: 2.9 },
    known: [
      [5, -4],
      [5, -4],
      [0, 0],
    ],
    far: [-1e30, -3, 3, 1e30],
  },
  reciprocal: {
    of: 'reciprocal',
    make: () => reciprocal(),
    event: positiveNumber,
    known: [
      [1, 4],
      [1, 0.25],
    ],
    far: [1e-18, 1e18],
  },
  reverse: { of: 'reverse', make: () => reverse(), event: vector(3), known: [[1, 2, 3], [3, 2, 1], 0] },
  sigmoid: { of: 'sigmoid', make: () => sigmoid(), event: number, known: [0, 0.5, Math.log(0.25)], far: [-80, 10] },
  'sigmoid to an interval': {
    of: 'sigmoid',
    make: (low, high) => sigmoid({ low, high }),
    parameters: [
      { shape: [], from: -1.5, to: -0.5 },
      { shape: [], from: 2, to: 4 },
    ],
    event: number,
    known: [0, 1, 0],
  },
  sinhArcsinh: {
    of: 'sinhArcsinh',
    make: (skewness, tailweight) => sinhArcsinh({ skewness, tailweight }),
    parameters: [
      { shape: [], from: -0.5, to: 0.5 },
      { shape: [], from: 1, to: 3 },
    ],
    event: { shape: [], from: -0.9, to: 0.9 },
    known: [1, 2 * Math.SQRT2],
    far: [-1e8, 1e8],
  },
  softmaxCentred: {
    of: 'softmaxCentred',
    make: () => softmaxCentred(),
    event: vector(3),
    coordinates: [0, 1, 2],
    known: [[0, 0], [1 / 3, 1 / 3, 1 / 3], -3 * Math.log(3)],
    far: [
      [-80, 0],
      [40, -40],
    ],
  },
  softplus: {
    of: 'softplus',
    make: () => softplus(),
    event: number,
    known: [
      [-20, 0, 20],
      [2.0611537e-9, Math.LN2, 20],
    ],
    far: [-80, 1e30],
  },
  stickBreaking: {
    of: 'stickBreaking',
    make: () => stickBreaking(),
    event: vector(3),
    coordinates: [0, 1, 2],
    known: [
      [0, 0],
      [1 / 3, 1 / 3, 1 / 3],
    ],
    far: [
      [-80, 0],
      [0, -80],
      [40, 40],
    ],
  },
  tanh: { of: 'tanh', make: () => tanh(), event: number, known: [20, 1, -38.613706], far: [-7, 7] },
  unitVector: {
    of: 'unitVector',
    make: () => unitVector(),
    event: vector(3),
    coordinates: 'surface',
    known: [[0.5], [0.8, -0.6], Math.log(1.6)],
    far: [
      [1e4, 3, 1],
      [1e-30, 0, 0],
    ],
  },
  yeoJohnson: {
    of: 'yeoJohnson',
    make: (power) => yeoJohnson({ power }),
    parameters: [{ shape: [], from: 0.2, to: 1.8 }],
    event: { shape: [], from: -1.9, to: 1.9 },
    known: [
      [0, -2, 3],
      [0, -2, 3],
      [0, 0, 0],
    ],
    far: [-1e6, 1e6],
  },
  'yeoJohnson, a logarithm': {
    of: 'yeoJohnson',
    make: (power) => yeoJohnson({ power }),
    // Half of what finite differences reach is outside of what may be; series and formula meet here.
    parameters: [{ shape: [], from: 0.05, to: 0.15 }],
    event: { shape: [], from: -1.9, to: 1.9 },
    known: [0, 0, 0],
  },
  zeroSum: {
    of: 'zeroSum',
    make: () => zeroSum(),
    event: vector(4),
    coordinates: 'surface',
    known: [[Math.SQRT2], [1, -1], 0],
    far: [[1e6, 1e6]],
  },
};
