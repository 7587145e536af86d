import { contingencyTable } from '@baytes/diagnostics';
import { cellText } from '../terminal/table';
import type { Chapter, Fit, Scores } from './chapter';
import { colourOfMethod } from './colours';
import { type Html, html } from './html';

/** A score as a column: its heading, decimals, and whether more is better. */
export interface ScoreColumn {
  readonly key: keyof Scores;
  readonly heading: string;
  readonly decimals: number;
  readonly best: 'most' | 'none';
}

const scoreColumns: readonly ScoreColumn[] = [
  { key: 'logLikelihood', heading: 'log-likelihood', decimals: 4, best: 'most' },
  { key: 'nmi', heading: 'NMI', decimals: 3, best: 'most' },
  { key: 'ari', heading: 'ARI', decimals: 3, best: 'most' },
  { key: 'accuracy', heading: 'accuracy', decimals: 3, best: 'most' },
  { key: 'modes', heading: 'modes', decimals: 0, best: 'most' },
  { key: 'seconds', heading: 'seconds', decimals: 1, best: 'none' },
];

/** The columns that any of these fits has a figure for. */
export const usedColumns = (fits: readonly Fit[]): ScoreColumn[] =>
  scoreColumns.filter(({ key }) => fits.some(({ scores }) => scores[key] !== undefined));

/** Results of a chapter's fits; the best of each column is bold (of those that are fits: the truth is no competitor). */
export function resultsTable({ fits, modes }: Chapter): Html {
  const columns = usedColumns(fits);
  const rivals = fits.filter(({ method }) => method !== 'truth').length;
  const top = columns.map(({ key, decimals }) =>
    Math.max(
      ...fits
        .filter(({ method }) => method !== 'truth')
        .map(({ scores }) => Number((scores[key] ?? Number.NEGATIVE_INFINITY).toFixed(decimals))),
    ),
  );
  const cell = (fit: Fit, { key, decimals, best }: ScoreColumn, at: number) => {
    const value = fit.scores[key];
    const words = cellText([value, decimals]);
    const of = key === 'modes' && value !== undefined && modes ? ` of ${modes.length}` : '';
    const wins =
      rivals > 1 &&
      best === 'most' &&
      fit.method !== 'truth' &&
      value !== undefined &&
      Number(value.toFixed(decimals)) === top[at];
    return html`<td class="number">${wins ? html`<strong>${words}</strong>` : words}${of}</td>`;
  };
  return html`<div class="scroll"><table>
<thead><tr><th>method</th>${columns.map(({ heading }) => html`<th class="number">${heading}</th>`)}</tr></thead>
<tbody>${fits.map(
    (fit) => html`<tr><th scope="row"><span class="key" style="background:${colourOfMethod(fit.method)}"></span>${fit.name}${
      fit.interrupted ? ' (stopped early)' : ''
    }</th>${columns.map((column, at) => cell(fit, column, at))}</tr>
`,
  )}</tbody></table></div>`;
}

/** Components beyond these are left to the model's file. */
const MOST_COMPONENTS = 30;
const MOST_COLUMNS = 12;

/** Weight, means and standard deviations of a mixture's components, the heaviest first. */
export function componentsTable(fit: Fit, columns: readonly string[]): Html | undefined {
  const { mixture } = fit;
  if (!mixture) return undefined;
  const D = mixture.dimensions;
  const shown = columns.slice(0, MOST_COLUMNS);
  const order = Array.from(mixture.weights.keys())
    .sort((a, b) => mixture.weights[b] - mixture.weights[a])
    .slice(0, MOST_COMPONENTS);
  const left = mixture.components - order.length;
  return html`<div class="scroll"><table>
<thead><tr><th class="number">component</th><th class="number">weight</th>${shown.map((column) => html`<th class="number">${column}</th>`)}</tr></thead>
<tbody>${order.map((k) => {
    const S = mixture.covarianceOf(k).data;
    return html`<tr><td class="number">${k}</td><td class="number"><span class="bar" style="--share:${(100 * mixture.weights[k]).toFixed(1)}%">${(100 * mixture.weights[k]).toFixed(1)} %</span></td>${shown.map(
      (_, j) =>
        html`<td class="number">${short(mixture.means[k * D + j])} <small>± ${short(Math.sqrt(S[j * D + j]))}</small></td>`,
    )}</tr>
`;
  })}</tbody></table></div>
${left > 0 && html`<p class="note">${left} lighter components are not shown.</p>`}${
  columns.length > shown.length && html`<p class="note">${columns.length - shown.length} more columns are not shown.</p>`
}`;
}

/** Four significant digits, without an exponent where it can be helped. */
const short = (value: number) =>
  value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4)
    ? value.toExponential(2)
    : String(Number(value.toPrecision(4)));

/** How often each label meets each component, darker where more of the label's rows are. */
export function meetingTable({ mixture }: Fit, { rows, labels }: Chapter): Html | undefined {
  if (!mixture || !labels) return undefined;
  const { counts, classes, clusters, classSizes } = contingencyTable(labels, mixture.predict(rows));
  const count = (i: number, j: number) => counts.data[i * counts.columns + j];
  const names = classes.map((_, i) => i).sort((a, b) => String(classes[a]).localeCompare(String(classes[b])));
  // Components in the order of the labels that they hold most of, so that a good fit has a dark diagonal.
  const heaviest = (j: number) => names.reduce((best, i, at) => (count(i, j) > count(names[best], j) ? at : best), 0);
  const order = clusters
    .map((_, j) => j)
    .sort((a, b) => heaviest(a) - heaviest(b) || Number(clusters[a]) - Number(clusters[b]));
  return html`<div class="scroll"><table>
<thead><tr><th>label</th>${order.map((j) => html`<th class="heat-head">component ${clusters[j]}</th>`)}</tr></thead>
<tbody>${names.map(
    (i) => html`<tr><th scope="row">${classes[i]}</th>${order.map(
      (j) => html`<td class="heat" style="--share:${((100 * count(i, j)) / classSizes[i]).toFixed(1)}%">${count(i, j)}</td>`,
    )}</tr>
`,
  )}</tbody></table></div>`;
}
