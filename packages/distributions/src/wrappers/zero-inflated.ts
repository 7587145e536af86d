import { broadcastShape } from '@baytes/tensor';
import { less, type Tensor, where } from '@tensorflow/tfjs-core';
import type { Distribution } from '../distribution';
import {
  gateOf,
  gateSpec,
  inflatedCdf,
  inflatedDraws,
  inflatedLogMass,
  inflatedLogSurvival,
  inflatedMean,
  inflatedQuantile,
  inflatedSurvival,
  inflatedVariance,
  type GateNames,
} from '../laws/discrete/zero-inflation';
import { batchShapeOf, checkParameters, type OneOf, type ParameterLike, settle, valuesOf } from '../parameters';
import { toPlain } from '../plain-values';
import { type Wrapped, wrap } from './wrap';

/**
 * A law of counts with more zeros: 0 with probability `gate`, or 1 / (1 + exp(-`gateLogits`)), else a count of the distribution given.
 *
 * @param distribution of numbers, whose batch has the gate's shape after broadcasting.
 * @example
 * zeroInflated(binomial({ totalCount: 4, probs: 0.5 }), { gate: 0.5 }).mean(); // 1
 */
export function zeroInflated(distribution: Distribution, gate: OneOf<GateNames>): Distribution {
  const settled = settle('zeroInflated', gateSpec, [['gate', 'gateLogits']], gate as never);
  checkParameters('zeroInflated', gateSpec, settled);
  if (distribution.eventShape.length > 0)
    throw new RangeError(
      `zeroInflated: ${distribution.law} is not a law of numbers: its events are of shape [${distribution.eventShape}]`,
    );
  const shapes = { distribution: distribution.batchShape, gate: batchShapeOf('zeroInflated', gateSpec, settled) };
  return make(distribution, settled, broadcastShape(shapes, 'zeroInflated'));
}

/** A cumulative function: below 0 nothing has happened yet. */
const from0 = (x: Tensor, value: Tensor, below: number): Tensor => where(less(x, 0), below, value);

function make(distribution: Distribution, settled: Record<string, ParameterLike>, batchShape: readonly number[]): Distribution {
  const base = distribution.expand(batchShape);
  const gated = () => gateOf(valuesOf(gateSpec, settled));
  const { has } = base;
  const methods: Wrapped['methods'] = {
    ...(has('cdf') && { cdf: (x) => from0(x, inflatedCdf(base.cdf(x), gated()), 0) }),
    ...(has('survival') && { survival: (x) => from0(x, inflatedSurvival(base.survival(x), gated()), 1) }),
    ...(has('logSurvival') && { logSurvival: (x) => from0(x, inflatedLogSurvival(base.logSurvival(x), gated()), 0) }),
    ...(has('icdf') && { icdf: (p) => inflatedQuantile(p, base.icdf, gated()) }),
    ...(has('mean') && { mean: () => inflatedMean(base.mean(), gated()) }),
    ...(has('mean') && has('variance') && { variance: () => inflatedVariance(base.mean(), base.variance(), gated()) }),
  };
  return wrap({
    law: 'zeroInflated',
    parameters: { distribution, ...settled },
    batchShape,
    eventShape: [],
    support: () => base.support,
    sample: (key, lead) => inflatedDraws(key, (each) => base.sample(each, { shape: lead }), gated(), [...lead, ...batchShape]),
    logProb: (x) => inflatedLogMass(x, base.logProb(x), gated()),
    methods,
    expand: (shape) => make(distribution, settled, shape),
    plain: () => ({
      distribution: base.toJSON(),
      ...Object.fromEntries(Object.entries(settled).map(([name, value]) => [name, toPlain(value)])),
    }),
  });
}
