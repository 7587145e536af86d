// Numbers of tensors as plain data for JSON, which has no infinities and no NaN.
import { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterLike } from './parameters';

/** Nested arrays of numbers; `"Infinity"`, `"-Infinity"` and `"NaN"` as text. */
export type Plain = number | string | Plain[];

export function toPlain(value: ParameterLike): Plain {
  const nested = value instanceof Tensor ? value.arraySync() : value;
  const walk = (each: unknown): Plain => {
    if (typeof each === 'number') return Number.isFinite(each) ? each : String(each);
    if (typeof each === 'boolean') return Number(each);
    return Array.from(each as ArrayLike<unknown>, walk);
  };
  return walk(nested);
}

export function fromPlain(plain: Plain): ParameterLike {
  if (typeof plain === 'number') return plain;
  if (typeof plain === 'string') return Number(plain);
  return plain.map(fromPlain) as never;
}
