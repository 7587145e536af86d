import { exponential } from '@baytes/random';
import { expm1, log1mexp, log1p } from '@baytes/special';
import { add, div, exp, less, log, mul, neg, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { expm1Over, log1pOver } from '../../formulas/box-cox';
import type { ParameterLike, Values } from '../../parameters';

export interface GeneralisedParetoParameters {
  /** The least value. Default 0. */
  loc?: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
  /** Above 0: the heaviness of the tail; 0: an exponential tail; below 0: an upper end at loc - scale / concentration. */
  concentration: ParameterLike;
}

type Parameters = Values<'loc' | 'scale' | 'concentration'>;

/** -log P(X > x) = log(1 + c z) / c, z = (x - loc) / scale */
const hazard = (x: Tensor, { loc, scale, concentration }: Parameters) => log1pOver(concentration, div(sub(x, loc), scale));

const logAbove = (x: Tensor, values: Parameters) => neg(hazard(x, values));

/** loc - scale / c, the upper end for c < 0. */
const end = ({ loc, scale, concentration: c }: Parameters) => sub(loc, div(scale, where(less(c, 0), c, -1)));

/**
 * The generalised Pareto law of excesses over a threshold: P(X > x) = (1 + c z)^(-1 / c), z = (x - loc) / scale, c the concentration, with
 * its limit exp(-z) at c = 0. Its mean is infinite for c >= 1, its variance for c >= 1/2.
 *
 * Source: Coles 2001, An Introduction to Statistical Modeling of Extreme Values, section 4.2.
 *
 * @example
 * generalisedPareto({ scale: 2, concentration: 0.5 }).survival([0, 4]); // [1, 0.25]
 */
export const generalisedPareto = /* @__PURE__ */ defineDistribution<
  GeneralisedParetoParameters,
  'loc' | 'scale' | 'concentration'
>({
  name: 'generalisedPareto',
  parameters: {
    loc: { constraint: real, default: 0 },
    scale: { constraint: positive, default: 1 },
    concentration: { constraint: real },
  },
  support: (values) => interval(values.loc, where(less(values.concentration, 0), end(values), Infinity), { closed: 'low' }),
  inside: ({ loc }) => loc,
  sample: (key, { loc, scale, concentration }, shape) =>
    add(loc, mul(scale, expm1Over(concentration, exponential(key, { rate: 1 }, { shape })))),
  logProb: (x, values) => neg(add(mul(add(1, values.concentration), hazard(x, values)), log(values.scale))),
  cdf: (x, values) => neg(expm1(logAbove(x, values))),
  logCdf: (x, values) => log1mexp(logAbove(x, values)),
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, { loc, scale, concentration }) => add(loc, mul(scale, expm1Over(concentration, neg(log1p(neg(p)))))),
  entropy: ({ scale, concentration }) => add(add(log(scale), concentration), 1),
  mean: ({ loc, scale, concentration: c }) => {
    const finite = less(c, 1);
    return where(finite, add(loc, div(scale, sub(1, where(finite, c, 0)))), Infinity);
  },
  variance: ({ scale, concentration: c }) => {
    const finite = less(c, 0.5);
    const safe = where(finite, c, 0);
    return where(finite, div(square(div(scale, sub(1, safe))), sub(1, mul(2, safe))), Infinity);
  },
  // Below -1 the density rises to the upper end.
  mode: (values) => where(less(values.concentration, -1), end(values), values.loc),
});
