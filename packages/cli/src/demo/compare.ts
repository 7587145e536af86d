import { adjustedRandIndex, heldOutLogLikelihood, matchedAccuracy, normalizedMutualInformation } from '@baytes/diagnostics';
import type { Matrix } from '@baytes/kernels';
import { type FitOptions, GaussianMixture, KMeans } from '@baytes/mixtures';
import { follow } from '../fitting/follow';
import type { Interrupt } from '../fitting/interrupt';
import type { Fit, Method, Scores } from '../report/chapter';
import type { Progress } from '../terminal/progress';
import { completeRows, type DataSet, pickRows } from './data-set';
import { modesFound } from './grid';

/** What a comparison is made of. */
export interface Comparison {
  readonly data: DataSet;
  /** Rows that methods learn from. */
  readonly train: Matrix;
  /** Rows that they have not seen. */
  readonly test: Matrix;
  readonly components: number;
  /** Options of all mixtures, and those of Big Learning EM alone. */
  readonly options: Partial<FitOptions>;
  readonly bigLearning: FitOptions['bigLearning'];
  readonly kMeansScaling: 'none' | 'standard';
  readonly modes?: readonly (readonly [number, number])[];
}

/** Starts of the methods that depend on their start. */
export const STARTS = 10;

/** Who is watching, and who may stop it. */
export interface Watch {
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

/** Fits one data set with each method in turn; what an interrupt leaves unfitted is left out. */
export async function compare(comparison: Comparison, { progress, interrupt }: Watch): Promise<Fit[]> {
  const { data, train, components: K, options, bigLearning } = comparison;
  const fits: Fit[] = [];
  const complete = pickRows(train, completeRows(train));

  const enough = complete.rows >= K;
  if (enough) {
    const fit = await fitKMeans(comparison, complete, { progress, interrupt });
    if (fit) fits.push(fit);
  } else progress.note(`${complete.rows} rows are complete: too few for k-means and Big Learning EM with K = ${K}`);

  const common: FitOptions = { tolerance: 1e-6, maxIterations: 500, seed: 0, ...options, components: K };
  const mixtures: { method: Method; name: string; rows: Matrix; options: FitOptions }[] = [
    {
      method: 'em-from-noise',
      name: 'EM from N(0, I)',
      rows: train,
      options: { scaling: 'min-max', ...common, init: 'standard-normal' },
    },
    {
      method: 'em',
      name: `EM, best of ${STARTS} k-means`,
      rows: train,
      options: { ...common, init: 'k-means', nInit: STARTS },
    },
    {
      method: 'biglearn-em',
      name: 'Big Learning EM',
      rows: complete,
      options: { ...common, method: 'biglearn-em', init: 'standard-normal', bigLearning },
    },
  ];
  for (const { method, name, rows, options } of mixtures) {
    if (interrupt.signal) break;
    if (rows === complete && !enough) continue;
    const fit = await fitMixture(name, rows, options, { progress, interrupt });
    if (!fit) continue;
    const { mixture, seconds, interrupted } = fit;
    const heldOut = heldOutLogLikelihood(mixture, comparison.test);
    const scores: Scores = {
      logLikelihood: heldOut.mean,
      standardError: heldOut.standardError,
      ...agreement(data, (rows) => mixture.predict(rows)),
      ...modesOf(comparison, mixture.means),
      seconds,
    };
    fits.push({ method, name, mixture, scores, interrupted });
  }
  return fits;
}

/** k-means on complete rows; undefined where it was interrupted. */
async function fitKMeans(comparison: Comparison, rows: Matrix, { progress, interrupt }: Watch): Promise<Fit | undefined> {
  const { data, components, options, kMeansScaling } = comparison;
  const name = `k-means, best of ${STARTS}`;
  progress.start(name);
  const began = performance.now();
  const { result: model } = await follow(
    KMeans.fitting(rows, { clusters: components, nInit: STARTS, scaling: kMeansScaling, seed: options.seed ?? 0 }),
    interrupt,
    ({ step, total }) => progress.update(step, total),
  );
  if (!model) {
    progress.stop('stopped');
    return undefined;
  }
  const seconds = since(began);
  progress.stop(`done in ${seconds.toFixed(1)} s`);
  const scores = { ...agreement(data, (rows) => model.predict(rows)), ...modesOf(comparison, model.centres), seconds };
  return { method: 'k-means', name, centres: model.centres, scores };
}

const since = (began: number) => (performance.now() - began) / 1000;

/** Fits one mixture under a progress bar; undefined where it was interrupted before its first step. */
export async function fitMixture(name: string, rows: Matrix, options: FitOptions, { progress, interrupt }: Watch) {
  progress.start(name);
  const began = performance.now();
  const { result, last } = await follow(GaussianMixture.fitting(rows, options), interrupt, ({ step, total, metrics }) =>
    progress.update(step, total, metrics.best),
  );
  const mixture = result ?? (last && GaussianMixture.fromCheckpoint(last.state));
  const seconds = since(began);
  if (!mixture) {
    progress.stop('stopped');
    return undefined;
  }
  const steps = last ? `${last.step} iterations` : 'no iteration';
  progress.stop(
    result ? `done in ${seconds.toFixed(1)} s, ${steps}` : `stopped after ${seconds.toFixed(1)} s, ${steps}; best so far kept`,
  );
  return { mixture, seconds, interrupted: !result };
}

/** Agreement with the labels, over the rows without a missing value: every method can place those. */
function agreement({ rows, labels }: DataSet, predict: (rows: Matrix) => Int32Array): Scores {
  if (!labels) return {};
  const complete = completeRows(rows);
  if (complete.length === 0) return {};
  const truth = complete.map((i) => labels[i]);
  const predicted = predict(pickRows(rows, complete));
  return {
    nmi: normalizedMutualInformation(truth, predicted),
    ari: adjustedRandIndex(truth, predicted),
    accuracy: matchedAccuracy(truth, predicted),
  };
}

const modesOf = ({ modes }: Comparison, means: Float64Array): Scores =>
  modes ? { modes: modesFound(modes, means).found } : {};
