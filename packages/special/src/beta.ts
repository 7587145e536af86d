import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, div, mul, neg, reciprocal, sub, type Tensor } from '@tensorflow/tfjs-core';
import { polygamma } from './gamma';
import { noDerivative } from './no-derivative';
import type { TernaryOp } from './op';
import { polygammaDifference } from './lbeta';

/** psi_n(a + b) - psi_n(a): the mixed part of the scores' derivatives. */
const digammaGap = (n: number, a: Tensor, b: Tensor) => neg(polygammaDifference(a, b, { order: n }));

/** The slope of the log density in a: log x - psi(a) + psi(a + b). */
const betaScoreA: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaScoreA',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaScoreA(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, digammaGap(1, a, b)),
    b: () => mul(dy, polygamma(1, add(a, b))),
    x: () => div(dy, x),
  }),
});

/** In b: log(1 - x) - psi(b) + psi(a + b). */
const betaScoreB: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaScoreB',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaScoreB(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, polygamma(1, add(a, b))),
    b: () => mul(dy, digammaGap(1, b, a)),
    x: () => div(neg(dy), sub(1, x)),
  }),
});

/** In x. */
const scoreInPoint = (a: Tensor, b: Tensor, x: Tensor) => sub(div(sub(a, 1), x), div(sub(b, 1), sub(1, x)));

/** The density of the beta law, in which everything below is differentiated. */
const betaDensity: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaDensity',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaDensity(a, b, x, out),
  gradient: ({ a, b, x }, dy) => {
    const density = mul(dy, betaDensity(a, b, x));
    return {
      a: () => mul(density, betaScoreA(a, b, x)),
      b: () => mul(density, betaScoreB(a, b, x)),
      x: () => mul(density, scoreInPoint(a, b, x)),
    };
  },
});

/** A second partial derivative of I_x(a, b); its derivative in x is density (s_i s_j + ds_i/dj). */
function second(name: string, kernel: typeof kernels.betaincAA, slope: (a: Tensor, b: Tensor, x: Tensor) => Tensor): TernaryOp {
  return defineKernel({
    name,
    inputs: ['a', 'b', 'x'],
    host: ({ a, b, x }, out) => void kernel(a, b, x, out),
    gradient: ({ a, b, x }, dy) => ({
      a: () => noDerivative('betainc', 'a and b beyond the second'),
      b: () => noDerivative('betainc', 'a and b beyond the second'),
      x: () => mul(dy, mul(betaDensity(a, b, x), slope(a, b, x))),
    }),
  });
}

const betaincAA: TernaryOp = /* @__PURE__ */ second('BetaincGradAA', kernels.betaincAA, (a, b, x) => {
  const score = betaScoreA(a, b, x);
  return add(mul(score, score), digammaGap(1, a, b));
});

const betaincAB: TernaryOp = /* @__PURE__ */ second('BetaincGradAB', kernels.betaincAB, (a, b, x) =>
  add(mul(betaScoreA(a, b, x), betaScoreB(a, b, x)), polygamma(1, add(a, b))),
);

const betaincBB: TernaryOp = /* @__PURE__ */ second('BetaincGradBB', kernels.betaincBB, (a, b, x) => {
  const score = betaScoreB(a, b, x);
  return add(mul(score, score), digammaGap(1, b, a));
});

/** dI/da. */
const betaincA: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaincGradA',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaincA(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, betaincAA(a, b, x)),
    b: () => mul(dy, betaincAB(a, b, x)),
    x: () => mul(dy, mul(betaDensity(a, b, x), betaScoreA(a, b, x))),
  }),
});

/** dI/db. */
const betaincB: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaincGradB',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaincB(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, betaincAB(a, b, x)),
    b: () => mul(dy, betaincBB(a, b, x)),
    x: () => mul(dy, mul(betaDensity(a, b, x), betaScoreB(a, b, x))),
  }),
});

/**
 * I_x(a, b), the regularised incomplete beta function: the distribution function of Beta(a, b) at x. Differentiable in x to any
 * order and in a and b to the second, mixed derivatives included.
 *
 * @param a at least 0.
 * @param b at least 0.
 * @param x from 0 to 1.
 * @returns a tensor of the shape that the three broadcast to; NaN outside the domain. Source: NIST DLMF 8.17.
 *
 * @example
 * betainc(2, 3, 0.4); // 0.5248
 */
export const betainc: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'Betainc',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betainc(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, betaincA(a, b, x)),
    b: () => mul(dy, betaincB(a, b, x)),
    x: () => mul(dy, betaDensity(a, b, x)),
  }),
});

/**
 * 1 - I_x(a, b), with its own digits where it is small. Differentiable as {@link betainc} is.
 *
 * @param a at least 0.
 * @param b at least 0.
 * @param x from 0 to 1.
 * @returns a tensor of the shape that the three broadcast to.
 *
 * @example
 * betaincc(2, 3, 0.99); // 3.97e-6
 */
export const betaincc: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'Betaincc',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaincc(a, b, x, out),
  gradient: ({ a, b, x }, dy) => {
    const minus = neg(dy);
    return {
      a: () => mul(minus, betaincA(a, b, x)),
      b: () => mul(minus, betaincB(a, b, x)),
      x: () => mul(minus, betaDensity(a, b, x)),
    };
  },
});

/** A second partial derivative of log I in the shapes. */
function logSecond(name: string, kernel: typeof kernels.logBetaincAA): TernaryOp {
  return defineKernel({
    name,
    inputs: ['a', 'b', 'x'],
    host: ({ a, b, x }, out) => void kernel(a, b, x, out),
    gradient: () => ({
      a: () => noDerivative('logBetainc', 'a and b beyond the second'),
      b: () => noDerivative('logBetainc', 'a and b beyond the second'),
      x: () => noDerivative('logBetainc', 'x after two in a and b'),
    }),
  });
}

const logBetaincAA: TernaryOp = /* @__PURE__ */ logSecond('LogBetaincGradAA', kernels.logBetaincAA);
const logBetaincAB: TernaryOp = /* @__PURE__ */ logSecond('LogBetaincGradAB', kernels.logBetaincAB);
const logBetaincBB: TernaryOp = /* @__PURE__ */ logSecond('LogBetaincGradBB', kernels.logBetaincBB);

/** density / I: the slope of log I in x. */
const betaReversedHazard: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaReversedHazard',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.betaReversedHazard(a, b, x, out),
  gradient: ({ a, b, x }, dy) => {
    const hazard = betaReversedHazard(a, b, x);
    const product = mul(dy, hazard);
    return {
      a: () => mul(product, sub(betaScoreA(a, b, x), logBetaincA(a, b, x))),
      b: () => mul(product, sub(betaScoreB(a, b, x), logBetaincB(a, b, x))),
      x: () => mul(product, sub(scoreInPoint(a, b, x), hazard)),
    };
  },
});

const logBetaincA: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogBetaincGradA',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.logBetaincA(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, logBetaincAA(a, b, x)),
    b: () => mul(dy, logBetaincAB(a, b, x)),
    x: () => mul(dy, mul(betaReversedHazard(a, b, x), sub(betaScoreA(a, b, x), logBetaincA(a, b, x)))),
  }),
});

const logBetaincB: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogBetaincGradB',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.logBetaincB(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, logBetaincAB(a, b, x)),
    b: () => mul(dy, logBetaincBB(a, b, x)),
    x: () => mul(dy, mul(betaReversedHazard(a, b, x), sub(betaScoreB(a, b, x), logBetaincB(a, b, x)))),
  }),
});

/**
 * log I_x(a, b), also where I_x(a, b) underflows. Differentiable in x to any order and in a and b to the second.
 *
 * @param a more than 0.
 * @param b more than 0.
 * @param x from 0 to 1.
 * @returns a tensor of the shape that the three broadcast to.
 *
 * @example
 * logBetainc(100, 2, 0.1); // -225.752, where I itself is 0 in float32
 */
export const logBetainc: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogBetainc',
  inputs: ['a', 'b', 'x'],
  host: ({ a, b, x }, out) => void kernels.logBetainc(a, b, x, out),
  gradient: ({ a, b, x }, dy) => ({
    a: () => mul(dy, logBetaincA(a, b, x)),
    b: () => mul(dy, logBetaincB(a, b, x)),
    x: () => mul(dy, betaReversedHazard(a, b, x)),
  }),
});

/** dp-derivative of a pathwise derivative g at a fixed p: (dg/dx) / density with dg/dx = -score - g d log density / dx. */
const alongQuantile = (score: TernaryOp, g: Tensor, a: Tensor, b: Tensor, p: Tensor) => {
  const x = betaincinv(a, b, p);
  return neg(div(add(score(a, b, x), mul(g, scoreInPoint(a, b, x))), betaDensity(a, b, x)));
};

/** A second derivative of the quantile in the shapes. */
function quantileSecond(name: string, kernel: typeof kernels.betaincinvAA): TernaryOp {
  return defineKernel({
    name,
    inputs: ['a', 'b', 'p'],
    host: ({ a, b, p }, out) => void kernel(a, b, p, out),
    gradient: () => ({
      a: () => noDerivative('betaincinv', 'a and b beyond the second'),
      b: () => noDerivative('betaincinv', 'a and b beyond the second'),
      p: () => noDerivative('betaincinv', 'p after two in a and b'),
    }),
  });
}

const betaincinvAA: TernaryOp = /* @__PURE__ */ quantileSecond('BetaincinvGradAA', kernels.betaincinvAA);
const betaincinvAB: TernaryOp = /* @__PURE__ */ quantileSecond('BetaincinvGradAB', kernels.betaincinvAB);
const betaincinvBB: TernaryOp = /* @__PURE__ */ quantileSecond('BetaincinvGradBB', kernels.betaincinvBB);

const betaincinvA: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaincinvGradA',
  inputs: ['a', 'b', 'p'],
  host: ({ a, b, p }, out) => void kernels.betaincinvA(a, b, p, out),
  gradient: ({ a, b, p }, dy) => ({
    a: () => mul(dy, betaincinvAA(a, b, p)),
    b: () => mul(dy, betaincinvAB(a, b, p)),
    p: () => mul(dy, alongQuantile(betaScoreA, betaincinvA(a, b, p), a, b, p)),
  }),
});

const betaincinvB: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'BetaincinvGradB',
  inputs: ['a', 'b', 'p'],
  host: ({ a, b, p }, out) => void kernels.betaincinvB(a, b, p, out),
  gradient: ({ a, b, p }, dy) => ({
    a: () => mul(dy, betaincinvAB(a, b, p)),
    b: () => mul(dy, betaincinvBB(a, b, p)),
    p: () => mul(dy, alongQuantile(betaScoreB, betaincinvB(a, b, p), a, b, p)),
  }),
});

/**
 * x with I_x(a, b) = p: the quantile of Beta(a, b). Differentiable by the implicit function theorem: in p to any order, in a and b
 * to the second, mixed derivatives included.
 *
 * @param a more than 0.
 * @param b more than 0.
 * @param p from 0 to 1.
 * @returns a tensor of the shape that the three broadcast to; NaN outside the domain.
 *
 * @example
 * betaincinv(2, 3, 0.5248); // 0.4
 */
export const betaincinv: TernaryOp = /* @__PURE__ */ defineKernel({
  name: 'Betaincinv',
  inputs: ['a', 'b', 'p'],
  host: ({ a, b, p }, out) => void kernels.betaincinv(a, b, p, out),
  gradient: ({ a, b, p }, dy) => ({
    a: () => mul(dy, betaincinvA(a, b, p)),
    b: () => mul(dy, betaincinvB(a, b, p)),
    p: () => mul(dy, reciprocal(betaDensity(a, b, betaincinv(a, b, p)))),
  }),
});
