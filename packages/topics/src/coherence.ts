// How well the likeliest words of topics go together in documents.
import type { SparseCounts } from '@baytes/kernels';

/** In how many documents each of some words stands, alone and with another. */
export function coOccurrences(
  documents: SparseCounts,
  words: readonly number[],
): { alone: Float64Array; together: Float64Array } {
  const n = words.length;
  const place = new Map(words.map((word, i) => [word, i]));
  const alone = new Float64Array(n);
  const together = new Float64Array(n * n);
  for (let j = 0; j < documents.starts.length - 1; j++) {
    const present: number[] = [];
    for (let i = documents.starts[j]; i < documents.starts[j + 1]; i++) {
      const at = place.get(documents.words[i]);
      if (at !== undefined) present.push(at);
    }
    for (const a of present) {
      alone[a]++;
      for (const b of present) together[a * n + b]++;
    }
  }
  return { alone, together };
}

/**
 * Coherence of a topic by the normalised pointwise mutual information of its likeliest words,
 * ln(P(a, b) / (P(a) P(b))) / -ln P(a, b), averaged over pairs (Bouma 2009; Lau, Newman and Baldwin, EACL 2014). P are shares of documents;
 * a pair that never stands together counts -1, one that always does 1.
 *
 * @param words the topic's likeliest words, as places in the vocabulary.
 */
export function npmi(documents: SparseCounts, words: readonly number[]): number {
  const { alone, together } = coOccurrences(documents, words);
  const documentsInAll = documents.starts.length - 1;
  return meanOfPairs(words.length, (a, b) => {
    const both = together[a * words.length + b] / documentsInAll;
    if (both === 0) return -1;
    if (both === 1) return 1;
    return Math.log((both * documentsInAll * documentsInAll) / (alone[a] * alone[b])) / -Math.log(both);
  });
}

/**
 * Coherence by ln((D(a, b) + 1) / D(b)), b the likelier of the two, averaged over pairs (Mimno et al., EMNLP 2011); 0 is the best.
 *
 * @param words the topic's likeliest words, likeliest first, as places in the vocabulary.
 */
export function uMass(documents: SparseCounts, words: readonly number[]): number {
  const { alone, together } = coOccurrences(documents, words);
  return meanOfPairs(words.length, (a, b) => {
    const likelier = Math.min(a, b);
    return alone[likelier] === 0 ? 0 : Math.log((together[a * words.length + b] + 1) / alone[likelier]);
  });
}

/** The share of different words among the likeliest `n` of all topics (Dieng, Ruiz and Blei, TACL 2020, with n = 25). */
export function topicDiversity(topics: readonly ArrayLike<number>[], n = 25): number {
  const words = topics.flatMap((topic) => likeliest(topic, n));
  return words.length === 0 ? Number.NaN : new Set(words).size / words.length;
}

/** Places of the `n` greatest probabilities, greatest first. */
export function likeliest(probabilities: ArrayLike<number>, n: number): number[] {
  return Array.from({ length: probabilities.length }, (_, v) => v)
    .sort((a, b) => probabilities[b] - probabilities[a] || a - b)
    .slice(0, n);
}

function meanOfPairs(n: number, value: (a: number, b: number) => number): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 1; a < n; a++) {
    for (let b = 0; b < a; b++) {
      sum += value(a, b);
      pairs++;
    }
  }
  return pairs === 0 ? Number.NaN : sum / pairs;
}
