// The components of a mixture as one: along an axis after the batch.
import type { KeyLike } from '@baytes/random';
import { logNdtr } from '@baytes/special';
import { diagonalPart, triangularSolve } from '@baytes/tensor';
import { expandDims, log, mul, neg, square, stack, sub, type Tensor, tile } from '@tensorflow/tfjs-core';
import type { Distribution } from '../distribution';
import type { OptionalMethod } from '../law';
import { parametersOf } from '../page-of';
import type { Tails } from './along-quantile';
import { splitKey } from './wrap';

type Shape = readonly number[];

/** K components with one batch shape: results have an axis of length K after the batch. */
export interface Parts {
  readonly count: number;
  readonly batchShape: Shape;
  readonly eventShape: Shape;
  readonly discrete: boolean;
  readonly all: readonly Distribution[];
  has(method: OptionalMethod): boolean;
  /** Draws of every component. */
  sample(key: KeyLike, lead: Shape): Tensor;
  /** A method at x of shape lead + batch + event; of numbers, the event's axes are gone. */
  at(method: 'logProb' | 'cdf' | 'logCdf' | 'survival' | 'logSurvival' | 'icdf', x: Tensor): Tensor;
  statistic(method: 'mean' | 'variance' | 'covariance'): Tensor;
  /** Of vectors: each coordinate's law given those before it, of shape lead + batch + K + event; where there is a formula. */
  readonly conditionals?: (x: Tensor) => Tails;
  expand(batchShape: Shape): Parts;
}

/** Components that are the last axis of one distribution's batch. */
export function partsOfBatch(components: Distribution): Parts {
  const batchShape = components.batchShape.slice(0, -1);
  const count = components.batchShape[components.batchShape.length - 1];
  const { eventShape } = components;
  /** x for each component. */
  const wide = (x: Tensor, eventAxes: number) => {
    const axis = x.rank - eventAxes;
    const copies = new Array<number>(x.rank + 1).fill(1);
    copies[axis] = count;
    return tile(expandDims(x, axis), copies);
  };
  const conditionals = conditionalsOf(components);
  return {
    count,
    batchShape,
    eventShape,
    discrete: components.support.discrete,
    all: [components],
    has: (method) => components.has(method),
    sample: (key, lead) => components.sample(key, { shape: lead }),
    at: (method, x) => components[method](wide(x, eventShape.length)),
    statistic: (method) => components[method](),
    conditionals: conditionals && ((x) => conditionals(wide(x, 1))),
    expand: (shape) => partsOfBatch(components.expand([...shape, count])),
  };
}

/** Components that are distributions of their own. */
export function partsOfList(list: readonly Distribution[]): Parts {
  const [{ batchShape, eventShape, support }] = list;
  const axis = (shape: Shape, events = eventShape.length) => shape.length - events;
  const together = (each: readonly Tensor[], events: number) => stack([...each], axis(each[0].shape, events));
  const conditionals = list.map(conditionalsOf);
  return {
    count: list.length,
    batchShape,
    eventShape,
    discrete: support.discrete,
    all: list,
    has: (method) => list.every((each) => each.has(method)),
    sample: (key, shape) => {
      const keys = splitKey(key, list.length);
      return together(
        list.map((each, i) => each.sample(keys[i], { shape })),
        eventShape.length,
      );
    },
    at: (method, x) =>
      together(
        list.map((each) => each[method](x)),
        0,
      ),
    statistic: (method) =>
      together(
        list.map((each) => each[method]()),
        eventShape.length * (method === 'covariance' ? 2 : 1),
      ),
    conditionals: conditionals.every((each) => each !== undefined)
      ? (x) => {
          const all = conditionals.map((each) => (each as (x: Tensor) => Tails)(x));
          const of = (name: keyof Tails) =>
            together(
              all.map((each) => each[name]),
              1,
            );
          return { logCdf: of('logCdf'), logSurvival: of('logSurvival'), logProb: of('logProb') };
        }
      : undefined,
    expand: (shape) => partsOfList(list.map((each) => each.expand(shape))),
  };
}

const LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Each coordinate's law given those before it, at x of shape lead + batch + [D]. */
function conditionalsOf(distribution: Distribution): ((x: Tensor) => Tails) | undefined {
  const { law, parameters, eventShape } = distribution;
  if (eventShape.length !== 1) return undefined;
  if (law === 'independent') {
    const each = parameters.distribution as Distribution;
    if (each.eventShape.length > 0 || each.support.discrete || !each.has('logCdf') || !each.has('logSurvival'))
      return undefined;
    return (x) => ({ logCdf: each.logCdf(x), logSurvival: each.logSurvival(x), logProb: each.logProb(x) });
  }
  if (law !== 'multivariateNormal') return undefined;
  return (x) => {
    // With x = loc + L z, the coordinate x_i given those before it is a function of z_i alone.
    const { loc, scaleTril } = parametersOf(distribution);
    const z = triangularSolve(scaleTril, sub(x, loc), { vectors: true });
    const logDensity = sub(mul(-0.5, square(z)), LOG_SQRT_TWO_PI);
    return { logCdf: logNdtr(z), logSurvival: logNdtr(neg(z)), logProb: sub(logDensity, log(diagonalPart(scaleTril))) };
  };
}
