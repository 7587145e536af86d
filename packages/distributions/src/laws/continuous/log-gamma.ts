import { logGamma as draws } from '@baytes/random';
import {
  digamma,
  expm1,
  igamma,
  igammac,
  igammaInverse,
  lgamma,
  log1mexp,
  logIgamma,
  logIgammac,
  trigamma,
} from '@baytes/special';
import { add, div, exp, less, log, mul, neg, reciprocal, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { AtMostOneOf, ParameterLike, Values } from '../../parameters';

export type LogGammaParameters = {
  /** The shape, positive. */
  concentration: ParameterLike;
} & AtMostOneOf<'rate' | 'scale'>;

type Parameters = Values<'concentration' | 'rate' | 'scale'>;

/** Below this w, P(a, exp(w)) is exp(a w) / Gamma(a + 1) in float32, also where exp(w) underflows. */
const FAR = -20;

/** w = x + log rate, the logarithm of a gamma variable of rate 1. */
const standard = (x: Tensor, { rate }: Parameters) => add(x, log(rate));

/** log P(a, exp(w)) far down. */
const farBelow = (w: Tensor, { concentration: a }: Parameters) => sub(mul(a, w), lgamma(add(a, 1)));

/** A formula of w far down, and one of the gamma variable exp(w) elsewhere. */
function byDepth(x: Tensor, values: Parameters, far: (w: Tensor) => Tensor, near: (g: Tensor) => Tensor): Tensor {
  const w = standard(x, values);
  const deep = less(w, FAR);
  return where(deep, far(where(deep, w, FAR)), near(exp(where(deep, FAR, w))));
}

/**
 * The law of the logarithm of a gamma variable (exp-gamma): density rate^a exp(a x - rate exp(x)) / Gamma(a), a the concentration;
 * `scale` = 1 / rate, 1 where neither is given.
 *
 * Its draws are finite at every concentration, where those of the gamma law underflow.
 *
 * @example
 * logGamma({ concentration: 2, rate: 3 }).mean(); // -0.6758
 */
export const logGamma = /* @__PURE__ */ defineDistribution<LogGammaParameters, 'concentration' | 'rate' | 'scale'>({
  name: 'logGamma',
  parameters: {
    concentration: { constraint: positive },
    rate: { constraint: positive, default: 1, otherwise: ({ scale }) => reciprocal(scale) },
    scale: { constraint: positive, otherwise: ({ rate }) => reciprocal(rate) },
  },
  oneOf: [['rate', 'scale']],
  support: real,
  sample: (key, { concentration, rate }, shape) => draws(key, { concentration, rate }, { shape }),
  logProb: (x, values) => {
    const w = standard(x, values);
    const { concentration: a } = values;
    return sub(sub(mul(a, w), exp(w)), lgamma(a));
  },
  cdf: (x, values) =>
    byDepth(
      x,
      values,
      (w) => exp(farBelow(w, values)),
      (g) => igamma(values.concentration, g),
    ),
  logCdf: (x, values) =>
    byDepth(
      x,
      values,
      (w) => farBelow(w, values),
      (g) => logIgamma(values.concentration, g),
    ),
  survival: (x, values) =>
    byDepth(
      x,
      values,
      (w) => neg(expm1(farBelow(w, values))),
      (g) => igammac(values.concentration, g),
    ),
  logSurvival: (x, values) =>
    byDepth(
      x,
      values,
      (w) => log1mexp(farBelow(w, values)),
      (g) => logIgammac(values.concentration, g),
    ),
  icdf: (p, values) => {
    const { concentration: a } = values;
    const w = div(add(log(p), lgamma(add(a, 1))), a);
    const deep = less(w, FAR);
    const near = log(igammaInverse(a, where(deep, 0.5, p)));
    return sub(where(deep, w, near), log(values.rate));
  },
  entropy: ({ concentration: a }) => add(a, sub(lgamma(a), mul(a, digamma(a)))),
  mean: ({ concentration, rate }) => sub(digamma(concentration), log(rate)),
  variance: ({ concentration }) => trigamma(concentration),
  mode: ({ concentration, rate }) => sub(log(concentration), log(rate)),
});
