// The log1p family in float32 tensor ops, for graphics cards.
import {
  abs,
  add,
  div,
  equal,
  exp,
  less,
  log,
  logicalAnd,
  maximum,
  mul,
  neg,
  onesLike,
  square,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { LOG_TAIL } from './erf-coefficients';

/** A polynomial by Horner's rule, lowest coefficient first. */
export function horner(x: Tensor, coefficients: readonly number[]): Tensor {
  let sum = add(mul(x, coefficients[coefficients.length - 1]), coefficients[coefficients.length - 2]) as Tensor;
  for (let i = coefficients.length - 3; i >= 0; i--) sum = add(mul(sum, x), coefficients[i]);
  return sum;
}

/** A polynomial near 0, where a graphics card's logarithm has only an absolute error that is small. */
export function log1pComposite(x: Tensor): Tensor {
  const squared = square(x);
  const near = add(x, sub(mul(mul(x, squared), horner(x, LOG_TAIL)), mul(0.5, squared)));
  return where(logicalAnd(less(-0.29, x), less(x, 0.41)), near, log(add(1, x)));
}

const EXPM1_TAIL = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320];

export function expm1Composite(x: Tensor): Tensor {
  const small = add(x, mul(square(x), horner(x, EXPM1_TAIL)));
  return where(less(abs(x), 0.5), small, sub(exp(x), 1));
}

export const log1pexpComposite = (x: Tensor): Tensor => add(maximum(x, 0), log1pComposite(exp(neg(abs(x)))));

export const log1mexpComposite = (x: Tensor): Tensor =>
  where(less(x, -Math.LN2), log1pComposite(neg(exp(x))), log(neg(expm1Composite(x))));

export const logDiffExpComposite = (a: Tensor, b: Tensor): Tensor =>
  where(equal(b, Number.NEGATIVE_INFINITY), add(a, zerosLike(b)), add(a, log1mexpComposite(sub(b, a))));

export function logexpm1Composite(x: Tensor): Tensor {
  const near = log1pComposite(mul(2, expm1Composite(sub(x, Math.LN2))));
  const far = where(less(x, 1), log(expm1Composite(x)), add(x, log(neg(expm1Composite(neg(x))))));
  return where(less(abs(sub(x, Math.LN2)), 0.2), near, far);
}

export function logitComposite(p: Tensor): Tensor {
  const rest = sub(1, p);
  return where(less(abs(sub(p, 0.5)), 0.25), log1pComposite(div(mul(2, sub(p, 0.5)), rest)), log(div(p, rest)));
}

export const logSigmoidComposite = (x: Tensor): Tensor => neg(log1pexpComposite(neg(x)));

const zeroWhere = (x: Tensor, y: Tensor, value: Tensor): Tensor =>
  where(logicalAnd(equal(add(x, zerosLike(value)), 0), equal(y, y)), zerosLike(value), value);

export const xlogyComposite = (x: Tensor, y: Tensor): Tensor => zeroWhere(x, y, mul(x, log(y)));

export const xlog1pyComposite = (x: Tensor, y: Tensor): Tensor => zeroWhere(x, y, mul(x, log1pComposite(y)));

export function xdivyComposite(x: Tensor, y: Tensor): Tensor {
  const ratio = div(x, y);
  return where(equal(mul(x, onesLike(y)), 0), zerosLike(ratio), ratio);
}
