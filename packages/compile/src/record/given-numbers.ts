// The numbers that code gives to TensorFlow.js, before they are rounded to float32.
import { env } from '@tensorflow/tfjs-core';

interface Platform {
  isTypedArray?: (value: unknown) => boolean;
}

// Enough for a nested array: TensorFlow.js looks at the whole first, then at its rows.
const KEPT = 64;

/**
 * `scalar(0.1)` rounds 0.1 to float32 before anything that can be watched sees it. But TensorFlow.js first asks its platform whether
 * the number or array is a typed one; here that question is listened to, and what was asked about is matched with the rounded numbers
 * that follow. Only numbers that round to exactly those are taken.
 */
export class GivenNumbers {
  private seen: unknown[] = [];

  /** Listens while `run` runs. */
  listen<T>(run: () => T): T {
    const platform = env().platform as unknown as Platform;
    const own = Object.hasOwn(platform, 'isTypedArray');
    const before = platform.isTypedArray;
    const isTyped = before?.bind(platform) ?? plainIsTyped;
    platform.isTypedArray = (value) => {
      if (typeof value === 'number' || Array.isArray(value)) {
        if (this.seen.length === KEPT) this.seen.splice(1, KEPT / 2);
        this.seen.push(value);
      }
      return isTyped(value);
    };
    try {
      return run();
    } finally {
      if (own) platform.isTypedArray = before;
      else delete platform.isTypedArray;
      this.seen = [];
    }
  }

  /** The numbers that were rounded to `values`; `values` themselves where they are not known better. */
  behind(values: ArrayLike<number>): Float64Array {
    const candidates = this.seen;
    this.seen = [];
    for (let i = candidates.length - 1; i >= 0; i--) {
      const found = matching(candidates[i], values);
      if (found !== undefined) return found;
    }
    return Float64Array.from(values);
  }
}

function matching(candidate: unknown, values: ArrayLike<number>): Float64Array | undefined {
  const result = new Float64Array(values.length);
  let at = 0;
  const walk = (each: unknown): boolean => {
    if (Array.isArray(each) || ArrayBuffer.isView(each)) {
      for (const inner of each as unknown as unknown[]) if (!walk(inner)) return false;
      return true;
    }
    const number = Number(each);
    if (at === values.length || !Object.is(Math.fround(number), values[at])) return false;
    result[at++] = number;
    return true;
  };
  return walk(candidate) && at === values.length ? result : undefined;
}

const plainIsTyped = (value: unknown) =>
  value instanceof Float32Array ||
  value instanceof Int32Array ||
  value instanceof Uint8Array ||
  value instanceof Uint8ClampedArray;
