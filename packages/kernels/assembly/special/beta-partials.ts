// Partial derivatives in a and b of the incomplete beta function, of its logarithm and of its inverse, from the integrals of
// beta-moments.ts. `which` is 0 in a, 1 in b, 2 twice in a, 3 in both, 4 twice in b.
import { betaDensity, betaPower, betainc, lowerRatio } from './beta';
import { betaDrawA, betaDrawAA, betaDrawAB, betaDrawB, betaDrawBB, digammaDifference, lowerMoments, m, ma, maa, mab, mb, mbb } from './beta-moments';
import { betaincinv } from './beta-quantile';

// @ts-ignore: decorator
@inline
function inside(a: f64, b: f64, x: f64): bool {
  return a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && x <= 1;
}

/** Of the lower tail divided by the power x^a y^b / B(a, b), on the side of x that is smaller; says whether that is the lower. */
function tail(a: f64, b: f64, x: f64): bool {
  const logX = Math.log(x);
  const logY = Math.log1p(-x);
  const direct = x * (a + b) <= a;
  if (direct) lowerMoments(a, b, logX, logY);
  else lowerMoments(b, a, logY, logX);
  return direct;
}

// @ts-ignore: decorator
@inline
function moment(direct: bool, which: i32): f64 {
  if (which == 0) return direct ? ma : -mb;
  if (which == 1) return direct ? mb : -ma;
  if (which == 2) return direct ? maa : -mbb;
  if (which == 3) return direct ? mab : -mab;
  return direct ? mbb : -maa;
}

function partial(a: f64, b: f64, x: f64, which: i32): f64 {
  if (!inside(a, b, x)) return NaN;
  if (x == 0 || x == 1) return 0;
  const direct = tail(a, b, x);
  return betaPower(a, b, x, 1 - x) * moment(direct, which);
}

// @elementwise
export function betaincA(a: f64, b: f64, x: f64): f64 {
  return partial(a, b, x, 0);
}

// @elementwise
export function betaincB(a: f64, b: f64, x: f64): f64 {
  return partial(a, b, x, 1);
}

// @elementwise
export function betaincAA(a: f64, b: f64, x: f64): f64 {
  return partial(a, b, x, 2);
}

// @elementwise
export function betaincAB(a: f64, b: f64, x: f64): f64 {
  return partial(a, b, x, 3);
}

// @elementwise
export function betaincBB(a: f64, b: f64, x: f64): f64 {
  return partial(a, b, x, 4);
}

function logPartial(a: f64, b: f64, x: f64, which: i32): f64 {
  if (!inside(a, b, x) || x == 0) return NaN;
  if (x == 1) return 0;
  const direct = tail(a, b, x);
  // Below, I is m times the power; above it is 1 less that.
  const scale = direct ? 1 / m : betaPower(a, b, x, 1 - x) / betainc(a, b, x);
  const value = scale * moment(direct, which);
  if (which < 2) return value;
  const first = scale * moment(direct, which == 4 ? 1 : 0);
  const second = scale * moment(direct, which == 2 ? 0 : 1);
  return value - first * second;
}

// @elementwise
export function logBetaincA(a: f64, b: f64, x: f64): f64 {
  return logPartial(a, b, x, 0);
}

// @elementwise
export function logBetaincB(a: f64, b: f64, x: f64): f64 {
  return logPartial(a, b, x, 1);
}

// @elementwise
export function logBetaincAA(a: f64, b: f64, x: f64): f64 {
  return logPartial(a, b, x, 2);
}

// @elementwise
export function logBetaincAB(a: f64, b: f64, x: f64): f64 {
  return logPartial(a, b, x, 3);
}

// @elementwise
export function logBetaincBB(a: f64, b: f64, x: f64): f64 {
  return logPartial(a, b, x, 4);
}

// @elementwise
export function betaincinvA(a: f64, b: f64, p: f64): f64 {
  return betaDrawA(a, b, betaincinv(a, b, p));
}

// @elementwise
export function betaincinvB(a: f64, b: f64, p: f64): f64 {
  return betaDrawB(a, b, betaincinv(a, b, p));
}

// @elementwise
export function betaincinvAA(a: f64, b: f64, p: f64): f64 {
  return betaDrawAA(a, b, betaincinv(a, b, p));
}

// @elementwise
export function betaincinvAB(a: f64, b: f64, p: f64): f64 {
  return betaDrawAB(a, b, betaincinv(a, b, p));
}

// @elementwise
export function betaincinvBB(a: f64, b: f64, p: f64): f64 {
  return betaDrawBB(a, b, betaincinv(a, b, p));
}

// The score of a beta law in a: log x - psi(a) + psi(a + b).
// @elementwise
export function betaScoreA(a: f64, b: f64, x: f64): f64 {
  return Math.log(x) + digammaDifference(a, b);
}

// In b: log(1 - x) - psi(b) + psi(a + b).
// @elementwise
export function betaScoreB(a: f64, b: f64, x: f64): f64 {
  return Math.log1p(-x) + digammaDifference(b, a);
}

// The density over I: the derivative of log I in x.
// @elementwise
export function betaReversedHazard(a: f64, b: f64, x: f64): f64 {
  if (!inside(a, b, x)) return NaN;
  if (x == 0) return Infinity;
  if (x == 1) return betaDensity(a, b, x);
  const y = 1 - x;
  if (x <= (a + 1) / (a + b + 2)) return 1 / (lowerRatio(a, b, x, y) * x * y);
  return betaPower(a, b, x, y) / (x * y * betainc(a, b, x));
}
