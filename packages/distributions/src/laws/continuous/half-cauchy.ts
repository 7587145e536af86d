import { cauchy as draws } from '@baytes/random';
import {
  abs,
  add,
  atan2,
  div,
  greater,
  log,
  mul,
  neg,
  reciprocal,
  scalar,
  sub,
  tan,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { log1pSquare } from '../../formulas/log1p-square';
import type { ParameterLike } from '../../parameters';

export interface HalfCauchyParameters {
  /** The median, positive. Default 1. */
  scale?: ParameterLike;
}

/** The quantile, from whichever end is nearer. */
function quantile(p: Tensor): Tensor {
  const high = greater(p, 0.5);
  const fromHigh = reciprocal(tan(mul(Math.PI / 2, sub(1, where(high, p, 0.5)))));
  return where(high, fromHigh, tan(mul(Math.PI / 2, where(high, 0.5, p))));
}

/**
 * The half-Cauchy law, of |X| with X Cauchy around 0: density 2 / (pi scale (1 + (x / scale)^2)) from 0 on. Its mean is infinite.
 *
 * @example
 * halfCauchy({ scale: 2 }).icdf([0.5, 0.9]); // [2, 12.6275]
 */
export const halfCauchy = /* @__PURE__ */ defineDistribution<HalfCauchyParameters, 'scale'>({
  name: 'halfCauchy',
  parameters: { scale: { constraint: positive, default: 1 } },
  support: nonNegative,
  sample: (key, { scale }, shape) => mul(scale, abs(draws(key, { loc: 0, scale: 1 }, { shape }))),
  logProb: (x, { scale }) => neg(add(log1pSquare(div(x, scale)), add(log(scale), Math.log(Math.PI / 2)))),
  cdf: (x, { scale }) => mul(2 / Math.PI, atan2(div(x, scale), scalar(1))),
  survival: (x, { scale }) => mul(2 / Math.PI, atan2(scalar(1), div(x, scale))),
  icdf: (p, { scale }) => mul(scale, quantile(p)),
  entropy: ({ scale }) => add(log(scale), Math.log(2 * Math.PI)),
  mean: ({ scale }) => add(scale, Infinity),
  variance: ({ scale }) => add(scale, Infinity),
  mode: ({ scale }) => zerosLike(scale),
});
