import { studentT as draws } from '@baytes/random';
import { betainc, lbeta, studentTCdf } from '@baytes/special';
import {
  abs,
  add,
  div,
  exp,
  greater,
  less,
  log,
  mul,
  neg,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { implicit } from '../../formulas/implicit';
import type { ParameterLike, Values } from '../../parameters';
import { entropyOfT, logStandardT, sizeOfMiddle, sizeOfTail } from './student-t';

export interface HalfStudentTParameters {
  /** Positive: the power of the tail. */
  degreesOfFreedom: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
}

type Parameters = Values<'degreesOfFreedom' | 'scale'>;

/** Below this z / sqrt(n) two terms of the series are the distribution function in float32. */
const NEAR = 1e-4;

/** Twice the standard density at 0. */
const peak = (n: Tensor) => mul(2, exp(neg(add(lbeta(mul(0.5, n), 0.5), mul(0.5, log(n))))));

/** P(|T| <= z): up to 1 a beta law's of z^2 / (n + z^2), which underflows near 0; further out what is missing to 1. */
function below(z: Tensor, n: Tensor): Tensor {
  const u = div(z, sqrt(n));
  const near = less(u, NEAR);
  const far = greater(u, 1);
  const small = where(near, z, 0);
  const series = mul(mul(peak(n), small), sub(1, div(mul(add(n, 1), square(small)), mul(6, n))));
  const safe = square(where(near, NEAR, where(far, 1, u)));
  const middle = betainc(0.5, mul(0.5, n), div(safe, add(1, safe)));
  const outer = sub(1, mul(2, studentTCdf(n, neg(where(far, z, 0)))));
  return where(near, series, where(far, outer, middle));
}

function quantile(p: Tensor, n: Tensor): Tensor {
  const [low, high] = [less(p, 1e-5), greater(p, 0.5)];
  const size = where(high, sizeOfTail(where(high, sub(1, p), 0.25), n), sizeOfMiddle(where(high, 0.25, p), n));
  return implicit(
    where(low, div(p, peak(n)), size),
    p,
    (z) => below(z, n),
    (z) => mul(2, exp(logStandardT(z, n))),
  );
}

/** E |T| = 2 sqrt(n) / ((n - 1) B(n / 2, 1 / 2)), for n > 1. */
const meanOf = (n: Tensor) => div(mul(2, sqrt(n)), mul(sub(n, 1), exp(lbeta(mul(0.5, n), 0.5))));

/**
 * The half-t law, of |X| with X Student's t around 0: density 2 (1 + z^2 / n)^(-(n + 1) / 2) / (scale sqrt(n) B(n / 2, 1 / 2)) from 0 on,
 * z = x / scale, n the degrees of freedom. Its mean is infinite for n <= 1, its variance for n <= 2.
 *
 * @example
 * halfStudentT({ degreesOfFreedom: 3, scale: 2 }).mean(); // 2.2053
 */
export const halfStudentT = /* @__PURE__ */ defineDistribution<HalfStudentTParameters, 'degreesOfFreedom' | 'scale'>({
  name: 'halfStudentT',
  parameters: { degreesOfFreedom: { constraint: positive }, scale: { constraint: positive, default: 1 } },
  support: nonNegative,
  sample: (key, { degreesOfFreedom, scale }, shape) => mul(scale, abs(draws(key, { degreesOfFreedom }, { shape }))),
  logProb: (x, { degreesOfFreedom, scale }) => add(sub(logStandardT(div(x, scale), degreesOfFreedom), log(scale)), Math.LN2),
  cdf: (x, { degreesOfFreedom, scale }) => below(div(x, scale), degreesOfFreedom),
  survival: (x, { degreesOfFreedom, scale }) => mul(2, studentTCdf(degreesOfFreedom, neg(div(x, scale)))),
  icdf: (p, { degreesOfFreedom, scale }) => mul(scale, quantile(p, degreesOfFreedom)),
  entropy: ({ degreesOfFreedom, scale }) => sub(add(entropyOfT(degreesOfFreedom), log(scale)), Math.LN2),
  mean: ({ degreesOfFreedom: n, scale }) => {
    const finite = greater(n, 1);
    return where(finite, mul(scale, meanOf(where(finite, n, 2))), Infinity);
  },
  variance: ({ degreesOfFreedom: n, scale }) => {
    const finite = greater(n, 2);
    const safe = where(finite, n, 3);
    return where(finite, mul(square(scale), sub(div(safe, sub(safe, 2)), square(meanOf(safe)))), Infinity);
  },
  mode: (values: Parameters) => zerosLike(values.scale),
});
