// What the multivariate harness needs to know of each law: members, points outside, and where its draws and densities can be held
// against something that is not the law's own code.
import { betainc, igammaP, ndtr, studentTCdf } from '@baytes/kernels';
import { logSoftmax, lowerTriangle, matrixTranspose, setDiagonal, diagonalPart } from '@baytes/tensor';
import { add, cumsum, div, exp, eye, matMul, norm, type Tensor } from '@tensorflow/tfjs-core';
import * as laws from '../../src';
import type { Distribution } from '../../src';
import { factorOf, inverseOf, product, solveLower, transposed } from './dense';
import type { Nested } from './multivariate-golden';

export type Parameters = Record<string, Nested>;

export interface MultivariateRow {
  law: string;
  what?: string;
  /** A member, and another one of the same shapes. */
  members: [Parameters, Parameters];
  /** Values outside of the support. */
  outside: Nested[];
  /** By a draw of the first member, numbers that are uniform on (0, 1) and independent of each other. */
  uniforms?: (x: number[]) => number[];
  /** All events of the first member, where they can be counted. */
  outcomes?: number[][];
  /** The support of the first member from the unit cube, with the volume's factor; how many nodes along each side. */
  chart?: { dimensions: number; nodes: number; at: (u: number[]) => { x: number[]; volume: number } };
  /** A log density from free numbers, for finite differences. */
  smooth?: { inputs: { shape: number[]; from: number; to: number }[]; f: (...inputs: Tensor[]) => Tensor };
  /** A member from free numbers, whose draws move with them, with mean and variance in closed form. */
  pathwise?: { at: Nested[]; law: (...inputs: Tensor[]) => Distribution };
}

const make = laws as unknown as Record<string, (parameters: object) => Distribution>;
export const distributionOf = (law: string, parameters: object): Distribution => make[law](parameters);

// Free numbers to constrained tensors.
const definite = (raw: Tensor) => add(matMul(raw, raw, false, true), eye(raw.shape[raw.rank - 1]));
const factor = (raw: Tensor) => setDiagonal(lowerTriangle(raw), exp(diagonalPart(raw)));
const shares = (raw: Tensor) => exp(logSoftmax(raw));
const direction = (raw: Tensor) => div(raw, norm(raw, 'euclidean', -1, true));
const correlationFactor = (raw: Tensor) => direction(factor(raw));
const free = (...shape: number[]) => ({ shape, from: -0.8, to: 1.1 });
const positiveNumber = (...shape: number[]) => ({ shape, from: 1.2, to: 2.8 });

const minus = (x: readonly number[], y: readonly number[]) => x.map((each, i) => each - y[i]);
const flat = (nested: Nested): number[] => [nested].flat(Number.POSITIVE_INFINITY as 1) as number[];

const A2 = [
  [4, 2],
  [2, 5],
];
const B2 = [
  [1, -0.3],
  [-0.3, 0.6],
];
const L2 = [
  [2, 0],
  [1, 2],
];
const M2 = [
  [0.8, 0],
  [-0.5, 1.2],
];

const normals = (loc: Nested, covariance: Nested) => (x: number[]) => {
  const r = minus(x, flat(loc));
  return solveLower(factorOf(flat(covariance), r.length), r, r.length).map((z) => ndtr(z));
};

/** Standard normal coordinates, in a box of 8 deviations to both sides. */
const box = (loc: number[], l: number[]) => (u: number[]) => {
  const n = loc.length;
  const z = u.map((each) => 16 * (each - 0.5));
  const det = loc.reduce((all, _, i) => all * l[i * (n + 1)], 1);
  return { x: product(l, z, n).map((each, i) => each + loc[i]), volume: 16 ** n * det };
};

/** Uniforms of a standard Wishart matrix of nu degrees of freedom, by Bartlett's factor. */
function bartlettUniforms(w: number[], n: number, nu: number): number[] {
  const a = factorOf(w, n);
  const found: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) found.push(i === j ? igammaP((nu - i) / 2, a[i * n + i] ** 2 / 2) : ndtr(a[i * n + j]));
  }
  return found;
}

/** L^-1 X L^-T. */
function whitened(x: number[], scale: Nested, n: number): number[] {
  const l = factorOf(flat(scale), n);
  return solveLower(l, transposed(solveLower(l, x, n), n), n);
}

/** A standard Wishart matrix of 2 x 2 from the cube, by its factor. */
function wishartChart(u: number[]): { w: number[]; volume: number } {
  const [a, c] = [9 * u[0], 9 * u[2]];
  const b = 16 * (u[1] - 0.5);
  return { w: [a * a, a * b, a * b, b * b + c * c], volume: 4 * a * a * c * 9 * 16 * 9 };
}

/** Uniforms of partial correlations, from a Cholesky factor. */
function vineUniforms(l: number[], n: number, eta: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < n; i++) {
    let rest = 1;
    for (let k = 0; k < i; k++) {
      const b = eta + (n - 2 - k) / 2;
      const z = l[i * n + k] / Math.sqrt(rest);
      found.push(betainc(b, b, (1 + z) / 2));
      rest -= l[i * n + k] ** 2;
    }
  }
  return found;
}

/** Factors of 3 x 3 from the cube by partial correlations; the volume of the entries below the diagonal. */
function vineChart(u: number[]): { l: number[]; volume: number } {
  const [x, y, z] = u.map((each) => 2 * each - 1);
  const rest = Math.sqrt(1 - y * y);
  return {
    l: [1, 0, 0, x, Math.sqrt(1 - x * x), 0, y, z * rest, rest * Math.sqrt(1 - z * z)],
    volume: 8 * rest,
  };
}

/** Uniforms of Dirichlet shares, one after another. */
function stickUniforms(x: number[], a: number[]): number[] {
  let left = 1;
  let total = a.reduce((s, each) => s + each, 0);
  return x.slice(0, -1).map((share, k) => {
    total -= a[k];
    const u = betainc(a[k], total, Math.min(1, share / left));
    left -= share;
    return u;
  });
}

/** Three shares from the square. */
const stickChart = ([u, v]: number[]) => ({ x: [u, (1 - u) * v, (1 - u) * (1 - v)], volume: 1 - u });

/** Concrete shares undone: a_k x_k^-T, normalised, is uniform on the simplex. */
const concreteUniforms = (logs: number[], a: number[], T: number) => {
  const w = logs.map((y, k) => Math.log(a[k]) - T * y);
  const largest = Math.max(...w);
  const total = w.reduce((sum, each) => sum + Math.exp(each - largest), 0);
  return stickUniforms(
    w.map((each) => Math.exp(each - largest) / total),
    w.map(() => 1),
  );
};

/** All vectors of K counts that add up to n. */
export function countVectors(n: number, K: number): number[][] {
  if (K === 1) return [[n]];
  return Array.from({ length: n + 1 }, (_, x) => countVectors(n - x, K - 1).map((rest) => [x, ...rest])).flat();
}

const LOC = [0.5, -1];
const MEAN_DIRECTION = [2 / 3, 1 / 3, -2 / 3];
const CONCENTRATED = { meanDirection: MEAN_DIRECTION, concentration: 2.5 };
/** Two directions across the mean one. */
const ACROSS = [
  [1 / Math.SQRT2, 0, 1 / Math.SQRT2],
  [1 / Math.sqrt(18), -4 / Math.sqrt(18), -1 / Math.sqrt(18)],
];
const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, each, i) => sum + each * y[i], 0);
const dotWith = (m: readonly number[], cosine: number, angle: number) => {
  const aside = Math.sqrt(1 - cosine * cosine);
  return m.map((each, i) => cosine * each + aside * (Math.cos(angle) * ACROSS[0][i] + Math.sin(angle) * ACROSS[1][i]));
};

const LOW_RANK = { loc: [0, 1, -1], factor: [[1], [0.2], [-0.7]], diagonal: [0.5, 1, 2] };
const lowRankCovariance = LOW_RANK.factor.map(([f], i) =>
  LOW_RANK.factor.map(([g], j) => f * g + (i === j ? LOW_RANK.diagonal[i] : 0)),
);

export const rows: MultivariateRow[] = [
  {
    law: 'multivariateNormal',
    what: 'scaleTril',
    members: [
      { loc: LOC, scaleTril: L2 },
      { loc: [3, 0], scaleTril: M2 },
    ],
    outside: [[Number.POSITIVE_INFINITY, 0]],
    uniforms: normals(LOC, A2),
    chart: { dimensions: 2, nodes: 50, at: box(LOC, flat(L2)) },
    smooth: {
      inputs: [free(3, 2), free(2), free(2, 2)],
      f: (x, loc, raw) => laws.multivariateNormal({ loc, scaleTril: factor(raw) }).logProb(x),
    },
    pathwise: {
      at: [LOC, L2],
      law: (loc, scaleTril) => laws.multivariateNormal({ loc, scaleTril }),
    },
  },
  {
    law: 'multivariateNormal',
    what: 'covariance',
    members: [
      { loc: LOC, covariance: A2 },
      { loc: [3, 0], covariance: B2 },
    ],
    outside: [],
    uniforms: normals(LOC, A2),
    smooth: {
      inputs: [free(3, 2), free(2), free(2, 2)],
      f: (x, loc, raw) => laws.multivariateNormal({ loc, covariance: definite(raw) }).logProb(x),
    },
    pathwise: { at: [LOC, L2], law: (loc, raw) => laws.multivariateNormal({ loc, covariance: definite(raw) }) },
  },
  {
    law: 'multivariateNormal',
    what: 'precision',
    members: [
      { loc: LOC, precision: A2 },
      { loc: [3, 0], precision: B2 },
    ],
    outside: [],
    uniforms: (x) => normals(LOC, inverseOf(flat(A2), 2))(x),
    smooth: {
      inputs: [free(3, 2), free(2), free(2, 2)],
      f: (x, loc, raw) => laws.multivariateNormal({ loc, precision: definite(raw) }).logProb(x),
    },
    pathwise: { at: [LOC, L2], law: (loc, raw) => laws.multivariateNormal({ loc, precision: definite(raw) }) },
  },
  {
    law: 'multivariateNormalLowRank',
    members: [LOW_RANK, { loc: [1, 1, 1], factor: [[2], [1], [0]], diagonal: [1, 0.2, 0.4] }],
    outside: [[Number.NEGATIVE_INFINITY, 0, 0]],
    uniforms: normals(LOW_RANK.loc, lowRankCovariance),
    smooth: {
      inputs: [free(2, 3), free(3), free(3, 2), positiveNumber(3)],
      f: (x, loc, f, diagonal) => laws.multivariateNormalLowRank({ loc, factor: f, diagonal }).logProb(x),
    },
    pathwise: {
      at: [LOW_RANK.loc, LOW_RANK.factor, LOW_RANK.diagonal],
      law: (loc, f, diagonal) => laws.multivariateNormalLowRank({ loc, factor: f, diagonal }),
    },
  },
  {
    law: 'multivariateT',
    members: [
      { degreesOfFreedom: 9, loc: LOC, scaleMatrix: A2 },
      { degreesOfFreedom: 12, loc: [3, 0], scaleMatrix: B2 },
    ],
    outside: [[Number.POSITIVE_INFINITY, 0]],
    uniforms: (x) => {
      const [a, b] = solveLower(flat(L2), minus(x, LOC), 2);
      return [studentTCdf(9, a), studentTCdf(10, b * Math.sqrt(10 / (9 + a * a)))];
    },
    chart: {
      dimensions: 2,
      nodes: 60,
      at: (u) => {
        const z = u.map((each) => 2 * Math.tan(Math.PI * (each - 0.5)));
        const stretch = z.reduce((all, each) => all * 2 * Math.PI * (1 + each * each * 0.25), 1);
        return { x: product(flat(L2), z, 2).map((each, i) => each + LOC[i]), volume: stretch * 4 };
      },
    },
    smooth: {
      inputs: [positiveNumber(), free(3, 2), free(2), free(2, 2)],
      f: (nu, x, loc, raw) => laws.multivariateT({ degreesOfFreedom: nu, loc, scaleMatrix: definite(raw) }).logProb(x),
    },
    pathwise: {
      at: [9, LOC, L2],
      law: (nu, loc, scaleTril) => laws.multivariateT({ degreesOfFreedom: nu, loc, scaleTril }),
    },
  },
  {
    law: 'wishart',
    members: [
      { degreesOfFreedom: 4.5, scaleMatrix: A2 },
      { degreesOfFreedom: 7, scaleMatrix: B2 },
    ],
    outside: [
      [
        [1, 2],
        [2, 1],
      ],
      [
        [1, 0.5],
        [0.2, 1],
      ],
    ],
    uniforms: (x) => bartlettUniforms(whitened(x, A2, 2), 2, 4.5),
    chart: {
      dimensions: 3,
      nodes: 30,
      at: (u) => {
        const { w, volume } = wishartChart(u);
        return { x: product(product(flat(L2), w, 2), transposed(flat(L2), 2), 2), volume: volume * 4 ** 3 };
      },
    },
    smooth: {
      inputs: [{ shape: [2], from: 3, to: 6 }, free(2, 2, 2), free(2, 2)],
      f: (nu, raw, scale) => laws.wishart({ degreesOfFreedom: nu, scaleMatrix: definite(scale) }).logProb(definite(raw)),
    },
    pathwise: {
      at: [4.5, L2],
      law: (degreesOfFreedom, scaleTril) => laws.wishart({ degreesOfFreedom, scaleTril }),
    },
  },
  {
    law: 'inverseWishart',
    members: [
      { degreesOfFreedom: 16, scaleMatrix: A2 },
      { degreesOfFreedom: 17, scaleMatrix: B2 },
    ],
    outside: [
      [
        [1, 2],
        [2, 1],
      ],
    ],
    uniforms: (x) => {
      const half = product(product(transposed(flat(L2), 2), inverseOf(x, 2), 2), flat(L2), 2);
      return bartlettUniforms(half, 2, 16);
    },
    chart: {
      dimensions: 3,
      nodes: 30,
      at: (u) => {
        const { w, volume } = wishartChart(u);
        const det = w[0] * w[3] - w[1] * w[2];
        const x = product(product(flat(L2), inverseOf(w, 2), 2), transposed(flat(L2), 2), 2);
        return { x, volume: (volume * 4 ** 3) / det ** 3 };
      },
    },
    smooth: {
      inputs: [{ shape: [2], from: 3, to: 6 }, free(2, 2, 2), free(2, 2)],
      f: (nu, raw, scale) => laws.inverseWishart({ degreesOfFreedom: nu, scaleTril: factor(scale) }).logProb(definite(raw)),
    },
    pathwise: {
      at: [16, L2],
      law: (degreesOfFreedom, scaleTril) => laws.inverseWishart({ degreesOfFreedom, scaleTril }),
    },
  },
  {
    law: 'lkj',
    members: [
      { dimension: 3, concentration: 2.5 },
      { dimension: 3, concentration: 1 },
    ],
    outside: [
      [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
      [
        [2, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    uniforms: (x) => vineUniforms(factorOf(x, 3), 3, 2.5),
    chart: {
      dimensions: 3,
      nodes: 24,
      at: (u) => {
        const { l, volume } = vineChart(u);
        return { x: product(l, transposed(l, 3), 3), volume: volume * l[4] };
      },
    },
    smooth: {
      inputs: [positiveNumber(), free(3, 3)],
      f: (concentration, raw) => {
        const l = correlationFactor(raw);
        return laws.lkj({ dimension: 3, concentration }).logProb(matMul(l, matrixTranspose(l)));
      },
    },
    pathwise: { at: [2.5], law: (concentration) => laws.lkj({ dimension: 4, concentration }) },
  },
  {
    law: 'lkjCholesky',
    members: [
      { dimension: 3, concentration: 2.5 },
      { dimension: 3, concentration: 1 },
    ],
    outside: [
      [
        [1, 0, 0],
        [0.6, -0.8, 0],
        [0, 0, 1],
      ],
      [
        [1, 0, 0],
        [0.6, 0.7, 0],
        [0, 0, 1],
      ],
    ],
    uniforms: (x) => vineUniforms(x, 3, 2.5),
    chart: {
      dimensions: 3,
      nodes: 24,
      at: (u) => {
        const { l, volume } = vineChart(u);
        return { x: l, volume };
      },
    },
    smooth: {
      inputs: [positiveNumber(), free(3, 3)],
      f: (concentration, raw) => laws.lkjCholesky({ dimension: 3, concentration }).logProb(correlationFactor(raw)),
    },
  },
  {
    law: 'vonMisesFisher',
    members: [CONCENTRATED, { meanDirection: [0.6, 0, 0.8], concentration: 12 }],
    outside: [[1, 1, 0]],
    uniforms: (x) => {
      const k = CONCENTRATED.concentration;
      const cosine = dot(x, MEAN_DIRECTION);
      const below = (Math.exp(k * (cosine - 1)) - Math.exp(-2 * k)) / (1 - Math.exp(-2 * k));
      return [below, 0.5 + Math.atan2(dot(x, ACROSS[1]), dot(x, ACROSS[0])) / (2 * Math.PI)];
    },
    chart: {
      dimensions: 2,
      nodes: 40,
      at: ([u, v]) => ({ x: dotWith(MEAN_DIRECTION, 2 * u - 1, 2 * Math.PI * v), volume: 4 * Math.PI }),
    },
    smooth: {
      inputs: [free(2, 3), { shape: [3], from: 0.3, to: 1.5 }, { shape: [2], from: 0.3, to: 4 }],
      f: (x, mean, concentration) => {
        const meanDirection = direction(mean);
        return laws.vonMisesFisher({ meanDirection, concentration }).logProb(direction(x));
      },
    },
    pathwise: {
      at: [[1, 0.5, -1]],
      law: (mean) => laws.vonMisesFisher({ meanDirection: direction(mean), concentration: 2.5 }),
    },
  },
  {
    law: 'concrete',
    members: [
      { temperature: 1.5, probs: [0.2, 0.3, 0.5] },
      { temperature: 0.7, probs: [0.6, 0.3, 0.1] },
    ],
    outside: [
      [0.5, 0.6, 0.2],
      [-0.1, 0.6, 0.5],
    ],
    uniforms: (x) =>
      concreteUniforms(
        x.map((each) => Math.log(each)),
        [0.2, 0.3, 0.5],
        1.5,
      ),
    chart: { dimensions: 2, nodes: 60, at: stickChart },
    smooth: {
      inputs: [positiveNumber(), free(2, 3), free(3)],
      f: (temperature, x, logits) => laws.concrete({ temperature, logits }).logProb(shares(x)),
    },
  },
  {
    law: 'logConcrete',
    members: [
      { temperature: 1.5, logits: [0.2, 0.3, -0.5] },
      { temperature: 0.7, logits: [2, 0, 0] },
    ],
    outside: [[-0.5, -0.6, -0.2]],
    uniforms: (y) => concreteUniforms(y, [0.2, 0.3, -0.5].map(Math.exp), 1.5),
    chart: {
      dimensions: 2,
      nodes: 60,
      at: (u) => {
        const { x, volume } = stickChart(u);
        return { x: x.map(Math.log), volume: volume / x.reduce((all, each) => all * each, 1) };
      },
    },
    smooth: {
      inputs: [positiveNumber(), free(2, 3), free(3)],
      f: (temperature, y, raw) => laws.logConcrete({ temperature, probs: shares(raw) }).logProb(logSoftmax(y)),
    },
  },
  {
    law: 'matrixNormal',
    members: [
      { loc: [LOC], rowCovariance: [[2.25]], columnCovariance: A2 },
      { loc: [[0, 3]], rowCovariance: [[1]], columnCovariance: B2 },
    ],
    outside: [[[0, Number.POSITIVE_INFINITY]]],
    uniforms: (x) =>
      normals(
        LOC,
        A2.map((row) => row.map((each) => each * 2.25)),
      )(x),
    chart: {
      dimensions: 2,
      nodes: 50,
      at: box(
        LOC,
        flat(L2).map((each) => each * 1.5),
      ),
    },
    smooth: {
      inputs: [free(2, 3, 2), free(3, 2), free(3, 3), free(2, 2)],
      f: (x, loc, rows, columns) =>
        laws.matrixNormal({ loc, rowCovariance: definite(rows), columnScaleTril: factor(columns) }).logProb(x),
    },
    pathwise: {
      at: [[LOC, [1, 2]], L2, M2],
      law: (loc, rowScaleTril, columnScaleTril) => laws.matrixNormal({ loc, rowScaleTril, columnScaleTril }),
    },
  },
  {
    law: 'dirichlet',
    members: [{ concentration: [2, 3, 4] }, { concentration: [0.5, 1, 2] }],
    outside: [
      [0.5, 0.6, 0.2],
      [-0.1, 0.6, 0.5],
    ],
    uniforms: (x) => stickUniforms(x, [2, 3, 4]),
    chart: { dimensions: 2, nodes: 30, at: stickChart },
    smooth: {
      inputs: [free(2, 3), positiveNumber(3)],
      f: (x, concentration) => laws.dirichlet({ concentration }).logProb(shares(x)),
    },
    pathwise: { at: [[2, 3, 4]], law: (concentration) => laws.dirichlet({ concentration }) },
  },
  {
    law: 'multinomial',
    what: 'probs',
    members: [
      { totalCount: 4, probs: [0.2, 0.3, 0.5] },
      { totalCount: 6, probs: [0.6, 0.3, 0.1] },
    ],
    outside: [
      [1, 1, 1],
      [0.5, 3.5, 0],
      [-1, 5, 0],
    ],
    outcomes: countVectors(4, 3),
    smooth: {
      inputs: [free(3)],
      f: (raw) =>
        laws
          .multinomial({ totalCount: 4, probs: shares(raw) })
          .expand([2])
          .logProb([
            [1, 1, 2],
            [4, 0, 0],
          ]),
    },
  },
  {
    law: 'multinomial',
    what: 'logits',
    members: [
      { totalCount: 4, logits: [0.2, 0.3, -0.5] },
      { totalCount: 6, logits: [-3, 0, 1] },
    ],
    outside: [],
    outcomes: countVectors(4, 3),
    smooth: {
      inputs: [free(3)],
      f: (logits) =>
        laws.multinomial({ totalCount: 4, logits }).logProb([
          [1, 1, 2],
          [4, 0, 0],
        ]),
    },
  },
  {
    law: 'dirichletMultinomial',
    members: [
      { totalCount: 4, concentration: [0.5, 1, 3] },
      { totalCount: 6, concentration: [2, 1, 1] },
    ],
    outside: [
      [1, 1, 1],
      [0.5, 3.5, 0],
    ],
    outcomes: countVectors(4, 3),
    smooth: {
      inputs: [positiveNumber(3)],
      f: (concentration) =>
        laws.dirichletMultinomial({ totalCount: 4, concentration }).logProb([
          [1, 1, 2],
          [4, 0, 0],
        ]),
    },
  },
  {
    law: 'oneHotCategorical',
    what: 'probs',
    members: [{ probs: [0.2, 0.3, 0.5] }, { probs: [0.6, 0.3, 0.1] }],
    outside: [
      [0, 0, 0],
      [1, 1, 0],
      [0.5, 0.5, 0],
    ],
    outcomes: countVectors(1, 3),
    smooth: { inputs: [free(3)], f: (raw) => laws.oneHotCategorical({ probs: shares(raw) }).logProb(countVectors(1, 3)) },
  },
  {
    law: 'oneHotCategorical',
    what: 'logits',
    members: [{ logits: [0.2, 0.3, -0.5] }, { logits: [0, -3, 1] }],
    outside: [],
    outcomes: countVectors(1, 3),
    smooth: { inputs: [free(3)], f: (logits) => laws.oneHotCategorical({ logits }).logProb(countVectors(1, 3)) },
  },
  {
    law: 'delta',
    members: [
      { loc: [1, 2], eventRank: 1 },
      { loc: [3, 2], eventRank: 1 },
    ],
    outside: [
      [1, 3],
      [Number.POSITIVE_INFINITY, 2],
    ],
    outcomes: [[1, 2]],
    pathwise: { at: [[1, 2]], law: (loc) => laws.delta({ loc, eventRank: 1 }) },
  },
  {
    law: 'categorical',
    what: 'probs',
    members: [{ probs: [0.2, 0.3, 0.5] }, { probs: [0.6, 0.3, 0.1] }],
    outside: [-1, 0.5, 3],
    outcomes: [[0], [1], [2]],
    smooth: { inputs: [free(3)], f: (raw) => laws.categorical({ probs: shares(raw) }).logProb([0, 1, 2]) },
  },
  {
    law: 'categorical',
    what: 'logits',
    members: [{ logits: [0.2, 0.3, -0.5] }, { logits: [0, -3, 1] }],
    outside: [],
    outcomes: [[0], [1], [2]],
    smooth: { inputs: [free(2, 3)], f: (logits) => laws.categorical({ logits }).logProb([2, 0]) },
  },
  {
    law: 'orderedLogistic',
    members: [
      { cutpoints: [-1, 0.5], loc: 0.3 },
      { cutpoints: [0, 2], loc: -1 },
    ],
    outside: [-1, 0.5, 3],
    outcomes: [[0], [1], [2]],
    smooth: {
      inputs: [{ shape: [2], from: 0.5, to: 2 }, free()],
      f: (steps, loc) => laws.orderedLogistic({ cutpoints: cumsum(steps), loc }).logProb([0, 1, 2]),
    },
  },
];
