import { availableParallelism } from 'node:os';
import type { GaussianMixture } from '@baytes/mixtures';
import { counted } from '../terminal/words';
import { UsageError } from '../errors';
import type { Table } from '../files/read-table';
import type { Summary } from '../fitting/summary';
import { version } from '../version';
import type { Candidate, Report } from './chapter';

/** What a report of one fit is made of. */
export interface FitReport {
  readonly name: string;
  readonly table: Table;
  readonly model: GaussianMixture;
  readonly candidates: readonly Candidate[];
  readonly summary: Summary;
  readonly seconds: number;
  readonly interrupted: boolean;
  /** The two columns to draw. */
  readonly pair?: readonly [number, number] | undefined;
  readonly flags: { readonly method: string; readonly seed: number };
}

/** The report of `baytes fit mixture`. */
export function fitReport({ name, table, model, candidates, summary, seconds, interrupted, pair, flags }: FitReport): Report {
  const { columns, rows, labels, labelName, file } = table;
  const missing = rows.data.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const { components: K, covariance } = model;
  return {
    title: `${K} components in ${file.split(/[\\/]/).pop()}`,
    lead: `A Gaussian mixture with ${covariance} covariances, fitted to ${counted(rows.rows, 'row')} and ${counted(rows.columns, 'column')} by ${name}${interrupted ? ', stopped early' : ''}.`,
    chapters: [
      {
        title: 'The fit',
        text: [
          `BIC ${summary.bic.toFixed(2)}, AIC ${summary.aic.toFixed(2)}, ICL ${summary.icl.toFixed(2)}; ${
            model.converged ? 'converged' : 'not converged to the tolerance'
          }.${missing > 0 ? ` ${missing} values are missing.` : ''}${
            candidates.length > 1 ? ` Of ${candidates.length} numbers of components tried, ${K} has the least BIC.` : ''
          }`,
        ],
        rows,
        columns,
        labels,
        labelName,
        candidates,
        pair,
        fits: [
          {
            method: flags.method === 'em' ? 'em' : 'biglearn-em',
            name,
            mixture: model,
            interrupted,
            scores: { ...summary, seconds },
          },
        ],
        note: 'Log-likelihood: mean log-density of a row of this file, in nats; the fit has seen these rows.',
      },
    ],
    protocol: [
      ['file', file],
      ['method', flags.method],
      ['seed', String(flags.seed)],
      ...Object.entries(flags)
        .filter(([key, value]) => OPTIONS.has(key) && value !== undefined)
        .map(([key, value]): [string, string] => [key, String(value)]),
      ['baytes', version],
      ['Node', `${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`],
      ['time', `${seconds.toFixed(1)} s`],
    ],
  };
}

/** Options that decide what a fit finds, beside method and seed. */
const OPTIONS = new Set(
  `covariance init nInit maxIterations tolerance scaling covarianceFloor deadComponent weights iterations innerSteps joint marginal
  subsetBeta subsetSize transforms
  weightPrior eigenvalueFloor shareFloor evaluateEvery polish keepBest columns drop label`.split(/\s+/),
);

/** Indices of two columns from their names. */
export function pairOf(names: readonly string[], columns: readonly string[]): [number, number] {
  const found = names.map((name) => columns.indexOf(name));
  if (found.length !== 2 || found.includes(-1)) {
    throw new UsageError(`--pair: expected two of the columns ${columns.join(', ')}; got ${names.join(', ')}`);
  }
  return [found[0], found[1]];
}
