import { describe, expect, it } from 'vitest';
import { Corpus, GammaBeliefNetwork, ldavisInput, npmi, topicDiversity, topicTree, topicTreeDot, uMass } from '../src';
import { corpusFromTexts, tokens } from '../src/text';
import { drawnCorpus } from './corpora';

const corpus = new Corpus({
  vocabulary: ['a', 'b', 'c'],
  documents: [
    [
      [0, 1],
      [1, 2],
    ],
    [
      [0, 1],
      [1, 1],
    ],
    [[2, 5]],
    [[0, 1]],
  ],
});

describe('coherence', () => {
  it('is that of document frequencies worked out by hand', () => {
    // D(a) = 3, D(b) = 2, D(a, b) = 2 of 4.
    expect(npmi(corpus, [0, 1])).toBeCloseTo(Math.log(0.5 / (0.75 * 0.5)) / -Math.log(0.5), 12);
    expect(npmi(corpus, [0, 2])).toBe(-1);
    expect(uMass(corpus, [0, 1])).toBeCloseTo(Math.log(3 / 3), 12);
    expect(uMass(corpus, [0, 1, 2])).toBeCloseTo((Math.log(3 / 3) + Math.log(1 / 3) + Math.log(1 / 2)) / 3, 12);
  });

  it('of pairs that are always together is 1', () => {
    const always = new Corpus({
      vocabulary: ['a', 'b'],
      documents: [
        [
          [0, 1],
          [1, 1],
        ],
      ],
    });
    expect(npmi(always, [0, 1])).toBe(1);
  });
});

describe('diversity', () => {
  it('is the share of different words', () => {
    expect(
      topicDiversity(
        [
          [0.5, 0.3, 0.2],
          [0.1, 0.3, 0.6],
        ],
        2,
      ),
    ).toBe(0.75);
  });
});

describe('the topic tree', () => {
  it('has all topics, and edges that carry weight', async () => {
    const model = await GammaBeliefNetwork.fit(drawnCorpus(40, 20), { layers: [5, 2], sweeps: 30 });
    const tree = topicTree(model, 3);
    expect(tree.nodes.map(({ layer }) => layer)).toEqual([1, 1, 0, 0, 0, 0, 0]);
    for (const layer of [0, 1])
      expect(tree.nodes.filter((node) => node.layer === layer).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5);
    expect(tree.edges.length).toBeGreaterThan(0);
    expect(tree.edges.every(({ weight }) => weight > 0.05)).toBe(true);
    expect(topicTreeDot(tree)).toMatch(
      /^digraph topics \{[\s\S]*t2_0 \[label="word\d+\\nword\d+\\nword\d+"\];[\s\S]*t2_\d -> t1_\d \[penwidth=/,
    );
  });
});

describe('LDAvis', () => {
  it('gets distributions that sum to 1, and the counts', async () => {
    const drawn = drawnCorpus(30, 20);
    const model = await GammaBeliefNetwork.fit(drawn, { layers: [4], sweeps: 20 });
    const input = ldavisInput(model, drawn, (await model.transform(drawn)).mean);
    for (const row of [...input.topic_term_dists, ...input.doc_topic_dists])
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(input.doc_lengths.reduce((a, b) => a + b, 0)).toBe(600);
    expect(input.term_frequency.reduce((a, b) => a + b, 0)).toBe(600);
  });
});

describe('texts', () => {
  it('become words in lower case', () => {
    expect(tokens("The 3 ships' crews -- at sea; 42.")).toEqual(['the', 'ships', 'crews', 'at', 'sea']);
    expect(tokens('Ärger über Öl', 'de')).toEqual(['ärger', 'über', 'öl']);
  });

  it('become a corpus without rare words, common words and stop words', () => {
    const texts = ['ships and sea', 'the sea, the ships', 'sea of wheat', 'and wheat'];
    const made = corpusFromTexts(texts, { maxShare: 0.6 });
    expect(made.vocabulary).toEqual(['ships', 'wheat']);
    expect([...made.lengths]).toEqual([1, 1, 1, 1]);
    expect(() => corpusFromTexts(['one'], {})).toThrow(/no word is left of 1/);
    const known = corpusFromTexts([{ name: 'new', text: 'wheat wheat sky' }], { vocabulary: made.vocabulary });
    expect([...known.pairs(0)]).toEqual([[1, 2]]);
    expect(known.names).toEqual(['new']);
  });
});
