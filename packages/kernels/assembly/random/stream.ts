// The random numbers of one element of an array of draws. Element i under a key owns the blocks (0, i), (1, i), (2, i), ... of
// Threefry, 64 bits each, and takes them in order. So a draw depends on its key and its place alone, however many numbers its
// neighbours took and however the array is split among threads.
//
// Blocks are made several at a time, into scratch memory: the first few of many elements, for draws that take few numbers
// (makeAhead, useElement); or many of one element, for those that take many (useLongElement, or for a while: beginRun, endRun).
import { aheadBlocks, runBlocks } from './scratch';
import { threefry, threefryRow } from './threefry';

/** Elements whose first blocks are made together. */
export const CHUNK: u32 = 512;
/** As many first blocks of each element can be made ahead. */
const AHEAD: u32 = 4;
/** Blocks of one long element that are made together. */
const RUN: u32 = 64;

let key0: u32 = 0;
let key1: u32 = 0;
let element: u32 = 0;
/** Blocks of the element that are used up. */
let taken: u32 = 0;
/** Block b < ahead of the element is at ready + (b << shift). */
let ahead: u32 = 0;
let ready: usize = 0;
let shift: u32 = 0;
let chunk: u32 = 0;
let long: bool = false;

export function useKey(k0: u32, k1: u32): void {
  key0 = k0;
  key1 = k1;
  ahead = 0;
  long = false;
}

/** Makes the first `count` blocks of elements first, first + 1, ..., first + elements - 1; elements <= CHUNK. */
export function makeAhead(first: u32, elements: u32, count: u32): void {
  chunk = first;
  long = false;
  shift = 12;
  ahead = min(count, AHEAD);
  for (let b: u32 = 0; b < ahead; b++)
    threefryRow(key0, key1, b, first, 0, 1, (elements + 7) >> 3, aheadBlocks() + (<usize>b << 12));
}

/** Numbers are those of element `i` from here on, from its first. */
// @ts-ignore: decorator
@inline
export function useElement(i: u32): void {
  element = i;
  taken = 0;
  ready = aheadBlocks() + (<usize>(i - chunk) << 3);
}

/** The same for an element that takes dozens of blocks or more. */
export function useLongElement(i: u32): void {
  element = i;
  taken = 0;
  ahead = 0;
  shift = 3;
  long = true;
}

let aheadBefore: u32 = 0;
let readyBefore: usize = 0;
let shiftBefore: u32 = 0;
let longBefore: bool = false;

/** From here on, the current element takes dozens of blocks; ended by endRun before the next element. */
export function beginRun(): void {
  aheadBefore = ahead;
  readyBefore = ready;
  shiftBefore = shift;
  longBefore = long;
  ahead = 0;
  shift = 3;
  long = true;
}

export function endRun(): void {
  ahead = aheadBefore;
  ready = readyBefore;
  shift = shiftBefore;
  long = longBefore;
  // A run has overwritten the blocks that an element of many blocks had ready.
  if (long) ahead = 0;
}

/** 64 random bits. */
// @ts-ignore: decorator
@inline
export function bits(): u64 {
  const block = taken++;
  return block < ahead ? load<u64>(ready + (<usize>block << shift)) : beyond(block);
}

function beyond(block: u32): u64 {
  if (!long) return threefry(key0, key1, block, element);
  const at = runBlocks();
  threefryRow(key0, key1, block, element, 1, 0, RUN >> 3, at);
  ready = at - (<usize>block << 3);
  ahead = block + RUN;
  return load<u64>(at);
}

/** Uniform on the open interval (0, 1): the middle of one of 2^52 equal cells. */
// @ts-ignore: decorator
@inline
export function uniform(): f64 {
  return unit(bits());
}

// @ts-ignore: decorator
@inline
export function unit(random: u64): f64 {
  return reinterpret<f64>((random >> 12) | 0x3ff0000000000000) - (1 - 1.1102230246251565e-16);
}

/**
 * Whether a uniform number is below `bound`, given its first bits: it lies between coarse and coarse + 1, in units in which the whole
 * interval is as long as there are values of coarse. More bits are taken only where those do not tell.
 */
// @ts-ignore: decorator
@inline
export function isBelow(coarse: f64, bound: f64): bool {
  return coarse + 1 <= bound || (coarse < bound && coarse + uniform() < bound);
}
