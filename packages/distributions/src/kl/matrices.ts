// Vectors and matrices: multivariate normal, Wishart and inverse Wishart laws.
import { multigammaln } from '@baytes/special';
import { logDet, solvePositiveDefinite, traceOf } from '@baytes/tensor';
import { add, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { multiDigamma } from '../laws/multivariate/wishart';
import type { Values } from '../parameters';
import type { ClosedForm, ClosedForms } from './pair';

/** KL(N(m, S) || N(n, T)) = (tr(T^-1 S) - D + (m - n)' T^-1 (m - n) + log det T - log det S) / 2. */
const multivariateNormals: ClosedForm = (p: Values<'loc' | 'covariance'>, q: Values<'loc' | 'covariance'>) => {
  const [S, T] = [p.covariance, q.covariance];
  const gap = sub(p.loc, q.loc);
  const D = p.loc.shape[p.loc.rank - 1];
  const distance = sum(mul(gap, solvePositiveDefinite(T, gap, { vectors: true })), -1);
  return mul(0.5, add(add(sub(traceOf(solvePositiveDefinite(T, S)), D), distance), sub(logDet(T), logDet(S))));
};

/**
 * KL(W(a, V) || W(b, U)) of n x n matrices = (a - b) psi_n(a / 2) / 2 + b (log det U - log det V) / 2 + a (tr(U^-1 V) - n) / 2
 * + log Gamma_n(b / 2) - log Gamma_n(a / 2).
 *
 * @param ratio log det U - log det V, `trace` tr(U^-1 V).
 */
function klOfWisharts(a: Tensor, b: Tensor, ratio: Tensor, trace: Tensor, n: number): Tensor {
  const [halfA, halfB] = [mul(0.5, a), mul(0.5, b)];
  const shapes = add(mul(sub(halfA, halfB), multiDigamma(halfA, n)), sub(multigammaln(halfB, n), multigammaln(halfA, n)));
  return add(shapes, add(mul(halfB, ratio), mul(halfA, sub(trace, n))));
}

type WishartValues = Values<'degreesOfFreedom' | 'scaleMatrix'>;

const wisharts: ClosedForm = (p: WishartValues, q: WishartValues) => {
  const [V, U] = [p.scaleMatrix, q.scaleMatrix];
  const n = V.shape[V.rank - 1];
  const trace = traceOf(solvePositiveDefinite(U, V));
  return klOfWisharts(p.degreesOfFreedom, q.degreesOfFreedom, sub(logDet(U), logDet(V)), trace, n);
};

/** The inverse of an inverse Wishart matrix is Wishart, with the inverse scale. */
const inverseWisharts: ClosedForm = (p: WishartValues, q: WishartValues) => {
  const [V, U] = [p.scaleMatrix, q.scaleMatrix];
  const n = V.shape[V.rank - 1];
  const trace = traceOf(solvePositiveDefinite(V, U));
  return klOfWisharts(p.degreesOfFreedom, q.degreesOfFreedom, sub(logDet(V), logDet(U)), trace, n);
};

export const matrices: ClosedForms = {
  multivariateNormal: { multivariateNormal: multivariateNormals },
  wishart: { wishart: wisharts },
  inverseWishart: { inverseWishart: inverseWisharts },
};
