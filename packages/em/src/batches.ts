/**
 * Where data come from: anything that can be read again and again (an array of batches, say), or a function that opens them
 * anew for pass `pass`, 0 being the first. A function suits files, and batches shuffled by pass.
 */
export type Batches<Batch> =
  | Iterable<Batch>
  | AsyncIterable<Batch>
  | ((pass: number) => Iterable<Batch> | AsyncIterable<Batch>);

/** Opens the batches for one pass. */
export function openBatches<Batch>(batches: Batches<Batch>, pass: number): Iterable<Batch> | AsyncIterable<Batch> {
  return typeof batches === 'function' ? batches(pass) : batches;
}

/** What is wrong with data that gave no batch on pass `pass`. */
export function noBatch(pass: number): RangeError {
  return new RangeError(
    pass === 0
      ? 'batches: EM needs at least one batch of data'
      : `batches: pass ${pass} over the data gave no batch. EM reads them again and again: give an array, or a function that opens them anew`,
  );
}
