// Writes the floors of tooling/floors.json into docs/architecture.md, between its two marks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './workspace.mjs';

const marks = ['<!-- floors: written by tooling/scripts/floors.mjs from tooling/floors.json -->\n', '<!-- end of floors -->'];

/** The floors as a table, with the marks around it. */
export function floorsTable() {
  /** @type {{ floor: number, name: string, packages: Record<string, string> }[]} */
  const floors = JSON.parse(readFileSync(join(root, 'tooling/floors.json'), 'utf8'));
  const rows = floors.flatMap(({ floor, name, packages }) =>
    Object.entries(packages).map(
      ([title, sentence]) =>
        `| ${floor} ${name} | [\`${title}\`](../packages/${title.slice('@baytes/'.length)}) | ${sentence} |`,
    ),
  );
  return [marks[0], '| floor | package | what it is |', '|---|---|---|', ...rows, marks[1]].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'docs/architecture.md');
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(marks[0]);
  const to = text.indexOf(marks[1]);
  if (from < 0 || to < from) throw new Error(`${file}: the marks of the floors are missing`);
  writeFileSync(file, text.slice(0, from) + floorsTable() + text.slice(to + marks[1].length));
}
