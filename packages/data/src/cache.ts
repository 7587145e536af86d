// Data sets in a folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { addressOf, type DataSet, type DataSetOptions, describe, type FileSource, readDataSet } from './data-set';
import { download, mismatch } from './download';
import { writeWhole } from './files';
import type { DataSetDescription, DataSetName } from './registry';

/** Where a data set comes from, and where it is kept. */
export interface CachedDataSetOptions extends DataSetOptions {
  /** A folder that has the files, each under its path. Nothing is downloaded and nothing is written. */
  readonly source?: string;
  /** Folder to keep downloads in, or false to keep none; `cacheFolder()` by default. */
  readonly cache?: string | false;
}

/** Where data sets are kept: the environment's BAYTES_DATA, or the platform's folder for what can be had again. */
export const cacheFolder = (): string => process.env.BAYTES_DATA || join(envPaths('baytes', { suffix: '' }).cache, 'data');

/**
 * Reads a data set from the cache folder, downloading what is not there. Every file is checked by its SHA-256 each time; one that is
 * damaged is downloaded anew. A file enters the cache whole or not at all, so that several programs may share one.
 *
 * @param which a name of `dataSets`, or the description of a set of your own.
 * @param options.baseUrl where to download from; the environment's BAYTES_DATA_URL by default.
 * @throws RangeError for an unknown name, or where a file must be downloaded and no address is known; Error where a download fails,
 *   or a file of `source` is absent or not the known one.
 * @example
 * const { rows, labels } = await dataset('letter', { source: 'my-data' });
 */
export async function dataset(which: DataSetName | DataSetDescription, options: CachedDataSetOptions = {}): Promise<DataSet> {
  const { source, cache = cacheFolder(), baseUrl = process.env.BAYTES_DATA_URL || undefined } = options;
  const description = describe(which);
  if (source !== undefined) return readDataSet(description, fromFolder(source));
  return readDataSet(description, async (file) => {
    const path = cache === false ? undefined : join(cache, file.path);
    const kept = path === undefined ? undefined : await readIfThere(path);
    const wrong = kept && (await mismatch(kept, file));
    if (kept && !wrong) return kept;
    const note = wrong && `; ${path} is there, but ${wrong}`;
    const bytes = await download(addressOf(file, description, baseUrl, note), file, options);
    if (path !== undefined) {
      await writeWhole(path, bytes).catch((error) => {
        throw new Error(`cache: cannot write ${path}; set BAYTES_DATA or cache to a folder of yours, or cache to false`, {
          cause: error,
        });
      });
    }
    return bytes;
  });
}

const fromFolder =
  (folder: string): FileSource =>
  async (file) => {
    const path = join(folder, file.path);
    const bytes = await readIfThere(path);
    if (!bytes) throw new Error(`source: there is no file ${path}`);
    const wrong = await mismatch(bytes, file);
    if (wrong) throw new Error(`source: ${path} is not the known file: ${wrong}`);
    return bytes;
  };

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
