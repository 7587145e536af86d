// A command's report: tables on the screen as they are ready, all of it as JSON in results/, and the exit code.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { root } from '../scripts/workspace.mjs';
import { brief, inWords, isMet, missedAims } from './aims.mjs';
import { machine } from './machine.mjs';

/** @typedef {import('./aims.mjs').Row} Row */

export class Report {
  /** @type {string[]} */
  #notes = [];
  /** @type {{ title: string, rows: readonly Row[] }[]} */
  #tables = [];
  #started = performance.now();

  /**
   * @param {string} name of the command, such as 'bench:em'
   * @param {{ folder?: string, print?: (line: string) => void }} [options] for tests
   */
  constructor(name, { folder = join(root, 'results'), print = console.log } = {}) {
    this.name = name;
    this.folder = folder;
    this.print = print;
    this.note(`${name} on ${machine()}`);
  }

  /** @param {string} line a sentence about the protocol: printed, and kept in the file. */
  note(line) {
    this.#notes.push(line);
    this.print(line);
  }

  /**
   * Prints a table, in Markdown so that a page can show it as it was printed.
   *
   * @param {string} title
   * @param {readonly Row[]} rows
   */
  table(title, rows) {
    this.#tables.push({ title, rows });
    this.print(`\n### ${title}\n\n${markdown(rows)}\n`);
  }

  /** Writes the file, names what was missed, and gives the process its exit code: 1 if anything was. */
  finish() {
    const missed = this.#tables.flatMap(({ title, rows }) => missedAims(title, rows));
    const seconds = Math.round((performance.now() - this.#started) / 1e3);
    mkdirSync(this.folder, { recursive: true });
    const file = join(this.folder, `${this.name.replaceAll(':', '-')}.json`);
    const written = { command: this.name, seconds, notes: this.#notes, tables: this.#tables, missed };
    writeFileSync(`${file}.part`, `${JSON.stringify(written, undefined, 1)}\n`);
    renameSync(`${file}.part`, file);
    const aims = this.#tables.flatMap(({ rows }) => rows.flatMap((row) => row.aims ?? []));
    this.print(`${aims.length - missed.length} of ${aims.length} aims met in ${seconds} s; written to ${file}`);
    for (const miss of missed) this.print(styleText('red', `MISSED  ${miss}`));
    process.exitCode = missed.length > 0 ? 1 : 0;
    return missed;
  }
}

/** A bar would end the cell. @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {readonly Row[]} rows */
export function markdown(rows) {
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const withAims = rows.some(({ aims }) => aims?.length);
  const head = ['', ...columns, ...(withAims ? ['aims'] : [])].map(cell);
  const body = rows
    .map(({ name, cells, aims = [] }) => [
      name,
      ...columns.map((column) => brief(cells[column] ?? '')),
      ...(withAims ? [aims.map((aim) => (isMet(aim) ? inWords(aim) : `**${inWords(aim)}**`)).join('; ')] : []),
    ])
    .map((texts) => texts.map(cell));
  const widths = head.map((_, i) => Math.max(3, ...[head, ...body].map((line) => line[i].length)));
  const line = (/** @type {string[]} */ texts) => `| ${texts.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}
