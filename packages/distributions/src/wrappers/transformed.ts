import { broadcastShape } from '@baytes/tensor';
import { add, cast, exp, logicalOr, mul, sub, type Tensor, where, zerosLike } from '@tensorflow/tfjs-core';
import type { Bijector } from '../bijectors/bijector';
import { block } from '../bijectors/block';
import { requireRoom } from '../bijectors/dimensions';
import { type Constraint, describe } from '../constraints/constraint';
import { isEach } from '../constraints/each';
import { isInterval } from '../constraints/interval';
import type { Distribution } from '../distribution';
import { belowAndAbove, masked } from '../edges';
import { type Wrapped, wrap } from './wrap';

/** Whether an interval is within another, as far as numbers tell; other constraints by their names. */
function within(inner: Constraint, outer: Constraint): boolean {
  if (isEach(inner) && isEach(outer)) return within(inner.part, outer.part);
  if (!isInterval(inner) || !isInterval(outer)) return inner.name === outer.name || !(isInterval(inner) || isInterval(outer));
  const [low, high] = [outer.low, outer.high];
  const above = typeof inner.low !== 'number' || typeof low !== 'number' || inner.low >= low;
  const below = typeof inner.high !== 'number' || typeof high !== 'number' || inner.high <= high;
  return above && below;
}

/** What the images of a distribution's draws are. */
function imageOf(base: Constraint, bijector: Bijector): Constraint {
  const { domain, codomain } = bijector;
  if (within(domain, base)) return codomain;
  return {
    name: `image(${base.name}, ${bijector.bijector})`,
    words: `${codomain.words}, the image by ${bijector.bijector} of a value that is ${base.words}`,
    eventRank: codomain.eventRank,
    discrete: false,
    holds: (event, shape) => codomain.holds(event, shape),
    outside: (y) => {
      const outside = codomain.outside(y);
      return logicalOr(outside, base.outside(bijector.inverse(y)));
    },
  };
}

/**
 * The law of f(x), x drawn from `base`: log p(y) = log p(x) + log |det dx/dy|. A bijector of events with fewer axes than the base's is
 * applied to each part. `cdf`, `icdf` and their like are there for numbers, where the base has them; mean, variance and entropy for
 * linear maps.
 *
 * @param base a distribution with a density.
 * @throws TypeError for discrete laws, and for a map that is not defined where the draws are.
 * @example
 * transformed(normal({ loc: 1 }), bijectors.exp()).logProb(2); // -1.6592: the log-normal law
 */
export function transformed(base: Distribution, bijector: Bijector): Distribution {
  const { support } = base;
  if (support.discrete)
    throw new TypeError(`transformed: ${base.law} is discrete, and has no density that a determinant could change`);
  const rank = base.eventShape.length;
  if (bijector.eventRank.in > rank)
    throw new RangeError(
      `transformed: ${bijector.bijector} takes events of ${bijector.eventRank.in} axes, but those of ${base.law} have ${rank}; ` +
        `independent(base, ${bijector.eventRank.in - rank}) makes axes of its batch [${base.batchShape}] part of the event`,
    );
  const map = block(bijector, rank - bijector.eventRank.in);
  requireRoom('transformed', support, map);
  if (!within(support, map.domain))
    throw new TypeError(
      `transformed: ${bijector.bijector} is given what ${describe(bijector.domain)}, but what ${base.law} draws is ${support.words}`,
    );
  const batchShape = broadcastShape(
    { 'the batch of the base': base.batchShape, 'that of the bijector': map.batchShape },
    'transformed',
  );
  if (String(batchShape) !== String(base.batchShape)) return transformed(base.expand(batchShape), bijector);
  const eventShape = map.forwardShape([...batchShape, ...base.eventShape]).slice(batchShape.length);

  const { codomain } = map;
  return wrap({
    law: 'transformed',
    parameters: { base },
    batchShape,
    eventShape,
    support: () => imageOf(support, map),
    sample: (key, shape) => map.forward(base.sample(key, { shape })),
    // Without the way back: the determinant is that at the draw.
    sampleAndLogProb: (key, shape) => {
      const drawn = base.sampleAndLogProb(key, { shape });
      const { value, logDeterminant } = map.forwardAndLogDeterminant(drawn.value);
      return { value, logProb: sub(drawn.logProb, logDeterminant) };
    },
    logProb: (y) =>
      masked(codomain, y, (inside) => {
        const { value, logDeterminant } = map.inverseAndLogDeterminant(inside);
        return add(base.logProb(value), logDeterminant);
      }),
    methods: { ...numberMethods(base, map), ...linearMethods(base, map) },
    expand: (shape) => transformed(base.expand(shape), bijector),
    plain: () => ({ base: base.toJSON(), bijector: bijector.toJSON() }),
  });
}

/** Distribution and quantile functions: a map that descends swaps the tails. */
function numberMethods(base: Distribution, map: Bijector): Wrapped['methods'] {
  const { increasing, codomain } = map;
  const methods: Wrapped['methods'] = {};
  if (increasing === undefined) return methods;
  const either = (up: () => Tensor, down: () => Tensor): Tensor => {
    if (typeof increasing === 'boolean') return increasing ? up() : down();
    const ascends = increasing();
    const [a, b] = [up(), down()];
    return where(logicalOr(ascends, cast(zerosLike(a), 'bool')), a, b); // truth values as wide as the results
  };
  const pairs = { cdf: 'survival', logCdf: 'logSurvival', survival: 'cdf', logSurvival: 'logCdf' } as const;
  const limits = { cdf: [0, 1], logCdf: [-Infinity, 0], survival: [1, 0], logSurvival: [0, -Infinity] } as const;
  for (const [method, swapped] of Object.entries(pairs) as ['cdf', 'survival'][]) {
    if (!base.has(method) || !base.has(swapped)) continue;
    methods[method] = (y) =>
      belowAndAbove(
        codomain,
        y,
        (inside) => {
          const x = map.inverse(inside);
          return either(
            () => base[method](x),
            () => base[swapped](x),
          );
        },
        ...limits[method],
      );
  }
  if (base.has('icdf'))
    methods.icdf = (p) =>
      map.forward(
        either(
          () => base.icdf(p),
          () => base.icdf(sub(1, p)),
        ),
      );
  return methods;
}

/** What passes through a linear map. */
function linearMethods(base: Distribution, map: Bijector): Wrapped['methods'] {
  const methods: Wrapped['methods'] = {};
  if (!map.linear) return methods;
  const logDeterminant = () => map.forwardAndLogDeterminant(base.mean()).logDeterminant;
  if (base.has('mean')) {
    methods.mean = () => map.forward(base.mean());
    if (base.has('entropy')) methods.entropy = () => add(base.entropy(), logDeterminant());
    if (base.has('variance') && base.eventShape.length === 0)
      methods.variance = () => mul(base.variance(), exp(mul(2, logDeterminant())));
  }
  if (base.has('mode')) methods.mode = () => map.forward(base.mode());
  return methods;
}
