import { inverseGaussian as draws } from '@baytes/random';
import { erfcx, logNdtr, ndtr } from '@baytes/special';
import { logAddExp, stopGradient } from '@baytes/tensor';
import {
  add,
  div,
  exp,
  greater,
  less,
  log,
  mul,
  reciprocal,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { bisection } from '../../formulas/bisection';
import { LOG_ROOT_TWO_PI } from '../../formulas/constants';
import { implicit } from '../../formulas/implicit';
import { logOfPart } from '../../formulas/log-of-part';
import type { ParameterLike, Values } from '../../parameters';

export interface InverseGaussianParameters {
  /** The mean, positive. Default 1. */
  loc?: ParameterLike;
  /** Positive: the variance is loc^3 over it. */
  concentration: ParameterLike;
}

type Parameters = Values<'loc' | 'concentration'>;

/** log x of the quantiles lies between these: the range of float32. */
const [LEAST, GREATEST] = [-87, 88];

/**
 * a = sqrt(s / x) (x / m - 1) and b = sqrt(s / x) (x / m + 1), the arguments of both normal distribution functions, and their distance
 * from each other, which their difference would lose.
 */
function bothArguments(x: Tensor, { loc, concentration }: Parameters): { a: Tensor; b: Tensor; gap: Tensor } {
  const root = sqrt(div(concentration, x));
  return { a: mul(root, div(sub(x, loc), loc)), b: mul(root, add(div(x, loc), 1)), gap: mul(2, root) };
}

/** erfcx(b / sqrt(2)) / 2: exp(2 s / m) Phi(-b) is that times exp(-a^2 / 2), without overflow. */
const halfErfcx = (b: Tensor) => mul(0.5, erfcx(mul(Math.SQRT1_2, b)));

/** -d/dt erfcx(t / sqrt(2)) / 2 */
const fall = (t: Tensor) => sub(1 / Math.sqrt(2 * Math.PI), mul(t, halfErfcx(t)));

/** Nodes and weights of Gauss and Legendre's rule on [0, 1], to the fifth order. */
const RULE = [
  [0.5 - Math.sqrt(0.15), 5 / 18],
  [0.5, 8 / 18],
  [0.5 + Math.sqrt(0.15), 5 / 18],
];

/** P(X > x) exp(a^2 / 2) for a > -1: a difference of two values of erfcx, as an integral where they are close to each other. */
function scaledAbove(a: Tensor, b: Tensor, gap: Tensor): Tensor {
  const close = less(gap, 0.5);
  const from = where(close, a, 0);
  const across = RULE.map(([node, weight]) => mul(weight, fall(add(from, mul(node, where(close, gap, 0.25)))))).reduce(
    (one, other) => add(one, other),
  );
  return where(close, mul(gap, across), sub(halfErfcx(a), halfErfcx(b)));
}

/** P(X <= x): both terms are positive. */
function below(x: Tensor, values: Parameters): Tensor {
  const { a, b } = bothArguments(x, values);
  return add(ndtr(a), mul(halfErfcx(b), exp(mul(-0.5, square(a)))));
}

/** P(X > x) */
function above(x: Tensor, values: Parameters): Tensor {
  const { a, b, gap } = bothArguments(x, values);
  const high = greater(a, -1);
  const safe = where(high, a, 0);
  const tail = mul(exp(mul(-0.5, square(safe))), scaledAbove(safe, where(high, b, 1), where(high, gap, 1)));
  return where(high, tail, sub(1, below(x, values)));
}

function logBelow(x: Tensor, values: Parameters): Tensor {
  const { a, b } = bothArguments(x, values);
  const low = less(a, 0);
  const safe = where(low, a, -1);
  const sum = logAddExp(logNdtr(safe), sub(log(halfErfcx(b)), mul(0.5, square(safe))));
  return where(low, sum, logOfPart(below(x, values), above(x, values)));
}

function logAbove(x: Tensor, values: Parameters): Tensor {
  const { a, b, gap } = bothArguments(x, values);
  const high = greater(a, 1);
  const safe = where(high, a, 1);
  const tail = sub(log(scaledAbove(safe, where(high, b, 2), where(high, gap, 1))), mul(0.5, square(safe)));
  return where(high, tail, logOfPart(above(x, values), below(x, values)));
}

const logProb = (x: Tensor, { loc, concentration: s }: Parameters) => {
  const spread = mul(div(s, x), square(div(sub(x, loc), loc)));
  return sub(sub(mul(0.5, sub(log(s), spread)), mul(1.5, log(x))), LOG_ROOT_TWO_PI);
};

/** By halving in log x, in whichever tail is the smaller. */
function quantile(p: Tensor, values: Parameters): Tensor {
  const all = add(p, mul(0, add(values.loc, values.concentration)));
  const upper = greater(p, 0.5);
  const constants = { ...values, loc: stopGradient(values.loc), concentration: stopGradient(values.concentration) };
  const [logP, logQ] = [log(where(upper, 0.5, p)), log(sub(1, where(upper, p, 0.5)))];
  const found = bisection(add(mul(0, all), LEAST), add(mul(0, all), GREATEST), (t) => {
    const x = exp(t);
    return where(upper, sub(logQ, logAbove(x, constants)), sub(logBelow(x, constants), logP));
  });
  return implicit(
    exp(found),
    p,
    (x) => below(x, values),
    (x) => exp(logProb(x, values)),
  );
}

/**
 * The inverse Gaussian (Wald) law: density sqrt(s / (2 pi x^3)) exp(-s (x - m)^2 / (2 m^2 x)), m = `loc` the mean, s the concentration.
 *
 * Source: Johnson, Kotz and Balakrishnan 1994, Continuous Univariate Distributions, chapter 15.
 *
 * @example
 * inverseGaussian({ loc: 2, concentration: 3 }).cdf([1, 4]); // [0.2874, 0.9009]
 */
export const inverseGaussian = /* @__PURE__ */ defineDistribution<InverseGaussianParameters, 'loc' | 'concentration'>({
  name: 'inverseGaussian',
  parameters: { loc: { constraint: positive, default: 1 }, concentration: { constraint: positive } },
  support: positive,
  sample: (key, { loc, concentration }, shape) => draws(key, { mean: loc, concentration }, { shape }),
  logProb,
  cdf: below,
  logCdf: logBelow,
  survival: above,
  logSurvival: logAbove,
  icdf: quantile,
  mean: ({ loc }) => loc,
  variance: ({ loc, concentration }) => mul(square(loc), div(loc, concentration)),
  // loc (sqrt(1 + w^2) - w) with w = 3 loc / (2 s), without the difference.
  mode: ({ loc, concentration }) => {
    const w = div(mul(1.5, loc), concentration);
    return mul(loc, reciprocal(add(sqrt(add(1, square(w))), w)));
  },
});
