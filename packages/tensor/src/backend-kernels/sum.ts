import { backend_util, util } from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernel/broadcast';
import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/**
 * Sums along axes that are neighbours, in float64. TensorFlow.js's own, on wasm, adds up float32 numbers one after another, which loses
 * digits: of a million numbers of one size, the last three.
 */
export const sum: Replacement = ({ inputs, backend, attributes, original }) => {
  const { x } = inputs;
  const { keepDims = false } = attributes;
  const axes = util.parseAxisParam(attributes.axis ?? x.shape.map((_, axis) => axis), x.shape).sort((a, b) => a - b);
  const neighbours = axes.every((axis, i) => i === 0 || axis === axes[i - 1] + 1);
  if (x.dtype !== 'float32' || !neighbours || axes.length === 0) return original!({ inputs, backend, attrs: attributes });
  const outer = sizeOf(x.shape.slice(0, axes[0]));
  const length = sizeOf(axes.map((axis) => x.shape[axis]));
  const inner = sizeOf(x.shape.slice(axes[axes.length - 1] + 1));
  const [rest] = backend_util.computeOutAndReduceShapes(x.shape, axes);
  const shape = keepDims ? backend_util.expandShapeToKeepDim(rest, axes) : rest;
  return onHost(backend, [x], [{ shape, dtype: 'float32' }], ([values], [out]) => {
    if (inner === 1) {
      for (let block = 0, at = 0; block < outer; block++) {
        // Four sums side by side: one addition does not wait for the one before.
        let [a, b, c, d] = [0, 0, 0, 0];
        const end = at + length;
        for (; at + 3 < end; at += 4) {
          a += values[at];
          b += values[at + 1];
          c += values[at + 2];
          d += values[at + 3];
        }
        for (; at < end; at++) a += values[at];
        out[block] = a + b + (c + d);
      }
      return;
    }
    const sums = new Float64Array(inner);
    for (let block = 0, at = 0; block < outer; block++) {
      sums.fill(0);
      for (let i = 0; i < length; i++) for (let j = 0; j < inner; j++) sums[j] += values[at++];
      out.set(sums, block * inner);
    }
  })[0];
};
