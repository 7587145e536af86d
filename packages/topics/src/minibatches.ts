import { foldIn, type Key, permutationDraw } from '@baytes/kernels';
import { Corpus } from './corpus';

/** Documents in batches: a corpus, or a function that opens batches of the same vocabulary anew for pass 0, 1, ... */
export type CorpusBatches = Corpus | ((pass: number) => Iterable<Corpus> | AsyncIterable<Corpus>);

/** A batch, and by how much its counts stand for the whole corpus. */
export interface Minibatch {
  readonly corpus: Corpus;
  /** Numbers that its documents' random draws go by. */
  readonly numbers: Uint32Array;
  readonly scale: number;
}

/**
 * Batches without end: passes over the documents, in file order first and in random order then, of which what is left over after the last
 * full batch is dropped, as the authors do. A stream keeps its own order and batches.
 *
 * @param documents how many there are in all.
 * @param skip batches to pass over, after a resume.
 */
export async function* minibatches(
  source: CorpusBatches,
  documents: number,
  batch: number,
  key: Key,
  skip = 0,
): AsyncGenerator<Minibatch> {
  let left = skip;
  for (let pass = 0; ; pass++) {
    if (source instanceof Corpus) {
      const size = Math.min(batch, source.size);
      const perPass = Math.floor(source.size / size);
      if (left >= perPass) {
        left -= perPass;
        continue;
      }
      const order =
        pass === 0 ? Int32Array.from({ length: source.size }, (_, j) => j) : permutationDraw(foldIn(key, pass), source.size);
      for (let b = left; b < perPass; b++) {
        const chosen = order.slice(b * size, (b + 1) * size);
        yield { corpus: source.select(chosen), numbers: Uint32Array.from(chosen), scale: documents / size };
      }
      left = 0;
      continue;
    }
    let first = 0;
    for await (const corpus of source(pass)) {
      const at = first;
      first += corpus.size;
      if (left > 0) {
        left--;
        continue;
      }
      if (corpus.size === 0) continue;
      yield { corpus, numbers: Uint32Array.from({ length: corpus.size }, (_, j) => at + j), scale: documents / corpus.size };
    }
    if (first === 0) throw new RangeError(`batches: pass ${pass} gave no document; give a function that opens them anew`);
  }
}
