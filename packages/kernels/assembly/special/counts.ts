// Logarithms of factorials, rising factorials and binomial coefficients: what the densities of counts are made of. Each is worked
// out whole, so that large terms cancel before anything is rounded.
import { digamma, lgamma, lgamma_f32x4, lgammaOnePlus, lgammaPositive } from './gamma';
import { lbeta } from './lbeta';
import { lgammaFactor, stirlingTail } from './polynomials';
import { polygamma } from './zeta';

/** Whole numbers under this are looked up. */
const COUNT: i32 = 256;
const doubles = memory.data(COUNT << 3);
const floats = memory.data(COUNT << 2);
let filled = false;

function fill(): void {
  for (let k = 0; k < COUNT; k++) {
    const value = lgammaPositive(<f64>k + 1);
    store<f64>(doubles + (<usize>k << 3), value);
    store<f32>(floats + (<usize>k << 2), <f32>value);
  }
  filled = true;
}

// log k! = log Gamma(k + 1), with the digits of a small k.
// @elementwise
export function logFactorial(k: f64): f64 {
  if (k >= 0 && k < <f64>COUNT) {
    const whole = <i32>k;
    if (<f64>whole == k) {
      if (!filled) fill();
      return load<f64>(doubles + (<usize>whole << 3));
    }
    if (k < 1) return lgammaOnePlus(k);
  }
  // Gamma(1 + k) = Gamma(2 + k) / (1 + k), the polynomial about 3/2.
  if (k < 0 && k > -0.5) return (1 + k) * k * lgammaFactor(k + 0.5) - Math.log1p(k);
  return lgamma(k + 1);
}

export function logFactorial_f32x4(k: v128): v128 {
  const whole = v128.and(f32x4.eq(k, f32x4.nearest(k)), f32x4.ge(k, f32x4.splat(0)));
  if (i32x4.all_true(v128.and(whole, f32x4.lt(k, f32x4.splat(256))))) {
    if (!filled) fill();
    const at = i32x4.add(i32x4.shl(i32x4.trunc_sat_f32x4_s(k), 2), i32x4.splat(<i32>floats));
    return f32x4(
      load<f32>(i32x4.extract_lane(at, 0)),
      load<f32>(i32x4.extract_lane(at, 1)),
      load<f32>(i32x4.extract_lane(at, 2)),
      load<f32>(i32x4.extract_lane(at, 3)),
    );
  }
  if (i32x4.all_true(f32x4.gt(k, f32x4.splat(64)))) return lgamma_f32x4(f32x4.add(k, f32x4.splat(1)));
  return f32x4(
    <f32>logFactorial(<f64>f32x4.extract_lane(k, 0)),
    <f32>logFactorial(<f64>f32x4.extract_lane(k, 1)),
    <f32>logFactorial(<f64>f32x4.extract_lane(k, 2)),
    <f32>logFactorial(<f64>f32x4.extract_lane(k, 3)),
  );
}

// @ts-ignore: decorator
@inline
function tail(x: f64): f64 {
  const r = 1 / x;
  return r * stirlingTail(r * r);
}

// log of a (a + 1) ... (a + n - 1) = Gamma(a + n) / Gamma(a), for real a > 0 and a + n > 0: Pochhammer's symbol.
// @elementwise
export function logRisingFactorial(a: f64, n: f64): f64 {
  if (!(a >= 0 && a + n >= 0)) return NaN;
  if (n == 0) return 0;
  if (a == 0) return -Infinity;
  if (a + n == 0) return Infinity;
  if (n == Infinity) return a == Infinity ? NaN : Infinity;
  if (a == Infinity) return n > 0 ? Infinity : -Infinity;
  if (Math.abs(n) < 1e-2 * a) {
    // Taylor's series about the middle, which has odd derivatives alone.
    const m = a + 0.5 * n;
    const t = 0.25 * n * n;
    return n * (digamma(m) + t * (polygamma(2, m) / 6 + (t / 120) * polygamma(4, m)));
  }
  if (a >= 8 && a + n >= 8) return (a - 0.5) * Math.log1p(n / a) + n * (Math.log(a + n) - 1) + (tail(a + n) - tail(a));
  return lgammaPositive(a + n) - lgammaPositive(a);
}

// log of n! / (k! (n - k)!), for real n >= k >= 0; minus infinity for k outside.
// @elementwise
export function logBinomial(n: f64, k: f64): f64 {
  if (!(n >= 0) || k != k) return NaN;
  if (k < 0 || k > n) return -Infinity;
  if (k == 0 || k == n) return 0;
  if (n == Infinity) return Infinity;
  const j = Math.min(k, n - k);
  if (j < 8) return logRisingFactorial(n - j + 1, j) - logFactorial(j);
  return -Math.log1p(n) - lbeta(n - j + 1, j + 1);
}
