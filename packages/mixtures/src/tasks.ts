import { haarOrthogonal } from '@baytes/kernels';

/** One matching task: EM on the dimensions `subset` of y = A x; without A, of x itself. */
export interface Task {
  readonly subset: readonly number[];
  /** Orthogonal, D x D by rows. */
  readonly rotation?: Float64Array | undefined;
}

/** How tasks are drawn. Defaults are those of the authors' code for every data set that it is run on. */
export interface TaskOptions {
  /** P1: share of joint tasks; the paper's 0.4. */
  joint?: number;
  /** P2 - P1: share of marginal tasks; the paper's 0.1. The rest are transformed marginals. */
  marginal?: number;
  /** |T| = floor(D Beta(subsetBeta, 1)), at least 1; the paper's 5. Smaller gives smaller subsets; over 0. */
  subsetBeta?: number;
  /** A fixed |T| instead. The paper's 25 Gaussians take 1, which is also what the rule above gives in two dimensions. */
  subsetSize?: number | undefined;
  /** A is uniform on all orthogonal matrices, O(D), as the paper's; or on rotations alone, SO(D). */
  transforms?: 'orthogonal' | 'rotation';
}

/**
 * Draws a task from streams of uniform and standard normal numbers, as the authors' code of Big Learning EM does.
 *
 * @param D number of dimensions.
 *
 * @example
 * drawTask(2, uniformStream(key(0)), normalStream(key(1)), { joint: 0, marginal: 1 }).subset; // one of the two dimensions
 */
export function drawTask(D: number, uniform: () => number, normal: () => number, options: TaskOptions = {}): Task {
  const { joint = 0.4, marginal = 0.1, subsetBeta = 5, subsetSize, transforms = 'orthogonal' } = options;
  const u = uniform();
  if (u < joint) return { subset: Array.from({ length: D }, (_, j) => j) };
  // Beta(b, 1) by inversion, F(x) = x^b: under 1, so never all D dimensions but for D = 1. The authors' code may draw none,
  // which would only pull the weights to uniform.
  const drawn = Math.min(D - 1, Math.floor(D * uniform() ** (1 / subsetBeta)));
  const size = Math.max(1, subsetSize === undefined ? drawn : Math.min(subsetSize, D));
  const order = Array.from({ length: D }, (_, j) => j);
  for (let j = D - 1; j > 0; j--) {
    const other = Math.floor(uniform() * (j + 1));
    [order[j], order[other]] = [order[other], order[j]];
  }
  const subset = order.slice(0, size);
  if (u < joint + marginal) return { subset };
  const rotation = haarOrthogonal(D, normal);
  // A reflection of Haar measure on the improper half is Haar measure on the rotations.
  if (transforms === 'rotation' && isImproper(rotation, D)) for (let j = 0; j < D; j++) rotation[j] = -rotation[j];
  return { subset, rotation };
}

/** Whether det A < 0, by elimination with row exchanges. */
function isImproper(A: Float64Array, D: number): boolean {
  const rows = Array.from({ length: D }, (_, i) => A.slice(i * D, i * D + D));
  let negative = false;
  for (let c = 0; c < D; c++) {
    let pivot = c;
    for (let i = c + 1; i < D; i++) if (Math.abs(rows[i][c]) > Math.abs(rows[pivot][c])) pivot = i;
    if (pivot !== c) {
      [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
      negative = !negative;
    }
    if (rows[c][c] < 0) negative = !negative;
    for (let i = c + 1; i < D; i++) {
      const factor = rows[i][c] / rows[c][c];
      for (let j = c; j < D; j++) rows[i][j] -= factor * rows[c][j];
    }
  }
  return negative;
}
