import { logistic as draws } from '@baytes/random';
import { logit, logSigmoid } from '@baytes/special';
import {
  add,
  div,
  exp,
  greater,
  log,
  mul,
  neg,
  pow,
  reciprocal,
  sigmoid,
  sin,
  square,
  sub,
  tan,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';

export interface LogLogisticParameters {
  /** The power of both tails, positive. */
  concentration: ParameterLike;
  /** The median, positive. Default 1. */
  scale?: ParameterLike;
}

type Parameters = Values<'concentration' | 'scale'>;

/** The logit of P(X <= x): a log(x / scale). */
const logitOf = (x: Tensor, { concentration, scale }: Parameters) => mul(concentration, log(div(x, scale)));

/**
 * The log-logistic law, of exp(X) with X logistic: density (a / x) z / (1 + z)^2, z = (x / scale)^a, a the concentration. Its mean is infinite
 * for a <= 1, its variance for a <= 2.
 *
 * @example
 * logLogistic({ concentration: 3, scale: 2 }).cdf([1, 2]); // [0.1111, 0.5]
 */
export const logLogistic = /* @__PURE__ */ defineDistribution<LogLogisticParameters, 'concentration' | 'scale'>({
  name: 'logLogistic',
  parameters: { concentration: { constraint: positive }, scale: { constraint: positive, default: 1 } },
  support: positive,
  inside: ({ scale }) => scale,
  sample: (key, { concentration, scale }, shape) =>
    mul(scale, exp(div(draws(key, { loc: 0, scale: 1 }, { shape }), concentration))),
  logProb: (x, values) => {
    const z = logitOf(x, values);
    return sub(add(log(values.concentration), add(logSigmoid(z), logSigmoid(neg(z)))), log(x));
  },
  cdf: (x, values) => sigmoid(logitOf(x, values)),
  logCdf: (x, values) => logSigmoid(logitOf(x, values)),
  survival: (x, values) => sigmoid(neg(logitOf(x, values))),
  logSurvival: (x, values) => logSigmoid(neg(logitOf(x, values))),
  icdf: (p, { concentration, scale }) => mul(scale, exp(div(logit(p), concentration))),
  entropy: ({ concentration, scale }) => add(sub(log(scale), log(concentration)), 2),
  mean: ({ concentration: a, scale }) => {
    const finite = greater(a, 1);
    const angle = div(Math.PI, where(finite, a, 2));
    return where(finite, mul(scale, div(angle, sin(angle))), Infinity);
  },
  variance: ({ concentration: a, scale }) => {
    const finite = greater(a, 2);
    const angle = div(Math.PI, where(finite, a, 3));
    // b^2 (1 / (b cos b sin b) - 1 / sin^2 b) = b (tan b - b) / sin^2 b, with b = pi / a.
    return where(finite, mul(square(scale), div(mul(angle, sub(tan(angle), angle)), square(sin(angle)))), Infinity);
  },
  mode: ({ concentration: a, scale }) => {
    const inner = greater(a, 1);
    const safe = where(inner, a, 2);
    const place = mul(scale, pow(div(sub(safe, 1), add(safe, 1)), reciprocal(safe)));
    return where(inner, place, zerosLike(place));
  },
});
