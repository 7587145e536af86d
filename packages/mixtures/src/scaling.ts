import type { Matrix } from '@baytes/kernels';
import { type Covariance, checkParameters, type MixtureParameters } from './parameters';

/**
 * Coordinates in which a fit runs: `standard` mean 0 and variance 1 a column, `min-max` [0, 1] a column, `common` one shift a
 * column and one scale for all (keeps angles, as a spherical covariance needs), `none` the data's own.
 */
export type Scaling = 'standard' | 'min-max' | 'common' | 'none';

/** x = shift + scale * x', a column. */
export interface AffineScale {
  readonly shift: Float64Array;
  readonly scale: Float64Array;
}

/** The scale of a data set, missing values passed over. A constant column gets the scale 1. */
export function measureScale({ data, rows: n, columns: D }: Matrix, scaling: Scaling, weights?: Float64Array): AffineScale {
  const shift = new Float64Array(D);
  const scale = new Float64Array(D).fill(1);
  let common = 0;
  for (let j = 0; j < D; j++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const x = data[i * D + j];
      if (Number.isNaN(x) || weights?.[i] === 0) continue;
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
    if (low > high) throw new RangeError(`rows: column ${j} of ${n} x ${D} has no observed value; leave it out`);
    const range = high - low;
    if (range === Number.POSITIVE_INFINITY) {
      throw new RangeError(`rows: column ${j} of ${n} x ${D} reaches from ${low} to ${high}, more than a double can measure`);
    }
    if (scaling === 'none') continue;
    shift[j] = low;
    if (scaling === 'min-max') {
      if (range > 0) scale[j] = range;
      continue;
    }
    // Moments of (x - low) / range cannot overflow, whatever the data's own scale.
    let mass = 0;
    let mean = 0;
    let square = 0;
    if (range > 0) {
      for (let i = 0; i < n; i++) {
        const x = data[i * D + j];
        const w = weights ? weights[i] : 1;
        if (Number.isNaN(x) || w === 0) continue;
        const z = (x - low) / range;
        mass += w;
        const step = z - mean;
        mean += (step * w) / mass;
        square += w * step * (z - mean);
      }
      shift[j] = low + mean * range;
      scale[j] = Math.sqrt(square / mass) * range || 1;
      common = Math.max(common, scale[j]);
    }
  }
  if (scaling === 'common') scale.fill(common || 1);
  return { shift, scale };
}

/** (x - shift) / scale of every value. */
export function scaleRows({ data, rows, columns: D }: Matrix, { shift, scale }: AffineScale): Matrix {
  const out = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = (data[i] - shift[i % D]) / scale[i % D];
  return { data: out, rows, columns: D };
}

/** Number that a log-density in scaled coordinates exceeds the one in the data's own by. */
export const logScale = ({ scale }: AffineScale) => scale.reduce((sum, s) => sum + Math.log(s), 0);

/** The same mixture in the data's own coordinates. */
export function unscaleParameters(parameters: MixtureParameters, { shift, scale }: AffineScale): MixtureParameters {
  const { dimensions: D } = parameters;
  const means = parameters.means.map((m, i) => shift[i % D] + scale[i % D] * m);
  return { ...parameters, means, covariances: multiplyScales(parameters, (j) => scale[j]) };
}

/** The same mixture in scaled coordinates. */
function scaleParameters(parameters: MixtureParameters, { shift, scale }: AffineScale): MixtureParameters {
  const { dimensions: D } = parameters;
  const means = parameters.means.map((m, i) => (m - shift[i % D]) / scale[i % D]);
  return { ...parameters, means, covariances: multiplyScales(parameters, (j) => 1 / scale[j]) };
}

/** Parameters that a user gives to start from, in scaled coordinates, checked. */
export function givenStart(
  init: MixtureParameters,
  scale: AffineScale,
  { components: K, covariance, dimensions: D }: { components: number; covariance: Covariance; dimensions: number },
): MixtureParameters {
  if (init.components !== K || init.dimensions !== D || init.covariance !== covariance) {
    throw new RangeError(
      `init: expected ${K} ${covariance} components in ${D} dimensions; got ${init.components} ${init.covariance} in ${init.dimensions}`,
    );
  }
  const { weights, means, covariances } = init;
  checkParameters({ covariance, components: K, dimensions: D, weights, means, covariances });
  const scaled = scaleParameters({ covariance, components: K, dimensions: D, weights, means, covariances }, scale);
  checkParameters(scaled);
  return scaled;
}

function multiplyScales(
  { covariance, dimensions: D, covariances }: MixtureParameters,
  of: (j: number) => number,
): Float64Array {
  return covariances.map((value, i) => {
    if (covariance === 'spherical') return value * of(0) * of(0);
    const column = i % D;
    const row = covariance === 'diagonal' ? column : Math.floor(i / D) % D;
    return value * of(row) * of(column);
  });
}
