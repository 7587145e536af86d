// The error functions in float32 tensor ops, for graphics cards. What is not an inverse is within some ten units of the last place.
import {
  abs,
  add,
  div,
  exp,
  less,
  log,
  minimum,
  mul,
  neg,
  sign,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { horner, log1pComposite } from './composite-log1p';
import {
  ERF_SMALL_LESS_ONE,
  ERFCX_LARGE,
  ERFINV_NEAR_LESS_ONE,
  LOG_ERFC,
  NORMAL_TAIL_ABOVE,
  NORMAL_TAIL_BELOW,
} from './erf-coefficients';

export function erfComposite(x: Tensor): Tensor {
  const u = abs(x);
  const small = add(x, mul(x, horner(square(x), ERF_SMALL_LESS_ONE)));
  const large = mul(sign(x), sub(1, exp(horner(minimum(u, 4), LOG_ERFC))));
  return where(less(u, 1), small, large);
}

/** exp(scale x^2), with x split into a part of 11 bits, whose square is exact, and the rest. */
export function expSquareComposite(given: Tensor, scale: number): Tensor {
  const x = minimum(abs(given), 30); // beyond, 0 or infinite
  const shifted = mul(x, 8193);
  const first = sub(shifted, sub(shifted, x));
  const rest = mul(sub(x, first), add(x, first));
  return mul(exp(mul(scale, square(first))), exp(mul(scale, rest)));
}

/** erfcx of u >= 0. */
const erfcxPositive = (u: Tensor): Tensor =>
  where(less(u, 1e9), div(horner(div(sub(u, 2), add(u, 2)), ERFCX_LARGE), add(1, mul(2, u))), div(1 / Math.sqrt(Math.PI), u));

export function erfcComposite(x: Tensor): Tensor {
  const u = minimum(abs(x), 11);
  const tail = mul(expSquareComposite(u, -1), erfcxPositive(u));
  return where(less(x, 0.5), where(less(x, -1), sub(2, tail), sub(1, erfComposite(x))), tail);
}

export function erfcxComposite(x: Tensor): Tensor {
  const u = abs(x);
  const positive = erfcxPositive(u);
  return where(less(x, 0), sub(mul(2, expSquareComposite(minimum(u, 10), 1)), positive), positive);
}

/** Q(u), u >= 0. */
const upperTail = (u: Tensor): Tensor =>
  mul(0.5, mul(expSquareComposite(minimum(u, 15), -0.5), erfcxPositive(mul(minimum(u, 15), Math.SQRT1_2))));

export function ndtrComposite(x: Tensor): Tensor {
  const u = abs(x);
  const tail = upperTail(u);
  const centre = add(0.5, mul(0.5, erfComposite(mul(x, Math.SQRT1_2))));
  return where(less(u, 0.7), centre, where(less(x, 0), tail, sub(1, tail)));
}

export function logNdtrComposite(x: Tensor): Tensor {
  const u = minimum(abs(x), 1e18);
  const lower = sub(log(mul(0.5, erfcxPositive(mul(u, Math.SQRT1_2)))), mul(0.5, square(x)));
  const upper = log1pComposite(neg(where(less(x, 0), ndtrComposite(u), upperTail(u))));
  return where(less(x, -1), lower, upper);
}

/** x erfinv(y) / y by 1 - y^2, and z with Q(z) = q far out. */
function quantile(x: Tensor, sides: { product: Tensor; tail: Tensor }): Tensor {
  const near = add(x, mul(x, horner(sub(mul(log(sides.product), -0.4), 1), ERFINV_NEAR_LESS_ONE)));
  const r = sqrt(mul(-2, log(sides.tail)));
  const z = sub(r, div(horner(r, NORMAL_TAIL_ABOVE), horner(r, NORMAL_TAIL_BELOW)));
  const far = mul(sign(x), where(less(r, 1e30), z, r));
  return where(less(6.8e-3, sides.product), near, far);
}

export function erfinvComposite(x: Tensor): Tensor {
  const rest = sub(1, abs(x));
  const z = quantile(mul(x, Math.SQRT2), { product: mul(rest, add(1, abs(x))), tail: mul(0.5, rest) });
  return mul(Math.SQRT1_2, z);
}

export function ndtriComposite(p: Tensor): Tensor {
  const q = minimum(p, sub(1, p));
  return quantile(mul(2 * Math.SQRT2, sub(p, 0.5)), { product: mul(mul(4, q), sub(1, q)), tail: q });
}

/** By the normal quantile of x / 2, which keeps the digits of a small x. */
export const erfcinvComposite = (x: Tensor): Tensor => mul(-Math.SQRT1_2, ndtriComposite(mul(0.5, x)));
