import { logSigmoid } from '@baytes/special';
import { add, concat, exp, log, neg, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { simplex } from '../constraints/simplex';
import { defineBijector } from './define-bijector';
import { longerBy, part, range, runningSum } from './vectors';

/** log(K - k) for k = 1 .. K - 1: with it, x = 0 is the centre of the simplex. */
const centring = (n: number) => range(n, (i) => Math.log(n - i));

/** Of each break, with log odds u: the logarithms of what is taken, of what is left, and of the stick before it. */
function breaks(u: Tensor) {
  const [taken, left] = [logSigmoid(u), logSigmoid(neg(u))];
  return { taken, left, before: runningSum(left, { exclusive: true }) };
}

const logDeterminant = ({ taken, left, before }: ReturnType<typeof breaks>) => sum(add(taken, add(left, before)), -1);

/**
 * From K - 1 real numbers to K shares that add up to one: share k is sigmoid(x_k - log(K - k)) of what the ones before it have left.
 * In logarithms throughout, and back from sums of what follows, so that small shares keep their digits.
 *
 * Stan Reference Manual, "Unit simplex". The density is with respect to the first K - 1 shares.
 *
 * @example
 * stickBreaking().forward([0, 0]); // [1/3, 1/3, 1/3]
 */
export const stickBreaking = /* @__PURE__ */ defineBijector({
  name: 'stickBreaking',
  domain: each(real, 1),
  codomain: simplex,
  eventShape: longerBy('stickBreaking', 1),
  forward: (x) => {
    const found = breaks(sub(x, centring(x.shape[x.rank - 1])));
    const shares = concat([add(found.taken, found.before), sum(found.left, -1, true)], -1);
    return { value: exp(shares), logDeterminant: () => logDeterminant(found) };
  },
  inverse: (y) => {
    const n = y.shape[y.rank - 1] - 1;
    const after = part(runningSum(y, { exclusive: true, reverse: true }), 0, n);
    const odds = sub(log(part(y, 0, n)), log(after));
    return { value: add(odds, centring(n)), logDeterminant: () => neg(logDeterminant(breaks(odds))) };
  },
});
