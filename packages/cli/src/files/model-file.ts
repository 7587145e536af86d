import { readFile } from 'node:fs/promises';
import { GaussianMixture, KMeans } from '@baytes/mixtures';
import { UserError } from '../errors';
import { writeSafely } from './write';

/** A model with the names of the columns that it was fitted to. */
export interface ModelFile {
  readonly model: GaussianMixture;
  readonly columns: readonly string[] | undefined;
}

/** The JSON of a model: the mixture's own, the columns, and how it was made. Nothing in it depends on the time or the machine. */
export const columnsJson = <J extends object>(model: { toJSON(): J }, columns: readonly string[], made: object) => ({
  ...model.toJSON(),
  columns,
  made,
});

export const modelJson = (model: GaussianMixture, columns: readonly string[], made: object) =>
  columnsJson(model, columns, made);

export async function writeModel(
  file: string,
  model: GaussianMixture,
  columns: readonly string[],
  made: object,
): Promise<void> {
  await writeSafely(file, `${JSON.stringify(modelJson(model, columns, made))}\n`);
}

/** Reads JSON; a missing, truncated or foreign file is a UserError that names it. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${file}: ${error.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${error.code})`}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${file}: this is no JSON, or only a part of it`);
  }
}

export async function readModel(file: string): Promise<ModelFile> {
  const json = await readJson(file);
  try {
    const { columns } = json as { columns?: string[] };
    return { model: GaussianMixture.fromJSON(json), columns: Array.isArray(columns) ? columns : undefined };
  } catch (error) {
    throw new UserError(`${file}: ${(error as Error).message}`);
  }
}

/** What assigns rows: a mixture, or k-means. */
export async function readClusterer(
  file: string,
): Promise<Omit<ModelFile, 'model'> & { readonly model: GaussianMixture | KMeans }> {
  const json = (await readJson(file)) as { type?: string; columns?: string[] };
  if (json?.type !== 'k-means') return readModel(file);
  try {
    return { model: KMeans.fromJSON(json), columns: Array.isArray(json.columns) ? json.columns : undefined };
  } catch (error) {
    throw new UserError(`${file}: ${(error as Error).message}`);
  }
}
