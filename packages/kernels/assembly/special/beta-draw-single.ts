// First derivatives of the logit of beta draws in both parameters at a fixed quantile, for float32 results: the series of
// beta-moments.ts, cut short, for two draws side by side. Draws whose series is long are left to betaLogitDerivatives.
import { exp2 } from '../exp';
import { betaLogitDerivatives, logitA, logitB } from './beta-moments';
import { log_f64x2 } from './elementary';
import { digamma_f64x2 } from './gamma';

// @ts-ignore: decorator
@inline
function select(a: v128, b: v128, where: v128): v128 {
  return v128.bitselect(a, b, where);
}

/** Of n float32 draws t = log(x / y), x of Beta(a, b): dt/da at `ofA` and dt/db at `ofB`. A stride of 0 repeats one parameter. */
export function betaLogitSlopes(a: usize, strideA: usize, b: usize, strideB: usize, t: usize, ofA: usize, ofB: usize, n: u32): void {
  for (let i: usize = 0; i < n; i += 2) {
    const at = i << 2;
    const aPair = f64x2.promote_low_f32x4(strideA ? v128.load64_zero(a + at) : v128.load32_splat(a));
    const bPair = f64x2.promote_low_f32x4(strideB ? v128.load64_zero(b + at) : v128.load32_splat(b));
    const tPair = f64x2.promote_low_f32x4(v128.load64_zero(t + at));
    slopesOfTwo(aPair, bPair, tPair, ofA + at, ofB + at);
  }
}

function slopesOfTwo(a: v128, b: v128, t: v128, ofA: usize, ofB: usize): void {
  const one = f64x2.splat(1);
  const size = f64x2.abs(t);
  const e = exp2(f64x2.neg(size));
  const large = f64x2.div(one, f64x2.add(one, e));
  const small = f64x2.mul(e, large);
  const logLarge = f64x2.neg(log_f64x2(f64x2.add(one, e)));
  const logSmall = f64x2.sub(logLarge, size);
  const c = f64x2.add(a, b);
  const negative = f64x2.lt(t, f64x2.splat(0));
  // The tail on the side of the mean where x lies: above it, a and b change places.
  const above = f64x2.gt(f64x2.mul(select(small, large, negative), c), a);
  const A = select(b, a, above);
  const B = select(a, b, above);
  const xIsSmall = v128.xor(negative, above);
  const x = select(small, large, xIsSmall);
  const logX = select(logSmall, logLarge, xIsSmall);
  const logY = select(logLarge, logSmall, xIsSmall);
  const short = f64x2.lt(
    f64x2.mul(x, f64x2.add(c, f64x2.splat(100))),
    f64x2.mul(f64x2.splat(0.87), f64x2.add(A, f64x2.splat(101))),
  );
  const moderate = v128.and(
    f64x2.gt(f64x2.pmin(a, b), f64x2.splat(1e-5)),
    f64x2.lt(f64x2.pmax(a, b), f64x2.splat(1e5)),
  );
  const good = v128.and(short, moderate);
  let da = f64x2.splat(0);
  let db = f64x2.splat(0);
  if (v128.any_true(good)) {
    let p = f64x2.add(A, one);
    let q = c;
    const psi = digamma_f64x2(c);
    let sa = f64x2.add(logX, f64x2.sub(psi, digamma_f64x2(p)));
    let sb = f64x2.add(logY, f64x2.sub(psi, digamma_f64x2(B)));
    let term = one;
    let m = one;
    da = sa;
    db = sb;
    for (let k = 0; k < 400; k++) {
      const u = f64x2.div(one, p);
      const v = f64x2.div(one, q);
      term = f64x2.mul(term, f64x2.mul(x, f64x2.mul(q, u)));
      sa = f64x2.add(sa, f64x2.sub(v, u));
      sb = f64x2.add(sb, v);
      m = f64x2.add(m, term);
      da = f64x2.add(da, f64x2.mul(term, sa));
      db = f64x2.add(db, f64x2.mul(term, sb));
      p = f64x2.add(p, one);
      q = f64x2.add(q, one);
      if (!v128.any_true(v128.and(good, f64x2.gt(term, f64x2.mul(m, f64x2.splat(3e-9)))))) break;
    }
    const r = f64x2.div(one, A);
    da = f64x2.mul(da, r);
    db = f64x2.mul(db, r);
  }
  v128.store64_lane(ofA, f32x4.demote_f64x2_zero(select(db, f64x2.neg(da), above)), 0);
  v128.store64_lane(ofB, f32x4.demote_f64x2_zero(select(da, f64x2.neg(db), above)), 0);
  const done = i64x2.bitmask(good);
  const logOfX = select(logSmall, logLarge, negative);
  const logOfY = select(logLarge, logSmall, negative);
  if ((done & 1) == 0) {
    derive(f64x2.extract_lane(a, 0), f64x2.extract_lane(b, 0), f64x2.extract_lane(logOfX, 0), f64x2.extract_lane(logOfY, 0), ofA, ofB);
  }
  if ((done & 2) == 0) {
    derive(f64x2.extract_lane(a, 1), f64x2.extract_lane(b, 1), f64x2.extract_lane(logOfX, 1), f64x2.extract_lane(logOfY, 1), ofA + 4, ofB + 4);
  }
}

function derive(a: f64, b: f64, logX: f64, logY: f64, ofA: usize, ofB: usize): void {
  // What a vector reads past its end may be anything.
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity && logX > -Infinity && logY > -Infinity)) {
    store<f32>(ofA, NaN);
    store<f32>(ofB, NaN);
    return;
  }
  betaLogitDerivatives(a, b, logX, logY);
  store<f32>(ofA, <f32>logitA);
  store<f32>(ofB, <f32>logitB);
}
