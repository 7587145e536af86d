// Normal and exponential numbers in float32, four at a time, without a branch.
import { log1pReduced, log_f32x4, select } from '../special/lanes';

/** Uniform on (0, 1]: 31 bits, rounded to 24 digits, so that small numbers keep all of theirs. */
// @ts-ignore: decorator
@inline
export function unit_f32x4(words: v128): v128 {
  const whole = f32x4.convert_i32x4_s(i32x4.shr_u(words, 1));
  return f32x4.mul(f32x4.add(whole, f32x4.splat(0.5)), f32x4.splat(4.656612873077393e-10));
}

/** Exponential numbers: -log(1 - u), which keeps the digits of small ones; the largest is 17.3. */
// @ts-ignore: decorator
@inline
export function exponential_f32x4(words: v128): v128 {
  const u = unit_f32x4(words);
  const rest = f32x4.max(f32x4.sub(f32x4.splat(1), u), f32x4.splat(2.9802322e-8));
  const far = log_f32x4(rest);
  const near = log1pReduced(f32x4.neg(u));
  return f32x4.neg(select(near, far, f32x4.lt(u, f32x4.splat(0.29))));
}

/** The lengths of Box and Muller's pairs of normal numbers (1958). */
// @ts-ignore: decorator
@inline
export function radius_f32x4(words: v128): v128 {
  return f32x4.sqrt(f32x4.mul(log_f32x4(unit_f32x4(words)), f32x4.splat(-2)));
}

/** An angle within an eighth of a turn of 0: 30 bits of each word. */
// @ts-ignore: decorator
@inline
function angle_f32x4(words: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shl(words, 2)), f32x4.splat(3.6572951981440e-10));
}

let sine: v128 = i32x4.splat(0);

/**
 * Cosines of random directions, whose sines are left in `sines()`: an angle within an eighth of a turn, turned by none to three
 * quarters, which two bits of the word choose.
 */
// @ts-ignore: decorator
@inline
export function direction_f32x4(words: v128): v128 {
  const t = angle_f32x4(words);
  const s = f32x4.mul(t, t);
  const sin = f32x4.mul(
    t,
    f32x4.add(
      f32x4.splat(1),
      f32x4.mul(s, f32x4.add(f32x4.splat(-0.16666654611), f32x4.mul(s, f32x4.add(f32x4.splat(8.3321608736e-3), f32x4.mul(s, f32x4.splat(-1.9515295891e-4)))))),
    ),
  );
  const cos = f32x4.add(
    f32x4.splat(1),
    f32x4.mul(
      s,
      f32x4.add(
        f32x4.splat(-0.5),
        f32x4.mul(s, f32x4.add(f32x4.splat(4.166664568298827e-2), f32x4.mul(s, f32x4.add(f32x4.splat(-1.388731625493765e-3), f32x4.mul(s, f32x4.splat(2.443315711809948e-5)))))),
      ),
    ),
  );
  const swap = i32x4.shr_s(i32x4.shl(words, 0), 31);
  const negate = v128.and(i32x4.shl(words, 1), i32x4.splat(0x80000000));
  sine = v128.xor(select(cos, sin, swap), negate);
  return v128.xor(select(f32x4.neg(sin), cos, swap), negate);
}

// @ts-ignore: decorator
@inline
export function sines(): v128 {
  return sine;
}
