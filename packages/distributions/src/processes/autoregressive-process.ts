import { shapeOf } from '@baytes/tensor';
import { normal as draws } from '@baytes/random';
import {
  add,
  broadcastTo,
  concat,
  div,
  expandDims,
  log,
  mul,
  reverse,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  unstack,
  zeros,
} from '@tensorflow/tfjs-core';
import { part } from '../bijectors/vectors';
import { each } from '../constraints/each';
import { positive, real } from '../constraints/numbers';
import type { Distribution } from '../distribution';
import type { ParameterLike } from '../parameters';
import { wrap } from '../wrappers/wrap';
import { type ProcessParameters, processParameters, requireLength } from './process-parameters';

export interface AutoregressiveProcessParameters {
  /** Of shape [..., p]: how the last value, the one before it, ... enter the next. */
  coefficients: ParameterLike;
  /** Standard deviation of what is new in each value, positive. */
  scale: ParameterLike;
  /** Default 0. */
  intercept?: ParameterLike;
  /** The p values before the first, the latest last, of shape [..., p]. Default 0. */
  before?: ParameterLike;
  /** How many values. */
  length: number;
}

type Names = 'coefficients' | 'scale' | 'intercept' | 'before';
const spec = {
  coefficients: { constraint: each(real, 1) },
  scale: { constraint: positive },
  intercept: { constraint: real, default: 0 },
  before: { constraint: each(real, 1) },
};
const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * An autoregressive process of order p, given the values before it: x_t = intercept + sum_i coefficients_i x_{t - i} + scale e_t, e_t
 * standard normal.
 *
 * G. Box and G. Jenkins (1976), "Time series analysis", section 3.2; variances by its weights psi, section 3.2.1.
 *
 * @example
 * autoregressiveProcess({ coefficients: [0.5], scale: 1, length: 3 }).variance(); // [1, 1.25, 1.3125]
 */
export function autoregressiveProcess({ length, ...given }: AutoregressiveProcessParameters): Distribution {
  requireLength('autoregressiveProcess', length);
  const order = given.coefficients === undefined ? 0 : (shapeOf(given.coefficients).at(-1) ?? 0);
  const before = given.before ?? new Float32Array(order);
  const parameters = processParameters<Names>('autoregressiveProcess', spec, { ...given, before });
  if (shapeOf(before).at(-1) !== order)
    throw new RangeError(
      `autoregressiveProcess: ${order} coefficients take ${order} values before the first, but before has the shape [${shapeOf(before)}]`,
    );
  return build(parameters, order, length, parameters.batchShape);
}

function build(
  parameters: ProcessParameters<Names>,
  order: number,
  length: number,
  batchShape: readonly number[],
): Distribution {
  const along = (value: Tensor) => expandDims(value, -1);
  /** The process with the given news, each of shape `lead` + batch. */
  const follow = (lead: readonly number[], news: readonly Tensor[] | undefined): Tensor => {
    const { coefficients, intercept, before } = parameters.values();
    // The latest first, as the coefficients are.
    let last = broadcastTo(reverse(before, -1), [...lead, ...batchShape, order]);
    const values: Tensor[] = [];
    for (let t = 0; t < length; t++) {
      const next = add(add(intercept, sum(mul(coefficients, last), -1)), news ? news[t] : zeros([...lead, ...batchShape]));
      values.push(next);
      last = concat([along(next), part(last, 0, order - 1)], -1);
    }
    return stack(values, values[0].rank);
  };
  return wrap({
    law: 'autoregressiveProcess',
    parameters: parameters.settled,
    batchShape,
    eventShape: [length],
    support: () => each(real, 1),
    sample: (key, lead) => {
      const news = mul(along(parameters.values().scale), draws(key, {}, { shape: [...lead, ...batchShape, length] }));
      return follow(lead, unstack(news, news.rank - 1));
    },
    logProb: (x) => {
      const { coefficients, scale, intercept, before } = parameters.values();
      const whole = concat([broadcastTo(before, [...x.shape.slice(0, -1), order]), x], -1);
      let expected = broadcastTo(along(intercept), x.shape);
      for (let i = 0; i < order; i++)
        expected = add(expected, mul(part(coefficients, i, i + 1), part(whole, order - 1 - i, order - 1 - i + length)));
      const z = div(sub(x, expected), along(scale));
      return sub(mul(-0.5, sum(square(z), -1)), mul(length, add(log(scale), LOG_SQRT_TWO_PI)));
    },
    methods: {
      mean: () => follow([], undefined),
      mode: () => follow([], undefined),
      variance: () => {
        const { coefficients, scale } = parameters.values();
        const each = unstack(coefficients, coefficients.rank - 1);
        const psi: Tensor[] = [add(mul(0, each[0]), 1)];
        let total = square(psi[0]);
        const totals = [total];
        for (let t = 1; t < length; t++) {
          const terms = each.slice(0, t).map((phi, i) => mul(phi, psi[t - 1 - i]));
          psi.push(terms.reduce((a, b) => add(a, b)));
          total = add(total, square(psi[t]));
          totals.push(total);
        }
        return mul(square(along(scale)), stack(totals, total.rank));
      },
      entropy: () => mul(length, add(log(parameters.values().scale), LOG_SQRT_TWO_PI + 0.5)),
    },
    expand: (shape) => build(parameters, order, length, shape),
    plain: () => ({ ...parameters.plain(), length }),
    expanded: String(batchShape) !== String(parameters.batchShape),
  });
}
