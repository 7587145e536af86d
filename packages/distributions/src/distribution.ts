import type { KeyLike } from '@baytes/random';
import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraints/constraint';
import type { OptionalMethod } from './law';
import type { ParameterLike } from './parameters';

/** A value to evaluate at: a tensor or nested arrays of numbers, of shape sample + batch + event. */
export type ValueLike = Tensor | TensorLike;

export interface SampleOptions {
  /** How many draws, as a shape put before batch and event. Default: one, `[]`. */
  shape?: readonly number[];
}

/**
 * A probability distribution: a frozen object made by a factory from named parameters. Every method returns a new tensor, which is the
 * caller's, and leaves nothing else behind; gradients flow into parameters and values, to second order.
 *
 * Shapes have three parts, in this order: the shape of the sample, that of the batch (the parameters', broadcast), that of one event.
 * A value must have exactly the batch and event of the distribution at its end: an observation of shape [N, 1] for a batch of [N] is an
 * error here, where elsewhere it silently makes N x N terms. To broadcast on purpose, {@link expand}.
 */
export interface Distribution {
  /** The law: the name of the factory. */
  readonly law: string;
  /** The parameters as they were given, defaults included. */
  readonly parameters: Readonly<Record<string, ParameterLike | Distribution | readonly Distribution[]>>;
  readonly batchShape: readonly number[];
  readonly eventShape: readonly number[];
  /** Where the draws lie. */
  readonly support: Constraint;
  /**
   * Draws of shape sample + batch + event, with pathwise derivatives in the parameters where the law is continuous.
   *
   * @param key a key, or a seed. The same key gives the same draws on every backend.
   */
  sample(key: KeyLike, options?: SampleOptions): Tensor;
  /** Draws together with the log density of each. */
  sampleAndLogProb(key: KeyLike, options?: SampleOptions): { value: Tensor; logProb: Tensor };
  /** log of the density or mass, of shape sample + batch: -Infinity outside the support, NaN only for NaN. */
  logProb(value: ValueLike): Tensor;
  /** P(X <= value). */
  cdf(value: ValueLike): Tensor;
  logCdf(value: ValueLike): Tensor;
  /** P(X > value). */
  survival(value: ValueLike): Tensor;
  logSurvival(value: ValueLike): Tensor;
  /** The least x with P(X <= x) >= p; NaN for p outside [0, 1]. */
  icdf(p: ValueLike): Tensor;
  /** In nats, of the batch's shape. */
  entropy(): Tensor;
  /** Of shape batch + event. NaN where there is none. */
  mean(): Tensor;
  variance(): Tensor;
  standardDeviation(): Tensor;
  /** A most probable value. */
  mode(): Tensor;
  /** Of shape batch + event + event, for vectors. */
  covariance(): Tensor;
  /** Whether a method that a law may lack is there; without it, calling it is an error that says what to do. */
  has(method: OptionalMethod): boolean;
  /** The same law for a larger batch, which the present one broadcasts to. */
  expand(batchShape: readonly number[]): Distribution;
  /** The law and its parameters as plain data: `fromJSON` makes it again. */
  toJSON(): DistributionJson;
}

/** A distribution as plain data. */
export interface DistributionJson {
  readonly law: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Where it was expanded. */
  readonly batchShape?: readonly number[];
}
