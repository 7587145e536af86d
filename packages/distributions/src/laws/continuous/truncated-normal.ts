import { truncatedNormal as draws } from '@baytes/random';
import { erf, erfinv, log1mexp, logNdtr, log1p, ndtriExp } from '@baytes/special';
import { logAddExp } from '@baytes/tensor';
import {
  abs,
  add,
  div,
  exp,
  greater,
  less,
  log,
  logicalAnd,
  logicalNot,
  logicalOr,
  maximum,
  minimum,
  mul,
  neg,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { extendedReal, positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { LOG_ROOT_TWO_PI } from '../../formulas/constants';
import { type TailMoments, tailMoments } from '../../formulas/normal-tail';
import type { ParameterLike, Values } from '../../parameters';

export interface TruncatedNormalParameters {
  /** The mean of the normal law before it is cut. Default 0. */
  loc?: ParameterLike;
  /** Its standard deviation, positive. Default 1. */
  scale?: ParameterLike;
  /** The least value; may be -Infinity, the default. */
  low?: ParameterLike;
  /** The greatest value, above `low`; may be Infinity, the default. */
  high?: ParameterLike;
}

type Parameters = Values<'loc' | 'scale' | 'low' | 'high'>;

/** Stands for infinity, so that no gradient is infinity times zero: its square is still a float32. */
const FAR = 1e18;

const standard = (x: Tensor, { loc, scale }: Parameters) => div(sub(x, loc), scale);

/** A bound in standard units, -FAR or FAR where it is infinite. */
function bound(edge: Tensor, values: Parameters): Tensor {
  const infinite = greater(abs(edge), 3e38);
  const far = where(greater(edge, 0), FAR, -FAR);
  return where(infinite, far, standard(where(infinite, 0, edge), values));
}

/** The distance of two bounds in standard units, without the rounding of each; a great number where one is infinite. */
function distance(from: Tensor, to: Tensor, { scale }: Parameters): Tensor {
  const infinite = greater(maximum(abs(from), abs(to)), 3e38);
  return where(infinite, FAR, div(sub(where(infinite, 0, to), where(infinite, 0, from)), scale));
}

/**
 * log of the normal probability between a and b, which are `width` apart: of a narrow interval from the density in its middle, near 0 from
 * the error function, elsewhere from the tail that it lies in. No difference of numbers near 1.
 */
function logMass(a: Tensor, b: Tensor, width: Tensor): Tensor {
  const mirrored = greater(add(a, b), 0);
  const [from, to] = [where(mirrored, neg(b), a), where(mirrored, neg(a), b)];
  const narrow = less(mul(width, add(1, abs(from))), 0.02);
  const [centre, gap] = [where(narrow, mul(0.5, add(from, to)), 0), where(narrow, width, 0.01)];
  const bend = log1p(mul(mul(1 / 24, sub(square(centre), 1)), square(gap)));
  const inNarrow = sub(add(log(gap), bend), add(mul(0.5, square(centre)), LOG_ROOT_TWO_PI));
  const middle = logicalAnd(greater(from, -1), logicalNot(narrow));
  const part = (z: Tensor) => erf(mul(Math.SQRT1_2, z));
  const inMiddle = log(mul(0.5, sub(part(where(middle, to, 1)), part(where(middle, from, 0)))));
  const far = logicalNot(logicalOr(middle, narrow));
  const [logFrom, logTo] = [logNdtr(where(far, from, -2)), logNdtr(where(far, to, -1))];
  return where(narrow, inNarrow, where(middle, inMiddle, add(logTo, log1mexp(sub(logFrom, logTo)))));
}

/** The bounds in standard units, and log of what lies between them. */
function cut(values: Parameters): { a: Tensor; b: Tensor; width: Tensor; logZ: Tensor } {
  const [a, b] = [bound(values.low, values), bound(values.high, values)];
  const width = distance(values.low, values.high, values);
  return { a, b, width, logZ: logMass(a, b, width) };
}

/** Where both bounds are this far out on one side, moments are those of the tail. */
const TAIL = 3;

/** A formula of the textbook, and one of the tail's moments: z = sign (start + u). */
function byPlace(
  values: Parameters,
  near: (a: Tensor, b: Tensor, logZ: Tensor) => Tensor,
  far: (start: Tensor, sign: Tensor, moments: TailMoments) => Tensor,
): Tensor {
  const { a, b, width, logZ } = cut(values);
  const isUpper = greater(a, TAIL);
  const isFar = logicalOr(isUpper, less(b, -TAIL));
  const start = where(isFar, where(isUpper, a, neg(b)), TAIL);
  const sign = where(isUpper, 1, -1);
  const inTail = far(start, sign, tailMoments(start, where(isFar, width, 1)));
  return where(isFar, inTail, near(where(isFar, -1, a), where(isFar, 1, b), where(isFar, 0, logZ)));
}

/** phi(z) / Z */
const densityAt = (z: Tensor, logZ: Tensor) => exp(neg(add(add(mul(0.5, square(z)), LOG_ROOT_TWO_PI), logZ)));

/** log p from log p and log q, q = 1 - p, as they come out of differences: the smaller of them is the accurate one. */
function logOf(logP: Tensor, logQ: Tensor): Tensor {
  const small = less(logP, -Math.LN2);
  return where(small, logP, log1mexp(where(small, -1, minimum(logQ, 0))));
}

function logParts(x: Tensor, values: Parameters): { below: Tensor; above: Tensor } {
  const { a, b, logZ } = cut(values);
  const z = standard(x, values);
  const [toLow, toHigh] = [distance(values.low, x, values), distance(x, values.high, values)];
  return { below: sub(logMass(a, z, toLow), logZ), above: sub(logMass(z, b, toHigh), logZ) };
}

function logBelow(x: Tensor, values: Parameters): Tensor {
  const { below, above } = logParts(x, values);
  return logOf(below, above);
}

function logAbove(x: Tensor, values: Parameters): Tensor {
  const { below, above } = logParts(x, values);
  return logOf(above, below);
}

/** The quantile in standard units: near 0 by the inverse error function, further out by the logarithm of the tail's probability. */
function quantile(p: Tensor, values: Parameters): Tensor {
  const { a, b, logZ } = cut(values);
  const share = mul(2, exp(logZ));
  const part = (z: Tensor) => erf(mul(Math.SQRT1_2, z));
  const middle = where(less(p, 0.5), add(part(a), mul(p, share)), sub(part(b), mul(sub(1, p), share)));
  const near = less(abs(middle), 0.68);
  const mirrored = greater(add(a, b), 0);
  const logPart = where(mirrored, log1p(neg(p)), log(p));
  const z = ndtriExp(logAddExp(logNdtr(where(mirrored, neg(b), a)), add(logPart, logZ)));
  return where(near, mul(Math.SQRT2, erfinv(where(near, middle, 0))), where(mirrored, neg(z), z));
}

/**
 * The normal law cut to an interval: density phi(z) / (scale Z) from `low` to `high`, z = (x - loc) / scale, Z the normal probability of
 * the interval. Also far out in a tail, where Z underflows.
 *
 * @example
 * truncatedNormal({ low: 10 }).mean(); // 10.0981
 */
export const truncatedNormal = /* @__PURE__ */ defineDistribution<TruncatedNormalParameters, 'loc' | 'scale' | 'low' | 'high'>({
  name: 'truncatedNormal',
  parameters: {
    loc: { constraint: real, default: 0 },
    scale: { constraint: positive, default: 1 },
    low: { constraint: extendedReal, default: -Infinity },
    high: { constraint: extendedReal, default: Infinity },
  },
  relations: () => [{ of: ['low', 'high'], words: 'below high', holds: (low, high) => low < high }],
  support: ({ low, high }) => interval(low, high, { closed: 'both' }),
  inside: ({ loc, low, high }) => minimum(maximum(loc, low), high),
  sample: (key, { loc, scale, low, high }, shape) => draws(key, { loc, scale, low, high }, { shape }),
  logProb: (x, values) => {
    const normal = add(mul(0.5, square(standard(x, values))), add(log(values.scale), LOG_ROOT_TWO_PI));
    return neg(add(normal, cut(values).logZ));
  },
  cdf: (x, values) => exp(logBelow(x, values)),
  logCdf: logBelow,
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, values) => {
    const x = add(values.loc, mul(values.scale, quantile(p, values)));
    return minimum(maximum(x, values.low), values.high);
  },
  entropy: (values) =>
    byPlace(
      values,
      (a, b, logZ) => {
        const edges = sub(mul(a, densityAt(a, logZ)), mul(b, densityAt(b, logZ)));
        return add(add(add(log(values.scale), LOG_ROOT_TWO_PI + 0.5), logZ), mul(0.5, edges));
      },
      (_start, _sign, { entropy }) => add(log(values.scale), entropy),
    ),
  mean: (values) =>
    byPlace(
      values,
      (a, b, logZ) => add(values.loc, mul(values.scale, sub(densityAt(a, logZ), densityAt(b, logZ)))),
      (start, sign, { mean }) => add(values.loc, mul(mul(values.scale, sign), add(start, mean))),
    ),
  variance: (values) =>
    byPlace(
      values,
      (a, b, logZ) => {
        const [atA, atB] = [densityAt(a, logZ), densityAt(b, logZ)];
        return mul(square(values.scale), add(sub(1, square(sub(atA, atB))), sub(mul(a, atA), mul(b, atB))));
      },
      (_start, _sign, { variance }) => mul(square(values.scale), variance),
    ),
  mode: ({ loc, low, high }) => minimum(maximum(loc, low), high),
});
