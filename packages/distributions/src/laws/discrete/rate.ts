// A rate that is given as such or by its logarithm, and the masses of Poisson counts.
import { igammaP, igammaQ, logFactorial } from '@baytes/kernels';
import { digamma, xdivy } from '@baytes/special';
import { defineKernel } from '@baytes/tensor';
import { add, exp, log, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { Interval } from '../../constraints/interval';
import { nonNegative, real } from '../../constraints/numbers';
import type { ParameterSpec, Values } from '../../parameters';
import type { Tails } from './quantile-search';

export type RateNames = 'rate' | 'logRate';

/** For the parameters of a page. */
export const rateSpec = (constraint: Interval = nonNegative): { readonly [K in RateNames]: ParameterSpec<RateNames> } => ({
  rate: { constraint, otherwise: ({ logRate }) => exp(logRate) },
  logRate: { constraint: real, otherwise: ({ rate }) => log(rate) },
});

/** x log r - r - log x!, whole in float64: near the mean of large counts next to nothing is left of it. */
const kernel: (x: Tensor, r: Tensor, attributes: { logarithm: boolean }) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'PoissonLogMass',
  inputs: ['x', 'r'],
  host: ({ x, r }, out, { attributes: { logarithm } }: { attributes: { logarithm: boolean } }) => {
    for (let i = 0; i < out.length; i++) {
      const power = x[i] === 0 ? 0 : x[i] * (logarithm ? r[i] : Math.log(r[i]));
      out[i] = power - (logarithm ? Math.exp(r[i]) : r[i]) - logFactorial(x[i]);
    }
  },
  gradient: ({ x, r }, dy, { logarithm }) => ({
    x: () => mul(dy, sub(logarithm ? r : log(r), digamma(add(x, 1)))),
    r: () => mul(dy, logarithm ? sub(x, exp(r)) : sub(xdivy(x, r), 1)),
  }),
});

export const poissonLogMass = (x: Tensor, values: Values<RateNames>): Tensor =>
  values.given('logRate') ? kernel(x, values.logRate, { logarithm: true }) : kernel(x, values.rate, { logarithm: false });

export const poissonTails = (rate: number): Tails => ({
  cdf: (x) => igammaQ(x + 1, rate),
  survival: (x) => igammaP(x + 1, rate),
});
