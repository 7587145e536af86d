// Modified Bessel functions in float32 tensor ops, for graphics cards. Poisson's integral with t = tanh(u) (NIST DLMF 10.32.2),
//
//   I_v(x) = (x/2)^v / (sqrt(pi) Gamma(v + 1/2)) * integral of sech(u)^(2v+1) exp(x t) du,
//
// by the trapezoidal rule, which for this integrand converges exponentially. Derivatives in x are moments of t: nothing cancels.
import {
  abs,
  add,
  clipByValue,
  div,
  equal,
  exp,
  fill,
  floor,
  less,
  linspace,
  log,
  maximum,
  mul,
  neg,
  pow,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { lgammaComposite } from './composite-gamma';
import { log1pComposite } from './composite-log1p';
import { alike, beside } from './composite-quadrature';

const NODES = 64;
/** How far under its greatest value, in logarithms, the integrand is left out. */
const DEPTH = 18;

interface Law {
  /** log I_v(x) - x. */
  log: Tensor;
  /** Mean of 1 - t, and central moments of t of orders 2, 3 ... */
  gap: Tensor;
  central: Tensor[];
}

/** The law of t for v >= 0 and x >= 0, with moments to `order`. */
function law(v: Tensor, x: Tensor, order: number): Law {
  const power = add(mul(2, v), 1);
  // The peak, where x (1 - t^2) = (2v + 1) t: 1 - t without cancellation, as u = -log((1 - t) / (1 + t)) / 2.
  const root = sqrt(add(square(mul(2, x)), square(power)));
  const t = div(mul(2, x), add(root, power));
  const shortfall = div(mul(2, power), add(root, add(power, mul(2, x))));
  const peak = mul(0.5, log(div(add(1, t), maximum(shortfall, 1e-30))));
  // log sech^p exp(-x (1 - t)), 1 - t = 2 / (1 + exp(2u)).
  const exponent = (u: Tensor, p: Tensor, y: Tensor) => {
    const e = exp(mul(-2, abs(u)));
    const rest = where(less(u, 0), div(2, add(1, e)), div(mul(2, e), add(1, e)));
    const logSech = sub(Math.LN2, add(abs(u), log1pComposite(e)));
    return { rest, value: sub(mul(p, logSech), mul(y, rest)) };
  };
  const top = exponent(peak, power, x).value;
  // To either side, by Newton's method on a concave function from outside.
  const end = (side: number) => {
    const slopeAt = (u: Tensor) => {
      const { rest } = exponent(u, power, x);
      const tanh = sub(1, rest);
      return sub(mul(x, mul(rest, add(1, tanh))), mul(power, tanh));
    };
    const curvature = add(mul(power, mul(shortfall, add(1, t))), mul(2, mul(mul(x, t), mul(shortfall, add(1, t)))));
    let u = add(peak, mul(side, add(sqrt(div(2 * DEPTH, maximum(curvature, 1e-10))), 0)));
    u = clipByValue(u, -12, 60);
    for (let step = 0; step < 6; step++) {
      const miss = add(sub(exponent(u, power, x).value, top), DEPTH);
      const slope = slopeAt(u);
      const bounded = where(less(mul(side, slope), -1e-3), slope, fill(slope.shape, -side));
      u = sub(u, clipByValue(div(miss, bounded), -8, 8));
    }
    return u;
  };
  const [left, right] = [end(-1), end(1)];
  const step = div(sub(right, left), NODES - 1);
  const u = add(beside(left), mul(beside(step), linspace(0, NODES - 1, NODES)));
  const { rest, value } = exponent(u, beside(power), beside(x));
  const weight = exp(sub(value, beside(top)));
  const mass = sum(weight, -1);
  const gap = div(sum(mul(weight, rest), -1), mass);
  const away = sub(beside(gap), rest);
  const central = Array.from({ length: Math.max(0, order - 1) }, (_, k) => div(sum(mul(weight, pow(away, k + 2)), -1), mass));
  const powers = where(equal(v, 0), zerosLike(x), mul(v, log(mul(0.5, x))));
  const constant = add(0.5 * Math.log(Math.PI), lgammaComposite(add(v, 0.5)));
  return { log: add(sub(powers, constant), add(top, log(mul(mass, step)))), gap, central };
}

/** 1 - I_1(x) / I_0(x), x >= 0. */
export const oneLessRatio = (x: Tensor): Tensor => law(zerosLike(x), x, 1).gap;

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);
/** n-th derivative of v log x over v, n >= 1. */
const ofLog = (x: Tensor, n: number): Tensor => {
  let factor = 1;
  for (let k = 1; k < n; k++) factor *= -k;
  return div(factor, pow(x, n));
};

export function logBesselIvComposite(given: Tensor, at: Tensor): Tensor {
  const [v, x] = alike(given, at);
  const value = add(law(v, x, 1).log, x);
  const atZero = where(equal(v, 0), zerosLike(x), fill(x.shape, Number.NEGATIVE_INFINITY));
  return where(less(v, 0), fill(x.shape, Number.NaN), where(equal(x, 0), atZero, value));
}

/** Derivatives in x of log I_v(x), from order 1 on. */
export function logBesselIvDerivativeComposite(given: Tensor, at: Tensor, order: number): Tensor {
  const [v, x] = alike(given, at);
  const { gap, central } = law(v, x, order);
  const cumulants: Tensor[] = [];
  for (let n = 2; n <= order; n++) {
    let value = central[n - 2];
    for (let m = 2; m <= n - 2; m++) value = sub(value, mul(binomial(n - 1, m - 1), mul(cumulants[m - 2], central[n - m - 2])));
    cumulants.push(value);
  }
  const own = order === 1 ? sub(1, gap) : cumulants[order - 2];
  return where(equal(v, 0), own, add(own, mul(v, ofLog(x, order))));
}

/** The sign of I_v(-x) for whole v; NaN for others. */
function parity(v: Tensor): Tensor {
  const even = equal(mul(0.5, v), floor(mul(0.5, v)));
  const odd = where(equal(v, floor(v)), fill(v.shape, -1), fill(v.shape, Number.NaN));
  return where(even, fill(v.shape, 1), odd);
}

const signed = (v: Tensor, x: Tensor, value: Tensor): Tensor =>
  where(less(v, 0), fill(x.shape, Number.NaN), where(less(x, 0), mul(parity(v), value), value));
const atZero = (v: Tensor, x: Tensor, value: Tensor): Tensor =>
  where(equal(x, 0), where(equal(v, 0), fill(x.shape, 1), zerosLike(x)), value);

export function besselIveComposite(given: Tensor, at: Tensor): Tensor {
  const [v, x] = alike(given, at);
  const u = abs(x);
  return atZero(v, x, signed(v, x, exp(law(v, where(equal(u, 0), fill(u.shape, 1), u), 1).log)));
}

export function besselIvComposite(given: Tensor, at: Tensor): Tensor {
  const [v, x] = alike(given, at);
  const u = abs(x);
  return atZero(v, x, signed(v, x, exp(add(law(v, where(equal(u, 0), fill(u.shape, 1), u), 1).log, u))));
}

/** The derivatives in x of I_v(x), or of exp(-|x|) I_v(x), through those of the logarithm (complete Bell polynomials). */
export function besselDerivativeComposite(given: Tensor, at: Tensor, order: number, scaled: boolean): Tensor {
  const [v, x] = alike(given, at);
  const u = abs(x);
  const value = scaled ? besselIveComposite(v, u) : besselIvComposite(v, u);
  const slopes = Array.from({ length: order }, (_, i) => logBesselIvDerivativeComposite(v, u, i + 1));
  // exp(-x) takes 1 from the first: the mean of 1 - t, not 1 less the mean.
  if (scaled && order > 0) {
    const { gap } = law(v, u, 1);
    slopes[0] = where(equal(v, 0), neg(gap), sub(div(v, u), gap));
  }
  const bell: Tensor[] = [fill(x.shape, 1)];
  for (let n = 0; n < order; n++) {
    let next: Tensor = zerosLike(x);
    for (let i = 0; i <= n; i++) next = add(next, mul(binomial(n, i), mul(bell[n - i], slopes[i])));
    bell.push(next);
  }
  const result = mul(value, bell[order]);
  return where(less(x, 0), mul((-1) ** order, mul(parity(v), result)), result);
}
