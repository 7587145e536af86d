import { type Matrix, matrix, type Rows } from '@baytes/kernels';
import { regression, scores } from './expectation';
import { observations } from './observations';
import { covarianceOf, type MixtureParameters } from './parameters';

// A Gaussian mixture is closed under taking dimensions, conditioning and affine maps (Bishop 2006, section 2.3): each of these
// gives the parameters of another one.

/** Throws unless `dimensions` are different numbers from 0 to D - 1, at least one of them. */
function checkDimensions(D: number, dimensions: readonly number[]): void {
  if (dimensions.length === 0) throw new RangeError('dimensions: expected at least one dimension');
  const bad = dimensions.findIndex((j) => !Number.isInteger(j) || j < 0 || j >= D);
  if (bad >= 0) throw new RangeError(`dimensions: expected integers from 0 to ${D - 1}; number ${bad} is ${dimensions[bad]}`);
  const twice = dimensions.find((j, at) => dimensions.indexOf(j) !== at);
  if (twice !== undefined) throw new RangeError(`dimensions: dimension ${twice} is given twice`);
}

/** The mixture of `dimensions`, in the order given; the kind of covariance stays. */
export function marginalOf(parameters: MixtureParameters, dimensions: readonly number[]): MixtureParameters {
  const { covariance, components: K, dimensions: D, covariances } = parameters;
  checkDimensions(D, dimensions);
  const d = dimensions.length;
  const pick = (values: Float64Array) =>
    Float64Array.from({ length: K * d }, (_, at) => values[Math.floor(at / d) * D + dimensions[at % d]]);
  const blocks = (count: number) =>
    Float64Array.from({ length: count * d * d }, (_, at) => {
      const k = Math.floor(at / (d * d));
      return covariances[k * D * D + dimensions[Math.floor(at / d) % d] * D + dimensions[at % d]];
    });
  const picked = {
    full: () => blocks(K),
    tied: () => blocks(1),
    diagonal: () => pick(covariances),
    spherical: () => covariances,
  };
  return { ...parameters, dimensions: d, means: pick(parameters.means), covariances: picked[covariance]() };
}

/** The mixture of the other dimensions, ascending, given that `dimensions` have `values`; the kind of covariance stays. */
export function conditionalOf(
  parameters: MixtureParameters,
  dimensions: readonly number[],
  values: ArrayLike<number>,
): MixtureParameters {
  const { covariance, components: K, dimensions: D, means } = parameters;
  checkDimensions(D, dimensions);
  if (values.length !== dimensions.length)
    throw new RangeError(`values: expected ${dimensions.length}, one a dimension; got ${values.length}`);
  const given = matrix([values]);
  const bad = given.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `values: number ${bad} of ${values.length} is ${values[bad]}; leave a dimension out where its value is not known`,
    );
  }
  const rest = Array.from({ length: D }, (_, j) => j).filter((j) => !dimensions.includes(j));
  if (rest.length === 0) throw new RangeError(`dimensions: all ${D} are given; nothing is left to be conditional`);
  const d = rest.length;
  const { responsibilities: weights } = scores(marginalOf(parameters, dimensions), observations(given), {
    responsibilities: true,
  });
  const moved = new Float64Array(K * d);
  const residuals = Array.from({ length: K }, (_, k) => {
    const { map, residual } = regression(covarianceOf(parameters, k), D, dimensions, rest);
    rest.forEach((j, at) => {
      let mean = means[k * D + j];
      dimensions.forEach((o, m) => {
        mean += map[j * dimensions.length + m] * (values[m] - means[k * D + o]);
      });
      moved[k * d + at] = mean;
    });
    return Array.from({ length: d * d }, (_, i) => residual[rest[Math.floor(i / d)] * D + rest[i % d]]);
  });
  const left = {
    full: () => Float64Array.from(residuals.flat()),
    tied: () => Float64Array.from(residuals[0]),
    diagonal: () => Float64Array.from(residuals.flatMap((S) => S.filter((_, i) => i % (d + 1) === 0))),
    spherical: () => parameters.covariances,
  };
  return { covariance, components: K, dimensions: d, weights, means: moved, covariances: left[covariance]() };
}

/** A S A' for the r x D matrix A and the D x D matrix S. */
function sandwich({ data: A, rows: r, columns: D }: Matrix, S: Float64Array): Float64Array {
  const left = new Float64Array(r * D); // A S
  for (let i = 0; i < r; i++) {
    for (let m = 0; m < D; m++) {
      let sum = 0;
      for (let j = 0; j < D; j++) sum += A[i * D + j] * S[j * D + m];
      left[i * D + m] = sum;
    }
  }
  const out = new Float64Array(r * r);
  for (let i = 0; i < r; i++) {
    for (let c = 0; c <= i; c++) {
      let sum = 0;
      for (let m = 0; m < D; m++) sum += left[i * D + m] * A[c * D + m];
      out[i * r + c] = sum;
      out[c * r + i] = sum;
    }
  }
  return out;
}

/** The mixture of y = A x + b, with full covariances. */
export function transformOf(parameters: MixtureParameters, given: Rows, b?: ArrayLike<number>): MixtureParameters {
  const { components: K, dimensions: D, weights } = parameters;
  const A = matrix(given);
  const { data, rows: r, columns } = A;
  if (columns !== D || r === 0) throw new RangeError(`A: expected at least one row of ${D} columns; got ${r} x ${columns}`);
  if (b && b.length !== r) throw new RangeError(`b: expected ${r} numbers, one a row of A; got ${b.length}`);
  const means = new Float64Array(K * r);
  const covariances = new Float64Array(K * r * r);
  for (let k = 0; k < K; k++) {
    for (let i = 0; i < r; i++) {
      let sum = b ? b[i] : 0;
      for (let j = 0; j < D; j++) sum += data[i * D + j] * parameters.means[k * D + j];
      means[k * r + i] = sum;
    }
    covariances.set(sandwich(A, covarianceOf(parameters, k)), k * r * r);
  }
  return { covariance: 'full', components: K, dimensions: r, weights, means, covariances };
}
