import { categorical } from '@baytes/random';
import { logSoftmax, logSumExp, stopGradient, shapeOf } from '@baytes/tensor';
import {
  add,
  broadcastTo,
  cast,
  concat,
  exp,
  expandDims,
  floor,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalOr,
  max,
  min,
  mul,
  neg,
  oneHot,
  reshape,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { log1p } from '@baytes/special';
import { broadcastShape } from '@baytes/tensor';
import type { Constraint } from '../constraints/constraint';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { simplex } from '../constraints/simplex';
import type { Distribution } from '../distribution';
import { batchShapeOf, checkParameters, type OneOf, type ParameterLike, type Spec, settle, valuesOf } from '../parameters';
import { toPlain } from '../plain-values';
import { alongQuantile, type Tails } from './along-quantile';
import { type Parts, partsOfBatch, partsOfList } from './mixture-parts';
import { withoutPath } from './no-path';
import { splitKey, type Wrapped, wrap } from './wrap';

/** The weights of K components, as shares that add up to one or as logarithms of weights; of shape [..., K]. */
export type MixtureWeights = OneOf<'probs' | 'logits'>;

const spec: Spec<'probs' | 'logits'> = {
  probs: { constraint: simplex, otherwise: ({ logits }) => exp(logSoftmax(logits)) },
  logits: { constraint: each(real, 1), otherwise: ({ probs }) => log(probs) },
};

/** Halvings of a bracket that hold a quantile: as many as float32 tells apart. */
const HALVINGS = 40;

/**
 * A mixture of K laws of one family: `components` has K as the last axis of its batch.
 *
 * Draws have pathwise derivatives in all parameters, weights included, where components are continuous numbers with a cdf (along the
 * mixture's own quantile), or vectors of independent such numbers or multivariate normal (coordinate by coordinate, each along its
 * quantile given those before it). Elsewhere differentiating a draw is an error that says what to do.
 *
 * A. Graves (2016), "Stochastic backpropagation through mixture density distributions", arXiv:1607.05690, equations (6) to (12).
 *
 * @example
 * mixtureSameFamily({ probs: [0.3, 0.7], components: normal({ loc: [-1, 2] }) }).mean(); // 1.1
 */
export function mixtureSameFamily({ components, ...weights }: MixtureWeights & { components: Distribution }): Distribution {
  if (components.batchShape.length === 0)
    throw new RangeError(
      `mixtureSameFamily: components must be a batch whose last axis counts them; that of ${components.law} is []`,
    );
  return mixtureOf('mixtureSameFamily', weights, partsOfBatch(components), components);
}

/**
 * A mixture of laws of any families that have the same event shape. Derivatives of draws as for {@link mixtureSameFamily}.
 *
 * @example
 * mixture({ probs: [0.9, 0.1], components: [normal({}), normal({ scale: 10 })] }).variance(); // 10.9
 */
export function mixture({ components, ...weights }: MixtureWeights & { components: readonly Distribution[] }): Distribution {
  if (components.length === 0) throw new RangeError('mixture: there must be at least one component');
  const odd = components.find(
    (each) =>
      String(each.eventShape) !== String(components[0].eventShape) || each.support.discrete !== components[0].support.discrete,
  );
  if (odd)
    throw new RangeError(
      `mixture: components must all be continuous, or all discrete, and have one event shape; ${components[0].law} has ` +
        `[${components[0].eventShape}], ${odd.law} [${odd.eventShape}]`,
    );
  const batch = broadcastShape(
    Object.fromEntries(components.map((each, i) => [`component ${i} (${each.law})`, each.batchShape])),
    'mixture',
  );
  return mixtureOf('mixture', weights, partsOfList(components.map((each) => each.expand(batch))), components);
}

function mixtureOf(
  law: string,
  weights: Readonly<Record<string, ParameterLike | undefined>>,
  given: Parts,
  components: Distribution | readonly Distribution[],
): Distribution {
  const settled = settle(law, spec, [['probs', 'logits']], weights);
  const [[name, values]] = Object.entries(settled);
  const count = shapeOf(values).at(-1);
  const rows = batchShapeOf(law, spec, settled);
  if (count !== given.count)
    throw new RangeError(
      `${law}: ${name} of shape [${shapeOf(values)}] are weights of ${count} components, but there are ${given.count}`,
    );
  checkParameters(law, spec, settled);
  const batchShape = broadcastShape({ [`rows of ${name}`]: rows, 'batch of the components': given.batchShape }, law);
  return build(law, settled, given.expand(batchShape), components);
}

function build(
  law: string,
  settled: Readonly<Record<string, ParameterLike>>,
  parts: Parts,
  components: Distribution | readonly Distribution[],
): Distribution {
  const { batchShape, eventShape, count, discrete } = parts;
  const events = eventShape.length;
  /** Log weights that add up to one, of shape batch + K. */
  const logWeights = () => broadcastTo(logSoftmax(valuesOf(spec, settled).logits), [...batchShape, count]);
  const mixed = (method: 'logProb' | 'logCdf' | 'logSurvival', x: Tensor) => logSumExp(add(logWeights(), parts.at(method, x)));
  const tails = (x: Tensor): Tails => ({
    logCdf: mixed('logCdf', x),
    logSurvival: mixed('logSurvival', x),
    logProb: mixed('logProb', x),
  });
  /** An average over components of what has the event's axes behind theirs. */
  const averaged = (values: Tensor, axes = events) => {
    const shares = exp(logWeights());
    return sum(mul(values, reshape(shares, [...shares.shape, ...new Array<number>(axes).fill(1)])), values.rank - axes - 1);
  };
  const moves =
    !discrete && (events === 0 ? parts.has('logCdf') && parts.has('logSurvival') : parts.conditionals !== undefined);

  const sample: Wrapped['sample'] = (key, lead) => {
    const [which, what] = splitKey(key, 2);
    const logits = logWeights();
    const chosen = oneHot(
      cast(categorical(which, { logits: stopGradient(logits) }, { shape: [...lead, ...batchShape] }), 'int32'),
      count,
    );
    const mask = reshape(chosen, [...chosen.shape, ...new Array<number>(events).fill(1)]);
    const drawn = parts.sample(what, lead);
    const draw = sum(where(cast(add(mask, cast(zerosLike(drawn), 'float32')), 'bool'), drawn, 0), drawn.rank - events - 1);
    if (!moves) return withoutPath(draw, logits);
    return events === 0 ? alongQuantile(draw, tails) : alongConditionals(stopGradient(draw));
  };

  /** Coordinate by coordinate, each along its quantile given those before it, which move already. */
  const alongConditionals = (start: Tensor): Tensor => {
    const D = eventShape[0];
    const lead = start.shape.slice(0, -1);
    const coordinate = (x: Tensor, i: number) => slice(x, [...x.shape.slice(1).map(() => 0), i], [...x.shape.slice(0, -1), 1]);
    const rest = (i: number) => slice(start, [...lead.map(() => 0), i], [...lead, D - i]);
    let moved: Tensor[] = [];
    for (let i = 0; i < D; i++) {
      const at = (t: Tensor): Tails => {
        const x = concat([...moved, expandDims(t, -1), ...(i + 1 < D ? [rest(i + 1)] : [])], -1);
        const found = (parts.conditionals as NonNullable<Parts['conditionals']>)(x);
        // The weights of the components, given the coordinates before this one.
        const before =
          i === 0
            ? 0
            : sum(
                slice(
                  found.logProb,
                  found.logProb.shape.map(() => 0),
                  [...found.logProb.shape.slice(0, -1), i],
                ),
                -1,
              );
        const shares = logSoftmax(add(logWeights(), before));
        const of = (values: Tensor) => logSumExp(add(shares, reshape(coordinate(values, i), values.shape.slice(0, -1))));
        return { logCdf: of(found.logCdf), logSurvival: of(found.logSurvival), logProb: of(found.logProb) };
      };
      const own = reshape(coordinate(start, i), lead);
      moved = [...moved, expandDims(alongQuantile(own, at), -1)];
    }
    return concat(moved, -1);
  };

  const methods: Wrapped['methods'] = {};
  if (events === 0) {
    for (const method of ['cdf', 'survival'] as const)
      if (parts.has(method)) methods[method] = (x) => sum(mul(exp(logWeights()), parts.at(method, x)), -1);
    for (const method of ['logCdf', 'logSurvival'] as const) if (parts.has(method)) methods[method] = (x) => mixed(method, x);
    if (parts.has('icdf') && parts.has('cdf') && parts.has('logSurvival'))
      methods.icdf = (p) => quantile(p, parts, methods, tails);
  }
  if (parts.has('mean')) {
    methods.mean = () => averaged(parts.statistic('mean'));
    /** Each component's mean less the mixture's. */
    const gaps = () => {
      const means = parts.statistic('mean');
      return sub(means, expandDims(averaged(means), means.rank - events - 1));
    };
    if (parts.has('variance')) methods.variance = () => averaged(add(parts.statistic('variance'), square(gaps())));
    if (events === 1 && parts.has('covariance'))
      methods.covariance = () => {
        const gap = gaps();
        return averaged(add(parts.statistic('covariance'), mul(expandDims(gap, -1), expandDims(gap, -2))), 2);
      };
  }

  return wrap({
    law,
    parameters: { ...settled, components },
    batchShape,
    eventShape,
    support: () => unionOf(parts),
    sample,
    logProb: (x) => mixed('logProb', x),
    methods,
    expand: (shape) => {
      const wider = parts.expand(shape);
      return build(law, settled, wider, Array.isArray(components) ? wider.all : wider.all[0]);
    },
    plain: () => ({
      ...Object.fromEntries(Object.entries(settled).map(([name, value]) => [name, toPlain(value)])),
      components: Array.isArray(components)
        ? components.map((each: Distribution) => each.toJSON())
        : (components as Distribution).toJSON(),
    }),
  });
}

/** Where any component is. */
function unionOf({ all }: Parts): Constraint {
  const supports = all.map(({ support }) => support);
  const [first] = supports;
  if (supports.every(({ name }) => name === first.name)) return first;
  return {
    name: `union(${supports.map(({ name }) => name).join(', ')})`,
    words: supports.map(({ words }) => words).join(', or '),
    eventRank: first.eventRank,
    discrete: first.discrete,
    holds: (event, shape) => supports.some((each) => each.holds(event, shape)),
    outside: (x) => supports.map((each) => each.outside(x)).reduce((a, b) => mulTruth(a, b)),
  };
}

const mulTruth = (a: Tensor, b: Tensor): Tensor => cast(mul(cast(a, 'float32'), cast(b, 'float32')), 'bool');

/** Between the least and the greatest quantile of the components, by halving; with derivatives where numbers are continuous. */
function quantile(p: Tensor, parts: Parts, methods: Wrapped['methods'], tails: (x: Tensor) => Tails): Tensor {
  const each = stopGradient(parts.at('icdf', p));
  const [first, last] = [min(each, -1), max(each, -1)];
  const ends = logicalOr(lessEqual(p, 0), greaterEqual(p, 1));
  const level = where(ends, 0.5, p);
  const within = stopGradient(parts.at('icdf', level));
  let low = parts.discrete ? sub(min(within, -1), 1) : min(within, -1);
  let high = max(within, -1);
  const cdf = methods.cdf as (x: Tensor) => Tensor;
  for (let step = 0; step < HALVINGS; step++) {
    const halfway = add(mul(0.5, low), mul(0.5, high));
    const middle = parts.discrete ? floor(halfway) : halfway;
    const reached = greaterEqual(stopGradient(cdf(middle)), level);
    [low, high] = [where(reached, low, middle), where(reached, middle, high)];
  }
  const x = parts.discrete ? high : alongQuantile(high, tails, { logCdf: log(level), logSurvival: log1p(neg(level)) });
  const outside = logicalOr(less(p, 0), less(1, p));
  return where(outside, Number.NaN, where(lessEqual(p, 0), first, where(greaterEqual(p, 1), last, x)));
}
