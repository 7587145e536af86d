import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, mul, neg, sub } from '@tensorflow/tfjs-core';
import { zetaComposite, zetaFirstComposite, zetaSecondComposite } from './composite-zeta';
import { noDerivative } from './no-derivative';
import type { BinaryOp } from './op';

/** d2 zeta / dx2. */
const zetaSecond: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'ZetaGradX2',
  inputs: ['x', 'q'],
  host: ({ x, q }, out) => void kernels.zetaSecond(x, q, out),
  composite: ({ x, q }) => zetaSecondComposite(x, q),
  gradient: ({ x, q }, dy) => ({
    x: () => noDerivative('zeta', 'x beyond the second'),
    q: () => mul(neg(dy), add(mul(2, zetaFirst(add(x, 1), q)), mul(x, zetaSecond(add(x, 1), q)))),
  }),
});

/** d zeta / dx. */
const zetaFirst: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'ZetaGradX',
  inputs: ['x', 'q'],
  host: ({ x, q }, out) => void kernels.zetaFirst(x, q, out),
  composite: ({ x, q }) => zetaFirstComposite(x, q),
  gradient: ({ x, q }, dy) => ({
    x: () => mul(dy, zetaSecond(x, q)),
    q: () => mul(dy, sub(neg(zeta(add(x, 1), q)), mul(x, zetaFirst(add(x, 1), q)))),
  }),
});

/**
 * Hurwitz's zeta function, the sum of (q + k)^-x over k = 0, 1, 2, ...; `zeta(x, 1)` is Riemann's. Differentiable in q to any order
 * and in x to the second, mixed derivatives included.
 *
 * @param x more than 1; infinite at 1, NaN below.
 * @param q positive, or not whole and negative where x is whole; infinite at 0, -1, -2, ...
 * @returns a tensor of the shape that the two broadcast to. Source: NIST DLMF 25.11.
 *
 * @example
 * zeta(2, 1); // pi^2 / 6
 */
export const zeta: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Zeta',
  inputs: ['x', 'q'],
  host: ({ x, q }, out) => void kernels.zeta(x, q, out),
  composite: ({ x, q }) => zetaComposite(x, q),
  gradient: ({ x, q }, dy) => ({
    x: () => mul(dy, zetaFirst(x, q)),
    q: () => mul(dy, mul(neg(x), zeta(add(x, 1), q))),
  }),
});
