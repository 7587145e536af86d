import { symmetricEigen } from '@baytes/kernels';
import { add, expandDims, linalg, mul, onesLike, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { symmetrize } from './cholesky';
import { product, squareShape, transposed, which } from './matrices';

/** M[i, j] / (values[j] - values[i]), and 0 on the diagonal: how eigenvectors turn. */
const overGaps = defineKernel({
  name: 'OverSpectralGaps',
  inputs: ['M', 'values'],
  output: ({ M }) => ({ shape: M }),
  host: ({ M, values }, out, { shapes }) => {
    const { n, count } = squareShape(shapes.M, 'eigh', 'matrix');
    for (let at = 0; at < count; at++) {
      const first = at * n;
      let size = 0;
      for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(values[first + i]));
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const place = (first + i) * n + j;
          if (i === j || M[place] === 0) continue;
          const gap = values[first + j] - values[first + i];
          if (Math.abs(gap) <= RELATIVE_GAP * size) {
            throw new Error(
              `eigh: ${which(at, count)} has eigenvalues ${i} and ${j} that are equal to float32 precision ` +
                `(${values[first + i]}); the derivatives of its eigenvectors do not exist there`,
            );
          }
          out[place] = M[place] / gap;
        }
      }
    }
  },
  gradient: ({ M, values }, dy): { M: () => Tensor; values: () => Tensor } => ({
    M: () => overGaps(dy, values),
    values: () => {
      // Each quotient q falls by q / gap as the value of its column rises.
      const slope = overGaps(mul(dy, overGaps(M, values)), values);
      return sub(sum(slope, -1), sum(slope, -2));
    },
  }),
});

/** A few rounding errors of float32. */
const RELATIVE_GAP = 2 ** -21;

/**
 * Eigenvalues and eigenvectors of symmetric matrices, in float64. Of a matrix that is not quite symmetric, the mean with its
 * transpose is taken.
 *
 * Derivatives exist to any order where they exist in mathematics: of eigenvectors, and second ones of eigenvalues, only where the
 * eigenvalues are distinct. Elsewhere asking for them throws. The sign of an eigenvector is arbitrary: here its largest element is
 * positive.
 *
 * @param matrix [..., n, n].
 * @returns `values` [..., n], from the smallest to the largest; `vectors` [..., n, n], one a column.
 *
 * @example
 * eigh([[2, 1], [1, 2]]).values; // [1, 3]
 */
export const eigh = defineKernel({
  name: 'SelfAdjointEigV2',
  inputs: ['matrix'],
  outputs: ['values', 'vectors'],
  output: ({ matrix }) => {
    squareShape(matrix, 'eigh', 'matrix');
    return { values: { shape: matrix.slice(0, -1) }, vectors: { shape: matrix } };
  },
  host: ({ matrix }, { values, vectors }, { shapes }) => {
    const { n, count } = squareShape(shapes.matrix, 'eigh', 'matrix');
    const symmetric = new Float64Array(n * n);
    for (let at = 0, first = 0; at < count; at++, first += n * n) {
      symmetrize(matrix, first, n, symmetric);
      const bad = symmetric.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) {
        throw new Error(`eigh: ${which(at, count)} has ${symmetric[bad]} at [${Math.floor(bad / n)}, ${bad % n}]`);
      }
      const found = symmetricEigen(symmetric, n);
      const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => found.values[i] - found.values[j]);
      order.forEach((from, to) => {
        values[at * n + to] = found.values[from];
        let largest = 0;
        for (let i = 0; i < n; i++) {
          const each = found.vectors[i * n + from];
          // A tie within rounding goes to the first, so that small changes of the matrix do not turn the vector.
          if (Math.abs(each) > Math.abs(largest) * (1 + 1e-6)) largest = each;
        }
        for (let i = 0; i < n; i++) vectors[first + i * n + to] = found.vectors[i * n + from] * (largest < 0 ? -1 : 1);
      });
    }
  },
  gradient: ({ matrix }, dy): { matrix: () => Tensor } => ({
    matrix: () => {
      const { values, vectors } = eigh(matrix);
      const turned = transposed(vectors);
      const turning = overGaps(product(turned, dy.vectors), values);
      const identity = linalg.bandPart(onesLike(turning), 0, 0);
      const stretching = mul(identity, expandDims(dy.values, -1));
      const whole = product(vectors, add(stretching, turning), turned);
      return mul(0.5, add(whole, transposed(whole)));
    },
  }),
});
