// exp for two doubles at once. Cody-Waite reduction x = k ln2 + r, |r| <= ln2/2, and the Taylor polynomial of degree 13,
// whose remainder at that radius is 4e-18: within 1 ulp. Arguments under -708 give 0, which is what a log-sum-exp wants.

// Constants lie in memory, each twice: an engine builds a vector from an immediate in several instructions, and loads one in one.
const TABLE: usize = memory.data<f64>([
  -709.0, -709.0,
  709.0, 709.0,
  1.44269504088896338700, 1.44269504088896338700, // 1 / ln 2
  6755399441055744.0, 6755399441055744.0, // 1.5 * 2^52: adding it rounds to an integer and leaves that in the low bits
  6.93147180369123816490e-1, 6.93147180369123816490e-1, // ln 2, its high digits
  1.90821492927058770002e-10, 1.90821492927058770002e-10, // and the rest
  -708.0, -708.0,
  1.0, 1.0,
  0.5, 0.5,
  1.0 / 6.0, 1.0 / 6.0,
  1.0 / 24.0, 1.0 / 24.0,
  1.0 / 120.0, 1.0 / 120.0,
  1.0 / 720.0, 1.0 / 720.0,
  1.0 / 5040.0, 1.0 / 5040.0,
  1.0 / 40320.0, 1.0 / 40320.0,
  1.0 / 362880.0, 1.0 / 362880.0,
  1.0 / 3628800.0, 1.0 / 3628800.0,
  1.0 / 39916800.0, 1.0 / 39916800.0,
  1.0 / 479001600.0, 1.0 / 479001600.0,
  1.0 / 6227020800.0, 1.0 / 6227020800.0,
], 16);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load(TABLE + (index << 4));
}

// @ts-ignore: decorator
@inline
export function exp2(x: v128): v128 {
  const clamped = f64x2.pmax(constant(0), f64x2.pmin(constant(1), x));
  const shifter = constant(3);
  const shifted = f64x2.add(f64x2.mul(clamped, constant(2)), shifter);
  const k = f64x2.sub(shifted, shifter);
  const r = f64x2.sub(f64x2.sub(clamped, f64x2.mul(k, constant(4))), f64x2.mul(k, constant(5)));
  // Estrin's scheme: short chains keep both multipliers busy.
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const r8 = f64x2.mul(r4, r4);
  const p01 = f64x2.add(constant(7), r);
  const p23 = f64x2.add(constant(8), f64x2.mul(r, constant(9)));
  const p45 = f64x2.add(constant(10), f64x2.mul(r, constant(11)));
  const p67 = f64x2.add(constant(12), f64x2.mul(r, constant(13)));
  const p89 = f64x2.add(constant(14), f64x2.mul(r, constant(15)));
  const pab = f64x2.add(constant(16), f64x2.mul(r, constant(17)));
  const pcd = f64x2.add(constant(18), f64x2.mul(r, constant(19)));
  const low = f64x2.add(f64x2.add(p01, f64x2.mul(r2, p23)), f64x2.mul(r4, f64x2.add(p45, f64x2.mul(r2, p67))));
  const high = f64x2.add(f64x2.add(p89, f64x2.mul(r2, pab)), f64x2.mul(r4, pcd));
  const p = f64x2.add(low, f64x2.mul(r8, high));
  // 2^k: the integer k sits in the low bits of `shifted`; move it to the exponent field.
  const scale = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  const value = f64x2.mul(p, scale);
  return v128.and(value, f64x2.gt(x, constant(6)));
}
