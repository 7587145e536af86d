import { pareto as draws } from '@baytes/random';
import { expm1, log1mexp, log1p } from '@baytes/special';
import { add, div, exp, greater, log, mul, neg, reciprocal, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';

export interface ParetoParameters {
  /** The power of the tail, positive. */
  concentration: ParameterLike;
  /** The least value, positive. Default 1. */
  scale?: ParameterLike;
}

type Parameters = Values<'concentration' | 'scale'>;

/** log(x / scale), from the distance of both. */
const logRatio = (x: Tensor, { scale }: Parameters) => log1p(div(sub(x, scale), scale));

/** log P(X > x) = -a log(x / scale) */
const logAbove = (x: Tensor, values: Parameters) => neg(mul(values.concentration, logRatio(x, values)));

/**
 * The Pareto law: density a scale^a / x^(a + 1) from `scale` on, a the concentration. Its mean is infinite for a <= 1, its variance for
 * a <= 2.
 *
 * @example
 * pareto({ concentration: 3, scale: 2 }).survival([2, 4]); // [1, 0.125]
 */
export const pareto = /* @__PURE__ */ defineDistribution<ParetoParameters, 'concentration' | 'scale'>({
  name: 'pareto',
  parameters: { concentration: { constraint: positive }, scale: { constraint: positive, default: 1 } },
  support: ({ scale }) => interval(scale, Infinity, { closed: 'low' }),
  sample: (key, { concentration, scale }, shape) => draws(key, { concentration, scale }, { shape }),
  logProb: (x, values) => {
    const { concentration: a, scale } = values;
    return sub(sub(log(a), log(scale)), mul(add(a, 1), logRatio(x, values)));
  },
  cdf: (x, values) => neg(expm1(logAbove(x, values))),
  logCdf: (x, values) => log1mexp(logAbove(x, values)),
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, { concentration, scale }) => mul(scale, exp(neg(div(log1p(neg(p)), concentration)))),
  entropy: ({ concentration: a, scale }) => add(sub(log(scale), log(a)), add(1, reciprocal(a))),
  mean: ({ concentration: a, scale }) => {
    const finite = greater(a, 1);
    const safe = where(finite, a, 2);
    return where(finite, mul(scale, div(safe, sub(safe, 1))), Infinity);
  },
  variance: ({ concentration: a, scale }) => {
    const finite = greater(a, 2);
    const safe = where(finite, a, 3);
    return where(finite, div(mul(safe, square(div(scale, sub(safe, 1)))), sub(safe, 2)), Infinity);
  },
  mode: ({ scale }) => scale,
});
