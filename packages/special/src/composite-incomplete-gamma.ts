// The gamma law in float32 tensor ops, for graphics cards: both tails and their derivatives in the shape as integrals over s, the
// distance in log x, of exp(-a s - x expm1(-s)) below x and of exp(a s - x expm1(s)) above it, relative to the density at x. A shape
// under 1 has its part 1/a taken out first. Integrals are over positive numbers, so that relative accuracy lasts in the tails.
import {
  abs,
  add,
  cast,
  clipByValue,
  div,
  equal,
  exp,
  fill,
  less,
  log,
  logicalAnd,
  logicalOr,
  maximum,
  minimum,
  mul,
  neg,
  onesLike,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ndtriComposite } from './composite-erf';
import {
  digammaComposite,
  HALF_LOG_TWO_PI,
  lgammaComposite,
  lgammaOnePlus,
  stirlingTail,
  trigammaComposite,
} from './composite-gamma';
import { expm1Composite, horner, log1pComposite } from './composite-log1p';
import { alike, beside, integrals } from './composite-quadrature';

/** (m - log(1 + m)) / m^2 for |m| < 0.3: the series of it. */
const EXCESS = Array.from({ length: 14 }, (_, k) => (-1) ** k / (k + 2));

/** log of x^a exp(-x) / Gamma(a). From 8 on around x = a, where nothing large cancels. */
function logTerm(a: Tensor, x: Tensor): Tensor {
  const big = maximum(a, 8);
  const m = div(sub(x, big), big);
  const excess = where(less(abs(m), 0.3), mul(square(m), horner(clipByValue(m, -0.3, 0.3), EXCESS)), sub(m, log(div(x, big))));
  const large = sub(sub(sub(mul(0.5, log(big)), HALF_LOG_TWO_PI), stirlingTail(big)), mul(big, excess));
  const small = sub(sub(mul(a, log(x)), x), lgammaComposite(a));
  return where(less(a, 8), small, large);
}

/** Where the integrand has fallen to exp(-DEPTH). */
const DEPTH = 18;

/** Newton's method on a s + x expm1(-s) = DEPTH, increasing and convex, for a > x. */
function reachBelow(a: Tensor, x: Tensor): Tensor {
  let s: Tensor = div(DEPTH, a);
  for (let step = 0; step < 8; step++) {
    const miss = sub(add(mul(a, s), mul(x, expm1Composite(neg(s)))), DEPTH);
    const slope = sub(a, mul(x, exp(neg(s))));
    s = sub(s, div(miss, maximum(slope, mul(1e-3, a))));
  }
  return s;
}

/** The same of x expm1(s) - a s = DEPTH. */
function reachAbove(a: Tensor, x: Tensor): Tensor {
  let s: Tensor = where(less(x, 10), log1pComposite(div(36, x)), sqrt(div(40, x)));
  for (let step = 0; step < 8; step++) {
    const e = mul(x, expm1Composite(s));
    const slope = add(sub(e, a), x);
    s = sub(s, div(sub(sub(e, mul(a, s)), DEPTH), maximum(slope, 1e-3)));
  }
  return s;
}

interface Tails {
  /** Whether the tail is the lower one. */
  lower: Tensor;
  /** The tail; its logarithm; that over x times the density. */
  tail: Tensor;
  logTail: Tensor;
  ratio: Tensor;
  /** x times the density. */
  term: Tensor;
  /** First and second derivative of P in a over `term`. */
  first: Tensor;
  second: Tensor;
}

/** Q of a shape under 1 at a small x: 1 - E (1 + a J) with log E = a log x - lgamma(1 + a). */
function tails(a: Tensor, x: Tensor): Tails {
  const small = less(a, 1);
  const logX = log(x);
  const lower = where(small, less(x, 1.5), less(x, sub(a, 0.5)));
  const term = exp(logTerm(a, x));

  // Small shapes: P = E (1 + a J_0), J_k the integral of s^k exp(-a s) (exp(-x exp(-s)) - 1).
  const b = where(small, a, fill(a.shape, 0.5));
  const near = where(logicalAnd(small, lower), x, fill(x.shape, 0.5));
  const [j0, j1, j2] = integrals(fill(a.shape, DEPTH), (s) => {
    const value = mul(exp(neg(mul(beside(b), s))), expm1Composite(neg(mul(beside(near), exp(neg(s))))));
    return [value, mul(s, value), mul(square(s), value)];
  });
  const logE = sub(mul(b, log(near)), lgammaOnePlus(b));
  const c = sub(log(near), digammaComposite(add(b, 1)));
  const whole = add(1, mul(b, j0));
  const bend = sub(j0, mul(b, j1));
  const bend2 = sub(mul(b, j2), mul(2, j1));
  const e = exp(logE);
  // E over x times the density is exp(x) / a.
  const unit = div(exp(near), b);
  const smallRatio = mul(unit, whole);
  const smallFirst = mul(unit, add(mul(c, whole), bend));
  const smallSecond = mul(
    unit,
    add(add(mul(sub(square(c), trigammaComposite(add(b, 1))), whole), mul(2, mul(c, bend))), bend2),
  );

  // The lower tail of other shapes.
  const below = logicalAnd(less(x, a), lower);
  const y = where(below, x, mul(0.5, a));
  const d = where(small, onesLike(a), a);
  const yd = where(small, mul(0.5, onesLike(a)), y);
  const [m0, m1, m2] = integrals(reachBelow(d, yd), (s) => {
    const value = exp(neg(add(mul(beside(d), s), mul(beside(yd), expm1Composite(neg(s))))));
    return [value, mul(s, value), mul(square(s), value)];
  });
  // And the upper.
  const z = where(lower, add(a, 1), x);
  const [u0, u1, u2] = integrals(reachAbove(a, z), (s) => {
    const value = exp(sub(mul(beside(a), s), mul(beside(z), expm1Composite(s))));
    return [value, mul(s, value), mul(square(s), value)];
  });
  const score = sub(logX, digammaComposite(a));
  const bendOfScore = sub(square(score), trigammaComposite(a));
  const lowFirst = sub(mul(score, m0), m1);
  const lowSecond = add(sub(mul(bendOfScore, m0), mul(2, mul(score, m1))), m2);
  const highFirst = neg(add(mul(score, u0), u1));
  const highSecond = neg(add(add(mul(bendOfScore, u0), mul(2, mul(score, u1))), u2));

  const pick = (s: Tensor, l: Tensor, h: Tensor) => where(lower, where(small, s, l), h);
  const ratio = pick(smallRatio, m0, u0);
  const log0 = add(logTerm(a, x), log(ratio));
  return {
    lower,
    tail: pick(mul(e, whole), mul(term, m0), mul(term, u0)),
    logTail: pick(add(logE, log1pComposite(mul(b, j0))), log0, log0),
    ratio,
    term,
    first: pick(smallFirst, lowFirst, highFirst),
    second: pick(smallSecond, lowSecond, highSecond),
  };
}

/** 1 - tail, where the shape is small without the leading 1. */
function rest(a: Tensor, x: Tensor, { tail }: Tails): Tensor {
  const b = minimum(a, 1);
  const near = minimum(x, 1.5);
  const logE = sub(mul(b, log(near)), lgammaOnePlus(b));
  const [j0] = integrals(fill(a.shape, DEPTH), (s) => [
    mul(exp(neg(mul(beside(b), s))), expm1Composite(neg(mul(beside(near), exp(neg(s)))))),
  ]);
  const small = neg(add(expm1Composite(logE), mul(exp(logE), mul(b, j0))));
  return where(logicalAnd(less(a, 1), less(x, 1.5)), small, sub(1, tail));
}

/** P and Q with the ends of the domain as the kernels have them. */
function ended(a: Tensor, x: Tensor, value: Tensor, atZero: number, beyond: number): Tensor {
  const inside = where(equal(x, 0), fill(x.shape, atZero), where(less(3e38, x), fill(x.shape, beyond), value));
  const point = where(equal(a, 0), fill(x.shape, beyond), inside);
  const bad = logicalOr(logicalOr(less(a, 0), less(x, 0)), logicalAnd(equal(a, 0), equal(x, 0)));
  return where(bad, fill(x.shape, Number.NaN), point);
}

type Both = (a: Tensor, x: Tensor) => Tensor;
const of =
  (work: (a: Tensor, x: Tensor) => Tensor): Both =>
  (a, x) => {
    const [first, second] = alike(a, x);
    return work(first, second);
  };

export const igammaComposite: Both = of((a, x) => {
  const all = tails(a, x);
  return ended(a, x, where(all.lower, all.tail, sub(1, all.tail)), 0, 1);
});

export const igammacComposite: Both = of((a, x) => {
  const all = tails(a, x);
  return ended(a, x, where(all.lower, rest(a, x, all), all.tail), 1, 0);
});

export const logIgammaComposite: Both = of((a, x) => {
  const all = tails(a, x);
  return ended(a, x, where(all.lower, all.logTail, log1pComposite(neg(all.tail))), Number.NEGATIVE_INFINITY, 0);
});

export const logIgammacComposite: Both = of((a, x) => {
  const all = tails(a, x);
  const other = rest(a, x, all);
  const near = where(less(all.tail, 0.5), log1pComposite(neg(all.tail)), log(other));
  return ended(a, x, where(all.lower, near, all.logTail), 0, Number.NEGATIVE_INFINITY);
});

export const gammaDensityComposite: Both = of((a, x) => {
  const value = div(exp(logTerm(a, x)), x);
  const atZero = where(less(a, 1), fill(x.shape, Number.POSITIVE_INFINITY), where(equal(a, 1), onesLike(x), zerosLike(x)));
  return where(equal(x, 0), atZero, value);
});

const slopeOfLogDensity = (a: Tensor, x: Tensor): Tensor => div(sub(sub(a, 1), x), x);

export const gammaDensitySlopeComposite: Both = of((a, x) => mul(div(exp(logTerm(a, x)), x), slopeOfLogDensity(a, x)));

export const gammaReversedHazardComposite: Both = of((a, x) => {
  const { lower, ratio, tail, term } = tails(a, x);
  return where(lower, div(1, mul(x, ratio)), div(term, mul(x, sub(1, tail))));
});

export const gammaHazardComposite: Both = of((a, x) => {
  const all = tails(a, x);
  return where(all.lower, div(all.term, mul(x, rest(a, x, all))), div(1, mul(x, all.ratio)));
});

export const igammaGradAComposite: Both = of((a, x) => {
  const { term, first } = tails(a, x);
  return mul(term, first);
});

export const igammaGradA2Composite: Both = of((a, x) => {
  const { term, second } = tails(a, x);
  return mul(term, second);
});

/** dx/da = -P_a / density. */
export const gammaDrawGradComposite: Both = of((a, x) => neg(mul(x, tails(a, x).first)));

/** d2x/da2 = -(P_aa + 2 P_ax g + P_xx g^2) / density, g = dx/da. */
export const gammaDrawGrad2Composite: Both = of((a, x) => {
  const { first, second } = tails(a, x);
  const g = neg(mul(x, first));
  const score = sub(log(x), digammaComposite(a));
  return neg(add(add(mul(x, second), mul(2, mul(score, g))), mul(slopeOfLogDensity(a, x), square(g))));
});

/**
 * The quantile by Newton's method on the logarithm of the tail that is known, P or Q, over log x: both are concave there. It starts from
 * Wilson and Hilferty's cube of a normal, or from P = x^a / Gamma(a + 1) where that is less.
 */
function quantile(a: Tensor, level: Tensor, ofUpper: boolean): Tensor {
  const z = ofUpper ? neg(ndtriComposite(level)) : ndtriComposite(level);
  const ninth = div(1, mul(9, a));
  const base = add(sub(1, ninth), mul(clipByValue(z, -12, 12), sqrt(ninth)));
  const cube = add(log(a), mul(3, log(maximum(base, 1e-3))));
  const logP = ofUpper ? log1pComposite(neg(level)) : log(level);
  const power = div(add(logP, lgammaComposite(add(a, 1))), a);
  let y = where(
    less(power, cube),
    where(less(base, 0.2), power, where(less(a, 0.5), minimum(cube, add(power, 1)), cube)),
    cube,
  );
  y = clipByValue(y, -85, 85);
  const target = log(level);
  for (let step = 0; step < 12; step++) {
    const x = exp(y);
    const all = tails(a, x);
    const others = ofUpper ? rest(a, x, all) : sub(1, all.tail);
    const own = ofUpper ? sub(1, cast(all.lower, 'float32')) : cast(all.lower, 'float32');
    const direct = equal(own, 1);
    const log0 = where(direct, all.logTail, log(others));
    const size = where(direct, div(1, all.ratio), div(all.term, others));
    const slope = ofUpper ? neg(size) : size;
    y = clipByValue(sub(y, clipByValue(div(sub(log0, target), slope), -3, 3)), -87, 87);
  }
  return exp(y);
}

/** From the side of the tail that is smaller. */
function inverse(a: Tensor, level: Tensor, ofUpper: boolean): Tensor {
  const small = less(level, 0.5);
  const own = quantile(a, where(small, level, fill(level.shape, 0.25)), ofUpper);
  const other = quantile(a, where(small, fill(level.shape, 0.25), clipByValue(sub(1, level), 1e-30, 0.5)), !ofUpper);
  const value = where(small, own, other);
  const atZero = fill(level.shape, ofUpper ? Number.POSITIVE_INFINITY : 0);
  const atOne = fill(level.shape, ofUpper ? 0 : Number.POSITIVE_INFINITY);
  const found = where(equal(level, 0), atZero, where(equal(level, 1), atOne, value));
  return where(logicalOr(less(level, 0), less(1, level)), fill(level.shape, Number.NaN), found);
}

export const igammaInverseComposite: Both = of((a, p) => inverse(a, p, false));
export const igammacInverseComposite: Both = of((a, q) => inverse(a, q, true));
