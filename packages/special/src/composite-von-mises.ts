// The von Mises law in float32 tensor ops, for graphics cards; the integrals are the kernel's (packages/kernels/assembly/special/von-mises.ts).
import {
  abs,
  add,
  div,
  equal,
  exp,
  fill,
  less,
  logicalOr,
  maximum,
  minimum,
  mul,
  neg,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { besselIveComposite, logBesselIvDerivativeComposite, oneLessRatio } from './composite-bessel';
import { sinPi } from './composite-gamma';
import { horner } from './composite-log1p';
import { alike, beside, integrals } from './composite-quadrature';

/** 1 - cos t, |t| <= pi, without a graphics card's own sine. */
const versine = (t: Tensor): Tensor => mul(2, square(sinPi(mul(t, 1 / (2 * Math.PI)))));

/** asin(r) / r in r^2, 0 <= r <= 1/2 */
const ASIN = [1, 1 / 6, 3 / 40, 5 / 112, 35 / 1152, 63 / 2816, 231 / 13312, 143 / 10240, 6435 / 557056, 12155 / 1245184];

function asin(r: Tensor): Tensor {
  const small = mul(minimum(r, 0.5), horner(square(minimum(r, 0.5)), ASIN));
  const other = sqrt(mul(0.5, sub(1, r)));
  const large = sub(Math.PI / 2, mul(2, mul(minimum(other, 0.5), horner(square(minimum(other, 0.5)), ASIN))));
  return where(less(r, 0.5), small, large);
}

/** How far towards -pi from x <= 0 the density falls to exp(-18). */
function reach(kappa: Tensor, x: Tensor): Tensor {
  const bottom = add(mul(0.5, versine(x)), div(9, maximum(kappa, 1e-10)));
  const end = mul(2, asin(sqrt(minimum(bottom, 1))));
  // pi as float32 has it, and the rest.
  const whole = add(add(x, 3.1415927410125732), -8.742278e-8);
  return where(less(bottom, 1), add(end, x), whole);
}

/** Integrals of the density over its value at x <= 0, of it times the score and the score's square, over a length to either side. */
function moments(kappa: Tensor, x: Tensor, length: Tensor, sign: Tensor, gap: Tensor): Tensor[] {
  const base = versine(x);
  return integrals(length, (s) => {
    const away = versine(add(beside(x), mul(beside(sign), s)));
    const weight = exp(mul(beside(kappa), sub(beside(base), away)));
    const score = sub(beside(gap), away);
    return [weight, mul(weight, score), mul(weight, square(score))];
  });
}

export function vonMisesDensityComposite(given: Tensor, at: Tensor): Tensor {
  const [kappa, x] = alike(given, at);
  return div(exp(neg(mul(kappa, versine(x)))), mul(2 * Math.PI, besselIveComposite(zerosLike(kappa), kappa)));
}

export function vonMisesScoreComposite(given: Tensor, at: Tensor): Tensor {
  const [kappa, x] = alike(given, at);
  return sub(oneLessRatio(kappa), versine(x));
}

export function vonMisesCdfComposite(given: Tensor, at: Tensor): Tensor {
  const [kappa, x] = alike(given, at);
  const u = maximum(neg(abs(x)), -Math.PI);
  const [mass] = moments(kappa, u, reach(kappa, u), fill(u.shape, -1), zerosLike(u));
  const lower = mul(vonMisesDensityComposite(kappa, u), mass);
  const value = where(less(0, x), sub(1, lower), lower);
  const ended = where(less(x, -Math.PI), zerosLike(x), where(less(Math.PI, x), fill(x.shape, 1), value));
  return where(less(kappa, 0), fill(x.shape, Number.NaN), ended);
}

/** First or second derivative in kappa, over the stretch on which the score has one sign. */
function inKappa(given: Tensor, at: Tensor, order: 1 | 2): Tensor {
  const [kappa, x] = alike(given, at);
  const u = maximum(neg(abs(x)), -Math.PI);
  const gap = oneLessRatio(kappa);
  const inner = less(versine(u), gap);
  const sign = where(inner, fill(u.shape, 1), fill(u.shape, -1));
  const [mass, first, second] = moments(kappa, u, where(inner, neg(u), reach(kappa, u)), sign, gap);
  const own = order === 1 ? first : sub(second, mul(mass, logBesselIvDerivativeComposite(zerosLike(kappa), kappa, 2)));
  const value = mul(mul(neg(sign), own), vonMisesDensityComposite(kappa, u));
  const ended = where(logicalOr(equal(x, 0), less(Math.PI, abs(x))), zerosLike(x), value);
  return where(less(0, x), neg(ended), ended);
}

export const vonMisesCdfKappaComposite = (kappa: Tensor, x: Tensor): Tensor => inKappa(kappa, x, 1);
export const vonMisesCdfKappaKappaComposite = (kappa: Tensor, x: Tensor): Tensor => inKappa(kappa, x, 2);
