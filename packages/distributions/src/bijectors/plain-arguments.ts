// What a factory was given, as plain data: tensors as nested arrays, infinities as text, bijectors as their own JSON.
import { Tensor } from '@tensorflow/tfjs-core';
import { toPlain } from '../plain-values';

export function plainArguments(given: readonly unknown[]): unknown[] {
  return given.map(plain);
}

function plain(each: unknown): unknown {
  if (each instanceof Tensor || ArrayBuffer.isView(each)) return toPlain(each as Tensor);
  if (typeof each === 'number') return toPlain(each);
  if (Array.isArray(each)) return each.map(plain);
  if (typeof each !== 'object' || each === null) return each;
  if ('toJSON' in each) return (each.toJSON as () => unknown)();
  return Object.fromEntries(
    Object.entries(each)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, plain(value)]),
  );
}
