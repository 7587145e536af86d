import { matrix } from '@baytes/kernels';
import type { Chapter, Fit } from '../report/chapter';
import { candidatesByBic, leastBic } from './choose-components';
import { compare, type Watch } from './compare';
import { type DataSet, observedRows, pickRows, splitAtRandom } from './data-set';
import { gridMeans, gridTruth } from './grid';
import { penguinData } from './penguins';

/** Share of a file's rows that fits do not see. */
const HELD_OUT = 0.2;

/** What may be asked of a comparison. */
export interface DemoOptions {
  /** K; without it the number of labels, and without labels the best of 1 to 9 by BIC. */
  readonly k?: number | undefined;
  readonly seed: number;
  /** Iterations of Big Learning EM. */
  readonly iterations?: number | undefined;
}

/** Clusters a data set with every method, and tries K = 1 to 9. */
export async function clusterDataSet(data: DataSet, options: DemoOptions, watch: Watch): Promise<Chapter> {
  const { seed, iterations = 1000 } = options;
  const [test, train] = splitAtRandom(observedRows(data.rows), HELD_OUT, seed).map((indices) => pickRows(data.rows, indices));
  const distinct = data.labels && new Set(data.labels).size;
  const most = Math.max(1, Math.min(9, Math.floor(train.rows / 2)));
  const sizes = Array.from({ length: most }, (_, i) => i + 1);
  const candidates = await candidatesByBic(train, sizes, { nInit: 5, seed }, watch);
  const components = options.k ?? distinct ?? leastBic(candidates)?.components ?? 1;
  const fits = await compare(
    {
      data,
      train,
      test,
      components,
      options: { seed },
      bigLearning: { iterations },
      kMeansScaling: 'standard',
    },
    watch,
  );
  const why = options.k ? 'as you asked' : distinct ? `as many as there are labels in ${data.labelName}` : 'the least BIC';
  const missing = data.rows.data.filter(Number.isNaN).length;
  return {
    title: data.name,
    text: [
      `${data.rows.rows} rows and ${data.rows.columns} columns (${data.source}), K = ${components}, ${why}. ${
        missing > 0
          ? `${missing} values are missing: EM takes them as missing, k-means and Big Learning EM learn from the complete rows. `
          : ''
      }${data.labels ? `No method sees ${data.labelName}.` : ''}`,
    ],
    rows: data.rows,
    columns: data.columns,
    labels: data.labels,
    labelName: data.labelName,
    fits,
    candidates,
    note: `Log-likelihood: mean log-density in nats of the ${test.rows} rows (20 %) held out${errorInWords(fits)}.${
      data.labels ? ` NMI, ARI and accuracy: agreement with ${data.labelName} over all complete rows.` : ''
    }`,
  };
}

/** The simulation of 25 Gaussians, where a good fit is known. */
export async function clusterGrid({ seed, iterations = 3000 }: DemoOptions, watch: Watch): Promise<Chapter> {
  const truth = gridTruth();
  const train = truth.sample(2000, { seed: 2 * seed + 1 });
  const test = truth.sample(5000, { seed: 2 * seed + 2 }).rows;
  const labels = Array.from(train.labels, (k) => `${gridMeans[k]}`);
  const data: DataSet = {
    name: '25 Gaussians on a grid',
    source: 'simulated',
    columns: ['x', 'y'],
    rows: train.rows,
    labels,
    labelName: 'the component that a row was drawn from',
  };
  const fits: Fit[] = await compare(
    {
      data,
      train: train.rows,
      test,
      components: gridMeans.length,
      options: { seed, scaling: 'none' },
      bigLearning: { iterations, weightPrior: 0.2, eigenvalueFloor: 1e-5 },
      kMeansScaling: 'none',
      modes: gridMeans,
    },
    watch,
  );
  const reference: Fit = {
    method: 'truth',
    name: 'the truth itself',
    mixture: truth,
    scores: { logLikelihood: truth.score(test), modes: gridMeans.length },
  };
  return {
    title: data.name,
    text: [
      'The simulation of the paper on Big Learning EM (arXiv 2312.11926): 2000 rows from 25 equal Gaussians, K = 25. EM and Big Learning EM start from the same means, drawn from N(0, I), far from most of the modes.',
      modesInWords(fits),
    ],
    rows: matrix(train.rows),
    columns: data.columns,
    fits: [...fits, reference],
    modes: gridMeans,
    note: `Log-likelihood: mean log-density in nats of 5000 new rows${errorInWords(fits)}. NMI, ARI and accuracy: agreement with the component that a training row was drawn from. Modes: true means with a fitted one within 0.5.`,
  };
}

/** How far the held-out log-likelihoods are to be trusted: the largest of their standard errors. */
function errorInWords(fits: readonly Fit[]): string {
  const errors = fits.flatMap(({ scores }) => (Number.isFinite(scores.standardError) ? [scores.standardError!] : []));
  return errors.length > 0 ? `, with a standard error of ${Math.max(...errors).toFixed(2)}` : '';
}

/** What the fits found of the 25 modes, in a sentence. */
const modesInWords = (fits: readonly Fit[]) =>
  `True modes found: ${fits.map(({ name, scores }) => `${name}, ${scores.modes}`).join('; ')}.`;

/** What `npm start` does. */
export async function clusterExamples(options: DemoOptions, watch: Watch): Promise<Chapter[]> {
  const chapters: Chapter[] = [];
  watch.progress.note('Palmer penguins');
  chapters.push(await clusterDataSet(penguinData(), options, watch));
  if (watch.interrupt.signal) return chapters;
  watch.progress.note('25 Gaussians on a grid');
  chapters.push(await clusterGrid(options, watch));
  return chapters;
}
