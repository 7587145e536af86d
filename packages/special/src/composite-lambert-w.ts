// Lambert's W in float32 tensor ops, for graphics cards: near the branch point by Puiseux's series in p = sqrt(2 (1 + e x)), else by the
// iteration w (1 + log(x / w)) / (1 + w) of Iacono and Boyd (2017), "New approximations to the principal real-valued branch of the
// Lambert W-function".
import { add, div, equal, fill, less, log, maximum, mul, neg, sqrt, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { horner, log1pComposite } from './composite-log1p';

const SERIES = [
  -1,
  1,
  -1 / 3,
  11 / 72,
  -43 / 540,
  769 / 17280,
  -221 / 8505,
  680863 / 43545600,
  -1963 / 204120,
  226287557 / 37623398400,
];
/** 1 / e as float32 has it, and the rest. */
const INVERSE_E = 0.3678794503211975;
const INVERSE_E_REST = -9.149756e-9;

/** 2 (1 + e x). */
const squaredDistance = (x: Tensor): Tensor => mul(2 * Math.E, add(add(x, INVERSE_E), INVERSE_E_REST));

function iterate(x: Tensor, start: Tensor): Tensor {
  let w = start;
  for (let step = 0; step < 4; step++) w = div(mul(w, add(1, log(div(x, w)))), add(1, w));
  return w;
}

export function lambertW0Composite(x: Tensor): Tensor {
  const squared = squaredDistance(x);
  const p = sqrt(maximum(squared, 0));
  const near = less(p, 0.4);
  const y = where(near, fill(x.shape, 1), x);
  const large = log1pComposite(maximum(y, -0.3));
  const start = mul(large, sub(1, div(log1pComposite(large), add(2, large))));
  const value = where(equal(x, 0), x, where(less(3e38, x), x, iterate(y, start)));
  return where(less(squared, 0), fill(x.shape, Number.NaN), where(near, horner(p, SERIES), value));
}

export function lambertWm1Composite(x: Tensor): Tensor {
  const squared = squaredDistance(x);
  const p = neg(sqrt(maximum(squared, 0)));
  const near = less(-0.4, p);
  const y = where(near, fill(x.shape, -0.1), x);
  const first = log(neg(y));
  const second = log(neg(first));
  const start = where(less(y, -0.15), horner(maximum(p, -1.1), SERIES), add(sub(first, second), div(second, first)));
  const inside = where(near, horner(p, SERIES), iterate(y, start));
  const value = where(equal(x, 0), fill(x.shape, Number.NEGATIVE_INFINITY), inside);
  const outside = where(less(squared, 0), fill(x.shape, Number.NaN), value);
  return where(less(0, x), fill(x.shape, Number.NaN), outside);
}
