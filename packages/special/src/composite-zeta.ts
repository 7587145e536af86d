// Zeta and polygamma functions in float32 tensor ops, for graphics cards: Euler and Maclaurin's summation, as in the kernels
// (packages/kernels/assembly/special/zeta.ts), with a fixed number of terms.
import {
  abs,
  add,
  div,
  equal,
  exp,
  fill,
  floor,
  greater,
  less,
  log,
  logicalAnd,
  logicalOr,
  mul,
  neg,
  notEqual,
  onesLike,
  pow,
  square,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { digammaComposite, lgammaComposite, trigammaComposite } from './composite-gamma';

/** B_2j / (2j)!, j = 1 ... 7. */
const BERNOULLI = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8,
  -5.284190138687493e-10, 1.3382536530684679e-11,
];
const TERMS = 10;

/** The derivative of T^-s in s of an order, of its value and log T. */
const differentiated = (value: Tensor, logT: Tensor, order: number): Tensor =>
  order === 0 ? value : order === 1 ? neg(mul(value, logT)) : mul(value, square(logT));

/** zeta(s, q), or a derivative in s, for s > 1 and q > 0. */
function zetaPositive(s: Tensor, q: Tensor, order = 0): Tensor {
  const power = neg(s);
  let sum: Tensor = zerosLike(add(s, q));
  for (let k = 0; k < TERMS; k++) {
    const t = add(q, k);
    sum = add(sum, differentiated(pow(t, power), order === 0 ? t : log(t), order));
  }
  const T = add(q, TERMS);
  const term = pow(T, power);
  const logT = log(T);
  const r = div(1, T);
  const u = div(1, sub(s, 1));
  // The integral from T on, and its derivatives.
  const area = mul(mul(T, term), u);
  const inLog = add(logT, u);
  const integral = order === 0 ? area : mul(area, order === 1 ? neg(inLog) : add(square(inLog), square(u)));
  let rest = add(integral, mul(0.5, differentiated(term, logT, order)));
  // s (s + 1) ... r^j and its derivatives in s, for each Bernoulli number.
  let c: Tensor = mul(s, r);
  let first: Tensor = r;
  let second: Tensor = zerosLike(r);
  BERNOULLI.forEach((b, j) => {
    const bend =
      order === 0
        ? c
        : order === 1
          ? sub(first, mul(c, logT))
          : add(sub(second, mul(2, mul(first, logT))), mul(c, square(logT)));
    rest = add(rest, mul(mul(term, b), bend));
    for (let m = 2 * j + 1; m < 2 * j + 3; m++) {
      const factor = add(s, m);
      if (order === 2) second = mul(add(mul(second, factor), mul(2, first)), r);
      if (order > 0) first = mul(add(mul(first, factor), c), r);
      c = mul(mul(c, factor), r);
    }
  });
  return where(equal(term, 0), sum, add(sum, rest));
}

const isWhole = (x: Tensor) => equal(x, floor(x));
const isEven = (x: Tensor) => isWhole(mul(x, 0.5));
const all = (like: Tensor, value: number): Tensor => fill(like.shape, value);

/** At negative q, for whole s: the sum over all integers less the sum over those below q. */
function zetaWhole(s: Tensor, q: Tensor): Tensor {
  const positive = greater(q, 0);
  const part = sub(q, floor(q));
  const inside = where(positive, q, where(equal(part, 0), onesLike(part), part));
  const rest = sub(1, where(equal(part, 0), mul(onesLike(part), 0.5), part));
  const reflected = sub(zetaPositive(s, rest), zetaPositive(s, sub(1, where(positive, zerosLike(q), q))));
  const signed = where(isEven(s), reflected, neg(reflected));
  return add(zetaPositive(s, inside), where(positive, zerosLike(signed), signed));
}

export function zetaComposite(s: Tensor, q: Tensor): Tensor {
  const value = zetaWhole(s, q);
  const bad = logicalOr(less(s, 1), logicalAnd(less(q, 0), notEqual(s, floor(s))));
  const pole = logicalOr(equal(s, 1), logicalAnd(less(q, 1e-30), isWhole(q)));
  return where(pole, all(value, Number.POSITIVE_INFINITY), where(bad, all(value, Number.NaN), value));
}

export const zetaFirstComposite = (s: Tensor, q: Tensor): Tensor => zetaPositive(s, q, 1);
export const zetaSecondComposite = (s: Tensor, q: Tensor): Tensor => zetaPositive(s, q, 2);

export function polygammaComposite(n: Tensor, x: Tensor): Tensor {
  const size = mul(exp(lgammaComposite(add(n, 1))), zetaComposite(add(n, 1), x));
  const higher = where(isEven(n), neg(size), size);
  const low = where(equal(n, 0), digammaComposite(x), trigammaComposite(x));
  const value = where(less(n, 2), low, higher);
  return where(logicalOr(less(n, 0), notEqual(n, floor(n))), all(value, Number.NaN), value);
}

/** psi_n(x) of an order that is known. */
export function polygammaOfOrder(n: number, x: Tensor): Tensor {
  if (n === 0) return digammaComposite(x);
  if (n === 1) return trigammaComposite(x);
  let factorial = n % 2 === 0 ? -1 : 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return mul(factorial, zetaComposite(all(x, n + 1), x));
}

/** psi_n(a) - psi_n(a + b); by Taylor's series about the middle where b is small. */
export function polygammaDifferenceComposite(n: number, a: Tensor, b: Tensor): Tensor {
  const near = less(abs(b), mul(0.1, a));
  const middle = where(near, add(a, mul(0.5, b)), onesLike(add(a, b)));
  const t = square(b);
  const odd = (k: number) => polygammaOfOrder(n + k, middle);
  const series = mul(neg(b), add(odd(1), mul(t, add(div(odd(3), 24), mul(t, div(odd(5), 1920))))));
  return where(near, series, sub(polygammaOfOrder(n, a), polygammaOfOrder(n, add(a, b))));
}
