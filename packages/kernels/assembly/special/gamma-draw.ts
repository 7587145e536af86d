// How a draw x of the gamma law Gamma(a, 1) moves with its shape a at a fixed quantile, to first and second order: the pathwise
// (implicit, GO) derivatives. Worked out for log x, where nothing underflows:
//
//   first   g(a, x)  = d log x / da                     = -(dP/da) / (x q)
//   weight  k(a, x)  = -(d2P/da2) / (x q)
//   second  d2 log x / da2 = k - 2 g (log x - psi(a)) - g^2 (a - x)
//
// with P the distribution function and x q = x^a exp(-x) / Gamma(a). For a >= 8 and x near a, the expansions of
// gamma-expansions.ts. From P(a, x) = P(a+1, x) + x^a exp(-x) / Gamma(a+1), with l = log x - psi(a+1),
//
//   g(a) = (x g(a+1) - l) / a,   k(a) = (x k(a+1) - l^2 + psi'(a+1)) / a,
//
// which carries shapes below 8 up to where the expansions hold, and, begun with nothing far enough up, is the power series of P.
// Far in the upper tail, Gauss-Laguerre quadrature of the integral over the tail. Results are left in module variables: a function of
// AssemblyScript returns one number.
import { gammaDrawShort, isCommonDraw, isCommonLogDraw, logGammaDrawShort } from './gamma-draw-single';
import { drawFirst, drawSecond } from './gamma-expansions';
import { digammaPositive, trigamma } from './gamma';

/** d log x / da, k, and d2 log x / da2 of the last call. */
export let drawSlope: f64 = 0;
export let drawWeight: f64 = 0;
export let drawCurvature: f64 = 0;

/** Steps of the recurrence after which, from nothing, the terms left out are below 1e-17 of the sum. */
// @ts-ignore: decorator
@inline
function seriesLength(a: f64, x: f64): i32 {
  const ratio = x / (a + 1);
  return ratio < 1e-6 ? 4 : ratio < 2e-3 ? 7 : ratio < 0.05 ? 12 : ratio < 0.2 ? 18 : 26;
}

/** Sets the variables above for a > 0 and x = exp(y) > 0; x may have underflowed to 0. */
export function differentiateGammaDraw(a: f64, x: f64, y: f64): void {
  if (!(a > 0 && a < Infinity && x < Infinity && y > -Infinity)) {
    drawSlope = drawWeight = drawCurvature = NaN;
    return;
  }
  let slope: f64 = 0;
  let weight: f64 = 0;
  let steps = 0;
  let curvature = NaN;
  if (x < (a < 8 ? 1.2 : 0.14 * a)) {
    steps = seriesLength(a, x);
  } else {
    if (a < 8) steps = i32(Math.ceil(8 - a));
    const top = a + steps;
    if (x > 7.3 * top || (a < 3 && x > 10 + 4 * a)) {
      upperTail(a, x, y);
      return;
    }
    const r = 1 / top;
    const far = x - top;
    const v = Math.abs(far) < 0.3 * top ? Math.log1p(far * r) : y - Math.log(top);
    const lead = v == 0 ? 1.0 : -v / Math.expm1(-v);
    const g = lead + r * drawFirst(v, r);
    const h = r * drawSecond(v, r);
    slope = g / x;
    curvature = h / x - slope * slope;
    if (steps) {
      const s = y - digammaPositive(top);
      weight = curvature + 2 * slope * s + slope * slope * (top - x);
    }
  }
  let psi = digammaPositive(a + steps);
  if (!steps) {
    drawSlope = slope;
    drawCurvature = curvature;
    drawWeight = curvature + 2 * slope * (y - psi) + slope * slope * (a - x);
    return;
  }
  let psi1 = trigamma(a + steps);
  for (let k = steps - 1; k >= 0; k--) {
    const shape = a + k;
    const r = 1 / shape;
    const l = y - psi;
    slope = (x * slope - l) * r;
    weight = (x * weight - l * l + psi1) * r;
    psi -= r;
    psi1 += r * r;
  }
  drawSlope = slope;
  drawWeight = weight;
  drawCurvature = weight - 2 * slope * (y - psi) - slope * slope * (a - x);
}

/** Nodes and weights of Gauss-Laguerre quadrature with 20 points. */
const NODES: StaticArray<f64> = [0.07053988969198875, 0.37212681800161146, 0.9165821024832735, 1.707306531028344, 2.749199255309432, 4.048925313850887, 5.6151749708616165, 7.459017453671064, 9.594392869581096, 12.038802546964316, 14.81429344263074, 17.948895520519375, 21.47878824028501, 25.451702793186904, 29.93255463170061, 35.013434240479, 40.83305705672857, 47.6199940473465, 55.810795750063896, 66.52441652561575];
const WEIGHTS: StaticArray<f64> = [0.16874680185111388, 0.2912543620060683, 0.2666861028670013, 0.16600245326950683, 0.07482606466879237, 0.02496441730928322, 0.006202550844572237, 0.0011449623864769082, 0.00015574177302781197, 1.5401440865224915e-05, 1.0864863665179824e-06, 5.3301209095567146e-08, 1.757981179050582e-09, 3.7255024025123206e-11, 4.767529251578191e-13, 3.3728442433624386e-15, 1.1550143395003989e-17, 1.5395221405823435e-20, 5.286442725569158e-24, 1.6564566124990233e-28];

/** g = (1/x) Int exp(-u) (1 + u/x)^(a-1) (s + log(1 + u/x)) du over u > 0, s = log x - psi(a); k alike. For x > 7 a or x > 10 + 4 a. */
function upperTail(a: f64, x: f64, y: f64): void {
  const s = y - digammaPositive(a);
  const rate = 1 - (a - 1) / x;
  let zeroth: f64 = 0;
  let first: f64 = 0;
  let second: f64 = 0;
  for (let i = 0; i < 20; i++) {
    const u = NODES[i] / rate;
    const l = Math.log1p(u / x);
    const weight = WEIGHTS[i] * Math.exp((a - 1) * (l - u / x));
    zeroth += weight;
    first += weight * (s + l);
    second += weight * (s + l) * (s + l);
  }
  const scale = 1 / (rate * x);
  drawSlope = first * scale;
  drawWeight = (second - trigamma(a) * zeroth) * scale;
  drawCurvature = drawWeight - 2 * drawSlope * s - drawSlope * drawSlope * (a - x);
}

// dx/da of a draw x of Gamma(a, 1).
// @elementwise
export function gammaDrawFirst(a: f64, x: f64): f64 {
  if (x == 0) return 0;
  differentiateGammaDraw(a, x, Math.log(x));
  return x * drawSlope;
}

export function gammaDrawFirst_f32x4(a: v128, x: v128): v128 {
  if (isCommonDraw(a, x)) return gammaDrawShort(a, x);
  let g = f32x4.splat(<f32>gammaDrawFirst(f32x4.extract_lane(a, 0), f32x4.extract_lane(x, 0)));
  g = f32x4.replace_lane(g, 1, <f32>gammaDrawFirst(f32x4.extract_lane(a, 1), f32x4.extract_lane(x, 1)));
  g = f32x4.replace_lane(g, 2, <f32>gammaDrawFirst(f32x4.extract_lane(a, 2), f32x4.extract_lane(x, 2)));
  return f32x4.replace_lane(g, 3, <f32>gammaDrawFirst(f32x4.extract_lane(a, 3), f32x4.extract_lane(x, 3)));
}

// d2x/da2 of a draw x of Gamma(a, 1).
// @elementwise
export function gammaDrawSecond(a: f64, x: f64): f64 {
  if (x == 0) return 0;
  differentiateGammaDraw(a, x, Math.log(x));
  return x * (drawCurvature + drawSlope * drawSlope);
}

// dy/da of y = log x, x a draw of Gamma(a, 1).
// @elementwise
export function logGammaDrawFirst(a: f64, y: f64): f64 {
  differentiateGammaDraw(a, Math.exp(y), y);
  return drawSlope;
}

export function logGammaDrawFirst_f32x4(a: v128, y: v128): v128 {
  if (isCommonLogDraw(a, y)) return logGammaDrawShort(a, y);
  let g = f32x4.splat(<f32>logGammaDrawFirst(f32x4.extract_lane(a, 0), f32x4.extract_lane(y, 0)));
  g = f32x4.replace_lane(g, 1, <f32>logGammaDrawFirst(f32x4.extract_lane(a, 1), f32x4.extract_lane(y, 1)));
  g = f32x4.replace_lane(g, 2, <f32>logGammaDrawFirst(f32x4.extract_lane(a, 2), f32x4.extract_lane(y, 2)));
  return f32x4.replace_lane(g, 3, <f32>logGammaDrawFirst(f32x4.extract_lane(a, 3), f32x4.extract_lane(y, 3)));
}

// d2y/da2 of y = log x, x a draw of Gamma(a, 1).
// @elementwise
export function logGammaDrawSecond(a: f64, y: f64): f64 {
  differentiateGammaDraw(a, Math.exp(y), y);
  return drawCurvature;
}
