import { expandDims, squeeze, tensor, Tensor, type TensorLike, tidy } from '@tensorflow/tfjs-core';

/** How the right-hand side of a system is read. */
export interface RightHandSide {
  /** b holds vectors, [..., n], and so does the result. Default: only where b has one axis; else it is [..., n, columns]. */
  vectors?: boolean;
}

/** Solves for right-hand sides that may be vectors, as matrices of one column. */
export function solveColumns(
  b: Tensor | TensorLike,
  vectors: boolean | undefined,
  solve: (b: Tensor | TensorLike) => Tensor,
): Tensor {
  return tidy(() => {
    if (vectors === false || b === undefined) return solve(b); // which says what is missing
    const right = b instanceof Tensor ? b : tensor(b);
    return (vectors ?? right.rank === 1) ? squeeze(solve(expandDims(right, -1)), [-1]) : solve(right);
  });
}
