import { adjustedRandIndex, matchedAccuracy, normalizedMutualInformation } from '@baytes/diagnostics';
import type { GaussianMixture } from '@baytes/mixtures';
import type { Table } from '../files/read-table';
import type { Candidate } from '../report/chapter';
import { type Cell, textTable } from '../terminal/table';
import { counted } from '../terminal/words';

/** What is worth knowing of a model on some rows. Log-likelihoods in nats. */
export interface Summary {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly covariance: string;
  readonly converged: boolean;
  /** Mean log-density of a row. */
  readonly logLikelihood: number;
  readonly bic: number;
  readonly aic: number;
  readonly icl: number;
  readonly nmi?: number;
  readonly ari?: number;
  readonly accuracy?: number;
  /** The numbers of components that were tried, where there were several. */
  readonly candidates?: readonly Candidate[];
}

/** Scores of a model on the rows of a table; agreement with the labels where it has some. */
export function summarize(model: GaussianMixture, table: Table, candidates: readonly Candidate[] = []): Summary {
  const { rows, labels, weights } = table;
  const predicted = labels && model.predict(rows);
  return {
    rows: rows.rows,
    columns: rows.columns,
    components: model.components,
    covariance: model.covariance,
    converged: model.converged,
    logLikelihood: model.score(rows, weights),
    bic: model.bic(rows, weights),
    aic: model.aic(rows, weights),
    icl: model.icl(rows, weights),
    ...(labels &&
      predicted && {
        nmi: normalizedMutualInformation(labels, predicted),
        ari: adjustedRandIndex(labels, predicted),
        accuracy: matchedAccuracy(labels, predicted),
      }),
    ...(candidates.length > 1 && { candidates }),
  };
}

/** Components beyond these are left to the model's file. */
const MOST_COMPONENTS = 12;

/** The scores of a summary, a line each. */
export function scoresText(summary: Summary): string {
  const lines: [string, number | undefined, number][] = [
    ['log-likelihood (mean of a row)', summary.logLikelihood, 4],
    ['BIC', summary.bic, 2],
    ['AIC', summary.aic, 2],
    ['ICL', summary.icl, 2],
    ['NMI', summary.nmi, 4],
    ['ARI', summary.ari, 4],
    ['accuracy', summary.accuracy, 4],
  ];
  const rows = lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value, decimals]): Cell[] => [name, [value, decimals]]);
  return textTable(['score', 'value'], rows);
}

/** A summary for a terminal of `width` characters: what was fitted, its scores, its heaviest components. */
export function summaryText(summary: Summary, model: GaussianMixture, columns: readonly string[], width = 100): string {
  const { components: K, covariance, converged, candidates } = summary;
  const D = model.dimensions;
  let used = 'component  weight'.length;
  const shown = columns.filter((column) => (used += 2 + Math.max(column.length, 10)) <= width);
  const order = Array.from(model.weights.keys())
    .sort((a, b) => model.weights[b] - model.weights[a])
    .slice(0, MOST_COMPONENTS);
  const hidden = [
    K > order.length && `${K - order.length} lighter components`,
    D > shown.length && `${D - shown.length} more columns`,
  ].filter(Boolean);
  const parts = [
    `${counted(K, `${covariance} component`)} on ${counted(summary.rows, 'row')} and ${counted(summary.columns, 'column')}, ${converged ? 'converged' : 'not converged to the tolerance'}`,
    scoresText(summary),
    `Means of the components\n\n${textTable(
      ['component', 'weight', ...shown],
      order.map((k) => [
        [k, 0],
        [model.weights[k], 4],
        ...shown.map((column): Cell => significant(model.means[k * D + columns.indexOf(column)])),
      ]),
    )}${hidden.length ? `\n(not shown: ${hidden.join(', ')})` : ''}`,
  ];
  if (candidates) {
    parts.splice(
      1,
      0,
      textTable(
        ['K', 'BIC', 'log-likelihood', ''],
        candidates.map((each) => [
          [each.components, 0],
          [each.bic, 2],
          [each.logLikelihood, 4],
          each.components === K ? 'chosen' : '',
        ]),
      ),
    );
  }
  return parts.join('\n\n');
}

/** A number with five significant digits, as a cell that counts as one. */
const significant = (value: number): Cell => {
  const decimals = value === 0 ? 0 : Math.max(0, Math.min(8, 4 - Math.floor(Math.log10(Math.abs(value)))));
  return [value, decimals];
};
