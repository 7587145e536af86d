// Memory of the samplers' own, between the module's constants and the caller's frame. It is not part of the binary, as the zeros of
// memory.data would be.

const TABLES: usize = 2 * 256 * 32;
const BLOCKS: usize = 4 * 512 * 8;
const RUN: usize = 64 * 8;

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

/** Where a call's own memory may begin. */
export function heapBase(): usize {
  return runBlocks() + RUN;
}
