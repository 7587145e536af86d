import { kumaraswamyDraws } from '@baytes/kernels';
import { div, exp, expm1, less, log, log1p, mul, neg, type Tensor, where } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import { defineLaw } from '../law';
import { exponential } from './exponential';

/** log(1 - exp(-t)), t > 0, from whichever form keeps its digits. */
const logOneMinusExp = (t: Tensor) => where(less(t, Math.LN2), log(neg(expm1(neg(t)))), log1p(neg(exp(neg(t)))));

/**
 * Kumaraswamy draws on (0, 1), (1 - exp(-E / b))^(1 / a) with E exponential: distribution function 1 - (1 - x^a)^b.
 *
 * @param parameters `a` > 0, `b` > 0.
 * @example
 * kumaraswamy(key(0), { a: 2, b: 5 }, { shape: [100] });
 */
export const kumaraswamy = /* @__PURE__ */ defineLaw(['a', 'b'], {
  law: 'kumaraswamy',
  kernel: 'RandomKumaraswamy',
  parameters: { a: positive, b: positive },
  draw: (key, out, a, b) => kumaraswamyDraws(key, a, b, out),
  slopes: ({ parameters: { a, b }, again, key, shape }) => {
    const t = () => div(exponential(key, { rate: 1 }, { shape }), b);
    return {
      a: () => neg(mul(again(), div(logOneMinusExp(t()), mul(a, a)))),
      b: () => neg(mul(div(again(), mul(a, b)), div(t(), expm1(t())))),
    };
  },
});
