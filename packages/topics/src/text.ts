// Texts into counts: words by the platform's Intl.Segmenter, stop words by the stopword package.
import { eng } from 'stopword';
import { Corpus } from './corpus';

export interface TextOptions {
  /** Language of the words, as Intl has it; default `'en'`. */
  readonly language?: string;
  /** Words that are left out; English ones by default. Lists of other languages: the package stopword. */
  readonly stopWords?: Iterable<string>;
  /** Words of fewer letters are left out; default 3. */
  readonly minLength?: number;
  /** Words in fewer documents are left out; default 2. */
  readonly minDocuments?: number;
  /** Words in a greater share of documents are left out; default 0.5. */
  readonly maxShare?: number;
  /** At most as many words, those in most documents first; default 10000. */
  readonly maxWords?: number;
  /** The vocabulary, where it is known: of a fitted model, say. Other words are left out, and nothing else. */
  readonly vocabulary?: readonly string[];
}

/** A text, with a name or without. */
export type Text = string | { readonly name: string; readonly text: string };

/**
 * Words of a text in lower case: letters and digits with a letter among them.
 *
 * @example
 * tokens('The 3 ships, at sea.'); // ['the', 'ships', 'at', 'sea']
 */
export function tokens(text: string, language = 'en'): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text.normalize('NFC')))
    if (isWordLike && /\p{L}/u.test(segment)) words.push(segment.toLocaleLowerCase(language));
  return words;
}

/**
 * A corpus from texts.
 *
 * @throws RangeError where no word is left.
 *
 * @example
 * const corpus = corpusFromTexts(['ships at sea', 'a ship on the sea', 'fields of wheat'], { minDocuments: 1, maxShare: 1 });
 */
export function corpusFromTexts(texts: Iterable<Text>, options: TextOptions = {}): Corpus {
  const { language = 'en', stopWords = eng, minLength = 3, minDocuments = 2, maxShare = 0.5, maxWords = 10_000 } = options;
  const documents: Map<string, number>[] = [];
  const names: string[] = [];
  const containing = new Map<string, number>();
  for (const each of texts) {
    const counts = new Map<string, number>();
    for (const word of tokens(typeof each === 'string' ? each : each.text, language))
      counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of counts.keys()) containing.set(word, (containing.get(word) ?? 0) + 1);
    documents.push(counts);
    names.push(typeof each === 'string' ? `document ${documents.length - 1}` : each.name);
  }
  const left = new Set(stopWords);
  const vocabulary =
    options.vocabulary ??
    [...containing]
      .filter(
        ([word, n]) =>
          n >= minDocuments && n <= maxShare * documents.length && [...word].length >= minLength && !left.has(word),
      )
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, maxWords)
      .map(([word]) => word);
  if (vocabulary.length === 0)
    throw new RangeError(
      `texts: no word is left of ${containing.size} in ${documents.length} documents; take fewer out (minDocuments ${minDocuments}, maxShare ${maxShare}, minLength ${minLength})`,
    );
  const place = new Map(vocabulary.map((word, v) => [word, v]));
  return new Corpus({
    vocabulary,
    names,
    documents: documents.map((counts) =>
      [...counts].flatMap(([word, n]): [number, number][] => {
        const v = place.get(word);
        return v === undefined ? [] : [[v, n]];
      }),
    ),
  });
}
