import { gumbel as draws } from '@baytes/random';
import { expm1, log1mexp } from '@baytes/special';
import { add, div, exp, log, mul, neg, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { EULER } from '../../formulas/constants';
import type { ParameterLike, Values } from '../../parameters';

export interface GumbelParameters {
  /** The mode. Default 0. */
  loc?: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
}

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale'>) => div(sub(x, loc), scale);

/** log P(X <= x) = -exp(-z) */
const logBelow = (x: Tensor, values: Values<'loc' | 'scale'>) => neg(exp(neg(standard(x, values))));

/**
 * The Gumbel law of greatest values: density exp(-z - exp(-z)) / scale, z = (x - loc) / scale.
 *
 * @example
 * gumbel({ loc: 1, scale: 2 }).mean(); // 2.1544
 */
export const gumbel = /* @__PURE__ */ defineDistribution<GumbelParameters, 'loc' | 'scale'>({
  name: 'gumbel',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: positive, default: 1 } },
  support: real,
  sample: (key, { loc, scale }, shape) => draws(key, { loc, scale }, { shape }),
  logProb: (x, values) => {
    const z = standard(x, values);
    return neg(add(add(z, exp(neg(z))), log(values.scale)));
  },
  cdf: (x, values) => exp(logBelow(x, values)),
  logCdf: logBelow,
  survival: (x, values) => neg(expm1(logBelow(x, values))),
  logSurvival: (x, values) => log1mexp(logBelow(x, values)),
  icdf: (p, { loc, scale }) => sub(loc, mul(scale, log(neg(log(p))))),
  entropy: ({ scale }) => add(log(scale), EULER + 1),
  mean: ({ loc, scale }) => add(loc, mul(EULER, scale)),
  variance: ({ scale }) => mul(Math.PI ** 2 / 6, square(scale)),
  mode: ({ loc }) => loc,
});
