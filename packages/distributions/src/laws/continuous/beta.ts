import { beta as draws } from '@baytes/random';
import { betainc, betaincc, betaincinv, digamma, lbeta, logBetainc, xlog1py, xlogy } from '@baytes/special';
import {
  add,
  div,
  greater,
  less,
  lessEqual,
  logicalAnd,
  logicalOr,
  mul,
  neg,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { positive, unitInterval } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { logOfPart } from '../../formulas/log-of-part';
import type { ParameterLike, Values } from '../../parameters';

export interface BetaParameters {
  /** Positive: the power of x, less one. */
  concentration1: ParameterLike;
  /** Positive: the power of 1 - x, less one. */
  concentration0: ParameterLike;
}

type Parameters = Values<'concentration1' | 'concentration0'>;

/** log P(X > x): from 1 - x where that is exact or the tail is thin, else from whichever tail is small. */
function logAbove(x: Tensor, { concentration1: a, concentration0: b }: Parameters): Tensor {
  const tail = betaincc(a, b, x);
  const far = logicalOr(greater(x, 0.5), less(tail, 1e-20));
  return where(far, logBetainc(b, a, sub(1, where(far, x, 0.5))), logOfPart(where(far, 0.5, tail), betainc(a, b, x)));
}

/** log B(a, b) + (a - 1) (psi(a + b) - psi(a)) + (b - 1) (psi(a + b) - psi(b)) */
function entropy({ concentration1: a, concentration0: b }: Parameters): Tensor {
  const both = digamma(add(a, b));
  return add(lbeta(a, b), add(mul(sub(a, 1), sub(both, digamma(a))), mul(sub(b, 1), sub(both, digamma(b)))));
}

/**
 * The beta law on [0, 1]: density x^(a - 1) (1 - x)^(b - 1) / B(a, b), a = concentration1, b = concentration0.
 *
 * Where it has two modes, at 0 and 1, `mode` is that of the smaller concentration.
 *
 * @example
 * beta({ concentration1: 2, concentration0: 5 }).cdf([0.1, 0.5]); // [0.1143, 0.8906]
 */
export const beta = /* @__PURE__ */ defineDistribution<BetaParameters, 'concentration1' | 'concentration0'>({
  name: 'beta',
  parameters: { concentration1: { constraint: positive }, concentration0: { constraint: positive } },
  support: unitInterval,
  sample: (key, { concentration1, concentration0 }, shape) => draws(key, { concentration1, concentration0 }, { shape }),
  logProb: (x, { concentration1: a, concentration0: b }) =>
    sub(add(xlogy(sub(a, 1), x), xlog1py(sub(b, 1), neg(x))), lbeta(a, b)),
  cdf: (x, { concentration1: a, concentration0: b }) => betainc(a, b, x),
  logCdf: (x, { concentration1: a, concentration0: b }) => logBetainc(a, b, x),
  survival: (x, { concentration1: a, concentration0: b }) => betaincc(a, b, x),
  logSurvival: logAbove,
  icdf: (p, { concentration1: a, concentration0: b }) => betaincinv(a, b, p),
  entropy,
  mean: ({ concentration1: a, concentration0: b }) => div(a, add(a, b)),
  variance: ({ concentration1: a, concentration0: b }) => {
    const total = add(a, b);
    return div(mul(div(a, total), div(b, total)), add(total, 1));
  },
  mode: ({ concentration1: a, concentration0: b }) => {
    const inside = logicalAnd(greater(a, 1), greater(b, 1));
    const within = div(sub(a, 1), where(inside, sub(add(a, b), 2), 1));
    return where(inside, within, where(lessEqual(a, b), 0, 1));
  },
});
