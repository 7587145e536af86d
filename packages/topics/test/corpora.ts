// Documents of the tests: drawn from known topics, or the small Reuters set where it is at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { key, uniformStream } from '@baytes/kernels';
import { Corpus } from '../src';

/** Documents of two of five topics each; topic k has words 4k .. 4k + 3. */
export function drawnCorpus(documents: number, length: number, seed = 1): Corpus {
  const uniform = uniformStream(key(seed));
  return new Corpus({
    vocabulary: Array.from({ length: 20 }, (_, v) => `word${v}`),
    documents: Array.from({ length: documents }, () => {
      const pair = [Math.floor(5 * uniform()), Math.floor(5 * uniform())];
      return Array.from({ length }, (): [number, number] => [4 * pair[uniform() < 0.7 ? 0 : 1] + Math.floor(4 * uniform()), 1]);
    }),
  });
}

const folder = join(import.meta.dirname, '../../../../shared/data/text/reuters');
export const hasReuters = existsSync(folder);

export function reuters(): Corpus {
  const text = (name: string) => gunzipSync(readFileSync(join(folder, name))).toString();
  return Corpus.fromLdaC(text('reuters.ldac.gz'), text('vocab.txt.gz').trim().split('\n'));
}

/** exp of the mean negative log-probability of held-out tokens under the words' shares of the observed ones. */
export function unigramPerplexity(
  observed: Corpus | { words: Uint32Array; counts: Float32Array },
  held: { words: Uint32Array; counts: Float32Array },
  V: number,
): number {
  const totals = new Float64Array(V).fill(1e-9);
  let all = 0;
  observed.words.forEach((v, i) => {
    totals[v] += observed.counts[i];
    all += observed.counts[i];
  });
  let logs = 0;
  let tokens = 0;
  held.words.forEach((v, i) => {
    if (totals[v] < 1) return;
    logs += held.counts[i] * Math.log(totals[v] / all);
    tokens += held.counts[i];
  });
  return Math.exp(-logs / tokens);
}
