import { exponential as draws } from '@baytes/random';
import { expm1, log1mexp, log1p } from '@baytes/special';
import { div, exp, log, mul, neg, reciprocal, square, sub, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { AtMostOneOf, Values } from '../../parameters';

/** `rate` or `scale` = 1 / rate, positive. Default 1. */
export type ExponentialParameters = AtMostOneOf<'rate' | 'scale'>;

/** log P(X > x) */
const logAbove = (x: Tensor, { rate }: Values<'rate' | 'scale'>) => neg(mul(rate, x));

/**
 * The exponential law: density rate exp(-rate x) from 0 on; `scale` = 1 / rate.
 *
 * @example
 * exponential({ rate: 2 }).logProb([0, 1]); // [0.6931, -1.3069]
 */
export const exponential = /* @__PURE__ */ defineDistribution<ExponentialParameters, 'rate' | 'scale'>({
  name: 'exponential',
  parameters: {
    rate: { constraint: positive, default: 1, otherwise: ({ scale }) => reciprocal(scale) },
    scale: { constraint: positive, otherwise: ({ rate }) => reciprocal(rate) },
  },
  oneOf: [['rate', 'scale']],
  support: nonNegative,
  sample: (key, { rate }, shape) => draws(key, { rate }, { shape }),
  logProb: (x, values) => sub(log(values.rate), mul(values.rate, x)),
  cdf: (x, values) => neg(expm1(logAbove(x, values))),
  logCdf: (x, values) => log1mexp(logAbove(x, values)),
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, { rate }) => neg(div(log1p(neg(p)), rate)),
  entropy: ({ rate }) => sub(1, log(rate)),
  mean: ({ rate }) => reciprocal(rate),
  variance: ({ rate }) => reciprocal(square(rate)),
  mode: ({ rate }) => zerosLike(rate),
});
