import { cholesky, foldIn, key, type Matrix, matrix, normalStream, type Rows, uniformStream } from '@baytes/kernels';
import { type Checkpoint, type HistoryEntry, packParameters, type ParametersJSON, unpackParameters } from './checkpoint';
import { regression, scores } from './expectation';
import { fitting } from './fit';
import type { FitSnapshot } from './job';
import type { FitOptions } from './options';
import { checkRows, checkWeights, observations } from './observations';
import { type Covariance, checkParameters, covarianceOf, freeParameters, type MixtureParameters } from './parameters';
import { unscaleParameters } from './scaling';

export interface GaussianMixtureJSON extends ParametersJSON {
  type: 'gaussian-mixture';
  version: 1;
  converged: boolean;
  history: readonly HistoryEntry[];
}

interface Past {
  converged?: boolean;
  history?: readonly HistoryEntry[];
}

/**
 * A Gaussian mixture p(x) = sum_k weight_k N(x; mean_k, covariance_k): a fitted model, or one made from parameters. It never
 * changes. NaN stands for a missing value wherever rows are taken, and is marginalised exactly.
 *
 * @example
 * const model = await GaussianMixture.fit([[0, 0], [0, 1], [9, 9], [9, 8]], { components: 2 });
 * model.predict([[1, 1]]);
 */
export class GaussianMixture implements MixtureParameters {
  readonly covariance: Covariance;
  readonly components: number;
  readonly dimensions: number;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly covariances: Float64Array;
  /** Whether the fit met its tolerance. */
  readonly converged: boolean;
  /** Mean log-density of a training row, by run and iteration. */
  readonly history: readonly HistoryEntry[];

  private constructor(parameters: MixtureParameters, past: Past = {}) {
    checkParameters(parameters);
    this.covariance = parameters.covariance;
    this.components = parameters.components;
    this.dimensions = parameters.dimensions;
    this.weights = parameters.weights;
    this.means = parameters.means;
    this.covariances = parameters.covariances;
    this.converged = past.converged ?? false;
    this.history = past.history ?? [];
    Object.freeze(this);
  }

  /** Fits a mixture to n x D rows; resolves to the best of `nInit` runs. */
  static async fit(
    rows: Rows,
    options: FitOptions & { onProgress?: (snapshot: FitSnapshot) => void },
  ): Promise<GaussianMixture> {
    const steps = fitting(rows, options);
    for (;;) {
      const { done, value } = await steps.next();
      if (done) return GaussianMixture.fromCheckpoint(value);
      options.onProgress?.(value);
    }
  }

  /** The same as a stream of snapshots, each with a state to resume from; returns the model. */
  static async *fitting(rows: Rows, options: FitOptions): AsyncGenerator<FitSnapshot, GaussianMixture> {
    return GaussianMixture.fromCheckpoint(yield* fitting(rows, options));
  }

  /** The best model that a fit had found when this state was taken. */
  static fromCheckpoint(state: Checkpoint): GaussianMixture {
    let best = state.best ?? state.bestOfRun ?? state.current;
    for (const run of [state.bestOfRun, state.current]) if (run && run.logLikelihood > best.logLikelihood) best = run;
    return new GaussianMixture(unscaleParameters(best.parameters, state), {
      converged: best.converged,
      history: state.history,
    });
  }

  /** A mixture from parameters, without a fit. Means and covariances may be nested arrays or flat, by rows. */
  static fromParameters(given: {
    covariance?: Covariance;
    weights: ArrayLike<number>;
    means: Rows | Float64Array;
    covariances: ArrayLike<number> | Rows | readonly Rows[];
  }): GaussianMixture {
    const { covariance = 'full' } = given;
    const weights = Float64Array.from(given.weights);
    const means = flatten(given.means);
    const components = weights.length;
    const dimensions = means.length / components;
    if (components === 0 || !Number.isInteger(dimensions) || dimensions === 0) {
      throw new RangeError(`means: ${means.length} numbers are no whole number of dimensions for ${components} weights`);
    }
    return new GaussianMixture({ covariance, components, dimensions, weights, means, covariances: flatten(given.covariances) });
  }

  static fromJSON(json: unknown): GaussianMixture {
    const found = json as GaussianMixtureJSON;
    if (found?.type !== 'gaussian-mixture' || found.version !== 1) {
      throw new TypeError('json: this is not a Gaussian mixture, version 1');
    }
    return new GaussianMixture(unpackParameters(found), found);
  }

  toJSON(): GaussianMixtureJSON {
    return { type: 'gaussian-mixture', version: 1, ...packParameters(this), converged: this.converged, history: this.history };
  }

  /** Numbers that a fit chooses freely. */
  get freeParameters(): number {
    return freeParameters(this);
  }

  /** Log-density of every row, in nats. */
  scoreSamples(rows: Rows): Float64Array {
    return scores(this, this.observe(rows), { responsibilities: false }).logDensity;
  }

  /** Mean log-density of a row. */
  score(rows: Rows, rowWeights?: ArrayLike<number>): number {
    const logDensity = this.scoreSamples(rows);
    const weights = checkWeights(rowWeights, logDensity.length);
    let sum = 0;
    let total = 0;
    logDensity.forEach((value, i) => {
      const w = weights ? weights[i] : 1;
      if (w > 0) sum += w * value;
      total += w;
    });
    return sum / total;
  }

  /** n x K: probability that a row came from a component. */
  predictProba(rows: Rows): Matrix {
    const data = this.observe(rows);
    return { data: scores(this, data, { responsibilities: true }).responsibilities, rows: data.rows, columns: this.components };
  }

  /** The most probable component of every row. */
  predict(rows: Rows): Int32Array {
    const { data, rows: n, columns: K } = this.predictProba(rows);
    return Int32Array.from({ length: n }, (_, i) => {
      let best = 0;
      for (let k = 1; k < K; k++) if (data[i * K + k] > data[i * K + best]) best = k;
      return best;
    });
  }

  /** n draws and the components that they came from. */
  sample(n: number, { seed = 0 }: { seed?: number } = {}): { rows: Matrix; labels: Int32Array } {
    if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`n: expected a number of draws; got ${n}`);
    const { components: K, dimensions: D } = this;
    const uniform = uniformStream(foldIn(key(seed), 0));
    const normal = normalStream(foldIn(key(seed), 1));
    const factors = Array.from({ length: K }, (_, k) => cholesky(covarianceOf(this, k), D)!);
    const data = new Float64Array(n * D);
    const labels = new Int32Array(n);
    const z = new Float64Array(D);
    for (let r = 0; r < n; r++) {
      let u = uniform();
      let k = 0;
      while (k < K - 1 && u >= this.weights[k]) u -= this.weights[k++];
      while (this.weights[k] === 0 && k > 0) k--;
      labels[r] = k;
      for (let j = 0; j < D; j++) z[j] = normal();
      const L = factors[k];
      for (let i = 0, at = 0; i < D; i++) {
        let x = this.means[k * D + i];
        for (let j = 0; j <= i; j++, at++) x += L[at] * z[j];
        data[r * D + i] = x;
      }
    }
    return { rows: { data, rows: n, columns: D }, labels };
  }

  /** Bayesian information criterion; lower is better. */
  bic(rows: Rows): number {
    const { logLikelihood, n } = this.total(rows);
    return -2 * logLikelihood + this.freeParameters * Math.log(n);
  }

  /** Akaike information criterion; lower is better. */
  aic(rows: Rows): number {
    return -2 * this.total(rows).logLikelihood + 2 * this.freeParameters;
  }

  /** Integrated completed likelihood (Biernacki, Celeux and Govaert 2000): BIC plus twice the assignments' entropy; lower is better. */
  icl(rows: Rows): number {
    const { data } = this.predictProba(rows);
    let entropy = 0;
    for (const r of data) if (r > 0) entropy -= r * Math.log(r);
    return this.bic(rows) + 2 * entropy;
  }

  /** The mixture of some dimensions, in the order given. */
  marginal(dimensions: readonly number[]): GaussianMixture {
    this.checkDimensions('dimensions', dimensions);
    const d = dimensions.length;
    const { components: K, dimensions: D } = this;
    const means = Float64Array.from({ length: K * d }, (_, i) => this.means[Math.floor(i / d) * D + dimensions[i % d]]);
    const block = (from: number) =>
      Float64Array.from(
        { length: d * d },
        (_, i) => this.covariances[from + dimensions[Math.floor(i / d)] * D + dimensions[i % d]],
      );
    let covariances = this.covariances;
    if (this.covariance === 'tied') covariances = block(0);
    else if (this.covariance === 'full') covariances = concatenate(Array.from({ length: K }, (_, k) => block(k * D * D)));
    else if (this.covariance === 'diagonal') {
      covariances = Float64Array.from({ length: K * d }, (_, i) => this.covariances[Math.floor(i / d) * D + dimensions[i % d]]);
    }
    return new GaussianMixture({ ...this.parameters(), dimensions: d, means, covariances });
  }

  /** The mixture of the other dimensions, ascending, given that `dimensions` have `values`. */
  conditional(dimensions: readonly number[], values: ArrayLike<number>): GaussianMixture {
    this.checkDimensions('dimensions', dimensions);
    const { components: K, dimensions: D } = this;
    if (values.length !== dimensions.length)
      throw new RangeError(`values: expected ${dimensions.length}, one a dimension; got ${values.length}`);
    const rest = Array.from({ length: D }, (_, j) => j).filter((j) => !dimensions.includes(j));
    if (rest.length === 0) throw new RangeError(`dimensions: all ${D} are given; nothing is left to be conditional`);
    const d = rest.length;
    const given = matrix([values]);
    const { responsibilities } = scores(this.marginal(dimensions), observations(checkRows(given)), { responsibilities: true });
    const means = new Float64Array(K * d);
    const residuals: Float64Array[] = [];
    for (let k = 0; k < K; k++) {
      const { map, residual } = regression(covarianceOf(this, k), D, dimensions, rest);
      rest.forEach((j, at) => {
        let mean = this.means[k * D + j];
        dimensions.forEach((o, m) => {
          mean += map[j * dimensions.length + m] * (values[m] - this.means[k * D + o]);
        });
        means[k * d + at] = mean;
      });
      residuals.push(Float64Array.from({ length: d * d }, (_, i) => residual[rest[Math.floor(i / d)] * D + rest[i % d]]));
    }
    let covariances = concatenate(residuals);
    if (this.covariance === 'tied') covariances = residuals[0];
    else if (this.covariance === 'diagonal')
      covariances = concatenate(residuals.map((S) => S.filter((_, i) => i % (d + 1) === 0)));
    else if (this.covariance === 'spherical') covariances = this.covariances;
    return new GaussianMixture({ ...this.parameters(), dimensions: d, weights: responsibilities, means, covariances });
  }

  /** The mixture of y = A x + b, with full covariances. A has any number of rows and D columns. */
  transform(A: Rows, b?: ArrayLike<number>): GaussianMixture {
    const { data, rows: d, columns } = matrix(A);
    const { components: K, dimensions: D } = this;
    if (columns !== D) throw new RangeError(`A: expected ${D} columns; got ${d} x ${columns}`);
    if (b && b.length !== d) throw new RangeError(`b: expected ${d} numbers, one a row of A; got ${b.length}`);
    const means = Float64Array.from({ length: K * d }, (_, at) => {
      const k = Math.floor(at / d);
      const i = at % d;
      let sum = b ? b[i] : 0;
      for (let j = 0; j < D; j++) sum += data[i * D + j] * this.means[k * D + j];
      return sum;
    });
    const covariances = new Float64Array(K * d * d);
    for (let k = 0; k < K; k++) {
      const S = covarianceOf(this, k);
      for (let i = 0; i < d; i++) {
        const left = Float64Array.from({ length: D }, (_, m) => {
          let sum = 0;
          for (let j = 0; j < D; j++) sum += data[i * D + j] * S[j * D + m];
          return sum;
        });
        for (let c = 0; c < d; c++) {
          let sum = 0;
          for (let m = 0; m < D; m++) sum += left[m] * data[c * D + m];
          covariances[k * d * d + i * d + c] = sum;
        }
      }
    }
    return new GaussianMixture({ covariance: 'full', components: K, dimensions: d, weights: this.weights, means, covariances });
  }

  /** Covariance of component k as a D x D matrix, whatever the type. */
  covarianceOf(k: number): Matrix {
    if (!Number.isInteger(k) || k < 0 || k >= this.components)
      throw new RangeError(`k: expected a component from 0 to ${this.components - 1}; got ${k}`);
    return { data: covarianceOf(this, k), rows: this.dimensions, columns: this.dimensions };
  }

  private parameters(): MixtureParameters {
    const { covariance, components, dimensions, weights, means, covariances } = this;
    return { covariance, components, dimensions, weights, means, covariances };
  }

  private observe(rows: Rows) {
    return observations(checkRows(rows, this.dimensions));
  }

  private total(rows: Rows) {
    const logDensity = this.scoreSamples(rows);
    return { logLikelihood: logDensity.reduce((a, b) => a + b, 0), n: logDensity.length };
  }

  private checkDimensions(name: string, dimensions: readonly number[]): void {
    const { dimensions: D } = this;
    if (dimensions.length === 0) throw new RangeError(`${name}: expected at least one dimension`);
    dimensions.forEach((j, at) => {
      if (!Number.isInteger(j) || j < 0 || j >= D)
        throw new RangeError(`${name}: expected integers from 0 to ${D - 1}; number ${at} is ${j}`);
      if (dimensions.indexOf(j) !== at) throw new RangeError(`${name}: dimension ${j} is given twice`);
    });
  }
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function flatten(values: ArrayLike<number> | Rows | readonly Rows[]): Float64Array {
  if ('columns' in values) return values.data;
  const numbers: number[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'number') numbers.push(value);
    else if (value && typeof value === 'object' && 'data' in value) visit((value as Matrix).data);
    else for (const item of Array.from(value as ArrayLike<unknown>)) visit(item);
  };
  visit(values);
  return Float64Array.from(numbers);
}
