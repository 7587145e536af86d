import { log1p } from '@baytes/special';
import { abs, greater, log, mul, square, type Tensor, where } from '@tensorflow/tfjs-core';

/** From here on, 1 + u^2 is u^2 in float32. */
const FAR = 1e5;

/** log(1 + u^2), also where u^2 overflows. */
export function log1pSquare(u: Tensor): Tensor {
  const far = greater(abs(u), FAR);
  return where(far, mul(2, log(abs(where(far, u, 1)))), log1p(square(where(far, 0, u))));
}
