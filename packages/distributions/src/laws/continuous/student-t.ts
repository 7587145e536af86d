import { studentT as draws } from '@baytes/random';
import { betaincinv, digamma, lbeta, studentTCdf } from '@baytes/special';
import {
  abs,
  add,
  div,
  exp,
  greater,
  less,
  log,
  minimum,
  mul,
  neg,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { implicit } from '../../formulas/implicit';
import { log1pSquare } from '../../formulas/log1p-square';
import type { ParameterLike, Values } from '../../parameters';

export interface StudentTParameters {
  /** Positive: the power of the tails. */
  degreesOfFreedom: ParameterLike;
  /** The median. Default 0. */
  loc?: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
}

type Parameters = Values<'degreesOfFreedom' | 'loc' | 'scale'>;

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Parameters) => div(sub(x, loc), scale);

/** log density of the standard law at z: B(n / 2, 1 / 2) rather than a quotient of two gamma functions, which cancel for large n. */
export const logStandardT = (z: Tensor, n: Tensor): Tensor =>
  neg(add(add(lbeta(mul(0.5, n), 0.5), mul(0.5, log(n))), mul(mul(0.5, add(n, 1)), log1pSquare(div(z, sqrt(n))))));

/** In nats, of the standard law. */
export const entropyOfT = (n: Tensor): Tensor => {
  const half = mul(0.5, n);
  const spread = mul(add(half, 0.5), sub(digamma(add(half, 0.5)), digamma(half)));
  return add(spread, add(mul(0.5, log(n)), lbeta(half, 0.5)));
};

/**
 * z with P(|T| > z) = `tail`, for tails up to 1/2, without derivatives: from n / (n + z^2), which is all that there is far out, and closer
 * in, where it is near 1, by one step of Newton's method more.
 */
export function sizeOfTail(tail: Tensor, n: Tensor): Tensor {
  const half = mul(0.5, n);
  // Far out n / (n + z^2) is so small that its beta law is a power.
  const logRest = div(add(add(log(tail), log(half)), lbeta(half, 0.5)), half);
  const far = less(logRest, -25);
  const rest = where(far, 0.5, betaincinv(half, 0.5, where(far, 0.25, tail)));
  const near = mul(sqrt(n), sqrt(div(sub(1, rest), rest)));
  const excess = sub(studentTCdf(n, neg(near)), mul(0.5, tail));
  return where(far, mul(sqrt(n), exp(mul(-0.5, logRest))), add(near, div(excess, exp(logStandardT(near, n)))));
}

/** z with P(|T| <= z) = `part`, for parts up to 1/2, without derivatives: from z^2 / (n + z^2). */
export function sizeOfMiddle(part: Tensor, n: Tensor): Tensor {
  const share = betaincinv(0.5, mul(0.5, n), part);
  return mul(sqrt(n), sqrt(div(share, sub(1, share))));
}

function quantile(p: Tensor, n: Tensor): Tensor {
  const tail = mul(2, minimum(p, sub(1, p)));
  const middle = greater(tail, 0.5);
  const size = where(
    middle,
    sizeOfMiddle(where(middle, mul(2, abs(sub(p, 0.5))), 0.25), n),
    sizeOfTail(where(middle, 0.25, tail), n),
  );
  return implicit(
    where(less(p, 0.5), neg(size), size),
    p,
    (z) => studentTCdf(n, z),
    (z) => exp(logStandardT(z, n)),
  );
}

/**
 * Student's t law: density (1 + z^2 / n)^(-(n + 1) / 2) / (scale sqrt(n) B(n / 2, 1 / 2)), z = (x - loc) / scale, n the degrees of freedom.
 * Its mean is NaN for n <= 1; its variance is infinite for 1 < n <= 2 and NaN below.
 *
 * @example
 * studentT({ degreesOfFreedom: 3 }).icdf([0.5, 0.975]); // [0, 3.1824]
 */
export const studentT = /* @__PURE__ */ defineDistribution<StudentTParameters, 'degreesOfFreedom' | 'loc' | 'scale'>({
  name: 'studentT',
  parameters: {
    degreesOfFreedom: { constraint: positive },
    loc: { constraint: real, default: 0 },
    scale: { constraint: positive, default: 1 },
  },
  support: real,
  sample: (key, { degreesOfFreedom, loc, scale }, shape) => draws(key, { degreesOfFreedom, loc, scale }, { shape }),
  logProb: (x, values) => sub(logStandardT(standard(x, values), values.degreesOfFreedom), log(values.scale)),
  cdf: (x, values) => studentTCdf(values.degreesOfFreedom, standard(x, values)),
  survival: (x, values) => studentTCdf(values.degreesOfFreedom, neg(standard(x, values))),
  icdf: (p, { degreesOfFreedom, loc, scale }) => add(loc, mul(scale, quantile(p, degreesOfFreedom))),
  entropy: ({ degreesOfFreedom, scale }) => add(entropyOfT(degreesOfFreedom), log(scale)),
  mean: ({ degreesOfFreedom: n, loc }) => where(greater(n, 1), loc, Number.NaN),
  variance: ({ degreesOfFreedom: n, scale }) => {
    const finite = greater(n, 2);
    const value = mul(square(scale), div(n, sub(where(finite, n, 3), 2)));
    return where(finite, value, where(greater(n, 1), Infinity, Number.NaN));
  },
  mode: ({ loc }) => loc,
});
