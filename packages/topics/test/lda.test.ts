import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Corpus, fitDlda, fitLda, fittingDlda, type GammaBeliefNetwork } from '../src';
import type { DldaState } from '../src/dlda';
import { expectDocuments, expectedLogTopics, improveTopics } from '../src/lda-variational';
import { drawnCorpus } from './corpora';

const corpus = drawnCorpus(80, 30);

/** How many of the five groups of four words have a topic of their own. */
function groupsFound(model: GammaBeliefNetwork): number {
  const found = new Set<number>();
  for (let k = 0; k < model.layers[0].width; k++) {
    const words = model.topWords(k, 0, 4);
    const groups = new Set(words.map(({ word }) => Math.floor(Number(word.slice(4)) / 4)));
    if (groups.size === 1 && words.reduce((sum, { probability }) => sum + probability, 0) > 0.85) found.add([...groups][0]);
  }
  return found.size;
}

describe('LDA', () => {
  it.for([
    ['gibbs', { topics: 6, sweeps: 150 }],
    ['gibbs with alpha fitted', { topics: 6, sweeps: 150, optimizeAlpha: true }],
    ['variational', { topics: 6, method: 'variational', sweeps: 60, batch: 20 }],
  ] as const)('by %s finds the topics that the documents were drawn from', async ([, options]) => {
    const model = await fitLda(corpus, options);
    expect(groupsFound(model)).toBeGreaterThanOrEqual(4);
    if ('optimizeAlpha' in options) expect(new Set(model.r.subarray(0, 6)).size).toBe(6);
    else expect([...model.r.subarray(0, 6)]).toEqual(Array(6).fill(Math.fround(0.1)));
    expect(model.r[6]).toBe(0);
  });

  it('is the same for the same seed, and another for another', async () => {
    const options = { topics: 4, sweeps: 10 };
    const one = await fitLda(corpus, options);
    expect(await fitLda(corpus, options)).toEqual(one);
    expect(await fitLda(corpus, { ...options, seed: 1 })).not.toEqual(one);
  });

  it('says what is wrong with its options', async () => {
    await expect(fitLda(corpus, { topics: 0 })).rejects.toThrow(/topics: expected an integer of at least 1; got 0/);
    await expect(fitLda(corpus, { topics: 2, alpha: [1] })).rejects.toThrow(
      /alpha: .*got NaN for topic 1|undefined for topic 1/,
    );
    await expect(fitLda(corpus, { topics: 2, method: 'em' as never })).rejects.toThrow(
      /method: expected 'gibbs' or 'variational'/,
    );
    await expect(fitLda(new Corpus({ vocabulary: ['a'], documents: [[]] }), { topics: 2 })).rejects.toThrow(
      /every document is empty/,
    );
  });
});

describe('variational steps', () => {
  it("are scikit-learn's", () => {
    const golden = JSON.parse(readFileSync(new URL('golden/variational.json', import.meta.url), 'utf8'));
    const { K, V, alpha, eta, rho, scale, counts, lambda_, gamma, after } = golden;
    const documents = new Corpus({
      vocabulary: Array.from({ length: V }, (_, v) => `${v}`),
      documents: counts.map((row: number[]) => row.map((count, v): [number, number] => [v, count])),
    });
    const topics = { K, V, lambda: Float64Array.from(lambda_.flat()) };
    const found = expectDocuments(documents, expectedLogTopics(topics), new Float64Array(K).fill(alpha));
    // scikit-learn's digamma has about nine digits.
    for (const [i, value] of gamma.flat().entries()) expect(found.gamma[i]).toBeCloseTo(value, 7);
    const next = improveTopics(topics, found.expected, { eta, scale, rho });
    for (const [i, value] of after.flat().entries()) expect(next.lambda[i]).toBeCloseTo(value, 7);
  });
});

describe('deep LDA in mini-batches', () => {
  const options = { layers: [6, 3], batches: 150, batch: 20, seed: 2 };

  it.for([
    ['tlasgr', {}],
    ['tlasgr, warm', { warm: true }],
    ['tlasgr with expected counts', { expectedCounts: true }],
    ['sgrld', { sampler: 'sgrld' }],
    ['tlfsgr', { sampler: 'tlfsgr' }],
  ] as const)('by %s finds most of the topics', { timeout: 60_000 }, async ([, more]) => {
    const model = await fitDlda(corpus, { ...options, ...more });
    expect(groupsFound(model)).toBeGreaterThanOrEqual(3);
    expect(model.steps).toBe(150);
  });

  it('goes on where it was, to the last bit', async () => {
    const few = { ...options, batches: 12 };
    const whole = await fitDlda(corpus, few);
    let state: DldaState | undefined;
    for await (const snapshot of fittingDlda(corpus, few)) {
      ({ state } = snapshot);
      if (snapshot.step === 7) break;
    }
    expect((await fitDlda(corpus, { ...few, resume: state! })).toJSON()).toEqual(whole.toJSON());
  });

  it('takes a stream, and does not depend on the number of workers', async () => {
    const stream = async function* (pass: number) {
      for (let b = 0; b < 4; b++) yield corpus.select(Array.from({ length: 20 }, (_, i) => (20 * (b + pass) + i) % 80));
    };
    const more = { ...options, batches: 6, vocabulary: corpus.vocabulary, documents: 80 };
    const one = await fitDlda(stream, more);
    expect(one.steps).toBe(6);
    expect((await fitDlda(stream, { ...more, workers: 2 })).toJSON()).toEqual(one.toJSON());
    await expect(fitDlda(stream, options)).rejects.toThrow(/vocabulary: a stream of batches needs it/);
    await expect(fitDlda(() => [], more)).rejects.toThrow(/pass 0 gave no document/);
  });
});
