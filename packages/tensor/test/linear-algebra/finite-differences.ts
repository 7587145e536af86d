import { add, grads, memory, mul, sum, tensor, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { key, normalStream } from '@baytes/kernels';
import { expect } from 'vitest';

/** Standard normal numbers; the same for the same seed. */
export function normal(shape: number[], seed: number): Tensor {
  const draw = normalStream(key(seed));
  return tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => draw()),
    shape,
  );
}

type Function = (...inputs: Tensor[]) => Tensor;

// A power of two, so that no step is rounded.
const STEP = 2 ** -6;

/** df / dx for every entry of one input, by the five-point formula: the error is of the order of STEP^4. */
function differences(f: Function, inputs: Tensor[], which: number): number[] {
  const values = inputs[which].dataSync();
  return Array.from(values, (_, entry) => {
    const at = (step: number) =>
      tidy(() => {
        const moved = values.slice();
        moved[entry] += step * STEP;
        return f(...inputs.map((input, i) => (i === which ? tensor(moved, input.shape) : input))).dataSync()[0];
      });
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * STEP);
  });
}

/** The largest difference, as a part of the largest entry or of 1. */
function expectClose(found: Tensor, wanted: number[], tolerance: number, what: string): void {
  const scale = Math.max(1, ...wanted.map(Math.abs));
  const error = Math.max(0, ...Array.from(found.dataSync(), (value, i) => Math.abs(value - wanted[i]) / scale));
  expect(error, `${what}\nfound ${found.dataSync()}\nwanted ${wanted}`).toBeLessThan(tolerance);
}

/**
 * Compares first and second derivatives of `f` in every entry of every input with finite differences, mixed ones included, and
 * counts the tensors that are left.
 */
export function expectDerivatives(f: Function, inputs: Tensor[], tolerance = 3e-4): void {
  const before = memory().numTensors;
  tidy(() => {
    // Neither linear nor symmetric in the outputs, so that the cotangent itself depends on the inputs.
    const scalar: Function = (...xs) => {
      const y = f(...xs);
      return sum(add(mul(y, normal(y.shape, 1)), mul(mul(y, y), mul(0.1, normal(y.shape, 2)))));
    };
    const first = grads(scalar);
    const found = first(inputs);
    const slope: Function = (...xs) =>
      first(xs)
        .map((gradient, i) => sum(mul(gradient, normal(gradient.shape, 3 + i))))
        .reduce((a, b) => add(a, b));
    const second = grads(slope)(inputs);
    inputs.forEach((input, i) => {
      expect(found[i].shape).toEqual(input.shape);
      expectClose(found[i], differences(scalar, inputs, i), tolerance, `first derivative, input ${i}`);
      expectClose(second[i], differences(slope, inputs, i), tolerance, `second derivative, input ${i}`);
    });
  });
  expect(memory().numTensors).toBe(before);
}
