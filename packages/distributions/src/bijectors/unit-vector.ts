import { log1p } from '@baytes/special';
import { add, concat, div, greater, mul, neg, onesLike, square, sub, sum, where } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { unitVector as ofLengthOne } from '../constraints/unit-vector';
import { defineBijector } from './define-bijector';
import { longerBy, part } from './vectors';

/**
 * From n - 1 real numbers to n of length one, by stereographic projection from the pole (0, ..., 0, 1), the only point that is left out:
 * y = (2 x, |x|^2 - 1) / (|x|^2 + 1). log of how areas grow = (n - 1) log(2 / (1 + |x|^2)), with respect to the sphere's surface.
 *
 * @example
 * unitVector().forward([0.5]); // [0.8, -0.6]
 */
export const unitVector = /* @__PURE__ */ defineBijector({
  name: 'unitVector',
  domain: each(real, 1),
  codomain: ofLengthOne,
  eventShape: longerBy('unitVector', 1),
  forward: (x) => {
    const n = x.shape[x.rank - 1];
    const squared = sum(square(x), -1, true);
    const below = add(squared, 1);
    return {
      value: concat([div(mul(2, x), below), div(sub(squared, 1), below)], -1),
      logDeterminant: () => mul(n, sub(Math.LN2, log1p(sum(square(x), -1)))),
    };
  },
  inverse: (y) => {
    const n = y.shape[y.rank - 1] - 1;
    const [around, last] = [part(y, 0, n), part(y, n)];
    // 1 - last, from what is around where that would cancel.
    const upper = greater(last, 0);
    const rest = sum(square(around), -1, true);
    const gap = where(upper, div(rest, add(1, where(upper, last, onesLike(last)))), sub(1, last));
    const x = div(around, gap);
    return { value: x, logDeterminant: () => neg(mul(n, sub(Math.LN2, log1p(sum(square(x), -1))))) };
  },
});
