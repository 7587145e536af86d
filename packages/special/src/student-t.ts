import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, div, mul, neg, square, sub } from '@tensorflow/tfjs-core';
import { noDerivative } from './no-derivative';
import type { BinaryOp } from './op';

/** The slope of the log density in the degrees of freedom. */
const studentTScore: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'StudentTScore',
  inputs: ['n', 't'],
  host: ({ n, t }, out) => void kernels.studentTScore(n, t, out),
  gradient: ({ n, t }, dy) => ({
    n: () => noDerivative('studentTCdf', 'its degrees of freedom, twice, after t'),
    t: () => mul(dy, div(mul(t, sub(1, square(t))), square(add(n, square(t))))),
  }),
});

const studentTDensity: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'StudentTDensity',
  inputs: ['n', 't'],
  host: ({ n, t }, out) => void kernels.studentTDensity(n, t, out),
  gradient: ({ n, t }, dy) => {
    const density = mul(dy, studentTDensity(n, t));
    return {
      n: () => mul(density, studentTScore(n, t)),
      t: () => mul(neg(density), div(mul(add(n, 1), t), add(n, square(t)))),
    };
  },
});

const studentTCdfNN: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'StudentTCdfGradNN',
  inputs: ['n', 't'],
  host: ({ n, t }, out) => void kernels.studentTCdfNN(n, t, out),
  gradient: () => ({
    n: () => noDerivative('studentTCdf', 'its degrees of freedom beyond the second'),
    t: () => noDerivative('studentTCdf', 't after two in its degrees of freedom'),
  }),
});

const studentTCdfN: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'StudentTCdfGradN',
  inputs: ['n', 't'],
  host: ({ n, t }, out) => void kernels.studentTCdfN(n, t, out),
  gradient: ({ n, t }, dy) => ({
    n: () => mul(dy, studentTCdfNN(n, t)),
    t: () => mul(dy, mul(studentTDensity(n, t), studentTScore(n, t))),
  }),
});

/**
 * The distribution function of Student's t. Differentiable in t to any order and in the degrees of freedom to the second, mixed
 * derivatives included.
 *
 * @param n degrees of freedom, more than 0; the normal law for infinity.
 * @param t real numbers.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * studentTCdf(4, 1.3); // 0.8682742
 */
export const studentTCdf: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'StudentTCdf',
  inputs: ['n', 't'],
  host: ({ n, t }, out) => void kernels.studentTCdf(n, t, out),
  gradient: ({ n, t }, dy) => ({
    n: () => mul(dy, studentTCdfN(n, t)),
    t: () => mul(dy, studentTDensity(n, t)),
  }),
});
