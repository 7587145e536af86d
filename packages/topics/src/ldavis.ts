import type { Matrix } from '@baytes/kernels';
import type { GammaBeliefNetwork } from './belief-network';
import type { Corpus } from './corpus';

/** What pyLDAvis.prepare takes, by its argument names. */
export interface LdavisInput {
  readonly topic_term_dists: number[][];
  readonly doc_topic_dists: number[][];
  readonly doc_lengths: number[];
  readonly vocab: readonly string[];
  readonly term_frequency: number[];
}

/**
 * The input of pyLDAvis as JSON: `pyLDAvis.prepare(**json.load(file))`. Empty documents and words that never occur, which it does not
 * take, are left out.
 *
 * @param proportions documents x topics, of the first layer: `(await model.transform(corpus)).mean`.
 */
export function ldavisInput(model: GammaBeliefNetwork, corpus: Corpus, proportions: Matrix): LdavisInput {
  const lengths = corpus.lengths;
  const totals = corpus.wordTotals;
  const documents = Array.from(lengths.keys()).filter((j) => lengths[j] > 0);
  const words = Array.from(totals.keys()).filter((v) => totals[v] > 0);
  const normalised = (row: number[]) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((x) => x / sum);
  };
  return {
    topic_term_dists: model.topicWords(0).map((topic) => normalised(words.map((v) => topic[v]))),
    doc_topic_dists: documents.map((j) =>
      normalised([...proportions.data.subarray(j * proportions.columns, (j + 1) * proportions.columns)]),
    ),
    doc_lengths: documents.map((j) => lengths[j]),
    vocab: words.map((v) => corpus.vocabulary[v]),
    term_frequency: words.map((v) => totals[v]),
  };
}
