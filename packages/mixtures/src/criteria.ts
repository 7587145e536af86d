import type { Matrix } from '@baytes/kernels';

// Criteria for the number of components and the kind of covariance; of each, lower is better.

/** What a criterion is computed from. */
export interface Fit {
  /** Weighted sum of the rows' log-densities. */
  readonly logLikelihood: number;
  /** Total weight of the rows. */
  readonly n: number;
  readonly freeParameters: number;
}

/** Schwarz 1978. */
export const bic = ({ logLikelihood, n, freeParameters }: Fit) => -2 * logLikelihood + freeParameters * Math.log(n);

/** Akaike 1974. */
export const aic = ({ logLikelihood, freeParameters }: Fit) => -2 * logLikelihood + 2 * freeParameters;

/** Biernacki, Celeux and Govaert 2000, with the entropy of soft assignments: components that overlap cost. */
export const icl = (fit: Fit, responsibilities: Matrix, rowWeights?: ArrayLike<number>) =>
  bic(fit) + 2 * assignmentEntropy(responsibilities, rowWeights);

/** Weighted sum over rows of the entropy of their responsibilities, in nats. */
function assignmentEntropy({ data, columns: K }: Matrix, rowWeights?: ArrayLike<number>): number {
  let entropy = 0;
  data.forEach((r, at) => {
    if (r > 0) entropy -= (rowWeights ? rowWeights[Math.floor(at / K)] : 1) * r * Math.log(r);
  });
  return entropy;
}
