// Distribution functions that are incomplete beta functions: P(X > x) = I_p(a, b), with p and q = 1 - p both given, since of two numbers
// of float32 that add up to one only the smaller has all its digits.
import { betainc as betaincOf, betaincc as betainccOf } from '@baytes/kernels';
import { betainc, betaincc, log1p, logBetainc } from '@baytes/special';
import { greater, less, log, maximum, minimum, neg, type Tensor, where } from '@tensorflow/tfjs-core';

export interface BetaTail {
  a: Tensor;
  b: Tensor;
  p: Tensor;
  q: Tensor;
}

/** Above it, the logarithm is that of the function itself. */
const SMALL = 1e-30;

export const betaCdf = ({ a, b, p, q }: BetaTail): Tensor => where(less(p, 0.5), betaincc(a, b, p), betainc(b, a, q));
export const betaSurvival = ({ a, b, p, q }: BetaTail): Tensor => where(less(p, 0.5), betainc(a, b, p), betaincc(b, a, q));

/** log of `tail`, near 1 by the other one, and by `far` where it underflows. */
const logOf = (tail: Tensor, other: Tensor, far: Tensor): Tensor =>
  where(greater(tail, 0.5), log1p(neg(minimum(other, 0.5))), where(greater(tail, SMALL), log(maximum(tail, SMALL)), far));

export const betaLogCdf = (tail: BetaTail): Tensor =>
  logOf(betaCdf(tail), betaSurvival(tail), logBetainc(tail.b, tail.a, tail.q));
export const betaLogSurvival = (tail: BetaTail): Tensor =>
  logOf(betaSurvival(tail), betaCdf(tail), logBetainc(tail.a, tail.b, tail.p));

/** The same on numbers: P(X <= x) and P(X > x). */
export const betaCdfOf = (a: number, b: number, p: number, q: number): number =>
  p < 0.5 ? betainccOf(a, b, p) : betaincOf(b, a, q);
export const betaSurvivalOf = (a: number, b: number, p: number, q: number): number =>
  p < 0.5 ? betaincOf(a, b, p) : betainccOf(b, a, q);
