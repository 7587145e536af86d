import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { UserError } from '../errors';
import { readTable } from './read-table';

/** A document with its name: a file's path inside its folder, or a row's number. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Files of a folder that are taken for documents. */
const TEXTS = new Set(['.txt', '.md', '.markdown', '.rst', '.adoc', '.text', '.tex']);

/**
 * Documents from a folder, a file each (also in folders inside it), or from a CSV file, a row each.
 *
 * @param column of the CSV file that has the texts, by name or by place from 1.
 */
export async function readTexts(place: string, column: string | undefined): Promise<NamedText[]> {
  const found = await stat(place).catch(() => undefined);
  if (!found) throw new UserError(`${place}: there is no such file or folder`);
  if (!found.isDirectory()) {
    if (column === undefined) throw new UserError(`${place}: which column has the texts? Say it with --text`);
    const { labels = [] } = await readTable(place, { label: column, dropText: true });
    return labels.map((text, row) => ({ name: `row ${row + 1}`, text }));
  }
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && TEXTS.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new UserError(`${place}: there is no file that ends in ${[...TEXTS].join(', ')}`);
  return Promise.all(files.map(async (file) => ({ name: relative(place, file), text: await readFile(file, 'utf8') })));
}
