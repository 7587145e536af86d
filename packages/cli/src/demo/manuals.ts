// Real text that every installation has: the manuals of the packages beside it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedText } from '../files/read-texts';

/** Manuals that are read at the most, and characters of each. */
const MOST = 800;
const LENGTH = 60_000;

/** README files of installed packages: of every `node_modules` above this file, in the order of their names. */
export function manuals(from = dirname(fileURLToPath(import.meta.url))): NamedText[] {
  const found = new Map<string, string>();
  for (let folder = from; ; folder = dirname(folder)) {
    for (const packages of packageFolders(join(folder, 'node_modules'))) {
      if (found.size >= MOST) break;
      const file = list(packages).find((each) => /^readme\.(md|markdown)$/i.test(each));
      if (!file) continue;
      const text = prose(read(join(packages, file)));
      const name = packages
        .split(/[\\/]node_modules[\\/]/)
        .pop()!
        .replaceAll('\\', '/');
      if (text.length > 400 && !found.has(name)) found.set(name, text.slice(0, LENGTH));
    }
    if (dirname(folder) === folder) break;
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => ({ name, text }));
}

/** Folders of packages in a `node_modules`, scoped ones and pnpm's store included. */
function* packageFolders(modules: string): Generator<string> {
  for (const name of list(modules)) {
    if (name === '.pnpm')
      for (const each of list(join(modules, name))) yield* packageFolders(join(modules, name, each, 'node_modules'));
    else if (name.startsWith('@')) for (const each of list(join(modules, name))) yield join(modules, name, each);
    else if (!name.startsWith('.')) yield join(modules, name);
  }
}

/** Markdown without code, addresses and markup. */
const prose = (markdown: string): string =>
  markdown
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/^\[[^\]]*\]:.*$/gm, ' ')
    .replace(/https?:\/\/\S+/g, ' ');

function list(folder: string): string[] {
  try {
    return statSync(folder).isDirectory() ? readdirSync(folder).sort() : [];
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
