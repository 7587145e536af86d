// Gamma laws and what is one: exponential, chi-squared; their reciprocals and logarithms. Kullback-Leibler divergence is the same for any
// one-to-one function of both.
import { digamma, lgamma } from '@baytes/special';
import { add, div, log, mul, scalar, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { Values } from '../parameters';
import type { ClosedForms } from './pair';

interface Shape {
  concentration: Tensor;
  rate: Tensor;
}

/**
 * KL(Gamma(a, b) || Gamma(c, d)) = (a - c) psi(a) - log Gamma(a) + log Gamma(c) + c log(b / d) + a (d / b - 1).
 *
 * Source: Penny 2001, KL-divergences of normal, gamma, Dirichlet and Wishart densities.
 */
export function klOfGammas({ concentration: a, rate: b }: Shape, { concentration: c, rate: d }: Shape): Tensor {
  const shapes = add(mul(sub(a, c), digamma(a)), sub(lgamma(c), lgamma(a)));
  const ratio = div(d, b);
  return add(shapes, sub(mul(a, sub(ratio, 1)), mul(c, log(ratio))));
}

/** Each law of the family as a gamma law. */
const asGamma: Record<string, (values: Values<string>) => Shape> = {
  gamma: ({ concentration, rate }) => ({ concentration, rate }),
  exponential: ({ rate }) => ({ concentration: scalar(1), rate }),
  chiSquared: ({ degreesOfFreedom }) => ({ concentration: mul(0.5, degreesOfFreedom), rate: scalar(0.5) }),
};

/** Laws of a one-to-one function of a gamma variable. */
const others: Record<string, (values: Values<string>) => Shape> = {
  inverseGamma: ({ concentration, scale }) => ({ concentration, rate: scale }),
  logGamma: ({ concentration, rate }) => ({ concentration, rate }),
};

export const gammaFamily: ClosedForms = {
  ...Object.fromEntries(
    Object.entries(asGamma).map(([p, ofP]) => [
      p,
      Object.fromEntries(Object.entries(asGamma).map(([q, ofQ]) => [q, (a: Values, b: Values) => klOfGammas(ofP(a), ofQ(b))])),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(others).map(([law, of]) => [law, { [law]: (a: Values, b: Values) => klOfGammas(of(a), of(b)) }]),
  ),
};
