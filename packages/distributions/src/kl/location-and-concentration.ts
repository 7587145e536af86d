// Laws of a location and a concentration: inverse Gaussian and von Mises.
import { besselI0e, besselI1e } from '@baytes/special';
import { add, cos, div, log, mul, square, sub } from '@tensorflow/tfjs-core';
import type { Values } from '../parameters';
import type { ClosedForm, ClosedForms } from './pair';

type Parameters = Values<'loc' | 'concentration'>;

/**
 * KL(IG(m, a) || IG(n, b)) = log(a / b) / 2 - 1 / 2 + b (m - n)^2 / (2 n^2 m) + b / (2 a), from E[x] = m and E[1 / x] = 1 / m + 1 / a.
 */
const inverseGaussians: ClosedForm = (p: Parameters, q: Parameters) => {
  const ratio = div(q.concentration, p.concentration);
  const gap = div(mul(q.concentration, square(sub(p.loc, q.loc))), mul(square(q.loc), p.loc));
  return mul(0.5, add(sub(sub(ratio, 1), log(ratio)), gap));
};

/** KL(VM(m, a) || VM(n, b)) = log I0(b) - log I0(a) + A(a) (a - b cos(m - n)), A = I1 / I0 the mean of cos(x - m). */
const vonMises: ClosedForm = (p: Parameters, q: Parameters) => {
  const [a, b] = [p.concentration, q.concentration];
  const mean = div(besselI1e(a), besselI0e(a));
  const normalizers = add(log(div(besselI0e(b), besselI0e(a))), sub(b, a));
  return add(normalizers, mul(mean, sub(a, mul(b, cos(sub(p.loc, q.loc))))));
};

export const locationAndConcentration: ClosedForms = {
  inverseGaussian: { inverseGaussian: inverseGaussians },
  vonMises: { vonMises },
};
