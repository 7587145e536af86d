// Special functions and linear algebra of the packages beside: value, gradient and Hessian-vector product of each.
import * as kernels from '@baytes/kernels';
import * as tensorPackage from '@baytes/tensor';
import { grad, hostKernel, hvp, useBackend } from '@baytes/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as special from '../../special/src';
import { compile } from '../src';
import { scalarFunction } from '../src/lower/host-kernel';
import { compiled } from '../src/program';
import { expectAgreement, someNumbers } from './agree';

beforeAll(async () => {
  await useBackend('cpu');
});

const weigh = (y: Tensor) => tf.sum(tf.mul(tf.sin(tf.range(1, y.size + 1)), tf.reshape(y, [y.size])));

/** Value, gradient and Hessian-vector product of a function of a list of tensors. `order`: how many derivatives there are. */
function expectAll(run: (...at: Tensor[]) => Tensor, at: Tensor[], order = 2, tolerance = 1e-4): void {
  const cost = (...each: Tensor[]) => weigh(run(...each));
  const of = (f: (each: Tensor[]) => Tensor | Tensor[]) =>
    expectAgreement((given: Tensor[]) => f(given), at as never, tolerance);
  of((given) => run(...given));
  if (order < 1) return;
  of((given) => grad((each: readonly Tensor[]) => cost(...each))(given) as Tensor[]);
  if (order < 2) return;
  const direction = at.map((each, i) => tf.tensor(someNumbers(each.size, i + 3), each.shape));
  of((given) => hvp((each: readonly Tensor[]) => cost(...each), given, direction) as Tensor[]);
  tf.dispose(direction);
}

const positive = [0.4, 1.3, 2.2, 7.5];
const real = [-1.7, -0.3, 0.6, 2.4];
const unit = [0.1, 0.35, 0.6, 0.93];
const shapes = [0.7, 2.3, 1.1, 4.2];

/** By function: its arguments, and how many derivatives it has in all of them (0 where one has none: those are held apart). */
const functions: Record<string, { at: number[][]; order?: number; wrt?: number[]; run?: (...at: Tensor[]) => Tensor }> = {
  besselI0: { at: [real] },
  besselI0e: { at: [positive] },
  besselI1: { at: [real] },
  besselI1e: { at: [positive] },
  besselIv: { at: [[0, 1, 2.5, 3], positive], wrt: [1] },
  besselIve: { at: [[0, 1, 2.5, 3], positive], wrt: [1] },
  betainc: { at: [positive, shapes, unit] },
  betaincc: { at: [positive, shapes, unit] },
  betaincinv: { at: [positive, shapes, unit] },
  digamma: { at: [positive] },
  erf: { at: [real] },
  erfc: { at: [real] },
  erfcinv: { at: [unit] },
  erfcx: { at: [real] },
  erfinv: { at: [unit.map((x) => 2 * x - 1)] },
  expm1: { at: [real] },
  gammaDrawGrad: { at: [shapes, positive], order: 1 },
  gammaSign: { at: [real] },
  igamma: { at: [shapes, positive] },
  igammaInverse: { at: [shapes, unit] },
  igammac: { at: [shapes, positive] },
  igammacInverse: { at: [shapes, unit] },
  lambertW0: { at: [positive] },
  lambertWm1: { at: [[-0.3, -0.2, -0.1, -0.05]] },
  lbeta: { at: [positive, shapes] },
  lgamma: { at: [positive] },
  lmultibeta: { at: [positive] },
  log1mexp: { at: [positive.map((x) => -x)] },
  log1p: { at: [positive] },
  log1pexp: { at: [real] },
  logBesselIv: { at: [[0, 1, 2.5, 3], positive], wrt: [1] },
  logBetainc: { at: [positive, shapes, unit] },
  logBinomial: { at: [positive.map((x) => x + 9), shapes] },
  logDiffExp: { at: [positive.map((x) => x + 1), unit] },
  logFactorial: { at: [positive] },
  logIgamma: { at: [shapes, positive] },
  logIgammac: { at: [shapes, positive] },
  logNdtr: { at: [real] },
  logRisingFactorial: { at: [positive, shapes] },
  logSigmoid: { at: [real] },
  logexpm1: { at: [positive] },
  logit: { at: [unit] },
  multigammaln: { at: [positive.map((x) => x + 2)], run: (a) => special.multigammaln(a, 3) },
  ndtr: { at: [real] },
  ndtri: { at: [unit] },
  ndtriExp: { at: [positive.map((x) => -x)] },
  owensT: { at: [real, shapes] },
  polygamma: { at: [[0, 1, 2, 3], positive], wrt: [1] },
  polygammaDifference: { at: [positive, shapes], run: (a, b) => special.polygammaDifference(a, b, { order: 1 }) },
  studentTCdf: { at: [positive, real] },
  trigamma: { at: [positive] },
  vonMisesCdf: { at: [positive, real] },
  xdivy: { at: [real, positive] },
  xlog1py: { at: [real, positive] },
  xlogy: { at: [real, positive] },
  zeta: { at: [positive.map((x) => x + 1.2), shapes] },
};

describe('special functions', () => {
  it('are all here', () => {
    expect(Object.keys(functions).sort()).toEqual(Object.keys(special).sort());
  });

  it.each(Object.entries(functions))('%s', (name, { at, order, wrt, run }) => {
    const op = run ?? (special as unknown as Record<string, (...at: Tensor[]) => Tensor>)[name];
    const tensors = at.map((numbers) => tf.tensor(numbers));
    const free = wrt ?? at.map((_, i) => i);
    const of = (...given: Tensor[]) => op(...tensors.map((each, i) => (free.includes(i) ? given[free.indexOf(i)] : each)));
    expectAll(
      of,
      free.map((i) => tensors[i]),
      order,
    );
    tf.dispose(tensors);
  });

  it('are in double precision, and inside of loops', () => {
    const x = tf.tensor(positive);
    const program = compile((at: Tensor) => tf.sum(special.lgamma(tf.mul(at, at))), x);
    const wanted = positive.reduce((sum, each) => sum + kernels.lgamma(each * each), 0);
    expect(program(positive)).toBeCloseTo(wanted, 13);
    expect(compiled(program).main.graph.nodes.some(({ kind }) => kind === 'call')).toBe(false);
    x.dispose();
  });

  it('are recognised only where a kernel does nothing else', () => {
    const kernel = (host: (x: Float64Array, out: Float64Array) => void) =>
      scalarFunction(
        { name: 'Test', inputs: ['x'], outputs: ['y'], host: ({ x }, { y }) => host(x as Float64Array, y as Float64Array) },
        {},
      );
    expect(kernel((x, out) => void kernels.lgamma(x, out))).toMatchObject({
      operation: 'laws:lgamma',
      operands: [{ input: 0 }],
    });
    expect(kernel((x, out) => void kernels.polygamma(2 as never, x, out))).toMatchObject({ operands: [2, { input: 0 }] });
    expect(
      kernel((x, out) => {
        kernels.lgamma(x, out);
        for (let i = 0; i < out.length; i++) out[i] += 1;
      }),
    ).toBeUndefined();
    expect(
      kernel((x, out) => {
        kernels.lgamma(x, out);
        kernels.digamma(out, out);
      }),
    ).toBeUndefined();
    expect(kernel((x, out) => out.set(kernels.lgamma(x)))).toBeUndefined();
    expect(kernel((x, out) => void kernels.lgamma(x.slice(), out))).toBeUndefined();
  });
});

/** A batch of positive definite matrices, from any numbers. */
const definite = (x: Tensor) => tf.add(tf.matMul(x, x, false, true), tf.mul(0.5, tf.eye(x.shape[x.rank - 1] as number)));
const symmetric = (x: Tensor) => tf.add(x, tensorPackage.matrixTranspose(x));

const algebra: Record<string, { run: (...at: Tensor[]) => Tensor; at: number[][] }> = {
  bandPart: { run: (a) => tensorPackage.bandPart(tf.square(a), 1, 0), at: [[2, 3, 4]] },
  cholesky: { run: (a) => tensorPackage.cholesky(definite(a)), at: [[2, 3, 3]] },
  choleskyLogDet: { run: (a) => tensorPackage.choleskyLogDet(tensorPackage.cholesky(definite(a))), at: [[3, 3]] },
  choleskySolve: {
    run: (a, b) => tensorPackage.choleskySolve(tensorPackage.cholesky(definite(a)), b),
    at: [
      [3, 3],
      [3, 2],
    ],
  },
  diagonal: { run: (v) => tensorPackage.diagonal(tf.square(v)), at: [[2, 3]] },
  'diagonalPart of a wide matrix': { run: (a) => tensorPackage.diagonalPart(tf.square(a)), at: [[2, 3, 4]] },
  diagonalPart: { run: (a) => tensorPackage.diagonalPart(tf.square(a)), at: [[3, 2]] },
  eigh: {
    run: (a) => {
      const { values, vectors } = tensorPackage.eigh(symmetric(a));
      return tf.add(
        tf.sum(values),
        tf.sum(
          tf.mul(
            tf.square(vectors),
            tf.tensor([
              [0, 1, 2],
              [2, 0, 3],
              [1, 1, 5],
            ]),
          ),
        ),
      );
    },
    at: [[3, 3]],
  },
  fillLowerTriangle: { run: (v) => tensorPackage.fillLowerTriangle(tf.square(v)), at: [[2, 6]] },
  inverse: { run: (a) => tensorPackage.inverse(definite(a)), at: [[2, 3, 3]] },
  inversePositiveDefinite: { run: (a) => tensorPackage.inversePositiveDefinite(definite(a)), at: [[3, 3]] },
  logDet: { run: (a) => tensorPackage.logDet(definite(a)), at: [[2, 3, 3]] },
  lowerTriangle: { run: (a) => tensorPackage.lowerTriangle(tf.square(a)), at: [[3, 3]] },
  lowerTriangleValues: { run: (a) => tensorPackage.lowerTriangleValues(tf.square(a)), at: [[2, 3, 3]] },
  mahalanobis: {
    run: (a, x) => tensorPackage.mahalanobis(tensorPackage.cholesky(definite(a)), x),
    at: [
      [3, 3],
      [4, 3],
    ],
  },
  matrixTranspose: { run: (a) => tensorPackage.matrixTranspose(tf.square(a)), at: [[2, 3, 4]] },
  matrixVector: {
    run: (a, x) => tensorPackage.matrixVector(a, x),
    at: [
      [2, 3],
      [4, 3],
    ],
  },
  setDiagonal: {
    run: (a, v) => tensorPackage.setDiagonal(tf.square(a), tf.exp(v)),
    at: [
      [2, 3, 3],
      [2, 3],
    ],
  },
  'setDiagonal of a wide matrix': { run: (a, v) => tensorPackage.setDiagonal(tf.square(a), v), at: [[2, 4], [2]] },
  'setDiagonal of a tall matrix': { run: (a, v) => tensorPackage.setDiagonal(tf.square(a), v), at: [[4, 2], [2]] },
  slogDet: { run: (a) => tensorPackage.slogDet(definite(a)).logAbs, at: [[2, 3, 3]] },
  solve: {
    run: (a, b) => tensorPackage.solve(definite(a), b),
    at: [
      [3, 3],
      [3, 2],
    ],
  },
  solvePositiveDefinite: {
    run: (a, b) => tensorPackage.solvePositiveDefinite(definite(a), b),
    at: [
      [3, 3],
      [3, 2],
    ],
  },
  traceOf: { run: (a) => tensorPackage.traceOf(tf.square(a)), at: [[2, 3, 3]] },
  triangularSolve: {
    run: (a, b) => tensorPackage.triangularSolve(tensorPackage.cholesky(definite(a)), b, { transpose: true }),
    at: [
      [3, 3],
      [3, 2],
    ],
  },
  upperTriangle: { run: (a) => tensorPackage.upperTriangle(tf.square(a)), at: [[3, 3]] },
};

describe('linear algebra', () => {
  it.each(Object.entries(algebra))('%s', (_, { run, at }) => {
    const tensors = at.map((shape, i) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return tf.tensor(someNumbers(size, i + 5), shape);
    });
    expectAll(run, tensors, 2, 2e-3);
    tf.dispose(tensors);
  });

  it('has all its kernels here', () => {
    const own = [
      'Cholesky',
      'CholeskySolve',
      'MatrixSolve',
      'MatrixInverse',
      'SelfAdjointEigV2',
      'Mahalanobis',
      'MatrixTriangularSolve',
    ];
    expect(own.filter((name) => hostKernel(name) === undefined)).toEqual([]);
  });
});

it('infinities come out of logSumExp and logAddExp as they do eagerly', () => {
  const [plus, minus] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const x = tf.tensor([minus, minus, plus, minus, 0, plus, plus, Number.NaN, 1, 2], [5, 2]);
  expectAgreement((at: Tensor) => tensorPackage.logSumExp(at, 1), x as Tensor);
  expectAgreement(
    (at: Tensor) => tensorPackage.logAddExp(tf.slice(at, [0, 0], [5, 1]), tf.slice(at, [0, 1], [5, 1])),
    x as Tensor,
  );
  x.dispose();
});

describe('other ops of @baytes/tensor', () => {
  const cases: Record<string, (x: Tensor) => Tensor> = {
    logSumExp: (x) => tensorPackage.logSumExp(x, 1),
    logSoftmax: (x) => tensorPackage.logSoftmax(x),
    logAddExp: (x) => tensorPackage.logAddExp(x, tf.square(x)),
    safeWhere: (x) => tensorPackage.safeWhere(tf.greater(x, 0), x, tf.log, 0),
    'logSumExp of infinities': (x) =>
      tensorPackage.logSumExp(tf.where(tf.tensor([true, false, false]), tf.fill([2, 3], -Infinity), x), 1),
    stopGradient: (x) => tf.mul(x, tensorPackage.stopGradient(tf.exp(x))),
  };
  it.each(Object.entries(cases))('%s', (_, run) => {
    const x = tf.tensor(someNumbers(6), [2, 3]);
    expectAll(run, [x]);
    x.dispose();
  });
});
