// Normal laws and their one-to-one functions.
import { div, log, mul, square, sub, type Tensor, add } from '@tensorflow/tfjs-core';
import type { Values } from '../parameters';
import type { ClosedForm, ClosedForms } from './pair';

/** KL(N(m, s^2) || N(n, t^2)) = ((s / t)^2 - 1 + ((m - n) / t)^2) / 2 - log(s / t). */
function klOfNormals(p: { loc: Tensor; scale: Tensor }, q: { loc: Tensor; scale: Tensor }): Tensor {
  const ratio = div(p.scale, q.scale);
  const distance = square(div(sub(p.loc, q.loc), q.scale));
  return sub(mul(0.5, add(sub(square(ratio), 1), distance)), log(ratio));
}

/** The same without a location: KL(|N(0, s^2)| || |N(0, t^2)|). */
const halves: ClosedForm = (p: Values<'scale'>, q: Values<'scale'>) => {
  const ratio = div(p.scale, q.scale);
  return sub(mul(0.5, sub(square(ratio), 1)), log(ratio));
};

export const normalFamily: ClosedForms = {
  normal: { normal: klOfNormals },
  logNormal: { logNormal: klOfNormals },
  halfNormal: { halfNormal: halves },
};
