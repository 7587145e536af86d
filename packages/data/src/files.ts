// Files in Node.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type CsvContent, type CsvFormat, formatCsv } from './csv-format';
import { type CsvOptions, type CsvTable, parseCsv } from './csv-parse';
import { decodeText, gunzip } from './gzip';

/**
 * Reads a CSV file, gzip-compressed or not. See `parseCsv` for the options and errors.
 *
 * @param path of the file.
 * @throws CsvError where the text is wrong, naming the file, line and column; Error where the file cannot be read.
 * @example
 * const { rows, columns } = await readCsv('measurements.csv.gz');
 */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<CsvTable> {
  const source = options.source ?? path;
  return parseCsv(decodeText(await gunzip(await readFile(path), source), source), { ...options, source });
}

/**
 * Writes a CSV file, gzip-compressed if its name ends in .gz. A reader never sees half of it. See `formatCsv`.
 *
 * @example
 * await writeCsv('clusters.csv', { rows, columns, labels: model.predict(rows) });
 */
export async function writeCsv(path: string, content: CsvContent, format: CsvFormat = {}): Promise<void> {
  const bytes = new TextEncoder().encode(formatCsv(content, format));
  await writeWhole(path, path.endsWith('.gz') ? await promisify(gzip)(bytes) : bytes);
}

/** Writes a file in one step: under a name of its own first, then renamed, so that `path` is never half a file. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
