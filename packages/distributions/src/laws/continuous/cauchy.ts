import { cauchy as draws } from '@baytes/random';
import {
  add,
  atan2,
  div,
  greater,
  less,
  log,
  mul,
  neg,
  reciprocal,
  scalar,
  sub,
  tan,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { log1pSquare } from '../../formulas/log1p-square';
import type { ParameterLike, Values } from '../../parameters';

export interface CauchyParameters {
  /** The median. Default 0. */
  loc?: ParameterLike;
  /** Half the distance between the quartiles, positive. Default 1. */
  scale?: ParameterLike;
}

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale'>) => div(sub(x, loc), scale);

/** The angle of (-z, 1), as a part of half a turn: P(Z <= z), with the digits of small ones. */
const below = (z: Tensor) => mul(1 / Math.PI, atan2(scalar(1), neg(z)));

/** The quantile: near an end, the reciprocal of the angle's tangent from there. */
function quantile(p: Tensor): Tensor {
  const [low, high] = [less(p, 0.25), greater(p, 0.75)];
  const fromLow = neg(reciprocal(tan(mul(Math.PI, where(low, p, 0.25)))));
  const fromHigh = reciprocal(tan(mul(Math.PI, sub(1, where(high, p, 0.75)))));
  return where(low, fromLow, where(high, fromHigh, tan(mul(Math.PI, sub(p, 0.5)))));
}

/**
 * The Cauchy law: density 1 / (pi scale (1 + z^2)), z = (x - loc) / scale. It has no mean and no variance: both are NaN.
 *
 * @example
 * cauchy({ loc: 1, scale: 2 }).cdf([-1, 1, 3]); // [0.25, 0.5, 0.75]
 */
export const cauchy = /* @__PURE__ */ defineDistribution<CauchyParameters, 'loc' | 'scale'>({
  name: 'cauchy',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: positive, default: 1 } },
  support: real,
  sample: (key, { loc, scale }, shape) => draws(key, { loc, scale }, { shape }),
  logProb: (x, values) => neg(add(log1pSquare(standard(x, values)), add(log(values.scale), Math.log(Math.PI)))),
  cdf: (x, values) => below(standard(x, values)),
  survival: (x, values) => below(neg(standard(x, values))),
  icdf: (p, { loc, scale }) => add(loc, mul(scale, quantile(p))),
  entropy: ({ scale }) => add(log(scale), Math.log(4 * Math.PI)),
  mean: ({ loc }) => add(loc, Number.NaN),
  variance: ({ scale }) => add(scale, Number.NaN),
  mode: ({ loc }) => loc,
});
