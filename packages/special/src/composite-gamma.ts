// lgamma, digamma and trigamma in float32 tensor ops, for backends whose numbers live on a graphics card. The formulas are those of the
// kernels (packages/kernels/assembly/special/gamma.ts), which say more: on (0, 3) brought into [1, 2], where the zeros' factors times
// a polynomial keep relative accuracy; from 3 on Stirling's series with a polynomial for its tail; below 0 reflected.
import {
  abs,
  add,
  div,
  equal,
  floor,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalAnd,
  mul,
  neg,
  onesLike,
  round,
  square,
  sub,
  type Tensor,
  tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

export const HALF_LOG_TWO_PI = 0.9189385332046727;
const ROOT_LESS_ONE = 0.46163214496836236; // the positive zero of digamma, less 1

// Chebyshev interpolants of packages/kernels/scripts/approximations.py, from the constant up; relative errors of 4e-9 and less.
const LGAMMA = [
  0.4831289505409809, -0.14595990197047848, 0.06291140483558316, -0.031308005354291575, 0.01679679922060099,
  -0.009436288268733021, 0.005453080503264046, -0.0031169820596948635, 0.0018638849491948337, -0.0015244858346622184,
  0.0009349331277874866,
];
const DIGAMMA = [
  0.9510558760318328, -0.42362749747529066, 0.24054253501497624, -0.1483988613883281, 0.09498468507487738,
  -0.062055980386091954, 0.040850026740824504, -0.025786883631264544, 0.01711498899971067, -0.016373620255320655,
  0.010902588672572695,
];
const STIRLING = [
  0.08333333330240195, -0.002777763776343079, 0.0007926112796567787, -0.0005671814041535567, 0.0005045318717343812,
];
const DIGAMMA_TAIL = [
  0.08333333302898548, -0.008333195428618415, 0.003957962501202982, -0.003885669332656079, 0.004109370910981499,
];

/** Bernoulli numbers: enough from x = 6 on. */
const TRIGAMMA_TAIL = [1 / 6, -1 / 30, 1 / 42, -1 / 30];

function polynomial(coefficients: readonly number[], t: Tensor): Tensor {
  let value: Tensor = mul(t, coefficients[coefficients.length - 1]);
  for (let k = coefficients.length - 2; k > 0; k--) value = mul(t, add(value, coefficients[k]));
  return add(value, coefficients[0]);
}

/** Where |x| or 1 - x lies: the argument in [0, 1] that the polynomials take, and which of the four formulas holds. */
function regions(x: Tensor) {
  const below = less(x, 1);
  const far = greaterEqual(x, 3);
  const beyond = sub(x, 1);
  const above = greater(beyond, 1);
  const u = where(far, zerosLike(x), where(below, x, where(above, sub(beyond, 1), beyond)));
  return { below, far, above, beyond, u };
}

/** log Gamma(1 + x) for 0 <= x <= 1, keeping the digits of small x. */
export const lgammaOnePlus = (x: Tensor): Tensor => mul(mul(x, sub(x, 1)), polynomial(LGAMMA, sub(x, 0.5)));

/** What Stirling's formula (x - 1/2) log x - x + log(2 pi) / 2 lacks of lgamma, x >= 3. */
export function stirlingTail(x: Tensor): Tensor {
  const r = div(1, x);
  return mul(r, polynomial(STIRLING, square(r)));
}

function lgammaPositive(x: Tensor): Tensor {
  const { below, far, above, beyond, u } = regions(x);
  const one = onesLike(x);
  const factor = log(where(far, x, where(below, x, where(above, beyond, one))));
  const near = add(lgammaOnePlus(u), where(below, neg(factor), factor));
  const tail = add(stirlingTail(x), HALF_LOG_TWO_PI);
  // x (log x - 1) - log(x) / 2: for large x the first product would overflow too early otherwise.
  const large = add(sub(mul(x, sub(factor, 1)), mul(0.5, factor)), tail);
  return where(far, large, near);
}

function digammaPositive(x: Tensor): Tensor {
  const { below, far, above, beyond, u } = regions(x);
  const one = onesLike(x);
  const numerator = where(below, neg(one), where(far, mul(one, -0.5), where(above, one, zerosLike(x))));
  const ratio = div(numerator, where(below, x, where(far, x, where(above, beyond, one))));
  const near = mul(sub(u, ROOT_LESS_ONE), polynomial(DIGAMMA, sub(u, 0.5)));
  const t = square(div(1, x));
  const large = sub(log(x), mul(t, polynomial(DIGAMMA_TAIL, t)));
  return add(where(far, large, near), ratio);
}

// Taylor series of sin(pi r) / r and cos(pi r) in r^2, |r| <= 1/2: WebGPU promises no more than 5e-4 of its own sin and cos.
const SIN_PI = [
  Math.PI,
  -5.167712780049969,
  2.550164039877345,
  -0.5992645293207919,
  0.08214588661112819,
  -0.007370430945714348,
];
const COS_PI = [
  1.0, -4.934802200544679, 4.058712126416768, -1.3352627688545893, 0.23533063035889312, -0.02580689139001405,
  0.001929574309403922,
];

/** x less the nearest whole number. */
const fraction = (x: Tensor) => sub(x, round(x));
export const sinPi = (r: Tensor) => mul(r, polynomial(SIN_PI, square(r)));
const cosPi = (r: Tensor) => polynomial(COS_PI, square(r));
const isPole = (x: Tensor) => logicalAnd(lessEqual(x, 0), equal(x, floor(x)));

export function lgammaComposite(x: Tensor): Tensor {
  const size = abs(x);
  const positive = lgammaPositive(size);
  // log |Gamma(-s)| = log(pi / (s |sin(pi s)|)) - lgamma(s).
  const reflected = sub(log(div(Math.PI, mul(size, abs(sinPi(fraction(x)))))), positive);
  const value = where(less(x, 0), reflected, positive);
  return where(isPole(x), div(onesLike(x), zerosLike(x)), value);
}

export function digammaComposite(x: Tensor): Tensor {
  const positive = digammaPositive(abs(x));
  const r = fraction(x);
  const reflected = sub(sub(positive, div(1, x)), mul(Math.PI, div(cosPi(r), sinPi(r))));
  const value = where(less(x, 0), reflected, positive);
  const pole = where(equal(x, 0), div(-1, x), mul(onesLike(x), tensor(Number.NaN)));
  return where(isPole(x), pole, value);
}

/** Six steps of psi'(x) = psi'(x + 1) + 1 / x^2, then the asymptotic series (DLMF 5.15.9). */
function trigammaPositive(x: Tensor): Tensor {
  let sum: Tensor = square(div(1, x));
  for (let k = 1; k < 6; k++) sum = add(sum, square(div(1, add(x, k))));
  const r = div(1, add(x, 6));
  const t = square(r);
  const tail = mul(mul(r, t), polynomial(TRIGAMMA_TAIL, t));
  return add(sum, add(add(r, mul(0.5, t)), tail));
}

export function trigammaComposite(x: Tensor): Tensor {
  const reflect = less(x, 0.5);
  const positive = trigammaPositive(where(reflect, sub(1, x), x));
  const reflected = sub(square(div(Math.PI, sinPi(fraction(x)))), positive);
  const value = where(reflect, reflected, positive);
  return where(isPole(x), div(onesLike(x), zerosLike(x)), value);
}
