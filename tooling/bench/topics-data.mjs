// 20 Newsgroups as the DLDA paper has it: 2000 words, and test documents in two parts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Corpus } from '@baytes/topics';

const FOLDER = 'text/20news-2000';

/** @param {string} folder of data sets */
export const hasNewsgroups = (folder) => existsSync(join(folder, FOLDER, 'train.ldac.gz'));

/** @param {string} folder of data sets */
export function newsgroups(folder) {
  const text = (/** @type {string} */ name) => gunzipSync(readFileSync(join(folder, FOLDER, `${name}.gz`))).toString();
  const vocabulary = text('vocab.txt').trim().split('\n');
  const corpus = (/** @type {string} */ name) => Corpus.fromLdaC(text(`${name}.ldac`), vocabulary);
  return { train: corpus('train'), observed: corpus('test_observed'), held: corpus('test_eval') };
}
