// What a recording is: the kernels that a function has called, in order, and what they were called with.
import type { DataType, Shape } from '../graph/node';

/** A tensor as the recording knows it. */
export type Traced = TracedInput | TracedConstant | TracedResult;

export interface TracedInput {
  kind: 'input';
  slot: number;
  shape: Shape;
  dtype: DataType;
}

/** A tensor whose numbers are part of the program. */
export interface TracedConstant {
  kind: 'constant';
  /** In double precision where the code gave them as numbers, float32 where it gave a tensor. */
  values: Float64Array;
  shape: Shape;
  dtype: DataType;
}

/** A result of a kernel. */
export interface TracedResult {
  kind: 'result';
  call: KernelCall;
  number: number;
  shape: Shape;
  dtype: DataType;
}

/** A key: an argument, the child of another key, or two words that are part of the program. */
export type TracedKey =
  | { kind: 'input'; slot: number }
  | { kind: 'child'; parent: TracedKey; counter: readonly [number, number] }
  | { kind: 'constant'; words: readonly [number, number] };

/** One call of a kernel. */
export interface KernelCall {
  kernel: string;
  /** By name; kernels that take a list have the names 0, 1, ... */
  inputs: Readonly<Record<string, Traced>>;
  // biome-ignore lint/suspicious/noExplicitAny: TensorFlow.js does not type the attributes of a kernel by its name
  attributes: any;
  /** The key among the attributes of a kernel that draws. */
  key?: TracedKey;
  outputs: { shape: Shape; dtype: DataType }[];
  place: () => string | undefined;
}

export interface Trace {
  calls: KernelCall[];
  outputs: Traced[];
}
