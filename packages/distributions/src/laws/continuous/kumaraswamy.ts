import { kumaraswamy as draws } from '@baytes/random';
import { digamma, expm1, lbeta, log1mexp, log1p, xlogy } from '@baytes/special';
import {
  add,
  div,
  equal,
  exp,
  greater,
  less,
  lessEqual,
  log,
  logicalAnd,
  mul,
  neg,
  pow,
  reciprocal,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { positive, unitInterval } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { EULER } from '../../formulas/constants';
import type { ParameterLike, Values } from '../../parameters';

export interface KumaraswamyParameters {
  /** Positive: the power of x. */
  concentration1: ParameterLike;
  /** Positive: the power of 1 - x^a. */
  concentration0: ParameterLike;
}

type Parameters = Values<'concentration1' | 'concentration0'>;

/** log P(X > x) = b log(1 - x^a) */
const logAbove = (x: Tensor, { concentration1: a, concentration0: b }: Parameters) => mul(b, log1mexp(mul(a, log(x))));

/** (b - 1) log(1 - x^a), with its limit at x = 1. */
function powerOfRest(x: Tensor, { concentration1: a, concentration0: b }: Parameters): Tensor {
  const end = equal(x, 1);
  const atEnd = where(equal(b, 1), 0, where(less(b, 1), Infinity, -Infinity));
  return where(end, atEnd, mul(sub(b, 1), log1mexp(mul(a, log(where(end, 0.5, x))))));
}

/** E[X^n] = b B(1 + n / a, b) */
const moment = (n: number, { concentration1: a, concentration0: b }: Parameters) => mul(b, exp(lbeta(add(1, div(n, a)), b)));

/**
 * Kumaraswamy's law on [0, 1]: density a b x^(a - 1) (1 - x^a)^(b - 1), a = concentration1, b = concentration0; distribution function
 * 1 - (1 - x^a)^b.
 *
 * Where it has two modes, at 0 and 1, `mode` is that of the smaller concentration.
 *
 * @example
 * kumaraswamy({ concentration1: 2, concentration0: 5 }).cdf([0.1, 0.5]); // [0.0490, 0.7627]
 */
export const kumaraswamy = /* @__PURE__ */ defineDistribution<KumaraswamyParameters, 'concentration1' | 'concentration0'>({
  name: 'kumaraswamy',
  parameters: { concentration1: { constraint: positive }, concentration0: { constraint: positive } },
  support: unitInterval,
  sample: (key, { concentration1, concentration0 }, shape) => draws(key, { a: concentration1, b: concentration0 }, { shape }),
  logProb: (x, values) => {
    const { concentration1: a, concentration0: b } = values;
    return add(add(log(a), log(b)), add(xlogy(sub(a, 1), x), powerOfRest(x, values)));
  },
  cdf: (x, values) => neg(expm1(logAbove(x, values))),
  logCdf: (x, values) => log1mexp(logAbove(x, values)),
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, { concentration1: a, concentration0: b }) => exp(div(log1mexp(div(log1p(neg(p)), b)), a)),
  entropy: ({ concentration1: a, concentration0: b }) => {
    const harmonic = add(digamma(add(b, 1)), EULER);
    const parts = add(sub(1, reciprocal(b)), mul(sub(1, reciprocal(a)), harmonic));
    return sub(parts, add(log(a), log(b)));
  },
  mean: (values) => moment(1, values),
  variance: (values) => sub(moment(2, values), square(moment(1, values))),
  mode: ({ concentration1: a, concentration0: b }) => {
    const inside = logicalAnd(greater(a, 1), greater(b, 1));
    const [c, d] = [where(inside, a, 2), where(inside, b, 2)];
    const within = pow(div(sub(c, 1), sub(mul(c, d), 1)), reciprocal(c));
    return where(inside, within, where(lessEqual(a, b), 0, 1));
  },
});
