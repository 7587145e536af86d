import { diagonal } from '@baytes/tensor';
import { sum } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import type { Distribution } from '../distribution';
import { sameAs, type Wrapped, wrap } from './wrap';

/**
 * The last axes of a distribution's batch as part of its event: independent components that are drawn, and judged, as one.
 *
 * @param distribution with a batch of at least `rank` axes.
 * @param rank how many axes of the batch belong to an event.
 * @example
 * independent(normal({ loc: [0, 1] }), 1).logProb([0, 1]); // -1.8379: one number for both
 */
export function independent(distribution: Distribution, rank: number): Distribution {
  const { batchShape, eventShape, law } = distribution;
  if (!Number.isInteger(rank) || rank < 0 || rank > batchShape.length)
    throw new RangeError(
      `independent: rank must be a whole number from 0 to ${batchShape.length}, the axes of the batch [${batchShape}] of ${law}; got ${rank}`,
    );
  if (rank === 0) return distribution;
  const outer = batchShape.slice(0, batchShape.length - rank);
  const inner = batchShape.slice(outer.length);
  const over = Array.from({ length: rank }, (_, i) => -1 - i);
  const methods: Wrapped['methods'] = {
    ...sameAs(distribution, ['mean', 'variance', 'mode']),
    ...sameAs(distribution, ['entropy'], (entropy) => sum(entropy, over)),
  };
  if (rank === 1 && eventShape.length === 0 && distribution.has('variance'))
    methods.covariance = () => diagonal(distribution.variance());
  return wrap({
    law: 'independent',
    parameters: { distribution, rank },
    batchShape: outer,
    eventShape: [...inner, ...eventShape],
    support: () => each(distribution.support, rank),
    sample: (key, shape) => distribution.sample(key, { shape }),
    sampleAndLogProb: (key, shape) => {
      const { value, logProb } = distribution.sampleAndLogProb(key, { shape });
      return { value, logProb: sum(logProb, over) };
    },
    logProb: (x) => sum(distribution.logProb(x), over),
    methods,
    expand: (shape) => independent(distribution.expand([...shape, ...inner]), rank),
    plain: () => ({ distribution: distribution.toJSON(), rank }),
  });
}
