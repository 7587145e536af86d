// The examples of a README: its ```ts blocks, each a program of its own.
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Example
 * @property {string} name file and line, as an editor opens it.
 * @property {string} code
 * @property {boolean} browser whether it also runs in browsers: all do that are not marked ```ts node.
 * @property {string[]} expected what the program says that it prints: the comments after `console.log(...);` that start with `//`.
 */

/**
 * @param {string} file a Markdown file.
 * @param {string} [title] what to call it in the examples' names.
 * @returns {Example[]}
 */
export function examplesOf(file, title = file) {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  return [...text.matchAll(/^```ts([^\n]*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: marks, 2: code }) => ({
    name: `${title}:${text.slice(0, index).split('\n').length + 1}`,
    code,
    browser: !marks.split(/\s+/).includes('node'),
    expected: [...code.matchAll(/^\s*console\.log\(.*\);[ \t]*\/\/[ \t]*(.+)$/gm)].map((match) => match[1].trim()),
  }));
}
