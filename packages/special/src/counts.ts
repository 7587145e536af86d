import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, mul, neg, sub } from '@tensorflow/tfjs-core';
import { logBinomialComposite, logFactorialComposite, logRisingFactorialComposite } from './composite-counts';
import { digamma } from './gamma';
import { polygammaDifference } from './lbeta';
import type { BinaryOp, UnaryOp } from './op';

/**
 * log k! = log Gamma(k + 1): looked up for whole numbers under 256, and with the digits of a small k. Differentiable to any order.
 *
 * @param k counts, or real numbers; infinite at -1, -2, ...
 * @returns a tensor of the same shape, within 4 units of the last place.
 *
 * @example
 * logFactorial([0, 1, 5]); // [0, 0, log 120]
 */
export const logFactorial: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogFactorial',
  inputs: ['k'],
  host: ({ k }, out) => void kernels.logFactorial(k, out),
  composite: ({ k }) => logFactorialComposite(k),
  gradient: ({ k }, dy) => ({ k: () => mul(dy, digamma(add(k, 1))) }),
});

/**
 * log of a (a + 1) ... (a + n - 1) = log Gamma(a + n) / Gamma(a), Pochhammer's symbol, also where n is much smaller than a: the
 * difference of two `lgamma` loses its digits there. Differentiable to any order in both.
 *
 * @param a at least 0.
 * @param n counts, or real numbers with a + n at least 0.
 * @returns a tensor of the shape that the two broadcast to; NaN outside the domain.
 *
 * @example
 * logRisingFactorial(1e6, 2); // log(1e6 (1e6 + 1))
 */
export const logRisingFactorial: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogRisingFactorial',
  inputs: ['a', 'n'],
  host: ({ a, n }, out) => void kernels.logRisingFactorial(a, n, out),
  composite: ({ a, n }) => logRisingFactorialComposite(a, n),
  gradient: ({ a, n }, dy) => ({
    a: () => mul(neg(dy), polygammaDifference(a, n, { order: 0 })),
    n: () => mul(dy, digamma(add(a, n))),
  }),
});

/**
 * log of the binomial coefficient n! / (k! (n - k)!), also for large n and close to both edges. Differentiable to any order in both.
 *
 * @param n counts, or real numbers of at least 0; NaN below.
 * @param k from 0 to n; minus infinity outside.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * logBinomial(5, 2); // log 10
 */
export const logBinomial: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogBinomial',
  inputs: ['n', 'k'],
  host: ({ n, k }, out) => void kernels.logBinomial(n, k, out),
  composite: ({ n, k }) => logBinomialComposite(n, k),
  gradient: ({ n, k }, dy) => {
    const above = () => add(sub(n, k), 1);
    return {
      n: () => mul(neg(dy), polygammaDifference(above(), k, { order: 0 })),
      k: () => mul(dy, sub(digamma(above()), digamma(add(k, 1)))),
    };
  },
});
