// Memory of the samplers' own, between the module's constants and the caller's frame. It is not part of the binary, as the zeros of
// memory.data would be.

const TABLES: usize = 2 * 256 * 32;
const BLOCKS: usize = 4 * 512 * 8;
const RUN: usize = 64 * 8;
const WORDS: usize = 512 * 4;
const LISTS: usize = 3 * 528 * 4 + 528 * 2;

// @ts-ignore: decorator
@inline
export function tables(): usize {
  return (__heap_base + 15) & ~15;
}

// @ts-ignore: decorator
@inline
export function aheadBlocks(): usize {
  return tables() + TABLES;
}

// @ts-ignore: decorator
@inline
export function runBlocks(): usize {
  return aheadBlocks() + BLOCKS;
}

/** 32 random bits for each element of a chunk. */
// @ts-ignore: decorator
@inline
export function words(): usize {
  return runBlocks() + RUN;
}

/** Elements of a chunk sorted by what is to be done with them. */
// @ts-ignore: decorator
@inline
export function lists(): usize {
  return words() + WORDS;
}

/** Where a call's own memory may begin. */
export function heapBase(): usize {
  return lists() + LISTS;
}
