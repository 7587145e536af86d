// Instructions as bytes (specification, section 5.4).

/** An unsigned number in base 128, low digits first (LEB128). */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? digit + 128 : digit);
  } while (rest > 0);
  return bytes;
}

/** A signed 32-bit number in base 128, low digits first. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const digit = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (digit & 0x40) === 0) || (rest === -1 && (digit & 0x40) !== 0)) return [...bytes, digit];
    bytes.push(digit | 0x80);
  }
}

/** A count and the items. */
export const vectorOf = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];

/** Instructions without operands in the code, by their text name. */
const PLAIN = {
  'i32.eqz': [0x45],
  'i32.lt_u': [0x49],
  'i32.gt_u': [0x4b],
  'i32.ge_u': [0x4f],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.shl': [0x74],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.xor': [0x73],
  'f64.eq': [0x61],
  'f64.ne': [0x62],
  'f64.lt': [0x63],
  'f64.gt': [0x64],
  'f64.le': [0x65],
  'f64.ge': [0x66],
  'f64.abs': [0x99],
  'f64.neg': [0x9a],
  'f64.ceil': [0x9b],
  'f64.floor': [0x9c],
  'f64.trunc': [0x9d],
  'f64.nearest': [0x9e],
  'f64.sqrt': [0x9f],
  'f64.add': [0xa0],
  'f64.sub': [0xa1],
  'f64.mul': [0xa2],
  'f64.div': [0xa3],
  'f64.min': [0xa4],
  'f64.max': [0xa5],
  'f64.copysign': [0xa6],
  'i32.trunc_sat_f64_s': [0xfc, 2],
  'f64.convert_i32_s': [0xb7],
  'f64.convert_i32_u': [0xb8],
  'f32.demote_f64': [0xb6],
  'f64.promote_f32': [0xbb],
  drop: [0x1a],
  select: [0x1b],
  return: [0x0f],
  end: [0x0b],
} as const;

/** Vector instructions without operands in the code. */
const VECTOR = {
  'f32x4.splat': 19,
  'f64x2.splat': 20,
  'f32x4.eq': 65,
  'f32x4.ne': 66,
  'f32x4.lt': 67,
  'f32x4.gt': 68,
  'f32x4.le': 69,
  'f32x4.ge': 70,
  'f64x2.eq': 71,
  'f64x2.ne': 72,
  'f64x2.lt': 73,
  'f64x2.gt': 74,
  'f64x2.le': 75,
  'f64x2.ge': 76,
  'v128.not': 77,
  'v128.and': 78,
  'v128.andnot': 79,
  'v128.or': 80,
  'v128.xor': 81,
  'v128.bitselect': 82,
  'v128.any_true': 83,
  'f32x4.demote_f64x2_zero': 94,
  'f64x2.promote_low_f32x4': 95,
  'f32x4.ceil': 103,
  'f32x4.floor': 104,
  'f32x4.trunc': 105,
  'f32x4.nearest': 106,
  'f64x2.ceil': 116,
  'f64x2.floor': 117,
  'f64x2.trunc': 122,
  'f64x2.nearest': 148,
  'f32x4.abs': 224,
  'f32x4.neg': 225,
  'f32x4.sqrt': 227,
  'f32x4.add': 228,
  'f32x4.sub': 229,
  'f32x4.mul': 230,
  'f32x4.div': 231,
  'f32x4.min': 232,
  'f32x4.max': 233,
  'f32x4.pmin': 234,
  'f32x4.pmax': 235,
  'f64x2.abs': 236,
  'f64x2.neg': 237,
  'f64x2.sqrt': 239,
  'f64x2.add': 240,
  'f64x2.sub': 241,
  'f64x2.mul': 242,
  'f64x2.div': 243,
  'f64x2.min': 244,
  'f64x2.max': 245,
  'f64x2.pmin': 246,
  'f64x2.pmax': 247,
} as const;

/** Loads and stores: opcode, and the alignment that is promised, as a power of two. */
const MEMORY = {
  'i32.load': [[0x28], 2],
  'f32.load': [[0x2a], 2],
  'f64.load': [[0x2b], 3],
  'f32.store': [[0x38], 2],
  'f64.store': [[0x39], 3],
  'v128.load': [[0xfd, 0], 2],
  'v128.load32_splat': [[0xfd, 9], 2],
  'v128.load64_splat': [[0xfd, 10], 3],
  'v128.store': [[0xfd, 11], 2],
  'v128.load64_zero': [[0xfd, 93], 2],
  /** Lane 0. */
  'v128.store64_lane': [[0xfd, 91], 2, 0],
} as const;

export type PlainInstruction = keyof typeof PLAIN | keyof typeof VECTOR;
export type MemoryInstruction = keyof typeof MEMORY;

/** A sequence of instructions. Every method adds one and returns the sequence. */
export class Code {
  readonly bytes: number[] = [];

  private add(...bytes: number[]): this {
    for (const each of bytes) this.bytes.push(each);
    return this;
  }

  /** An instruction that takes all it needs from the stack. */
  op(name: PlainInstruction): this {
    if (name in VECTOR) return this.add(0xfd, ...unsigned(VECTOR[name as keyof typeof VECTOR]));
    return this.add(...PLAIN[name as keyof typeof PLAIN]);
  }

  /** A load or store at the address on the stack plus `offset` bytes. */
  memory(name: MemoryInstruction, offset = 0): this {
    const [code, align, ...rest] = MEMORY[name] as readonly [readonly number[], number, number?];
    return this.add(...code, align, ...unsigned(offset), ...(rest as number[]));
  }

  get(local: number): this {
    return this.add(0x20, ...unsigned(local));
  }
  set(local: number): this {
    return this.add(0x21, ...unsigned(local));
  }
  tee(local: number): this {
    return this.add(0x22, ...unsigned(local));
  }
  i32(value: number): this {
    return this.add(0x41, ...signed(value));
  }
  f32(value: number): this {
    return this.add(0x43, ...new Uint8Array(Float32Array.of(value).buffer));
  }
  f64(value: number): this {
    return this.add(0x44, ...new Uint8Array(Float64Array.of(value).buffer));
  }
  /** The double in lane 0 or 1. */
  extractF64(lane: number): this {
    return this.add(0xfd, 33, lane);
  }
  extractF32(lane: number): this {
    return this.add(0xfd, 31, lane);
  }
  replaceF64(lane: number): this {
    return this.add(0xfd, 34, lane);
  }
  replaceF32(lane: number): this {
    return this.add(0xfd, 32, lane);
  }
  /** Bytes of two vectors, by their place among the 32. */
  shuffle(lanes: readonly number[]): this {
    return this.add(0xfd, 13, ...lanes);
  }
  call(index: number): this {
    return this.add(0x10, ...unsigned(index));
  }
  /** A block that `br` leaves. */
  block(): this {
    return this.add(0x02, 0x40);
  }
  /** A block that `br` repeats. */
  loop(): this {
    return this.add(0x03, 0x40);
  }
  if(): this {
    return this.add(0x04, 0x40);
  }
  br(depth: number): this {
    return this.add(0x0c, ...unsigned(depth));
  }
  brIf(depth: number): this {
    return this.add(0x0d, ...unsigned(depth));
  }
}
