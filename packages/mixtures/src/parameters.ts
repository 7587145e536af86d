import { cholesky, invertLower, logDeterminant, type MixtureDensity } from '@baytes/kernels';

/**
 * Shape of the covariances: `full` one matrix a component, `tied` one for all, `diagonal` one variance a component and
 * dimension, `spherical` one variance a component.
 */
export type Covariance = 'full' | 'tied' | 'diagonal' | 'spherical';

export interface MixtureParameters {
  readonly covariance: Covariance;
  readonly components: number;
  readonly dimensions: number;
  /** K, on the simplex. */
  readonly weights: Float64Array;
  /** K x D by rows. */
  readonly means: Float64Array;
  /** full K x D x D; tied D x D; diagonal K x D; spherical K. */
  readonly covariances: Float64Array;
}

const LOG_2PI = Math.log(2 * Math.PI);

/** The parameters as the kernel wants them: inverse Cholesky factors and log constants, on the dimensions `subset`. */
export function density(parameters: MixtureParameters, subset?: readonly number[]): MixtureDensity {
  const { covariance, components: K, dimensions: D, weights, means, covariances } = parameters;
  const dims = subset ?? Array.from({ length: D }, (_, j) => j);
  const d = dims.length;
  const packed = (d * (d + 1)) / 2;
  const shape = covariance === 'tied' ? 'full' : covariance;
  const size = shape === 'full' ? packed : shape === 'diagonal' ? d : 1;
  const whitening = new Float64Array(K * size);
  const logConstants = new Float64Array(K);
  const block = new Float64Array(d * d);
  for (let k = 0; k < K; k++) {
    let logDet = 0;
    if (shape === 'full') {
      const from = covariance === 'full' ? k * D * D : 0;
      for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) block[i * d + j] = covariances[from + dims[i] * D + dims[j]];
      const L = cholesky(block, d);
      if (!L) throw new RangeError(`covariances: the matrix of component ${k} is not positive definite`);
      whitening.set(invertLower(L, d), k * size);
      logDet = -logDeterminant(L, d);
    } else {
      for (let j = 0; j < d; j++) {
        const variance = covariances[shape === 'diagonal' ? k * D + dims[j] : k];
        if (!(variance > 0)) throw new RangeError(`covariances: component ${k} has the variance ${variance}`);
        if (j < size) whitening[k * size + j] = 1 / Math.sqrt(variance);
        logDet -= Math.log(variance) / 2;
      }
    }
    logConstants[k] = Math.log(weights[k]) + logDet - (d / 2) * LOG_2PI;
  }
  const centres = new Float64Array(K * d);
  for (let k = 0; k < K; k++) for (let j = 0; j < d; j++) centres[k * d + j] = means[k * D + dims[j]];
  return { shape, components: K, dimensions: d, means: centres, whitening, logConstants };
}
