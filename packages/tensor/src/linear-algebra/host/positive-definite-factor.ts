import { sizeOf } from '../../kernel/broadcast';
import { batchOf, whichMatrix } from '../shapes';
import { factorCholesky } from './cholesky-factor';
import { symmetricPart } from './symmetric-part';

/** How a symmetric positive definite matrix is taken. */
export interface PositiveDefiniteOptions {
  /** Added to the diagonal, in float64. Default 0. */
  jitter?: number;
  /** What to do where a matrix is not positive definite: throw (the default), or give NaN for that matrix alone. */
  indefinite?: 'throw' | 'nan';
}

/** The options as attributes of a kernel. */
export type PositiveDefiniteAttributes = { jitter: number; indefinite: 'throw' | 'nan' };

export function positiveDefiniteAttributes(
  { jitter = 0, indefinite = 'throw' }: PositiveDefiniteOptions,
  op: string,
): PositiveDefiniteAttributes {
  if (!(jitter >= 0 && jitter < Number.POSITIVE_INFINITY)) throw new Error(`${op}: jitter must be 0 or more, but is ${jitter}`);
  if (indefinite !== 'throw' && indefinite !== 'nan') {
    throw new Error(`${op}: indefinite must be 'throw' or 'nan', but is '${indefinite}'`);
  }
  return { jitter, indefinite };
}

/**
 * The Cholesky factors, in float64, of all matrices of `values`: lower triangles, above which rests of the matrix remain. NaN
 * throughout for a matrix that has none, where the options say so.
 */
export function positiveDefiniteFactors(
  values: Float32Array | Float64Array,
  shape: readonly number[],
  { jitter, indefinite }: PositiveDefiniteAttributes,
  op: string,
): Float64Array[] {
  const n = shape[shape.length - 1];
  const batch = batchOf(shape);
  return Array.from({ length: sizeOf(batch) }, (_, number) => {
    if (indefinite === 'nan') {
      const own = values.subarray(number * n * n, (number + 1) * n * n);
      if (!own.every(Number.isFinite)) return new Float64Array(n * n).fill(Number.NaN);
    }
    const factor = symmetricPart(values, n, number, batch, op);
    for (let i = 0; i < n; i++) factor[i * n + i] += jitter;
    const failed = factorCholesky(factor, n);
    if (failed === 0) return factor;
    if (indefinite === 'nan') return factor.fill(Number.NaN);
    throw new Error(
      `${op}: a of shape [${shape}] is not positive definite${whichMatrix(number, batch)}: its leading minor of order ${failed} is not ` +
        `positive${jitter > 0 ? ` (jitter ${jitter})` : '; a jitter adds to the diagonal'}`,
    );
  });
}
