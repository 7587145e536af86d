// From a law's page to a distribution: checks of parameters and shapes, the edges of the support, and what follows from what.
import type { KeyLike } from '@baytes/random';
import { broadcastShape, ensureGradients, shapeOf } from '@baytes/tensor';
import { broadcastTo, exp, floor, log, sqrt, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Distribution, DistributionJson, SampleOptions, ValueLike } from './distribution';
import { atQuantiles, belowAndAbove } from './edges';
import { logOfPart } from './formulas/log-of-part';
import { fusedLogProb, logDensity, supportOf } from './fused-log-prob';
import type { Law, OptionalMethod, ShapeOf } from './law';
import {
  asTensor,
  batchShapeOf,
  checkParameters,
  type ParameterLike,
  type Spec,
  settle,
  type Values,
  valuesOf,
} from './parameters';
import { remember } from './page-of';
import { toPlain } from './plain-values';
import { checkRelations } from './relations';

export interface DistributionOptions {
  /**
   * Whether every number of the parameters is checked where it can be read without waiting (not on a graphics card, nor while a program
   * is recorded). Default true. Shapes are always checked.
   */
  validate?: boolean;
}

/** The factory of a law: `gamma({ concentration, rate })`. */
export interface DistributionFactory<G> {
  (parameters: G, options?: DistributionOptions): Distribution;
  /** The law's name. */
  readonly law: string;
  /** The parameters as data: constraints and defaults. */
  readonly spec: Spec;
  /** Groups of parameters of which one is to be given. */
  readonly oneOf: readonly (readonly string[])[];
  /** The page itself. */
  readonly page: Law;
}

/**
 * Makes the factory of a law.
 *
 * @example
 * export const rayleigh = defineDistribution<{ scale: ParameterLike }, 'scale'>({ name: 'rayleigh', ... });
 */
export function defineDistribution<G, P extends string>(page: Law<P>): DistributionFactory<G> {
  const factory = (parameters: G, { validate = true }: DistributionOptions = {}) => {
    const settled = settle(page.name, page.parameters, page.oneOf ?? [], parameters as never);
    const batchShape = batchShapeOf(page.name, page.parameters, settled);
    if (validate) {
      checkParameters(page.name, page.parameters, settled);
      checkRelations(page.name, page.relations?.((name) => shapeOf(settled[name] ?? 0)) ?? [], settled);
    }
    return makeDistribution(page, settled, batchShape);
  };
  return Object.assign(factory, {
    law: page.name,
    spec: page.parameters as unknown as Spec,
    oneOf: page.oneOf ?? [],
    page: page as unknown as Law,
  });
}

/** How a page sees parameters before there are tensors: their shapes, and those that are plain numbers. */
function readersOf<P extends string>(
  law: string,
  settled: Readonly<Record<string, ParameterLike>>,
): [ShapeOf<P>, (name: P) => number] {
  const numberOf = (name: P) => {
    const value = settled[name];
    if (typeof value === 'number') return value;
    throw new TypeError(`${law}: ${name} must be one plain number, since shapes depend on it`);
  };
  return [(name) => shapeOf(settled[name] ?? 0), numberOf];
}

/**
 * The distribution of a page: shapes are checked, results tidied, and what the page leaves out follows from what it says.
 *
 * @param own members that take the place of those made here, for what is made of other distributions.
 */
export function makeDistribution<P extends string>(
  page: Law<P>,
  settled: Readonly<Record<string, ParameterLike>>,
  batchShape: readonly number[],
  expanded = false,
  own?: Partial<Distribution>,
): Distribution {
  const { name } = page;
  const eventShape = page.eventShape?.(...readersOf<P>(name, settled)) ?? [];
  const whole = [...batchShape, ...eventShape];

  /** Runs a formula on fresh values of the parameters; only its result is left. */
  const run = (formula: (values: Values<P>) => Tensor): Tensor => {
    ensureGradients();
    return tidy(() => formula(valuesOf(page.parameters, settled)));
  };
  /** A statistic of the law, of the given shape. */
  const statistic = (method: OptionalMethod, shape: readonly number[]) => (): Tensor =>
    run((values) => {
      const formula = page[method] as NonNullable<Law<P>['mean']> | undefined;
      if (formula === undefined) throw notAvailable(name, method);
      return broadcastTo(formula(values, eventShape), [...shape]);
    });
  /** The value as a tensor; its sample shape. */
  const checkedValue = (method: string, value: ValueLike, event: readonly number[]): { x: Tensor; shape: number[] } => {
    const x = asTensor(value);
    const shape = leadOf(name, method, x.shape, batchShape, event);
    return { x, shape: [...shape, ...batchShape] };
  };

  const logProb = (value: ValueLike): Tensor =>
    run((values) => {
      const { x, shape } = checkedValue('logProb', value, eventShape);
      if (own === undefined) return fusedLogProb(page, settled, x, eventShape.length, shape);
      return broadcastTo(logDensity(page, x, values), shape);
    });

  /** A function of one number: its formula inside the support, and its limits below and above. */
  const pointwise =
    (method: 'cdf' | 'logCdf' | 'survival' | 'logSurvival', below: number, above: number) =>
    (value: ValueLike): Tensor =>
      run((values) => {
        const formula = cumulative(page, method);
        if (formula === undefined) throw notAvailable(name, method);
        const { x, shape } = checkedValue(method, value, eventShape);
        const support = supportOf(page, values);
        const at = support.discrete ? floor(x) : x;
        return broadcastTo(
          belowAndAbove(support, at, (inside) => formula(inside, values), below, above, page.inside?.(values)),
          shape,
        );
      });

  const icdf = (p: ValueLike): Tensor =>
    run((values) => {
      if (page.icdf === undefined) throw notAvailable(name, 'icdf');
      const { x, shape } = checkedValue('icdf', p, []);
      return broadcastTo(
        atQuantiles(supportOf(page, values), x, (inside) => (page.icdf as NonNullable<Law<P>['icdf']>)(inside, values)),
        shape,
      );
    });

  const sample = (key: KeyLike, { shape = [] }: SampleOptions = {}): Tensor => {
    if (!shape.every((length) => Number.isInteger(length) && length >= 0))
      throw new RangeError(`${name}: sample: shape must be whole numbers from 0 on; got [${shape}]`);
    return run((values) => page.sample(key, values, [...shape, ...whole]));
  };

  const distribution: Distribution = {
    law: name,
    parameters: settled,
    batchShape,
    eventShape,
    get support() {
      return supportOf(page, valuesOf(page.parameters, settled));
    },
    sample,
    sampleAndLogProb: (key, options) => {
      const value = sample(key, options);
      return { value, logProb: logProb(value) };
    },
    logProb,
    cdf: pointwise('cdf', 0, 1),
    logCdf: pointwise('logCdf', -Infinity, 0),
    survival: pointwise('survival', 1, 0),
    logSurvival: pointwise('logSurvival', 0, -Infinity),
    icdf,
    entropy: statistic('entropy', batchShape),
    mean: statistic('mean', whole),
    variance: statistic('variance', whole),
    standardDeviation: () =>
      run((values) => {
        if (page.variance === undefined) throw notAvailable(name, 'variance');
        return broadcastTo(sqrt(page.variance(values, eventShape)), [...whole]);
      }),
    mode: statistic('mode', whole),
    covariance: statistic('covariance', [...whole, ...eventShape]),
    has: (method) => (method in CUMULATIVE ? cumulative(page, method as Cumulative) !== undefined : page[method] !== undefined),
    expand: (shape) => {
      const larger = broadcastShape({ 'the batch': batchShape, 'the shape asked for': shape }, `${name}: expand`);
      if (String(larger) !== String([...shape]))
        throw new RangeError(`${name}: expand: the batch [${batchShape}] does not broadcast to [${shape}]`);
      return own?.expand?.(shape) ?? makeDistribution(page, settled, [...shape], true);
    },
    toJSON: (): DistributionJson => ({
      law: name,
      parameters: Object.fromEntries(Object.entries(settled).map(([each, value]) => [each, toPlain(value)])),
      ...(expanded ? { batchShape } : {}),
    }),
  };
  if (own === undefined) remember(distribution, page as unknown as Law, settled);
  else {
    const { expand } = Object.getOwnPropertyDescriptors(distribution);
    Object.defineProperties(distribution, { ...Object.getOwnPropertyDescriptors(own), expand });
  }
  return Object.freeze(distribution);
}

const CUMULATIVE = { cdf: 0, logCdf: 0, survival: 0, logSurvival: 0 };
type Cumulative = keyof typeof CUMULATIVE;

/** A cumulative function of a law, from another one where the law has not said it. */
function cumulative<P extends string>(
  page: Law<P>,
  method: Cumulative,
): ((x: Tensor, values: Values<P>) => Tensor) | undefined {
  const own = page[method];
  if (own !== undefined) return own.bind(page);
  const { cdf, logCdf, survival, logSurvival } = page;
  switch (method) {
    case 'cdf':
      return logCdf && ((x, values) => exp(logCdf(x, values)));
    case 'logCdf':
      if (cdf && survival) return (x, values) => logOfPart(cdf(x, values), survival(x, values));
      return cdf && ((x, values) => log(cdf(x, values)));
    case 'survival':
      if (logSurvival) return (x, values) => exp(logSurvival(x, values));
      return cdf && ((x, values) => sub(1, cdf(x, values)));
    case 'logSurvival': {
      if (cdf && survival) return (x, values) => logOfPart(survival(x, values), cdf(x, values));
      const tail = survival ?? cumulative(page, 'survival');
      return tail && ((x, values) => log(tail(x, values)));
    }
  }
}

/** The sample part of a value's shape. */
function leadOf(
  law: string,
  method: string,
  shape: readonly number[],
  batch: readonly number[],
  event: readonly number[],
): number[] {
  const wanted = [...batch, ...event];
  const lead = shape.slice(0, Math.max(0, shape.length - wanted.length));
  if (String([...lead, ...wanted]) === String(shape)) return lead;
  throw new RangeError(
    `${law}: ${method} takes a value whose shape ends in [${wanted}] (batch [${batch}], event [${event}]), but its shape is [${shape}]` +
      '; to broadcast on purpose, expand the distribution',
  );
}

/** The error of a method that a law does not have. */
export function notAvailable(law: string, method: string): Error {
  const instead = ['entropy', 'mean', 'variance', 'covariance'].includes(method)
    ? 'average over draws of sample(key, { shape }) instead'
    : method === 'icdf'
      ? 'take the quantile of draws of sample(key, { shape }) instead'
      : 'has(method) says what there is';
  return new Error(`${law}: there is no ${method} in closed form; ${instead}`);
}
