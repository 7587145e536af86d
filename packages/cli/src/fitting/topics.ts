import { key } from '@baytes/kernels';
import { type Corpus, GammaBeliefNetwork, type NetworkOptions, splitTokens } from '@baytes/topics';

/** Documents from which on some are set aside to measure perplexity on. */
const MANY = 50;

/**
 * A fit as a stream of snapshots. Every tenth document is set aside where there are many: a fifth of its words are predicted from the others.
 */
export function topicSteps(corpus: Corpus, options: NetworkOptions) {
  if (corpus.size < MANY) return GammaBeliefNetwork.fitting(corpus, options);
  const places = Array.from({ length: corpus.size }, (_, j) => j);
  const { observed, held } = splitTokens(corpus.select(places.filter((j) => j % 10 === 9)), 0.2, key(options.seed ?? 0));
  const training = corpus.select(places.filter((j) => j % 10 !== 9));
  return GammaBeliefNetwork.fitting(training, { ...options, completion: { observed, held } });
}
