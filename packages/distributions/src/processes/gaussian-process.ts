import { normal as draws } from '@baytes/random';
import { cholesky, diagonalPart, logDet, matrixTranspose, matrixVector, solvePositiveDefinite } from '@baytes/tensor';
import { add, expandDims, eye, matMul, mul, square, squeeze, sub, sum, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import type { Distribution, ValueLike } from '../distribution';
import { asTensor, type ParameterLike } from '../parameters';
import { wrap } from '../wrappers/wrap';
import type { Kernel } from './kernels';

export interface GaussianProcessParameters {
  /** The covariance function. */
  kernel: Kernel;
  /** Where values are: n points of d coordinates, [n, d]. */
  points: ParameterLike;
  /** The expected value at each of m points, [m, d] to [m]. Default: 0 everywhere. */
  mean?: (points: Tensor) => Tensor;
  /** Standard deviation of what is observed about the function. Default 0. */
  noise?: ParameterLike;
  /** Added to the diagonal, so that float32 covariances have a Cholesky factor. Default 1e-6. */
  jitter?: number;
}

/** The law of n observations of a function, and what they say of other points. */
export interface GaussianProcess extends Distribution {
  /**
   * The law of the function (without noise) at other points, given observations at the process's own.
   *
   * @param y [n].
   * @param points [m, d].
   * @param options `noise`: whether further observations are meant, rather than the function. Default false.
   */
  posterior(y: ValueLike, points: ParameterLike, options?: { noise?: boolean }): Distribution;
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

/**
 * A Gaussian process at n points: the values of a random function there are normal with covariances kernel(a, b), plus noise. `logProb` is
 * the log marginal likelihood, with gradients in whatever tensors the kernel was made of. Costs n^3: for up to some hundred points.
 *
 * C. Rasmussen and C. Williams (2006), "Gaussian processes for machine learning", equations (2.23), (2.24) and (2.30).
 *
 * @example
 * const process = gaussianProcess({ kernel: kernels.squaredExponential(), points: [[0], [1]], noise: 0.1 });
 * process.posterior([1, 0], [[0.5]]).mean(); // [0.5459]
 */
export function gaussianProcess(parameters: GaussianProcessParameters): GaussianProcess {
  const { kernel, points, mean, noise = 0, jitter = 1e-6 } = parameters;
  const at = (given: ParameterLike): Tensor => {
    const x = asTensor(given);
    if (x.rank !== 2) throw new RangeError(`gaussianProcess: points must have the shape [n, d], but have [${x.shape}]`);
    return x;
  };
  const n = lengthOf(points);
  const expected = (x: Tensor) => mean?.(x) ?? zeros([x.shape[0]]);
  /** Of observations. */
  const covariance = () => {
    const x = at(points);
    return add(kernel(x, x), mul(eye(n), add(square(asTensor(noise)), jitter)));
  };
  const law = normalVector('gaussianProcess', n, () => expected(at(points)), covariance);

  const posterior: GaussianProcess['posterior'] = (y, others, { noise: noisy = false } = {}) => {
    const m = lengthOf(others);
    const cross = () => kernel(at(others), at(points));
    const given = () => {
      const observed = asTensor(y);
      if (String(observed.shape) !== String([n]))
        throw new RangeError(
          `gaussianProcess: posterior takes observations of shape [${n}], one a point, but theirs is [${observed.shape}]`,
        );
      return observed;
    };
    return normalVector(
      'gaussianProcess',
      m,
      () =>
        add(
          expected(at(others)),
          matrixVector(cross(), solvePositiveDefinite(covariance(), sub(given(), expected(at(points))))),
        ),
      () => {
        const x = at(others);
        const k = cross();
        const explained = matMul(k, solvePositiveDefinite(covariance(), matrixTranspose(k)));
        const own = add(jitter, noisy ? square(asTensor(noise)) : 0);
        return add(sub(kernel(x, x), explained), mul(eye(m), own));
      },
    );
  };
  return Object.freeze(
    Object.defineProperties(
      {},
      { ...Object.getOwnPropertyDescriptors(law), posterior: { value: posterior, enumerable: true } },
    ),
  ) as GaussianProcess;
}

function lengthOf(points: ParameterLike): number {
  const shape = (points as Tensor).shape as number[] | undefined;
  return shape ? shape[0] : (points as ArrayLike<number>).length;
}

/** A normal law on vectors whose mean and covariance are worked out when they are needed. */
function normalVector(
  law: string,
  n: number,
  mean: () => Tensor,
  covariance: () => Tensor,
  batchShape: readonly number[] = [],
): Distribution {
  return wrap({
    law,
    parameters: {},
    batchShape,
    eventShape: [n],
    support: () => each(real, 1),
    sample: (key, lead) =>
      add(mean(), matrixVector(cholesky(covariance()), draws(key, {}, { shape: [...lead, ...batchShape, n] }))),
    logProb: (x) => {
      const matrix = covariance();
      const gap = sub(x, mean());
      const distance = sum(mul(gap, squeeze(solvePositiveDefinite(matrix, expandDims(gap, -1)), [-1])), -1);
      return mul(-0.5, add(add(distance, logDet(matrix)), n * LOG_TWO_PI));
    },
    methods: {
      mean,
      mode: mean,
      variance: () => diagonalPart(covariance()),
      covariance,
      entropy: () => mul(0.5, add(logDet(covariance()), n * (1 + LOG_TWO_PI))),
    },
    expand: (shape) => normalVector(law, n, mean, covariance, shape),
    plain: () => {
      throw new TypeError(`${law}: a function cannot be written as JSON; write down what the kernel is made of instead`);
    },
  });
}
