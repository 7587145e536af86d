import { broadcastShape, shapeOf } from '@baytes/tensor';
import { broadcastTo, cast, reshape, Tensor, tensor, where } from '@tensorflow/tfjs-core';
import type { Distribution } from '../distribution';
import { placeholderOf } from '../edges';
import type { ParameterLike } from '../parameters';
import { toPlain } from '../plain-values';
import { sameAs, wrap } from './wrap';

/**
 * A law that only counts where a mask holds: the log density is 0 elsewhere, whatever the value is, and has no gradient there. For
 * observations of which some are missing, and batches that are filled up to one length. Draws, moments and cumulative functions are the
 * base's.
 *
 * @param mask truth values (or 0 and 1) that broadcast with the batch.
 * @example
 * masked(normal({}).expand([2]), [true, false]).logProb([0, NaN]); // [-0.9189, 0]
 */
export function masked(base: Distribution, mask: ParameterLike): Distribution {
  const shapes = { 'the batch of the base': base.batchShape, mask: shapeOf(mask) };
  const batchShape = broadcastShape(shapes, 'masked');
  if (String(batchShape) !== String(base.batchShape)) return masked(base.expand(batchShape), mask);
  /** Truth values of the given shape. */
  const holds = (shape: readonly number[]): Tensor => {
    const truth = mask instanceof Tensor ? cast(mask, 'bool') : cast(tensor(mask as never, undefined, 'float32'), 'bool');
    return cast(broadcastTo(cast(truth, 'float32'), [...shape]), 'bool');
  };
  return wrap({
    law: 'masked',
    parameters: { base, mask },
    batchShape,
    eventShape: base.eventShape,
    support: () => base.support,
    sample: (key, shape) => base.sample(key, { shape }),
    logProb: (x) => {
      const lead = x.shape.slice(0, x.rank - base.eventShape.length);
      const kept = holds(lead);
      const safe = placeholderOf(base.support);
      const events = reshape(cast(kept, 'float32'), [...lead, ...base.eventShape.map(() => 1)]);
      const whole = cast(broadcastTo(events, x.shape), 'bool');
      return where(kept, base.logProb(safe === undefined ? x : where(whole, x, safe)), 0);
    },
    methods: sameAs(base, [
      'cdf',
      'logCdf',
      'survival',
      'logSurvival',
      'icdf',
      'entropy',
      'mean',
      'variance',
      'mode',
      'covariance',
    ]),
    expand: (shape) => masked(base.expand(shape), mask),
    plain: () => ({ base: base.toJSON(), mask: toPlain(mask) }),
  });
}
