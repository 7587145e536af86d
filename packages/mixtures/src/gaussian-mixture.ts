import type { Batches } from '@baytes/em';
import type { Matrix, Rows } from '@baytes/kernels';
import { type Checkpoint, type HistoryEntry, packParameters, type ParametersJSON, unpackParameters } from './checkpoint';
import { aic, bic, icl } from './criteria';
import { scores } from './expectation';
import { fitting } from './fit';
import { type BatchFitOptions, type BatchSnapshot, batchFitting, type RowBatch } from './fit-batches';
import type { FitSnapshot } from './job';
import { checkRows, checkWeights, observations } from './observations';
import type { FitOptions } from './options';
import { type Covariance, checkParameters, covarianceOf, freeParameters, type MixtureParameters } from './parameters';
import { drawRows } from './sampling';
import { unscaleParameters } from './scaling';
import { conditionalOf, marginalOf, transformOf } from './subspaces';

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

  /**
   * Fits a mixture to n x D rows; resolves to the best of `nInit` runs.
   *
   * @throws RangeError for rows or options that cannot be fitted, naming the first bad value; the signal's reason when aborted.
   */
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

  /**
   * Fits a mixture by EM to data that come in batches and may be larger than memory, by default with one update a batch.
   *
   * @param batches an array of n x D rows, or a function that opens the batches of pass 0, 1, ... anew. Starts, and the scale of the
   * columns, are taken from the first batch: let it be like the others.
   *
   * @example
   * const model = await GaussianMixture.fitBatches(() => readBatches('data.csv'), { components: 3 });
   */
  static async fitBatches(
    batches: Batches<RowBatch>,
    options: BatchFitOptions & { onProgress?: (snapshot: BatchSnapshot) => void },
  ): Promise<GaussianMixture> {
    const steps = GaussianMixture.fittingBatches(batches, options);
    for (;;) {
      const { done, value } = await steps.next();
      if (done) return value;
      options.onProgress?.(value);
    }
  }

  /** The same as a stream of snapshots; returns the model. */
  static async *fittingBatches(
    batches: Batches<RowBatch>,
    options: BatchFitOptions,
  ): AsyncGenerator<BatchSnapshot, GaussianMixture> {
    const { parameters, converged, history } = yield* batchFitting(batches, options);
    return new GaussianMixture(parameters, { converged, history });
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

  /** The model that `toJSON` wrote; numbers survive to the last bit. */
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

  /** Mean log-density of a row, in nats. */
  score(rows: Rows, rowWeights?: ArrayLike<number>): number {
    const { logLikelihood, n } = this.measure(rows, rowWeights);
    return logLikelihood / n;
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

  /** n draws, n x D, and the components that they came from. */
  sample(n: number, { seed = 0 }: { seed?: number } = {}): { rows: Matrix; labels: Int32Array } {
    return drawRows(this, n, seed);
  }

  /** Bayesian information criterion (Schwarz 1978), over the total weight of the rows; lower is better. */
  bic(rows: Rows, rowWeights?: ArrayLike<number>): number {
    return bic(this.measure(rows, rowWeights));
  }

  /** Akaike information criterion (Akaike 1974); lower is better. */
  aic(rows: Rows, rowWeights?: ArrayLike<number>): number {
    return aic(this.measure(rows, rowWeights));
  }

  /**
   * Integrated completed likelihood (Biernacki, Celeux and Govaert 2000): BIC plus twice the entropy of the soft assignments;
   * lower is better.
   */
  icl(rows: Rows, rowWeights?: ArrayLike<number>): number {
    return icl(this.measure(rows, rowWeights), this.predictProba(rows), rowWeights);
  }

  /**
   * The mixture of some dimensions, in the order given.
   *
   * @throws RangeError where a dimension does not exist or is given twice.
   *
   * @example
   * model.marginal([2, 0]).dimensions; // 2: the third dimension, then the first
   */
  marginal(dimensions: readonly number[]): GaussianMixture {
    return new GaussianMixture(marginalOf(this, dimensions));
  }

  /**
   * The mixture of the other dimensions, ascending, given that `dimensions` have `values` (Bishop 2006, equations 2.81 and 2.82).
   *
   * @throws RangeError where a dimension does not exist, nothing is left, or a value is not finite.
   *
   * @example
   * model.conditional([0], [1.5]).mean(); // what to expect of the rest where the first number is 1.5
   */
  conditional(dimensions: readonly number[], values: ArrayLike<number>): GaussianMixture {
    return new GaussianMixture(conditionalOf(this, dimensions, values));
  }

  /**
   * The mixture of y = A x + b, with full covariances.
   *
   * @param A any number of independent rows of D columns.
   * @param b one number a row of A; zero where left out.
   */
  transform(A: Rows, b?: ArrayLike<number>): GaussianMixture {
    return new GaussianMixture(transformOf(this, A, b));
  }

  /** Mean of the mixture: D numbers. */
  mean(): Float64Array {
    const { components: K, dimensions: D, weights, means } = this;
    return Float64Array.from({ length: D }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < K; k++) sum += weights[k] * means[k * D + j];
      return sum;
    });
  }

  /** Covariance of component k as a D x D matrix, whatever the type. */
  covarianceOf(k: number): Matrix {
    if (!Number.isInteger(k) || k < 0 || k >= this.components)
      throw new RangeError(`k: expected a component from 0 to ${this.components - 1}; got ${k}`);
    return { data: covarianceOf(this, k), rows: this.dimensions, columns: this.dimensions };
  }

  private observe(rows: Rows) {
    return observations(checkRows(rows, this.dimensions));
  }

  /** The weighted log-likelihood of rows, and their total weight. */
  private measure(rows: Rows, rowWeights?: ArrayLike<number>) {
    const logDensity = this.scoreSamples(rows);
    const weights = checkWeights(rowWeights, logDensity.length);
    let logLikelihood = 0;
    let n = 0;
    logDensity.forEach((value, i) => {
      const w = weights ? weights[i] : 1;
      if (w > 0) logLikelihood += w * value;
      n += w;
    });
    return { logLikelihood, n, freeParameters: this.freeParameters };
  }
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
