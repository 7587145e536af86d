import { normal as draws } from '@baytes/random';
import { add, concat, cumsum, div, expandDims, log, mul, reshape, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { part, range } from '../bijectors/vectors';
import { each } from '../constraints/each';
import { positive, real } from '../constraints/numbers';
import type { Distribution } from '../distribution';
import type { ParameterLike } from '../parameters';
import { wrap } from '../wrappers/wrap';
import { type ProcessParameters, processParameters, requireLength } from './process-parameters';

export interface GaussianRandomWalkParameters {
  /** Standard deviation of a step, positive. */
  scale: ParameterLike;
  /** Mean of a step. Default 0. */
  drift?: ParameterLike;
  /** Where the walk is before its first step. Default 0. */
  start?: ParameterLike;
  /** How many steps. */
  length: number;
}

type Names = 'scale' | 'drift' | 'start';
const spec = {
  scale: { constraint: positive },
  drift: { constraint: real, default: 0 },
  start: { constraint: real, default: 0 },
};
const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * A walk x_1, ..., x_n of independent normal steps: x_t = x_{t - 1} + drift + scale e_t, x_0 = start, e_t standard normal. Covariances
 * are scale^2 min(s, t).
 *
 * @example
 * gaussianRandomWalk({ scale: 2, length: 3 }).variance(); // [4, 8, 12]
 */
export function gaussianRandomWalk({ length, ...given }: GaussianRandomWalkParameters): Distribution {
  requireLength('gaussianRandomWalk', length);
  const parameters = processParameters<Names>('gaussianRandomWalk', spec, { ...given });
  return build(parameters, length, parameters.batchShape);
}

function build(parameters: ProcessParameters<Names>, length: number, batchShape: readonly number[]): Distribution {
  /** A parameter beside the axis of time. */
  const along = (value: Tensor) => expandDims(value, -1);
  const times = () => range(length, (i) => i + 1);
  const expected = () => {
    const { start, drift } = parameters.values();
    return add(along(start), mul(along(drift), times()));
  };
  return wrap({
    law: 'gaussianRandomWalk',
    parameters: parameters.settled,
    batchShape,
    eventShape: [length],
    support: () => each(real, 1),
    sample: (key, lead) => {
      const { scale } = parameters.values();
      const steps = draws(key, {}, { shape: [...lead, ...batchShape, length] });
      return add(expected(), mul(along(scale), cumsum(steps, steps.rank - 1)));
    },
    logProb: (x) => {
      const { scale, drift, start } = parameters.values();
      const first = sub(part(x, 0, 1), along(start));
      const steps = concat([first, sub(part(x, 1), part(x, 0, length - 1))], -1);
      const z = div(sub(steps, along(drift)), along(scale));
      return sub(mul(-0.5, sum(square(z), -1)), mul(length, add(log(scale), LOG_SQRT_TWO_PI)));
    },
    methods: {
      mean: expected,
      mode: expected,
      variance: () => mul(square(along(parameters.values().scale)), times()),
      covariance: () => {
        const both = range(length * length, (i) => 1 + Math.min(i % length, Math.floor(i / length)));
        return mul(square(along(along(parameters.values().scale))), reshape(both, [length, length]));
      },
      entropy: () => mul(length, add(log(parameters.values().scale), LOG_SQRT_TWO_PI + 0.5)),
    },
    expand: (shape) => build(parameters, length, shape),
    plain: () => ({ ...parameters.plain(), length }),
    expanded: String(batchShape) !== String(parameters.batchShape),
  });
}
