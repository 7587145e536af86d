// The random words of one document, for draws four or eight at a time: blocks (0, d), (1, d), ... of Threefry, in order. What a document
// draws depends on the key and on its number d alone, not on the order of documents or on who works on them.
import { heapBase as samplersEnd } from '../random/scratch';
import { threefryRow } from '../random/threefry';

/** Octets of blocks that are made together, and the words in them. */
const OCTETS: u32 = 8;
const ROOM: u32 = OCTETS * 16;

let key0: u32 = 0;
let key1: u32 = 0;
let document: u32 = 0;
let block: u32 = 0;
let next: usize = 0;
let end: usize = 0;

// @ts-ignore: decorator
@inline
function buffer(): usize {
  return (samplersEnd() + 15) & ~15;
}

/** Where a call's own memory may begin. */
export function heapBase(): usize {
  return buffer() + 4 * ROOM;
}

export function useWordsKey(k0: u32, k1: u32): void {
  key0 = k0;
  key1 = k1;
}

export function useDocument(d: u32): void {
  document = d;
  block = 0;
  next = 0;
  end = 0;
}

/** The address of `count` words, count <= 128 and a multiple of 4 where vectors are read; what is left of the last blocks is dropped. */
// @ts-ignore: decorator
@inline
export function takeWords(count: u32): usize {
  if (next + (<usize>count << 2) > end) refill();
  const at = next;
  next += <usize>count << 2;
  return at;
}

function refill(): void {
  threefryRow(key0, key1, block, document, 1, 0, OCTETS, buffer());
  block += OCTETS * 8;
  next = buffer();
  end = next + 4 * ROOM;
}
