// Gamma draws in float32, eight at a time: Marsaglia and Tsang's proposals (2000), nearly all of which a bound without a logarithm
// accepts; the rest are decided one by one in float64. Shapes under 1: a draw of shape a + 1 times U^(1/a).
import { shapeFromOne } from '../random/gamma';
import { isBelow } from '../random/stream';
import { exp_f32x4, select } from '../special/lanes';
import { direction_f32x4, exponential_f32x4, radius_f32x4, sines } from './normal';
import { takeWords } from './words';

/** Keeps a shape of 0 from dividing: its draws are 0. */
const LEAST_SHAPE: f32 = 1e-30;

/**
 * out[i] = Gamma(shape[i] + counts[i], rate 1 / scale), i = 0 .. n - 1 with n a multiple of 8. Draws of small shapes under about
 * exp(least), -87 < least, are 0. Where `expected` is not 0, the expectations go there.
 */
export function gammaRow(shape: usize, counts: usize, scale: f32, out: usize, expected: usize, n: u32, least: f32): void {
  const scales = f32x4.splat(scale);
  for (let i: u32 = 0; i < n; i += 8) {
    const at = <usize>i << 2;
    const words = takeWords(12);
    const radius = radius_f32x4(v128.load(words));
    const cosines = direction_f32x4(v128.load(words, 16));
    const second = f32x4.mul(radius, sines());
    const decisions = v128.load(words, 32);
    const a = f32x4.add(v128.load(shape + at), v128.load(counts + at));
    const b = f32x4.add(v128.load(shape + at, 16), v128.load(counts + at, 16));
    if (expected) {
      v128.store(expected + at, f32x4.mul(a, scales));
      v128.store(expected + at, f32x4.mul(b, scales), 16);
    }
    v128.store(out + at, f32x4.mul(four(a, f32x4.mul(radius, cosines), v128.and(decisions, i32x4.splat(0xffff)), least), scales));
    v128.store(out + at, f32x4.mul(four(b, second, i32x4.shr_u(decisions, 16), least), scales), 16);
  }
}

/** Draws of shapes a, given a normal number and 16 random bits for each. */
// @ts-ignore: decorator
@inline
function four(a: v128, z: v128, coarse: v128, leastExponent: f32): v128 {
  const one = f32x4.splat(1);
  const small = f32x4.lt(a, one);
  const d = f32x4.add(a, f32x4.sub(v128.and(small, one), f32x4.splat(0.33333333)));
  // 1 / (9 d), and its root.
  const square = f32x4.div(f32x4.splat(0.11111111), d);
  const t = f32x4.add(one, f32x4.mul(f32x4.sqrt(square), z));
  const zz = f32x4.mul(z, z);
  // 1 - 0.0221 z^4 / d is a lower bound of the acceptance; 0.0222 leaves room for rounding (see random/gamma.ts).
  const bound = f32x4.sub(one, f32x4.mul(f32x4.mul(zz, zz), f32x4.mul(square, f32x4.splat(9 * 0.0222))));
  const u = f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(coarse), one), f32x4.splat(1.0 / 65536.0));
  const accepted = v128.and(f32x4.lt(u, bound), f32x4.gt(t, f32x4.splat(0.01)));
  let draw = f32x4.mul(d, f32x4.mul(t, f32x4.mul(t, t)));
  if (!i32x4.all_true(accepted)) draw = decided(draw, d, z, coarse, i32x4.bitmask(accepted));
  if (!v128.any_true(small)) return draw;
  const e = exponential_f32x4(v128.load(takeWords(4)));
  const exponent = f32x4.neg(f32x4.div(e, f32x4.max(a, f32x4.splat(LEAST_SHAPE))));
  const least = f32x4.splat(leastExponent);
  const power = v128.and(exp_f32x4(f32x4.max(exponent, least)), f32x4.gt(exponent, least));
  return f32x4.mul(draw, select(power, one, small));
}

function decided(draw: v128, d: v128, z: v128, coarse: v128, accepted: i32): v128 {
  if (!(accepted & 1)) draw = f32x4.replace_lane(draw, 0, one(f32x4.extract_lane(d, 0), f32x4.extract_lane(z, 0), i32x4.extract_lane(coarse, 0)));
  if (!(accepted & 2)) draw = f32x4.replace_lane(draw, 1, one(f32x4.extract_lane(d, 1), f32x4.extract_lane(z, 1), i32x4.extract_lane(coarse, 1)));
  if (!(accepted & 4)) draw = f32x4.replace_lane(draw, 2, one(f32x4.extract_lane(d, 2), f32x4.extract_lane(z, 2), i32x4.extract_lane(coarse, 2)));
  if (!(accepted & 8)) draw = f32x4.replace_lane(draw, 3, one(f32x4.extract_lane(d, 3), f32x4.extract_lane(z, 3), i32x4.extract_lane(coarse, 3)));
  return draw;
}

/** A draw of shape d + 1/3 >= 1, of which the first proposal is given. */
function one(d32: f32, z32: f32, coarse: i32): f32 {
  const d = <f64>d32;
  const z = <f64>z32;
  const t = 1.0 + z / Math.sqrt(9.0 * d);
  if (t > 0) {
    const v = t * t * t;
    if (isBelow(<f64>coarse, 65536.0 * Math.exp(0.5 * z * z + d * (1.0 - v + 3.0 * Math.log(t))))) return <f32>(d * v);
  }
  return <f32>shapeFromOne(d + 1.0 / 3.0);
}
