import { key, rowStride } from '@baytes/kernels';
import { describe, expect, it } from 'vitest';
import { Corpus, GammaBeliefNetwork, type NetworkOptions, type NetworkState, splitTokens } from '../src';
import { drawnCorpus, hasReuters, reuters, unigramPerplexity } from './corpora';

const corpus = drawnCorpus(60, 30);
const [small, deep] = [
  { layers: [6], sweeps: 60 },
  { layers: [6, 3], sweeps: 60 },
];

function checkSimplex(model: GammaBeliefNetwork): void {
  for (const { width, topics } of model.layers) {
    const stride = rowStride(width);
    for (let k = 0; k < stride; k++) {
      let sum = 0;
      for (let i = k; i < topics.length; i += stride) {
        expect(topics[i]).toBeGreaterThanOrEqual(0);
        sum += topics[i];
      }
      expect(sum).toBeCloseTo(k < width ? 1 : 0, 4);
    }
  }
  expect(model.r.every((r) => r >= 0)).toBe(true);
}

describe('a fit', () => {
  it.for<[string, NetworkOptions]>([
    ['collapsed', small],
    ['of two layers', deep],
    ['not collapsed', { ...deep, collapsed: false }],
  ])('%s finds the topics that the documents were drawn from', async ([, options]) => {
    const model = await GammaBeliefNetwork.fit(corpus, { ...options, sweeps: 150 });
    checkSimplex(model);
    const found = new Set(
      Array.from({ length: 6 }, (_, k) => {
        const words = model.topWords(k, 0, 4);
        const groups = new Set(words.map(({ word }) => Math.floor(Number(word.slice(4)) / 4)));
        return groups.size === 1 && words.reduce((sum, { probability }) => sum + probability, 0) > 0.9 ? [...groups][0] : -1;
      }),
    );
    found.delete(-1);
    expect(found.size).toBeGreaterThanOrEqual(4);
  });

  it('gives the same bits by one thread and by two', async () => {
    const one = await GammaBeliefNetwork.fit(corpus, { ...deep, collapsed: false });
    const two = await GammaBeliefNetwork.fit(corpus, { ...deep, collapsed: false, workers: 2 });
    expect(two.toJSON()).toEqual(one.toJSON());
  });

  it.for<[string, NetworkOptions]>([
    ['collapsed', deep],
    ['not collapsed', { ...deep, collapsed: false }],
    ['layer by layer', { layers: [8, 8], layerwise: { burn: 20, collect: 10 } }],
    ['of positive data', { layers: [4], sweeps: 20, link: 'positive' }],
  ])('%s goes on where it was, to the last bit', async ([, options]) => {
    const whole = await GammaBeliefNetwork.fit(corpus, options);
    let state: NetworkState | undefined;
    for await (const snapshot of GammaBeliefNetwork.fitting(corpus, options)) {
      state = snapshot.state;
      if (snapshot.step === 15) break;
    }
    const resumed = await GammaBeliefNetwork.fit(corpus, { ...options, resume: state! });
    expect(resumed.toJSON()).toEqual(whole.toJSON());
    await expect(GammaBeliefNetwork.fit(corpus, { ...options, seed: 5, resume: state! })).rejects.toThrow(
      /other documents or other options/,
    );
  });

  it('stops at an abort', async () => {
    const control = new AbortController();
    const fit = GammaBeliefNetwork.fit(corpus, {
      ...small,
      signal: control.signal,
      onProgress: ({ step }) => step === 3 && control.abort(new Error('enough')),
    });
    await expect(fit).rejects.toThrow('enough');
  });

  it('layer by layer takes out topics that no word needs', async () => {
    const model = await GammaBeliefNetwork.fit(corpus, { layers: [40, 40], layerwise: { burn: 60, collect: 10 } });
    expect(model.layers[0].width).toBeLessThan(40);
    expect(model.layers[0].width).toBeGreaterThanOrEqual(4);
    checkSimplex(model);
  });

  it('begins with seed words', async () => {
    const seedWords = [['word8', 'word9'], ['word16']];
    const model = await GammaBeliefNetwork.fit(corpus, { ...small, seedWords, sweeps: 1 });
    expect(model.topWords(0, 0, 3).map(({ word }) => word)).toContain('word8');
    await expect(GammaBeliefNetwork.fit(corpus, { ...small, seedWords: [['nowhere']] })).rejects.toThrow(
      /"nowhere" of topic 0 is not/,
    );
  });

  it('is saved and loaded to the last bit', async () => {
    const model = await GammaBeliefNetwork.fit(corpus, { ...deep, sweeps: 15 });
    const again = GammaBeliefNetwork.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(again).toEqual(model);
    expect(again.steps).toBe(15);
    expect(() => GammaBeliefNetwork.fromJSON({})).toThrow(/not a gamma belief network/);
    const json = model.toJSON();
    expect(() => GammaBeliefNetwork.fromJSON({ ...json, r: 'AAAA' })).toThrow(/r has 3 bytes where 32/);
  });
});

describe('awkward documents', () => {
  const vocabulary = ['a', 'b', 'c'];

  it('that are empty keep the prior', async () => {
    const documents = [
      [[0, 3]],
      [],
      [
        [1, 2],
        [2, 1],
      ],
    ] as [number, number][][];
    const withEmpty = new Corpus({ vocabulary, documents });
    const model = await GammaBeliefNetwork.fit(withEmpty, { layers: [2], sweeps: 30 });
    const { mean } = await model.transform(withEmpty);
    expect(mean.data.every(Number.isFinite)).toBe(true);
    for (let j = 0; j < 3; j++) expect(mean.data[2 * j] + mean.data[2 * j + 1]).toBeCloseTo(1, 4);
    await expect(GammaBeliefNetwork.fit(new Corpus({ vocabulary, documents: [[]] }), small)).rejects.toThrow(
      /every document is empty/,
    );
    await expect(GammaBeliefNetwork.fit(new Corpus({ vocabulary, documents: [] }), small)).rejects.toThrow(
      /at least one document/,
    );
  });

  it('of a one-word vocabulary have that word in every topic', async () => {
    const model = await GammaBeliefNetwork.fit(new Corpus({ vocabulary: ['a'], documents: [[[0, 3]], [[0, 1]]] }), {
      layers: [3, 2],
      sweeps: 20,
    });
    expect(model.topWords(2)).toEqual([{ word: 'a', probability: 1 }]);
  });

  it('with zeros forget them, and with unseen words keep them improbable', async () => {
    const zeros = new Corpus({
      vocabulary,
      documents: [
        [
          [0, 0],
          [1, 4],
        ],
        [[1, 3]],
      ],
    });
    expect([...zeros.words]).toEqual([1, 1]);
    const model = await GammaBeliefNetwork.fit(zeros, { layers: [2], sweeps: 20 });
    for (const topic of model.topicWords()) expect(topic[0]).toBeGreaterThan(0);
  });

  it('with counts that cannot be are errors that say which', async () => {
    expect(() => new Corpus({ vocabulary, documents: [[[0, 1]], [[1, -2]]] })).toThrow(/document 1 has count -2 for word 1/);
    expect(() => new Corpus({ vocabulary, documents: [[[3, 1]]] })).toThrow(/document 0 has word 3; the vocabulary has 3/);
    expect(() => new Corpus({ vocabulary, documents: [[[0, Number.NaN]]] })).toThrow(/count NaN/);
    expect(() => new Corpus({ vocabulary: [], documents: [] })).toThrow(/at least one word/);
    const halves = new Corpus({ vocabulary, documents: [[[0, 1]], [[2, 0.5]]] });
    await expect(GammaBeliefNetwork.fit(halves, small)).rejects.toThrow(/document 1 has count 0.5 for word 2.*link 'positive'/);
    await expect(GammaBeliefNetwork.fit(corpus, { ...small, link: 'binary' })).rejects.toThrow(/zeros and ones/);
    await expect(GammaBeliefNetwork.fit(corpus, { layers: [0] })).rejects.toThrow(/layer 0 has 0 topics/);
    await expect(GammaBeliefNetwork.fit(corpus, { layers: [] })).rejects.toThrow(/at least one layer/);
    await expect(GammaBeliefNetwork.fit(corpus, { ...small, eta: 0 })).rejects.toThrow(/eta of layer 0/);
  });
});

describe('transform', () => {
  it('gives proportions of documents that share their topics, with intervals around them', async () => {
    const model = await GammaBeliefNetwork.fit(corpus, { ...small, sweeps: 100 });
    const { mean, lower, upper } = await model.transform(corpus, { interval: 0.9, samples: 40 });
    expect([mean.rows, mean.columns]).toEqual([60, 6]);
    mean.data.forEach((value, i) => {
      expect(lower!.data[i]).toBeLessThanOrEqual(upper!.data[i]);
      // Where little is left of a topic, a few draws can lift its mean over the interval.
      if (value < 0.2) return;
      expect(lower!.data[i]).toBeLessThan(value);
      expect(upper!.data[i]).toBeGreaterThan(value);
    });
    const plain = await model.transform(corpus, { workers: 2 });
    expect(plain).toEqual(await model.transform(corpus));
    expect(plain.lower).toBeUndefined();
    await expect(model.transform(new Corpus({ vocabulary: ['a'], documents: [] }))).rejects.toThrow(
      /1 words, and the model knows 20/,
    );
  });
});

describe('document completion', () => {
  it.skipIf(!hasReuters)(
    'beats single words on Reuters (skipped where ../shared/data is absent)',
    { timeout: 120_000 },
    async () => {
      const all = reuters();
      const { observed, held } = splitTokens(all, 0.2, key(0));
      const training = new Corpus({
        vocabulary: all.vocabulary,
        documents: Array.from({ length: all.size }, (_, j) => {
          const pairs: [number, number][] = [];
          for (let i = observed.starts[j]; i < observed.starts[j + 1]; i++) pairs.push([observed.words[i], observed.counts[i]]);
          return pairs;
        }),
      });
      const unigram = unigramPerplexity(observed, held, all.vocabulary.length);
      let score = Number.NaN;
      const model = await GammaBeliefNetwork.fit(training, {
        layers: [20],
        sweeps: 100,
        completion: { observed, held, from: 60 },
        onProgress: ({ metrics }) => {
          score = metrics.completion!.perplexity;
        },
      });
      expect(unigram).toBeGreaterThan(2000);
      expect(score).toBeLessThan(0.65 * unigram);
      const fixed = await model.perplexity(observed, held, { burn: 20, samples: 20 });
      expect(fixed.perplexity).toBeLessThan(0.7 * unigram);
      expect(fixed.protocol).toBe('document completion, 20 averaged expected samples, 1 sweep each, topics fixed');
    },
  );
});
