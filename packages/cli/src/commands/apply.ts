// Commands that use a model which a fit has written.
import { formatCsv } from '@baytes/data';
import { heldOutLogLikelihood } from '@baytes/diagnostics';
import { GaussianMixture } from '@baytes/mixtures';
import { UsageError, UserError } from '../errors';
import { readClusterer, readModel } from '../files/model-file';
import { readTable, type TableChoice } from '../files/read-table';
import { writeSafely } from '../files/write';
import { scoresText, summarize } from '../fitting/summary';

const print = async (text: string, output: string | undefined) => {
  if (output) await writeSafely(output, text);
  else process.stdout.write(text);
};

/** The model and the columns of the file that it was fitted to, in its order. */
async function modelAndRows<M extends { readonly dimensions: number }>(
  { model, columns }: { readonly model: M; readonly columns: readonly string[] | undefined },
  file: string,
  choice: TableChoice,
) {
  const table = await readTable(file, { ...choice, columns: choice.columns ?? columns });
  if (table.rows.columns !== model.dimensions) {
    throw new UserError(
      `${file}: the model has ${model.dimensions} dimensions, and ${table.rows.columns} columns are chosen (${table.columns.join(', ')}); choose with --columns`,
    );
  }
  return { model, table };
}

/** `baytes predict`: the component, or the cluster, of every row, as CSV. */
export async function predict(
  modelFile: string,
  file: string,
  options: TableChoice & { probabilities?: boolean; output?: string },
): Promise<number> {
  const { model, table } = await modelAndRows(await readClusterer(modelFile), file, options);
  const mixture = model instanceof GaussianMixture ? model : undefined;
  if (options.probabilities && !mixture) {
    throw new UsageError('--probabilities needs a mixture: k-means gives each row to one cluster');
  }
  const components = model.predict(table.rows);
  const {
    data,
    columns: K,
    rows,
  } = mixture && options.probabilities
    ? mixture.predictProba(table.rows)
    : { data: new Float64Array(0), columns: 0, rows: components.length };
  const csv = formatCsv({
    labels: components,
    labelColumn: mixture ? 'component' : 'cluster',
    rows: { data, columns: K, rows },
    columns: Array.from({ length: K }, (_, k) => `p${k}`),
  });
  await print(csv, options.output);
  return 0;
}

/** `baytes sample`: draws from a model, as CSV. */
export async function sample(
  modelFile: string,
  options: { n: number; seed: number; components?: boolean; output?: string },
): Promise<number> {
  const { model, columns } = await readModel(modelFile);
  const { rows, labels } = model.sample(options.n, { seed: options.seed });
  await print(
    formatCsv({
      rows,
      ...(columns && { columns: [...columns] }),
      ...(options.components && { labels, labelColumn: 'component' }),
    }),
    options.output,
  );
  return 0;
}

/** `baytes evaluate`: how well a model foretells rows, and agrees with their labels. */
export async function evaluate(modelFile: string, file: string, options: TableChoice & { json?: boolean }): Promise<number> {
  const { model, table } = await modelAndRows(await readModel(modelFile), file, options);
  const { standardError, worst } = heldOutLogLikelihood(model, table.rows);
  const summary = summarize(model, table);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...summary, standardError, worst })}\n`);
  else {
    const worstRow = `Least likely: row ${worst.row + 1}, log-density ${worst.logDensity.toFixed(2)}. Standard error of the log-likelihood: ${standardError.toFixed(4)}.`;
    process.stdout.write(`${table.rows.rows} rows\n\n${scoresText(summary)}\n\n${worstRow}\n`);
  }
  return 0;
}
