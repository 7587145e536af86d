import { type SparseCounts, sharedArray } from '@baytes/kernels';

/** What a corpus is made from: its words and, for each document, [word, count] pairs, where a word is its place in the vocabulary. */
export interface CorpusContent {
  readonly vocabulary: readonly string[];
  readonly documents: Iterable<Iterable<readonly [word: number, count: number]>>;
  /** A name for each document. */
  readonly names?: readonly string[];
}

/**
 * Documents as sparse counts over a vocabulary. It never changes. Documents may be empty; a word that stands twice in one has its counts
 * added up.
 *
 * @example
 * const corpus = new Corpus({ vocabulary: ['sea', 'ship', 'field'], documents: [[[0, 2], [1, 1]], [[2, 3]]] });
 * corpus.tokens; // 6
 */
export class Corpus implements SparseCounts {
  readonly vocabulary: readonly string[];
  readonly names: readonly string[] | undefined;
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
  readonly counts: Float32Array;

  /** @throws RangeError for a word outside the vocabulary, or a count that is negative or not finite: it names the document. */
  constructor({ vocabulary, documents, names }: CorpusContent) {
    const V = vocabulary.length;
    if (V === 0) throw new RangeError('vocabulary: expected at least one word; got none');
    const starts = [0];
    const words: number[] = [];
    const counts: number[] = [];
    const row = new Map<number, number>();
    for (const document of documents) {
      row.clear();
      for (const [word, count] of document) {
        const j = starts.length - 1;
        if (!Number.isInteger(word) || word < 0 || word >= V)
          throw new RangeError(`documents: document ${j} has word ${word}; the vocabulary has ${V} words, from 0 on`);
        if (!(count >= 0 && count < Number.POSITIVE_INFINITY))
          throw new RangeError(`documents: document ${j} has count ${count} for word ${word}; counts are at least 0`);
        if (count > 0) row.set(word, (row.get(word) ?? 0) + count);
      }
      for (const [word, count] of [...row].sort(([a], [b]) => a - b)) {
        words.push(word);
        counts.push(count);
      }
      starts.push(words.length);
    }
    if (names && names.length !== starts.length - 1)
      throw new RangeError(`names: ${names.length} names for ${starts.length - 1} documents`);
    this.vocabulary = vocabulary;
    this.names = names;
    this.starts = shared(Uint32Array, starts);
    this.words = shared(Uint32Array, words);
    this.counts = shared(Float32Array, counts);
    Object.freeze(this);
  }

  /**
   * A corpus from LDA-C lines, `n id:count id:count ...`, ids from 0.
   *
   * @throws SyntaxError naming the first bad line.
   */
  static fromLdaC(text: string, vocabulary: readonly string[]): Corpus {
    const lines = text.split('\n');
    if (lines[lines.length - 1] === '') lines.pop();
    const documents = lines.map((line, at) =>
      line
        .trim()
        .split(/\s+/)
        .slice(1)
        .map((pair): [number, number] => {
          const found = /^(\d+):(\d+(?:\.\d+)?)$/.exec(pair);
          if (!found) throw new SyntaxError(`line ${at + 1}: expected id:count; got ${JSON.stringify(pair)}`);
          return [Number(found[1]), Number(found[2])];
        }),
    );
    return new Corpus({ vocabulary, documents });
  }

  /** Number of documents. */
  get size(): number {
    return this.starts.length - 1;
  }

  /** Sum of all counts. */
  get tokens(): number {
    let sum = 0;
    for (const count of this.counts) sum += count;
    return sum;
  }

  /** Sum of the counts of each document. */
  get lengths(): Float64Array {
    return Float64Array.from({ length: this.size }, (_, j) => {
      let sum = 0;
      for (let i = this.starts[j]; i < this.starts[j + 1]; i++) sum += this.counts[i];
      return sum;
    });
  }

  /** Sum of the counts of each word. */
  get wordTotals(): Float64Array {
    const totals = new Float64Array(this.vocabulary.length);
    for (let i = 0; i < this.words.length; i++) totals[this.words[i]] += this.counts[i];
    return totals;
  }

  /** Some documents, in the order given. */
  select(documents: ArrayLike<number>): Corpus {
    return new Corpus({
      vocabulary: this.vocabulary,
      documents: Array.from(documents, (j) => this.pairs(j)),
      ...(this.names && { names: Array.from(documents, (j) => this.names![j]) }),
    });
  }

  /** The words of document j with their counts. */
  *pairs(j: number): Generator<[word: number, count: number]> {
    if (!(j >= 0 && j < this.size)) throw new RangeError(`document ${j}: the corpus has ${this.size}, from 0 on`);
    for (let i = this.starts[j]; i < this.starts[j + 1]; i++) yield [this.words[i], this.counts[i]];
  }
}

function shared<A extends Uint32Array | Float32Array>(
  Type: { new (length: number): A; new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  values: readonly number[],
): A {
  const array = sharedArray(Type, values.length);
  array.set(values);
  return array;
}

/**
 * The corpus, if the link can explain its counts.
 *
 * @throws RangeError naming the first count that it cannot.
 */
export function checkCounts(corpus: SparseCounts, link: 'count' | 'binary' | 'positive'): void {
  if (link === 'positive') return;
  for (let j = 0, i = 0; j < corpus.starts.length - 1; j++) {
    for (; i < corpus.starts[j + 1]; i++) {
      const count = corpus.counts[i];
      if (link === 'count' && !Number.isInteger(count))
        throw new RangeError(
          `documents: document ${j} has count ${count} for word ${corpus.words[i]}; link 'count' explains whole numbers. For positive numbers take link 'positive'`,
        );
      if (link === 'binary' && count !== 1)
        throw new RangeError(
          `documents: document ${j} has count ${count} for word ${corpus.words[i]}; link 'binary' explains zeros and ones`,
        );
    }
  }
}
