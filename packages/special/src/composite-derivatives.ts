// Derivatives of any order of functions of one number, in float32 tensor ops, for graphics cards.
import {
  abs,
  add,
  div,
  exp,
  fill,
  less,
  log,
  maximum,
  mul,
  neg,
  pow,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { erfcinvComposite, erfinvComposite, expSquareComposite, ndtrComposite, ndtriComposite } from './composite-erf';
import { beside, integrals } from './composite-quadrature';
import { expm1Composite } from './composite-log1p';
import { lambertW0Composite, lambertWm1Composite } from './composite-lambert-w';

/** A polynomial, lowest coefficient first. */
type Polynomial = number[];

const derivative = (p: Polynomial): Polynomial => p.slice(1).map((c, i) => c * (i + 1));
const total = (p: Polynomial, q: Polynomial): Polynomial =>
  Array.from({ length: Math.max(p.length, q.length) }, (_, i) => (p[i] ?? 0) + (q[i] ?? 0));
const product = (p: Polynomial, q: Polynomial): Polynomial => {
  const result: Polynomial = new Array(p.length + q.length - 1).fill(0);
  for (let i = 0; i < p.length; i++) for (let j = 0; j < q.length; j++) result[i + j] += p[i] * q[j];
  return result;
};

function evaluate(p: Polynomial, x: Tensor): Tensor {
  let value: Tensor = fill(x.shape, p[p.length - 1]);
  for (let i = p.length - 2; i >= 0; i--) value = add(mul(value, x), p[i]);
  return value;
}

/** Of y with y'' = c y y'^2: y^(n) = P_n(y) y'^n, P_{n+1} = P_n' + n c y P_n. */
function ofInverse(y: Tensor, slope: Tensor, c: number, order: number): Tensor {
  let p: Polynomial = [1];
  for (let n = 1; n < order; n++) p = total(derivative(p), product([0, n * c], p));
  return mul(evaluate(p, y), pow(slope, order));
}

export function ndtriDerivativeComposite(p: Tensor, order: number): Tensor {
  const z = ndtriComposite(p);
  return ofInverse(z, mul(Math.sqrt(2 * Math.PI), expSquareComposite(z, 0.5)), 1, order);
}

export function erfinvDerivativeComposite(x: Tensor, order: number): Tensor {
  const y = erfinvComposite(x);
  return ofInverse(y, mul(Math.sqrt(Math.PI) / 2, expSquareComposite(y, 1)), 2, order);
}

export function erfcinvDerivativeComposite(x: Tensor, order: number): Tensor {
  const y = erfcinvComposite(x);
  return ofInverse(y, mul(-Math.sqrt(Math.PI) / 2, expSquareComposite(y, 1)), 2, order);
}

/** Where exp(-t^2 - 2 u t) has fallen to exp(-20), u >= 0. */
const reach = (u: Tensor): Tensor => div(20, add(u, sqrt(add(square(u), 20))));

/** erfcx^(n)(u) = 2 / sqrt(pi) times the integral of (-2t)^n exp(-t^2 - 2 u t), u >= 0. */
function ofPositive(u: Tensor, order: number): Tensor {
  const [value] = integrals(reach(u), (t) => [mul(pow(t, order), exp(neg(mul(t, add(t, mul(2, beside(u)))))))]);
  return mul((2 / Math.sqrt(Math.PI)) * (-2) ** order, value);
}

export function erfcxDerivativeComposite(x: Tensor, order: number): Tensor {
  const u = abs(x);
  const positive = ofPositive(u, order);
  // erfcx(x) = 2 exp(x^2) - erfcx(-x), and derivatives of exp(x^2) are polynomials times it.
  let p: Polynomial = [1];
  for (let n = 0; n < order; n++) p = total(derivative(p), product([0, 2], p));
  const negative = sub(mul(2, mul(evaluate(p, x), expSquareComposite(x, 1))), mul((-1) ** order, positive));
  return where(less(x, 0), negative, positive);
}

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

/** Cumulants of t under exp(-t^2 - 2 u t), t >= 0: derivatives of log erfcx but for powers of -2. */
function cumulant(u: Tensor, order: number): Tensor {
  const length = reach(u);
  const density = (t: Tensor) => exp(neg(mul(t, add(t, mul(2, beside(u))))));
  const [mass, first] = integrals(length, (t) => [density(t), mul(t, density(t))]);
  const mean = div(first, mass);
  if (order === 1) return mean;
  const central = integrals(length, (t) => {
    const away = sub(t, beside(mean));
    return Array.from({ length: order - 1 }, (_, k) => mul(pow(away, k + 2), density(t)));
  }).map((each) => div(each, mass));
  const cumulants: Tensor[] = [];
  for (let n = 2; n <= order; n++) {
    let value = central[n - 2];
    for (let m = 2; m <= n - 2; m++) value = sub(value, mul(binomial(n - 1, m - 1), mul(cumulants[m - 2], central[n - m - 2])));
    cumulants.push(value);
  }
  return cumulants[order - 2];
}

/** Polynomials in x and r = density / ndtr, by r' = -r (x + r), from r on; coefficients by powers of x and of r. */
function byMills(x: Tensor, r: Tensor, order: number): Tensor {
  let terms = new Map<string, number>([['0,1', 1]]);
  for (let n = 1; n < order; n++) {
    const next = new Map<string, number>();
    const put = (i: number, j: number, c: number) => {
      if (c !== 0) next.set(`${i},${j}`, (next.get(`${i},${j}`) ?? 0) + c);
    };
    for (const [key, c] of terms) {
      const [i, j] = key.split(',').map(Number);
      put(i - 1, j, c * i);
      put(i + 1, j, -c * j);
      put(i, j + 1, -c * j);
    }
    terms = next;
  }
  let value: Tensor = mul(0, r);
  for (const [key, c] of terms) {
    const [i, j] = key.split(',').map(Number);
    value = add(value, mul(c, mul(pow(x, i), pow(r, j))));
  }
  return value;
}

export function logNdtrDerivativeComposite(x: Tensor, order: number): Tensor {
  const u = mul(-Math.SQRT1_2, where(less(x, 0), x, mul(0, x)));
  const tail = mul(Math.SQRT2 ** order, cumulant(u, order));
  const lower = order === 1 ? sub(tail, x) : order === 2 ? sub(tail, 1) : tail;
  const y = maximum(x, -1);
  const r = div(mul(1 / Math.sqrt(2 * Math.PI), expSquareComposite(y, -0.5)), ndtrComposite(y));
  return where(less(x, -1), lower, byMills(y, r, order));
}

/** W^(n) = exp(-n w) p_n(w) / (1 + w)^(2n - 1), p_{n+1} = (1 + w) p_n' - (n w + 3n - 1) p_n. */
function ofLambertW(w: Tensor, order: number): Tensor {
  let p: Polynomial = [1];
  for (let n = 1; n < order; n++) p = total(product([1, 1], derivative(p)), product([1 - 3 * n, -n], p));
  return div(mul(exp(mul(-order, w)), evaluate(p, w)), pow(add(1, w), 2 * order - 1));
}

export const lambertW0DerivativeComposite = (x: Tensor, order: number): Tensor => ofLambertW(lambertW0Composite(x), order);
export const lambertWm1DerivativeComposite = (x: Tensor, order: number): Tensor => ofLambertW(lambertWm1Composite(x), order);

export function ndtriExpComposite(logP: Tensor): Tensor {
  const above = neg(ndtriComposite(neg(expm1Composite(logP))));
  const inside = ndtriComposite(exp(logP));
  // Beyond float32's tail, log Q(z) = -z^2/2 - log(z sqrt(2 pi)) + log(1 - 1/z^2 + 3/z^4): a fixed point.
  const r = sqrt(mul(-2, logP));
  let z = r;
  for (let step = 0; step < 5; step++) {
    const w = div(1, square(z));
    const excess = add(add(log(z), 0.9189385332046727), mul(w, sub(1, mul(w, 2.5))));
    z = sub(r, div(mul(2, excess), add(r, sqrt(sub(square(r), mul(2, excess))))));
  }
  const far = where(less(logP, -1e30), neg(r), neg(z));
  return where(less(logP, -80), far, where(less(logP, -0.3), inside, above));
}
