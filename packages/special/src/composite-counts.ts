// Sums and differences of lgamma in float32 tensor ops, for graphics cards; the formulas are those of the kernels
// (packages/kernels/assembly/special/lbeta.ts and counts.ts).
import {
  abs,
  add,
  div,
  equal,
  fill,
  floor,
  less,
  log,
  logicalAnd,
  logicalOr,
  maximum,
  minimum,
  mul,
  neg,
  onesLike,
  split,
  square,
  squeeze,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { digammaComposite, HALF_LOG_TWO_PI, lgammaComposite, lgammaOnePlus, stirlingTail } from './composite-gamma';
import { log1pComposite } from './composite-log1p';
import { polygammaOfOrder } from './composite-zeta';

export function lbetaComposite(a: Tensor, b: Tensor): Tensor {
  const [p, q] = [minimum(a, b), maximum(a, b)];
  const near = sub(add(lgammaComposite(p), lgammaComposite(q)), lgammaComposite(add(p, q)));
  const ratio = div(p, q);
  const bend = log1pComposite(ratio);
  const rest = sub(stirlingTail(q), stirlingTail(add(p, q)));
  const mixed = add(lgammaComposite(p), sub(sub(add(rest, p), mul(p, log(add(p, q)))), mul(sub(q, 0.5), bend)));
  const both = sub(
    add(sub(HALF_LOG_TWO_PI, mul(0.5, log(q))), add(add(stirlingTail(p), rest), mul(sub(p, 0.5), sub(log(ratio), bend)))),
    mul(q, bend),
  );
  const value = where(less(p, 8), mixed, both);
  // The far formulas hold for positive arguments alone.
  return where(logicalOr(less(q, 8), less(p, 0)), near, value);
}

export function logFactorialComposite(k: Tensor): Tensor {
  const small = logicalAnd(less(0, k), less(k, 1));
  return where(small, lgammaOnePlus(where(small, k, zerosLike(k))), lgammaComposite(add(k, 1)));
}

export function logRisingFactorialComposite(a: Tensor, n: Tensor): Tensor {
  const end = add(a, n);
  const near = less(abs(n), mul(0.1, a));
  const middle = where(near, add(a, mul(0.5, n)), onesLike(end));
  const t = square(n);
  const series = mul(
    n,
    add(
      digammaComposite(middle),
      mul(t, add(div(polygammaOfOrder(2, middle), 24), mul(t, div(polygammaOfOrder(4, middle), 1920)))),
    ),
  );
  const far = add(
    add(mul(sub(a, 0.5), log1pComposite(div(n, a))), mul(n, sub(log(end), 1))),
    sub(stirlingTail(end), stirlingTail(a)),
  );
  const value = where(less(minimum(a, end), 8), sub(lgammaComposite(end), lgammaComposite(a)), far);
  const outside = logicalOr(less(a, 0), less(end, 0));
  const found = where(equal(n, 0), zerosLike(value), where(near, series, value));
  return where(outside, fill(found.shape, Number.NaN), found);
}

export function logBinomialComposite(n: Tensor, k: Tensor): Tensor {
  const j = minimum(k, sub(n, k));
  const few = sub(logRisingFactorialComposite(add(sub(n, j), 1), j), logFactorialComposite(j));
  const many = neg(add(log1pComposite(n), lbetaComposite(add(sub(n, j), 1), add(j, 1))));
  const value = where(less(j, 8), few, many);
  const found = where(equal(j, 0), zerosLike(value), where(less(j, 0), fill(value.shape, Number.NEGATIVE_INFINITY), value));
  return where(less(n, 0), fill(found.shape, Number.NaN), found);
}

export function multigammalnComposite(a: Tensor, dimension: number): Tensor {
  let sum: Tensor = add(zerosLike(a), 0.25 * dimension * (dimension - 1) * Math.log(Math.PI));
  for (let j = 0; j < dimension; j++) sum = add(sum, lgammaComposite(sub(a, 0.5 * j)));
  return where(less(mul(0.5 * (dimension - 1), onesLike(a)), a), sum, fill(a.shape, Number.NaN));
}

export function multiPolygammaComposite(order: number, a: Tensor, dimension: number): Tensor {
  let sum: Tensor = zerosLike(a);
  for (let j = 0; j < dimension; j++) sum = add(sum, polygammaOfOrder(order, sub(a, 0.5 * j)));
  return where(less(mul(0.5 * (dimension - 1), onesLike(a)), a), sum, fill(a.shape, Number.NaN));
}

export function lmultibetaComposite(a: Tensor): Tensor {
  const count = a.shape[a.rank - 1];
  const [head, ...others] = split(a, count, -1).map((each) => squeeze(each, [a.rank - 1]) as Tensor);
  let before = head;
  let total: Tensor = zerosLike(head);
  for (const next of others) {
    total = add(total, lbetaComposite(before, next));
    before = add(before, next);
  }
  return total;
}

export function gammaSignComposite(x: Tensor): Tensor {
  const half = mul(0.5, floor(x));
  const sign = where(equal(half, floor(half)), onesLike(x), neg(onesLike(x)));
  // Zero has the sign of its reciprocal.
  const value = where(equal(x, 0), where(less(0, div(1, x)), onesLike(x), neg(onesLike(x))), sign);
  const pole = logicalAnd(less(x, 0), equal(x, floor(x)));
  return where(less(0, x), onesLike(x), where(pole, fill(x.shape, Number.NaN), value));
}
