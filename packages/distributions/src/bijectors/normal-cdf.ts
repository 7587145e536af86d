import { ndtr, ndtri } from '@baytes/special';
import { add, mul, square, sub } from '@tensorflow/tfjs-core';
import { openUnitInterval, real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * y = Phi(x), the standard normal distribution function, from real numbers to (0, 1); its inverse is the probit.
 *
 * @example
 * normalCdf().inverse(0.975); // 1.96
 */
export const normalCdf = /* @__PURE__ */ defineBijector({
  name: 'normalCdf',
  domain: real,
  codomain: openUnitInterval,
  increasing: true,
  forward: (x) => ({ value: ndtr(x), logDeterminant: () => sub(mul(-0.5, square(x)), LOG_SQRT_TWO_PI) }),
  inverse: (y) => {
    const x = ndtri(y);
    return { value: x, logDeterminant: () => add(mul(0.5, square(x)), LOG_SQRT_TWO_PI) };
  },
});
