import { log1p, logSigmoid } from '@baytes/special';
import { add, mul, neg, sub, tanh as hyperbolic } from '@tensorflow/tfjs-core';
import { interval } from '../constraints/interval';
import { real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/**
 * y = tanh(x), from real numbers to (-1, 1); log dy/dx = log(4) + log sigmoid(2 x) + log sigmoid(-2 x), which does not cancel where
 * tanh is near an end.
 *
 * @example
 * tanh().forwardAndLogDeterminant(20); // value 1, logDeterminant -38.6137
 */
export const tanh = /* @__PURE__ */ defineBijector({
  name: 'tanh',
  domain: real,
  codomain: interval(-1, 1),
  increasing: true,
  forward: (x) => ({
    value: hyperbolic(x),
    logDeterminant: () => add(2 * Math.LN2, add(logSigmoid(mul(2, x)), logSigmoid(mul(-2, x)))),
  }),
  inverse: (y) => {
    const [above, below] = [log1p(y), log1p(neg(y))];
    return { value: mul(0.5, sub(above, below)), logDeterminant: () => neg(add(above, below)) };
  },
});
