// Beta and Dirichlet laws, and beta prime, the odds of a beta.
import { digamma, lbeta, lmultibeta } from '@baytes/special';
import { add, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Values } from '../parameters';
import type { ClosedForms } from './pair';

type Beta = Values<'concentration1' | 'concentration0'>;

/** KL = log B(q) - log B(p) + (a - c) psi(a) + (b - d) psi(b) + (c + d - a - b) psi(a + b). */
function klOfBetas(p: Beta, q: Beta): Tensor {
  const [a, b, c, d] = [p.concentration1, p.concentration0, q.concentration1, q.concentration0];
  const both = digamma(add(a, b));
  return add(sub(lbeta(c, d), lbeta(a, b)), add(mul(sub(a, c), sub(digamma(a), both)), mul(sub(b, d), sub(digamma(b), both))));
}

type Dirichlet = Values<'concentration'>;

/** The same for K shares: sum over k, with the total in place of a + b. */
function klOfDirichlets({ concentration: a }: Dirichlet, { concentration: c }: Dirichlet): Tensor {
  const expected = sub(digamma(a), digamma(sum(a, -1, true)));
  return add(sub(lmultibeta(c), lmultibeta(a)), sum(mul(sub(a, c), expected), -1));
}

export const betaFamily: ClosedForms = {
  beta: { beta: klOfBetas },
  betaPrime: { betaPrime: klOfBetas },
  dirichlet: { dirichlet: klOfDirichlets },
};
