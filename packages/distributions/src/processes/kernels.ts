// Covariance functions of Gaussian processes: k(a, b) for two sets of points, of shape [..., n, d] and [..., m, d], is [..., n, m].
import {
  abs,
  add,
  div,
  exp,
  expandDims,
  greater,
  matMul,
  mul,
  neg,
  sin,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { asTensor, type ParameterLike } from '../parameters';

/** A positive definite function of two points. */
export type Kernel = (a: Tensor, b: Tensor) => Tensor;

/** Parameters that all stationary kernels have: numbers, or tensors of one number. */
export interface StationaryKernel {
  /** Standard deviation of the function, positive. Default 1. */
  amplitude?: ParameterLike;
  /** How far apart points are little alike: one number, or [d], one for each coordinate. Default 1. */
  lengthScale?: ParameterLike;
}

/** Distances of all pairs in units of the length scale, squared. Of differences, which do not cancel. */
function squaredDistances(a: Tensor, b: Tensor, lengthScale: ParameterLike): Tensor {
  const gaps = sub(expandDims(a, -2), expandDims(b, -3));
  return sum(square(div(gaps, asTensor(lengthScale))), -1);
}

/** Square roots whose derivatives are zero, not infinite, at zero. */
function distances(squared: Tensor): Tensor {
  const apart = greater(squared, 0);
  return where(apart, sqrt(where(apart, squared, 1)), zerosLike(squared));
}

const stationary =
  (shape: (squared: Tensor) => Tensor) =>
  ({ amplitude = 1, lengthScale = 1 }: StationaryKernel = {}): Kernel =>
  (a, b) =>
    mul(square(asTensor(amplitude)), shape(squaredDistances(a, b, lengthScale)));

/** amplitude^2 exp(-r^2 / 2), r the distance over the length scale: very smooth functions. */
export const squaredExponential = /* @__PURE__ */ stationary((squared) => exp(mul(-0.5, squared)));

/** amplitude^2 exp(-r): rough functions, the Ornstein-Uhlenbeck process. */
export const matern12 = /* @__PURE__ */ stationary((squared) => exp(neg(distances(squared))));

/** amplitude^2 (1 + s) exp(-s), s = sqrt(3) r: functions that can be differentiated once. Rasmussen and Williams, equation (4.17). */
export const matern32 = /* @__PURE__ */ stationary((squared) => {
  const s = mul(Math.sqrt(3), distances(squared));
  return mul(add(1, s), exp(neg(s)));
});

/** amplitude^2 (1 + s + s^2 / 3) exp(-s), s = sqrt(5) r: functions that can be differentiated twice. */
export const matern52 = /* @__PURE__ */ stationary((squared) => {
  const s = mul(Math.sqrt(5), distances(squared));
  return mul(add(add(1, s), mul(5 / 3, squared)), exp(neg(s)));
});

/**
 * amplitude^2 exp(-2 sum_i sin^2(pi |a_i - b_i| / period) / lengthScale^2): functions that repeat. Rasmussen and Williams, equation (4.31).
 */
export const periodic =
  ({ amplitude = 1, lengthScale = 1, period = 1 }: StationaryKernel & { period?: ParameterLike } = {}): Kernel =>
  (a, b) => {
    const gaps = abs(sub(expandDims(a, -2), expandDims(b, -3)));
    const waves = div(sin(mul(Math.PI, div(gaps, asTensor(period)))), asTensor(lengthScale));
    return mul(square(asTensor(amplitude)), exp(mul(-2, sum(square(waves), -1))));
  };

/** bias^2 + slope^2 a'b: straight lines, as in Bayesian linear regression. */
export const linear =
  ({ bias = 0, slope = 1 }: { bias?: ParameterLike; slope?: ParameterLike } = {}): Kernel =>
  (a, b) =>
    add(square(asTensor(bias)), mul(square(asTensor(slope)), matMul(a, b, false, true)));

/** Sums of functions that do not depend on each other. */
export const sumOf =
  (...kernels: readonly Kernel[]): Kernel =>
  (a, b) =>
    kernels.map((each) => each(a, b)).reduce((total, each) => add(total, each));

/** Products of kernels. */
export const productOf =
  (...kernels: readonly Kernel[]): Kernel =>
  (a, b) =>
    kernels.map((each) => each(a, b)).reduce((total, each) => mul(total, each));
