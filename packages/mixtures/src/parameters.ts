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

/** The D x D covariance of component k, whatever the type. */
export function covarianceOf({ covariance, dimensions: D, covariances }: MixtureParameters, k: number): Float64Array {
  if (covariance === 'full') return covariances.slice(k * D * D, (k + 1) * D * D);
  if (covariance === 'tied') return covariances.slice();
  const S = new Float64Array(D * D);
  for (let j = 0; j < D; j++) S[j * D + j] = covariances[covariance === 'diagonal' ? k * D + j : k];
  return S;
}

/** Numbers that a fit is free to choose: what BIC and AIC count. */
export function freeParameters({ covariance, components: K, dimensions: D }: MixtureParameters): number {
  const triangle = (D * (D + 1)) / 2;
  const covariances = { full: K * triangle, tied: triangle, diagonal: K * D, spherical: K }[covariance];
  return K - 1 + K * D + covariances;
}

/** Throws where sizes do not fit, weights are not on the simplex, or a number is not finite. */
export function checkParameters(parameters: MixtureParameters): void {
  const { covariance, components: K, dimensions: D, weights, means, covariances } = parameters;
  const sizes = { full: K * D * D, tied: D * D, diagonal: K * D, spherical: K };
  if (!(covariance in sizes)) throw new RangeError(`covariance: expected full, tied, diagonal or spherical; got ${covariance}`);
  const check = (name: string, values: Float64Array, size: number) => {
    if (values.length !== size)
      throw new RangeError(
        `${name}: ${K} components in ${D} dimensions (${covariance}) need ${size} numbers; got ${values.length}`,
      );
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`${name}: number ${bad} of ${size} is ${values[bad]}`);
  };
  check('weights', weights, K);
  check('means', means, K * D);
  check('covariances', covariances, sizes[covariance]);
  const bad = weights.findIndex((w) => w < 0);
  if (bad >= 0) throw new RangeError(`weights: weight ${bad} of ${K} is ${weights[bad]}; weights must not be negative`);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`weights: must add up to 1; they add up to ${sum}`);
  density(parameters); // names the component whose covariance is not positive definite
}
