/**
 * Counts by documents, in rows that hold only what is not 0: row j has words `words[i]` with counts `counts[i]`,
 * i = starts[j] .. starts[j + 1] - 1.
 */
export interface SparseCounts {
  /** One more than there are documents; starts[0] = 0. */
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
  readonly counts: Float32Array;
}

/** Floats of a row of `width` topics in the kernels' memory: filled up to a multiple of 8. */
export const rowStride = (width: number): number => (width + 7) & ~7;

/** Documents from .. to - 1, on the same memory but for the starts. */
export function documentRange({ starts, words, counts }: SparseCounts, from: number, to: number): SparseCounts {
  const [first, end] = [starts[from], starts[to]];
  return {
    starts: starts.slice(from, to + 1).map((start) => start - first),
    words: words.subarray(first, end),
    counts: counts.subarray(first, end),
  };
}
