import { add, all, broadcastTo, equal, mul, sub, sum, where, zeros, zerosLike } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { count, real } from '../../constraints/numbers';
import { type DistributionFactory, defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';

export interface DeltaParameters {
  /** The one value. */
  loc: ParameterLike;
  /** How many of its last axes belong to one event: a plain number. Default 0, where events are numbers. */
  eventRank?: number;
}

/** The page for events of so many axes. */
const ofRank = (rank: number): DistributionFactory<DeltaParameters> =>
  defineDistribution<DeltaParameters, 'loc' | 'eventRank'>({
    name: 'delta',
    parameters: { loc: { constraint: each(real, rank) }, eventRank: { constraint: count, default: 0 } },
    support: each(real, rank),
    eventShape: (shapeOf) => (rank === 0 ? [] : shapeOf('loc').slice(-rank)),
    sample: (_key, { loc }, shape) => broadcastTo(loc, [...shape]),
    logProb: (x, { loc }) => {
      const [same, gap] = [equal(x, loc), sub(x, loc)];
      const axes = Array.from({ length: rank }, (_, i) => same.rank - 1 - i);
      const [whole, gaps] = rank === 0 ? [same, gap] : [all(same, axes), sum(gap, axes)];
      // The gap travels along for the sake of NaN.
      return add(where(whole, 0, Number.NEGATIVE_INFINITY), mul(0, gaps));
    },
    entropy: ({ loc }) => zeros(loc.shape.slice(0, loc.rank - rank)),
    mean: ({ loc }) => loc,
    variance: ({ loc }) => zerosLike(loc),
    mode: ({ loc }) => loc,
  });

const pages: DistributionFactory<DeltaParameters>[] = [];

/**
 * The law of one value, a number or any array of them: its mass is 1, and its `logProb` 0 there and -Infinity elsewhere.
 *
 * @example
 * delta({ loc: [1, 2], eventRank: 1 }).logProb([1, 2]); // 0
 */
export const delta: DistributionFactory<DeltaParameters> = /* @__PURE__ */ (() => {
  const factory: DistributionFactory<DeltaParameters> = Object.assign(
    (...[parameters, options]: Parameters<DistributionFactory<DeltaParameters>>) => {
      const rank = parameters?.eventRank ?? 0;
      if (!(Number.isInteger(rank) && rank >= 0))
        throw new RangeError(`delta: eventRank must be a whole number from 0 on; got ${rank}`);
      pages[rank] ??= ofRank(rank);
      return pages[rank](parameters, options);
    },
    ofRank(0),
  );
  return factory;
})();
