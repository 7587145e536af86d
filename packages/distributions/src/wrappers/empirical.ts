import { categorical } from '@baytes/random';
import { logSoftmax, logSumExp, stopGradient, shapeOf } from '@baytes/tensor';
import {
  abs,
  add,
  all,
  argMax,
  cast,
  cumsum,
  equal,
  exp,
  expandDims,
  gather,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalNot,
  logicalOr,
  matMul,
  minimum,
  mul,
  neg,
  reshape,
  square,
  sub,
  sum,
  type Tensor,
  topk,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint';
import { nonNegative, real } from '../constraints/numbers';
import type { Distribution } from '../distribution';
import { asTensor, checkParameters, type ParameterLike } from '../parameters';
import { toPlain } from '../plain-values';
import { readable } from '../readable';
import { type Wrapped, wrap } from './wrap';

/**
 * The law that puts its mass on given values: draws of a posterior, the rows of a data set. Equal values add up.
 *
 * Draws move with the values that they are copies of. Entropy and mode compare each with each, N x N numbers.
 *
 * @param samples of shape [N, ...event].
 * @param weights [N], from 0 on, need not add up to one. Default: all alike.
 * @example
 * empirical([1, 2, 2, 5]).logProb(2); // log(1/2)
 */
export function empirical(samples: ParameterLike, weights?: ParameterLike): Distribution {
  const [count, ...eventShape] = shapeOf(samples);
  if (!(count >= 1))
    throw new RangeError(
      `empirical: samples must have the shape [N, ...event] with N from 1 on, but have [${shapeOf(samples)}]`,
    );
  if (weights !== undefined && String(shapeOf(weights)) !== String([count]))
    throw new RangeError(
      `empirical: weights must have the shape [${count}] of the ${count} samples, but have [${shapeOf(weights)}]`,
    );
  const spec = { samples: { constraint: real }, weights: { constraint: nonNegative } };
  checkParameters('empirical', spec, { samples, ...(weights !== undefined && { weights }) });
  return build(samples, weights, [], eventShape);
}

function build(
  samples: ParameterLike,
  weights: ParameterLike | undefined,
  batchShape: readonly number[],
  eventShape: readonly number[],
): Distribution {
  const [count] = shapeOf(samples);
  const values = () => asTensor(samples);
  const logWeights = () => logSoftmax(weights === undefined ? zeros([count]) : log(asTensor(weights)));
  const shares = () => exp(logWeights());
  const events = eventShape.length;
  const eventAxes = Array.from({ length: events }, (_, i) => -1 - i);
  /** Of each x, whether it is the first sample, the second, ...; of shape [...x without its event, N]. */
  const matches = (x: Tensor): Tensor => {
    const same = equal(expandDims(x, x.rank - events), values());
    return events === 0 ? same : all(same, eventAxes);
  };
  const averaged = (each: Tensor) => sum(mul(each, reshape(shares(), [count, ...new Array<number>(each.rank - 1).fill(1)])), 0);
  const mean = () => averaged(values());
  /** Mass of the value of each sample. */
  const logMasses = () => logSumExp(where(matches(values()), logWeights(), Number.NEGATIVE_INFINITY));

  const methods: Wrapped['methods'] = {
    mean,
    variance: () => averaged(square(sub(values(), mean()))),
    entropy: () => neg(sum(mul(shares(), logMasses()))),
    mode: () => gather(values(), argMax(logMasses())),
  };
  if (events === 1)
    methods.covariance = () => {
      const gaps = sub(values(), mean());
      return matMul(mul(gaps, reshape(shares(), [count, 1])), gaps, true, false);
    };
  if (events === 0) {
    const mass = (x: Tensor, compare: (a: Tensor, b: Tensor) => Tensor) => {
      const total = sum(mul(cast(compare(values(), expandDims(x, -1)), 'float32'), shares()), -1);
      return where(greaterEqual(x, Number.NEGATIVE_INFINITY), minimum(total, 1), Number.NaN);
    };
    methods.cdf = (x) => mass(x, lessEqual);
    methods.survival = (x) => mass(x, greater);
    methods.icdf = (p) => {
      const ascending = topk(neg(values()), count, true);
      const sorted = gather(values(), ascending.indices);
      // Up to but without each; a p that lies within rounding of a step belongs to it.
      const until = cumsum(gather(shares(), ascending.indices), 0);
      const place = sum(cast(less(add(until, 1e-6), expandDims(p, -1)), 'int32'), -1);
      const found = gather(sorted, cast(minimum(place, count - 1), 'int32'));
      return where(logicalOr(less(p, 0), greater(p, 1)), Number.NaN, found);
    };
  }

  return wrap({
    law: 'empirical',
    parameters: { samples, ...(weights !== undefined && { weights }) },
    batchShape,
    eventShape,
    support: () => samplesOnly(samples, matches, events),
    sample: (key, lead) => {
      const shape = [...lead, ...batchShape];
      const which = categorical(key, { logits: stopGradient(logWeights()) }, { shape });
      return gather(values(), which);
    },
    logProb: (x) => {
      const missing = greater(sum(cast(logicalNot(greaterEqual(abs(x), 0)), 'float32'), eventAxes), 0);
      const found = logSumExp(where(matches(x), logWeights(), Number.NEGATIVE_INFINITY));
      return where(missing, Number.NaN, found);
    },
    methods,
    expand: (shape) => build(samples, weights, shape, eventShape),
    plain: () => ({ samples: toPlain(samples), ...(weights !== undefined && { weights: toPlain(weights) }) }),
    expanded: batchShape.length > 0,
  });
}

/** The values themselves. */
function samplesOnly(samples: ParameterLike, matches: (x: Tensor) => Tensor, eventRank: number): Constraint {
  return {
    name: 'samples',
    words: `one of ${shapeOf(samples)[0]} samples`,
    eventRank,
    discrete: true,
    holds: (event) => {
      const flat = readable(samples) ?? [];
      for (let start = 0; start < flat.length; start += event.length)
        if (Array.from(event).every((each, i) => each === Math.fround(flat[start + i]))) return true;
      return false;
    },
    outside: (x) => logicalNot(cast(sum(cast(matches(x), 'float32'), -1), 'bool')),
  };
}
