import { div, mul, pad, sub, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { zeroSum as addsUpToZero } from '../constraints/zero-sum';
import { defineBijector } from './define-bijector';
import { longerBy, part, range, runningSum } from './vectors';

/** sqrt(k (k + 1)), k = 1 .. n: the lengths of Helmert's contrasts. */
const lengths = (n: number) => range(n, (i) => Math.sqrt((i + 1) * (i + 2)));
/** 1 .. n */
const counts = (n: number) => range(n, (i) => i + 1);

const padFront = (x: Tensor) => pad(x, [...x.shape.slice(1).map((): [number, number] => [0, 0]), [1, 0]] as [number, number][]);
const padBack = (x: Tensor) => pad(x, [...x.shape.slice(1).map((): [number, number] => [0, 0]), [0, 1]] as [number, number][]);

/**
 * From n - 1 real numbers to n that add up to zero, by Helmert's orthonormal contrasts: lengths and angles are kept, so the determinant
 * is 1, and independent standard normal numbers become effects that are exchangeable.
 *
 * Stan Reference Manual, "Zero sum vector".
 *
 * @example
 * zeroSum().forward([Math.SQRT2]); // [1, -1]
 */
export const zeroSum = /* @__PURE__ */ defineBijector({
  name: 'zeroSum',
  domain: each(real, 1),
  codomain: addsUpToZero,
  linear: true,
  eventShape: longerBy('zeroSum', 1),
  forward: (x) => {
    const n = x.shape[x.rank - 1];
    const scaled = div(x, lengths(n));
    return {
      value: sub(padBack(runningSum(scaled, { reverse: true })), padFront(mul(counts(n), scaled))),
      logDeterminant: () => 0,
    };
  },
  inverse: (y) => {
    const n = y.shape[y.rank - 1] - 1;
    const before = part(runningSum(y), 0, n);
    return { value: div(sub(before, mul(counts(n), part(y, 1))), lengths(n)), logDeterminant: () => 0 };
  },
});
