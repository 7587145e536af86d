// Draws and quantiles of laws whose quantile function has no formula: found by any means, then given the derivatives that they have.
import { stopGradient } from '@baytes/tensor';
import { add, exp, less, mul, sub, type Tensor, where } from '@tensorflow/tfjs-core';

/** The logarithms of distribution function, its complement, and density at x. */
export interface Tails {
  logCdf: Tensor;
  logSurvival: Tensor;
  logProb: Tensor;
}

/** Probabilities to the left and to the right, as logarithms. */
export interface Levels {
  logCdf: Tensor;
  logSurvival: Tensor;
}

/** One step of Newton's method towards the x at a level, in the logarithm of the left tail where `lower` holds, else of the right. */
export function newtonStep(x: Tensor, { logCdf, logSurvival, logProb }: Tails, to: Levels, lower: Tensor): Tensor {
  const gap = where(lower, sub(to.logCdf, logCdf), sub(logSurvival, to.logSurvival));
  return add(x, mul(gap, exp(sub(where(lower, logCdf, logSurvival), logProb))));
}

/**
 * x at a level, from an x that is there already but for rounding: with the derivatives of the quantile function in whatever `tails` and
 * the level depend on. Each step of Newton's method doubles the order to which a constant start is right: after two of them first,
 * second and third derivatives are exact.
 *
 * M. Figurnov, S. Mohamed and A. Mnih (2018), "Implicit reparameterization gradients", arXiv:1805.08498, equation (5), is the first step.
 *
 * @param level left out: that of x itself, held fixed. This is the pathwise derivative of a draw.
 * @param left whether to go by the left tail. Default: where it is the smaller one, which has more digits.
 */
export function alongQuantile(x: Tensor, tails: (x: Tensor) => Tails, level?: Levels, left?: Tensor): Tensor {
  const start = stopGradient(x);
  const first = tails(start);
  const to = level ?? { logCdf: stopGradient(first.logCdf), logSurvival: stopGradient(first.logSurvival) };
  const lower = left ?? less(stopGradient(to.logCdf), stopGradient(to.logSurvival));
  const once = newtonStep(start, first, to, lower);
  return newtonStep(once, tails(once), to, lower);
}
