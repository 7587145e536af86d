import { grads, memory, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

type Op = (...inputs: Tensor[]) => Tensor;
type Scalar = (...inputs: number[]) => number;

/** A central difference with three step sizes, extrapolated twice: an error of order step^6. */
function slope(f: (x: number) => number, x: number, step: number): number {
  const central = (h: number) => (f(x + h) - f(x - h)) / (2 * h);
  const [a, b, c] = [central(step), central(step / 2), central(step / 4)];
  const [d, e] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * e - d) / 15;
}

const along = (f: Scalar, point: readonly number[], axis: number) => (x: number) =>
  f(...point.map((each, i) => (i === axis ? x : each)));

export interface DerivativeChecks {
  /** Arguments in which the op is differentiated; default all. */
  wrt?: readonly number[];
  /** Relative tolerance of first and second derivatives; default 1e-5, and a hundredth of it is added to the scale. */
  tolerance?: number;
  /** Step of the differences as a share of each argument; default 0.02. */
  step?: number;
}

/**
 * Compares first and all second derivatives of `op` at `points` with differences of `reference`, the same function in float64, and
 * asks that nothing leaks.
 */
export function expectDerivatives(
  op: Op,
  reference: Scalar,
  points: readonly (readonly number[])[],
  checks: DerivativeChecks = {},
) {
  const arity = points[0].length;
  const { wrt = points[0].map((_, i) => i), tolerance = 1e-5, step = 0.02 } = checks;
  const before = memory().numTensors;
  const inputs = Array.from({ length: arity }, (_, i) => tensor(points.map((point) => point[i])));
  const exact = points.map((_, row) => inputs.map((each) => each.dataSync()[row])); // as rounded to float32
  const stepAt = (x: number) => step * Math.abs(x);
  const derivative =
    (i: number): Op =>
    (...xs) =>
      tidy(() => grads((...ys: Tensor[]) => sum(op(...ys)))(xs)[i]);
  const compare = (got: Tensor, want: (point: number[]) => number, what: string) => {
    const values = got.dataSync();
    exact.forEach((point, row) => {
      const expected = want(point);
      const error = Math.abs(values[row] - expected) / (Math.abs(expected) + 1e-2);
      expect(error, `${what} at (${point}): ${values[row]}, by differences ${expected}`).toBeLessThan(tolerance);
    });
    got.dispose();
  };
  for (const i of wrt) {
    const first = (point: number[]) => slope(along(reference, point, i), point[i], stepAt(point[i]));
    const all = derivative(i)(...inputs);
    compare(all, first, `d/d${i}`);
    for (const j of wrt) {
      const second = (point: number[]) =>
        slope((x) => first(point.map((each, k) => (k === j ? x : each))), point[j], stepAt(point[j]));
      const found = grads((...ys: Tensor[]) => sum(derivative(i)(...ys)))(inputs);
      compare(found[j].clone(), second, `d2/d${i}d${j}`);
      for (const each of found) each.dispose();
    }
  }
  for (const each of inputs) each.dispose();
  expect(memory().numTensors - before, 'tensors left behind').toBe(0);
}
