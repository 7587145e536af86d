import {
  abs,
  add,
  broadcastTo,
  engine,
  eye,
  grad,
  grads,
  log,
  matMul,
  mul,
  ones,
  reshape,
  slice,
  sub,
  sum,
  tensor,
  type Tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  bandPart,
  cholesky,
  choleskyLogDet,
  choleskySolve,
  diagonal,
  eigh,
  fillLowerTriangle,
  inverse,
  inversePositiveDefinite,
  logDet,
  lowerTriangle,
  mahalanobis,
  matrixTranspose,
  matrixVector,
  setDiagonal,
  slogDet,
  solve,
  solvePositiveDefinite,
  traceOf,
  triangularSolve,
  useBackend,
} from '../../src/index';
import { backends } from '../../../../tooling/vitest/backends';
import { normal } from './finite-differences';

const greatestDifference = (a: Tensor, b: Tensor) => Math.max(...abs(sub(a, b)).dataSync());

const indefinite = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [1, 2, 0],
    [2, 1, 0],
    [0, 0, 1],
  ],
];

describe.each(backends)('linear algebra on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });
  beforeEach(() => {
    engine().startScope();
  });
  afterEach(() => {
    engine().endScope();
  });

  describe('says what is wrong', () => {
    it.each<[string, () => unknown]>([
      [
        'cholesky: a of shape [2,3,3] is not positive definite (matrix [1] of the batch): its leading minor of order 2 is not ' +
          'positive; a jitter adds to the diagonal',
        () => cholesky(indefinite),
      ],
      [
        'logDet: a of shape [1,1] is not positive definite: its leading minor of order 1 is not positive (jitter 0.5)',
        () => logDet([[-1]], { jitter: 0.5 }),
      ],
      [
        'cholesky: a is not symmetric: entry [1,0] is 1, entry [0,1] is 0',
        () =>
          cholesky([
            [2, 0],
            [1, 2],
          ]),
      ],
      [
        'eigh: a is not symmetric (matrix [0] of the batch): entry [1,0] is 0, entry [0,1] is 1',
        () =>
          eigh([
            [
              [2, 1],
              [0, 2],
            ],
          ]),
      ],
      [
        'cholesky: a[1,0] is NaN',
        () =>
          cholesky([
            [1, 0],
            [Number.NaN, 1],
          ]),
      ],
      [
        'eigh: a[0,1] is Infinity',
        () =>
          eigh([
            [1, Number.POSITIVE_INFINITY],
            [0, 1],
          ]),
      ],
      ['solve: a[0,0] is NaN (matrix [1] of the batch)', () => solve([[[1]], [[Number.NaN]]], [[1]])],
      ['cholesky: a must have the shape [..., n, n], but has [2,3]', () => cholesky(zeros([2, 3]))],
      ['cholesky: a must have the shape [..., n, n], but has []', () => cholesky(1)],
      ['cholesky: jitter must be 0 or more, but is -1', () => cholesky([[1]], { jitter: -1 })],
      ["cholesky: indefinite must be 'throw' or 'nan', but is 'null'", () => cholesky([[1]], { indefinite: 'null' as 'nan' })],
      ['triangularSolve: b must have 2 rows, as l has: l [2,2], b [3,1]', () => triangularSolve(eye(2), zeros([3, 1]))],
      ['solve: the batches do not broadcast: a [2,2,2], b [3,2,1]', () => solve(ones([2, 2, 2]), zeros([3, 2, 1]))],
      ['choleskySolve: b must have the shape [..., rows, columns], but has []', () => choleskySolve(eye(2), 1)],
      [
        'triangularSolve: l is singular (matrix [1,0] of the batch): l[0,0] is 0',
        () => triangularSolve([[[[1]]], [[[0]]]], [1]),
      ],
      [
        'solve: a of shape [2,2] is singular: pivot 1 is 0',
        () =>
          solve(
            [
              [1, 2],
              [2, 4],
            ],
            [1, 1],
          ),
      ],
      ['PositiveDefiniteSolve: b is missing', () => solvePositiveDefinite([[1]], undefined as never)],
      ['inverse: a of shape [2,2] is singular: pivot 0 is 0', () => inverse(zeros([2, 2]))],
      ['mahalanobis: x must have the shape [..., 2] for l of [2,2], but has [4,3]', () => mahalanobis(eye(2), zeros([4, 3]))],
      ['mahalanobis: the batches do not broadcast: l [5,2,2], x [4,2]', () => mahalanobis(ones([5, 2, 2]), zeros([4, 2]))],
      ['bandPart: lower must be -1 or a number of diagonals, but is 0.5', () => bandPart([[1]], 0.5, 0)],
      ['bandPart: a must have the shape [..., rows, columns], but has [1]', () => bandPart([1], 0, 0)],
      ['diagonal: v must have the shape [..., n], but is a single number', () => diagonal(1)],
      ['setDiagonal: v must have the shape [2] for a of [2,3], but has [3]', () => setDiagonal(zeros([2, 3]), [1, 2, 3])],
      [
        'fillLowerTriangle: v must have the shape [..., n (n + 1) / 2] for some n, but has [4]',
        () => fillLowerTriangle([1, 2, 3, 4]),
      ],
      ['fillLowerTriangle: v must have the shape [..., n (n + 1) / 2] for some n, but has []', () => fillLowerTriangle(1)],
      [
        'matrixVector: x must have the shape [..., 2] for a of [3,2], but has [3]',
        () => matrixVector(zeros([3, 2]), [1, 2, 3]),
      ],
      ['matrixVector: the batches do not broadcast: a [3,2,2], x [2,2]', () => matrixVector(zeros([3, 2, 2]), zeros([2, 2]))],
      ['matrixTranspose: a must have the shape [..., rows, columns], but has [1]', () => matrixTranspose(tensor([1]))],
    ])('%s', (message, call) => {
      expect(call).toThrow(new Error(message));
    });
  });

  it('gives NaN for the matrices that have no factor, and for these alone, if told so', () => {
    const l = cholesky(indefinite, { indefinite: 'nan' }).dataSync();
    expect([...l.slice(0, 9)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...l.slice(9)]).toEqual([Number.NaN, 0, 0, Number.NaN, Number.NaN, 0, Number.NaN, Number.NaN, Number.NaN]);
    const values = logDet(indefinite, { indefinite: 'nan' }).dataSync();
    expect([...values]).toEqual([0, Number.NaN]);
    expect([...logDet([[Number.NaN]], { indefinite: 'nan' }).dataSync()]).toEqual([Number.NaN]);
    const slopes = grad((a) => sum(cholesky(a, { indefinite: 'nan' })))(tensor(indefinite)).dataSync();
    expect([...slopes.slice(0, 9)].every(Number.isFinite)).toBe(true);
    expect([...slopes.slice(9)].every(Number.isNaN)).toBe(true);
  });

  it('takes a jitter in float64: a singular matrix has a factor', () => {
    const l = cholesky(ones([3, 3]), { jitter: 1e-9 }).dataSync();
    expect(l[4]).toBeCloseTo(Math.sqrt(2e-9), 9);
  });

  it('takes empty batches and empty matrices, with gradients', () => {
    const none = zeros([0, 2, 2]);
    expect(cholesky(none).shape).toEqual([0, 2, 2]);
    expect(eigh(none).values.shape).toEqual([0, 2]);
    expect(slogDet(none).sign.shape).toEqual([0]);
    expect(solve(none, zeros([2, 3])).shape).toEqual([0, 2, 3]);
    expect(triangularSolve(none, [1, 2]).shape).toEqual([0, 2]);
    expect(mahalanobis(eye(2), zeros([0, 2])).shape).toEqual([0]);
    expect([...logDet(zeros([2, 0, 0])).dataSync()]).toEqual([0, 0]);
    for (const f of [cholesky, logDet, inversePositiveDefinite, inverse, traceOf, lowerTriangle]) {
      expect(grad((a: Tensor) => f(a))(none).shape).toEqual([0, 2, 2]);
    }
    const [l, x] = grads((scale, rows) => mahalanobis(scale, rows))([eye(2), zeros([0, 2])]);
    expect([...l.dataSync()].map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect(x.shape).toEqual([0, 2]);
  });

  it('does not read the other triangle', () => {
    const l = tensor([
      [2, Number.NaN],
      [1, 2],
    ]);
    expect([...triangularSolve(l, [2, 5]).dataSync()]).toEqual([1, 2]);
    expect([...choleskySolve(l, [8, 9]).dataSync()]).toEqual([1.375, 1.25]);
    expect([...mahalanobis(l, [2, 5]).dataSync()]).toEqual([5]);
    const u = matrixTranspose(l);
    expect([...triangularSolve(u, [4, 4], { lower: false }).dataSync()]).toEqual([1, 2]);
    const [slope] = grads((scale, b) => mahalanobis(scale, b))([l, tensor([2, 5])]);
    expect(slope.dataSync()[1]).toBeCloseTo(0, 12);
  });

  it('passes NaN on to the solutions that it concerns', () => {
    expect([
      ...triangularSolve(
        [
          [1, 0],
          [1, 1],
        ],
        [
          [1, Number.NaN],
          [1, 1],
        ],
      ).dataSync(),
    ]).toEqual([1, Number.NaN, 0, Number.NaN]);
  });

  it('fixes the signs of eigenvectors by their greatest entry', () => {
    const { values, vectors } = eigh([
      [2, 1],
      [1, 2],
    ]);
    const root = Math.fround(Math.SQRT1_2);
    expect([...values.dataSync()]).toEqual([1, 3]);
    expect([...vectors.dataSync()]).toEqual([root, root, -root, root]);
  });

  it('finds eigenvectors of a singular matrix and of many equal values', () => {
    const a = add(mul(eye(40), 2), matMul(normal([40, 2], 3), normal([2, 40], 4)));
    const symmetric = add(a, matrixTranspose(a));
    const { values, vectors } = eigh(symmetric);
    const again = matMul(mul(vectors, reshape(values, [1, 40])), vectors, false, true);
    expect(greatestDifference(again, symmetric)).toBeLessThan(2e-5);
    expect(greatestDifference(matMul(vectors, vectors, true), eye(40))).toBeLessThan(2e-6);
  });

  it('is one node to a profiler', async () => {
    const a = tensor([
      [4, 2],
      [2, 5],
    ]);
    const { kernelNames } = await engine().profile(() => add(logDet(a), sum(solvePositiveDefinite(a, eye(2)))) as never);
    expect(kernelNames.filter((name) => name.startsWith('PositiveDefinite'))).toEqual([
      'PositiveDefiniteLogDet',
      'PositiveDefiniteSolve',
    ]);
  });

  it('solves the same in a batch as alone, for orders around the loops of four', () => {
    for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 13]) {
      const root = normal([3, n, n], n);
      const a = add(matMul(root, root, false, true), mul(eye(n), 0.5));
      const b = normal([3, n, 6], n + 50);
      const together = solvePositiveDefinite(a, b);
      expect(greatestDifference(matMul(a, together), b), `n = ${n}`).toBeLessThan(1e-4);
      const alone = solvePositiveDefinite(slice(a, [1, 0, 0], [1, n, n]), slice(b, [1, 0, 0], [1, n, 6]));
      expect([...alone.dataSync()]).toEqual([...slice(together, [1, 0, 0], [1, n, 6]).dataSync()]);
      const l = cholesky(a);
      expect(greatestDifference(matMul(l, l, false, true), a), `n = ${n}`).toBeLessThan(1e-5);
    }
  });

  it('multiplies matrices and vectors of any batches', () => {
    // One at a time, for every place of the batch of [2, 4, 3].
    const product = (a: Tensor, x: Tensor) => {
      const [wholeA, wholeX] = [broadcastTo(a, [2, 4, 3, 2, 5]), broadcastTo(x, [2, 4, 3, 5])];
      return [...sum(mul(wholeA, reshape(wholeX, [2, 4, 3, 1, 5])), -1).dataSync()];
    };
    for (const [aBatch, xBatch] of [
      [[], [2, 4, 3]],
      [[3], [2, 4, 3]],
      [
        [4, 1],
        [2, 4, 3],
      ],
      [
        [2, 1, 3],
        [4, 1],
      ],
      [[2, 4, 3], []],
    ]) {
      const [a, x] = [normal([...aBatch, 2, 5], 1), normal([...xBatch, 5], 2)];
      const found = matrixVector(a, x);
      expect(found.shape).toEqual([2, 4, 3, 2]);
      product(a, x).forEach((wanted, i) => {
        expect(found.dataSync()[i]).toBeCloseTo(wanted, 5);
      });
    }
    expect([
      ...matrixVector(
        [
          [1, 2],
          [3, 4],
        ],
        [1, 1],
      ).dataSync(),
    ]).toEqual([3, 7]);
    expect(matrixVector(eye(2), zeros([0, 2])).shape).toEqual([0, 2]);
  });

  it('solves many columns and many vectors as it solves one', () => {
    const x = add(normal([2, 5, 5], 1), mul(eye(5), 3));
    const b = normal([2, 5, 70], 2);
    const columns = { lower: triangularSolve(x, b), cholesky: choleskySolve(x, b), general: solve(x, b) };
    const rows = matrixTranspose(b); // [2, 70, 5]
    const shared = reshape(x, [2, 1, 5, 5]);
    const vectors = {
      lower: triangularSolve(shared, rows, { vectors: true }),
      cholesky: choleskySolve(shared, rows, { vectors: true }),
      general: solve(shared, rows, { vectors: true }),
    };
    const one = reshape(slice(rows, [1, 66, 0], [1, 1, 5]), [5]);
    const second = reshape(slice(x, [1, 0, 0], [1, 5, 5]), [5, 5]);
    const alone = { lower: triangularSolve(second, one), cholesky: choleskySolve(second, one), general: solve(second, one) };
    for (const kind of ['lower', 'cholesky', 'general'] as const) {
      expect([...matrixTranspose(vectors[kind]).dataSync()]).toEqual([...columns[kind].dataSync()]);
      expect([...slice(vectors[kind], [1, 66, 0], [1, 1, 5]).dataSync()]).toEqual([...alone[kind].dataSync()]);
    }
    const distances = mahalanobis(shared, rows);
    expect(distances.shape).toEqual([2, 70]);
    expect(slice(distances, [1, 66], [1, 1]).dataSync()[0]).toBe(mahalanobis(second, one).dataSync()[0]);
  });

  it('stays accurate at a condition of 1e6, derivatives included', () => {
    // diag(1, 1e-6) turned by 45 degrees and rounded to float32; in exact arithmetic on those entries:
    const a = tensor([
      [0.5, 0.499999],
      [0.499999, 0.5],
    ]);
    const [p, q] = a.dataSync();
    const determinant = (p - q) * (p + q);
    const wanted = [p / determinant, -q / determinant];
    const slopes = grad((x) => logDet(x))(a).dataSync();
    expect(Math.abs(slopes[0] / wanted[0] - 1)).toBeLessThan(1e-7);
    expect(Math.abs(slopes[1] / wanted[1] - 1)).toBeLessThan(1e-7);
    // d^2 log det / da_00^2 = -(A^-1)_00^2.
    const curvature = grad((x) => slice(grad((y) => logDet(y))(x), [0, 0], [1, 1]))(a).dataSync();
    expect(Math.abs(curvature[0] / -(wanted[0] ** 2) - 1)).toBeLessThan(1e-5);
    const b = tensor([1, -1]);
    const x = solvePositiveDefinite(a, b).dataSync();
    expect(Math.abs(x[0] * (p - q) - 1)).toBeLessThan(1e-7);
    const [, rhs] = grads((m, r) => sum(mul(r, solvePositiveDefinite(m, r))))([a, b]);
    expect(Math.abs((rhs.dataSync()[0] * (p - q)) / 2 - 1)).toBeLessThan(1e-6);
  });

  it('has a third derivative', () => {
    // log det of [[x]] is log x, whose third derivative is 2 / x^3; the factor is sqrt(x): 3 / 8 x^(-5/2).
    const third = (f: (x: Tensor) => Tensor) => grad((x) => grad((y) => grad(f)(y))(x));
    const x = tensor([[2]]);
    expect(third((a) => logDet(a))(x).dataSync()[0]).toBeCloseTo(0.25, 6);
    expect(third((a) => cholesky(a))(x).dataSync()[0]).toBeCloseTo((3 / 8) * 2 ** -2.5, 6);
    expect(third((a) => inverse(a))(x).dataSync()[0]).toBeCloseTo(-6 / 16, 6);
  });

  it.each<[string, () => unknown]>([
    ['cholesky', () => cholesky([[4]])],
    ['triangularSolve, a vector', () => triangularSolve([[4]], [1])],
    ['choleskySolve', () => choleskySolve([[4]], [[1]])],
    ['choleskyLogDet', () => choleskyLogDet([[4]])],
    ['solvePositiveDefinite', () => solvePositiveDefinite([[4]], [1])],
    ['solve', () => solve([[4]], [1])],
    ['slogDet', () => slogDet([[4]])],
    ['eigh', () => eigh([[4]])],
    ['mahalanobis', () => mahalanobis([[4]], [1])],
    ['matrixVector', () => matrixVector([[4]], [1])],
    ['traceOf', () => traceOf([[4]])],
    ['lowerTriangle', () => lowerTriangle([[4]])],
  ])('%s leaves its result alone', (_name, call) => {
    expect(call).toLeaveOnlyItsResult();
  });

  it('takes integers, and leaves its inputs alone', () => {
    const a = tensor(
      [
        [4, 2],
        [2, 5],
      ],
      [2, 2],
      'int32',
    );
    expect([...tidy(() => cholesky(a)).dataSync()]).toEqual([2, 0, 1, 2]);
    expect(a.isDisposed).toBe(false);
    expect([...a.dataSync()]).toEqual([4, 2, 2, 5]);
  });

  it('has no derivative of vectors of equal eigenvalues, and says so; of their values it has', () => {
    const a = diagonal([1, 1, 2]);
    const spectral = (x: Tensor) => sum(log(eigh(x).values));
    expect([...grad(spectral)(a).dataSync()]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0.5]);
    const message =
      'eigh: eigenvalues 0 and 1 are equal, 1 and 1: their vectors have no derivative, and they no second one; ' +
      'those of logDet, cholesky and solvePositiveDefinite exist';
    expect(() => grad((x) => sum(mul(eigh(x).vectors, normal([3, 3], 1))))(a)).toThrow(new Error(message));
    expect(() => grad((x) => sum(mul(grad(spectral)(x), normal([3, 3], 1))))(a)).toThrow('eigenvalues 0 and 1 are equal');
  });

  it('has determinants of singular matrices', () => {
    const { sign, logAbs } = slogDet([
      [1, 2],
      [2, 4],
    ]);
    expect([sign.dataSync()[0], logAbs.dataSync()[0]]).toEqual([0, Number.NEGATIVE_INFINITY]);
    expect(() => grad((a) => slogDet(a).logAbs)(ones([2, 2]))).toThrow('inverse: a of shape [2,2] is singular');
  });
});
