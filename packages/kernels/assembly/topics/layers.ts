// What a call knows of each layer, as 32-bit words in memory that the caller has written; a layer's weights are rows of `stride` floats, one
// for each unit of the layer below, and all that is per document is a row of the same stride.

let table: usize = 0;
const BYTES: usize = 40;

export function useLayers(address: usize): void {
  table = address;
}

// @ts-ignore: decorator
@inline
function word(t: u32, i: usize): u32 {
  return load<u32>(table + <usize>t * BYTES + (i << 2));
}

/** Number of topics. */
// @ts-ignore: decorator
@inline
export function width(t: u32): u32 {
  return word(t, 0);
}

/** Number of topics, filled up to a multiple of 8. */
// @ts-ignore: decorator
@inline
export function stride(t: u32): u32 {
  return word(t, 1);
}

/** Phi: a row for each unit below. */
// @ts-ignore: decorator
@inline
export function topics(t: u32): usize {
  return word(t, 2);
}

/** Where tokens are counted by unit below and topic, as integers; or 0. */
// @ts-ignore: decorator
@inline
export function tally(t: u32): usize {
  return word(t, 3);
}

/** Where tokens are counted in 16 bits first, which stays nearer in the caches; 0 where they go to the tally at once. */
// @ts-ignore: decorator
@inline
export function near(t: u32): usize {
  return word(t, 8);
}

/** Where expected counts, over Phi, are summed up; or 0. */
// @ts-ignore: decorator
@inline
export function expectation(t: u32): usize {
  return word(t, 4);
}

/** Counts of a document by topic. */
// @ts-ignore: decorator
@inline
export function countsOf(t: u32, document: u32): usize {
  return word(t, 5) + ((<usize>document * <usize>stride(t)) << 2);
}

// @ts-ignore: decorator
@inline
export function thetaOf(t: u32, document: u32): usize {
  return word(t, 6) + ((<usize>document * <usize>stride(t)) << 2);
}

/** Where the document's proportions are summed up over kept sweeps; 0 if they are not. */
// @ts-ignore: decorator
@inline
export function proportionsOf(t: u32, document: u32): usize {
  const base = word(t, 7);
  return base ? base + ((<usize>document * <usize>stride(t)) << 2) : 0;
}
