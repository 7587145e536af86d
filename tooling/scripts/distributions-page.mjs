// Writes docs/distributions.md: every law with its parameters, support and methods, from the laws themselves, and every public docstring
// of @baytes/distributions. `--check` fails if the page is not what it would write.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './workspace.mjs';

const source = join(root, 'packages/distributions/src');
const target = join(root, 'docs/distributions.md');

/** Docstrings by the name of what they are about. @param {string} folder @returns {Map<string, { text: string, file: string }>} */
function docstrings(folder) {
  /** @type {Map<string, { text: string, file: string }>} */
  const found = new Map();
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) for (const [name, each] of docstrings(path)) found.set(name, each);
    else if (entry.endsWith('.ts')) {
      const text = readFileSync(path, 'utf8');
      for (const match of text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:const|function) (\w+)/g)) {
        found.set(match[2], { text: plain(match[1]), file: path.slice(root.length + 1) });
      }
    }
  }
  return found;
}

/** A docstring as Markdown: its example as code. @param {string} comment */
function plain(comment) {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  const text = lines.join('\n').trim();
  const [head, example] = text.split('@example');
  const tags = head
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/^@param (\w+) /gm, '- `$1`: ')
    .replace(/^@returns /gm, '- returns ')
    .replace(/^@throws /gm, '- throws ')
    .trim();
  return example === undefined ? tags : `${tags}\n\n\`\`\`ts\n${example.trim()}\n\`\`\``;
}

const methods = ['cdf', 'icdf', 'entropy', 'mean', 'variance', 'mode'];

/** A factory has its page. @param {any} page @param {string} method */
const has = (page, method) =>
  method === 'cdf' ? page.cdf !== undefined || page.logCdf !== undefined : page[method] !== undefined;

/** @param {any} factory */
function parameters(factory) {
  const exclusive = new Set(factory.oneOf.flat());
  const each = (/** @type {string} */ name) => {
    const { constraint, default: value } = factory.spec[name];
    return `\`${name}\`: ${constraint.words}${value === undefined ? '' : ` (${value})`}`;
  };
  const single = Object.keys(factory.spec).filter((name) => !exclusive.has(name));
  const groups = factory.oneOf.map((/** @type {string[]} */ group) => group.map(each).join(' <em>or</em> '));
  return [...single.map(each), ...groups].join('; ');
}

/** @param {any} page */
const support = (page) => (typeof page.support === 'function' ? 'depends on the parameters' : page.support.words);

const built = await import(pathToFileURL(join(root, 'packages/distributions/dist/index.js')).href);
const docs = docstrings(source);
const isFactory = (/** @type {any} */ each) => typeof each === 'function' && 'page' in each && 'spec' in each;
const laws = Object.keys(built).filter((name) => isFactory(built[name]));
const groups = ['continuous', 'discrete', 'multivariate'];
const groupOf = (/** @type {string} */ name) => docs.get(name)?.file.split('/laws/')[1]?.split('/')[0] ?? 'made of others';
const lines = [
  '# Distributions',
  '',
  'Written by `npm run docs:distributions` from the laws and their docstrings; a test holds it against them. Every law has',
  '`sample`, `sampleAndLogProb`, `logProb`, `support`, `expand` and `toJSON`; where there is `cdf` there are `logCdf`, `survival` and',
  '`logSurvival`. A number in brackets is the default of a parameter.',
];
for (const group of groups) {
  const names = laws.filter((name) => groupOf(name) === group).sort();
  lines.push('', `## ${group[0].toUpperCase()}${group.slice(1)} laws`, '');
  lines.push(`| law | parameters | support | ${methods.join(' | ')} |`, `|---|---|---|${methods.map(() => ':-:|').join('')}`);
  for (const name of names) {
    const { page } = built[name];
    const marks = methods.map((method) => (has(page, method) ? '✓' : ''));
    lines.push(
      `| [\`${name}\`](#${name.toLowerCase()}) | ${parameters(built[name])} | ${support(page)} | ${marks.join(' | ')} |`,
    );
  }
  for (const name of names) lines.push('', `### ${name}`, '', docs.get(name)?.text ?? '');
}
const sections = {
  wrappers: 'Made of other distributions',
  processes: 'Random processes',
  kl: 'Divergences',
  conjugate: 'Conjugate updates',
  'exponential-family': 'Exponential families',
  bijectors: 'Bijectors',
};
for (const [folder, title] of Object.entries(sections)) {
  const names = Object.keys(folder === 'bijectors' ? { ...built, ...built.bijectors } : built)
    .filter((name) => docs.get(name)?.file.includes(`/src/${folder}/`))
    .sort();
  if (names.length === 0) continue;
  lines.push('', `## ${title}`);
  for (const name of names) lines.push('', `### ${name}`, '', docs.get(name)?.text ?? '');
}
const page = `${lines.join('\n')}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== page) {
    console.error('docs/distributions.md is not what the laws say: run npm run docs:distributions');
    process.exit(1);
  }
} else writeFileSync(target, page);
