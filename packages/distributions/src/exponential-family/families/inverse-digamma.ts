import { digamma, trigamma } from '@baytes/kernels';

/**
 * The positive x with psi(x) = y, by Newton steps.
 *
 * Source: Minka 2000, Estimating a Dirichlet distribution, appendix C.
 */
export function inverseDigamma(y: number): number {
  let x = y >= -2.22 ? Math.exp(y) + 0.5 : -1 / (y - digamma(1));
  for (let step = 0; step < 50; step++) {
    const next = x - (digamma(x) - y) / trigamma(x);
    const change = Math.abs(next - x);
    x = next > 0 ? next : x / 2;
    if (change <= 1e-15 * x) break;
  }
  return x;
}
