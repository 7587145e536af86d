import type { KeyLike } from '@baytes/random';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraints/constraint';
import type { Relation } from './relations';
import type { Spec, Values } from './parameters';

/**
 * What one file of `laws/` says of its law, in the order of a textbook page. All formulas are made of tensor ops that have gradients
 * to second order; none reads a value. Parameters broadcast against each other and against x.
 *
 * Nothing here checks or masks: {@link defineDistribution} gives `logProb`, `cdf` and `logCdf` only x inside the support (a safe
 * number stands in for the others), and what lies outside gets its limit there.
 */
export interface Law<P extends string = string> {
  /** The name of the factory, for errors and JSON. */
  readonly name: string;
  /** The parameters with their constraints. */
  readonly parameters: Spec<P>;
  /** Groups of parameters of which one is to be given: `[['probs', 'logits']]`. */
  readonly oneOf?: readonly (readonly P[])[];
  /** What must hold between parameters, or between a parameter and the size of an event, beyond each one's constraint. */
  readonly relations?: (shapeOf: ShapeOf<P>) => readonly Relation<P>[];
  /** Where the draws lie; a function where that depends on the parameters. */
  readonly support: Constraint | ((values: Values<P>) => Constraint);
  /**
   * A number inside the support, to stand in for x that are not: where the support's own bounds do not show one (both depend on the
   * parameters, and one may be infinite).
   */
  readonly inside?: (values: Values<P>) => Tensor;
  /**
   * The shape of one event from the shapes of the parameters, or from one that is a plain number (a dimension). Left out: numbers.
   *
   * @throws RangeError where the events of the parameters do not fit each other.
   */
  readonly eventShape?: (shapeOf: ShapeOf<P>, numberOf: (name: P) => number) => readonly number[];
  /**
   * Draws of `shape` = sample + batch (+ event where there is one), with their pathwise derivatives in the parameters where the
   * law is continuous.
   */
  sample(key: KeyLike, values: Values<P>, shape: readonly number[]): Tensor;
  /** log of the density, or of the mass, at x of shape sample + batch + event; the result is without the event. */
  logProb(x: Tensor, values: Values<P>): Tensor;
  /** P(X <= x); numbers only. */
  cdf?(x: Tensor, values: Values<P>): Tensor;
  /** log P(X <= x), where it is more than the logarithm of `cdf`. */
  logCdf?(x: Tensor, values: Values<P>): Tensor;
  /** P(X > x), where it is more than 1 - `cdf`. */
  survival?(x: Tensor, values: Values<P>): Tensor;
  /** log P(X > x), where it is more than the logarithm of `survival`. */
  logSurvival?(x: Tensor, values: Values<P>): Tensor;
  /** The quantile at probability p in [0, 1]: the least x with P(X <= x) >= p. */
  icdf?(p: Tensor, values: Values<P>): Tensor;
  /** In nats, of the batch's shape. Statistics are told the shape of the event, which not all parameters show. */
  entropy?(values: Values<P>, event: readonly number[]): Tensor;
  /** Of shape batch + event; NaN or infinite where the law has none. */
  mean?(values: Values<P>, event: readonly number[]): Tensor;
  variance?(values: Values<P>, event: readonly number[]): Tensor;
  /** A most probable value. */
  mode?(values: Values<P>, event: readonly number[]): Tensor;
  /** Of shape batch + event + event, for vectors. */
  covariance?(values: Values<P>, event: readonly number[]): Tensor;
}

/** Shape of a parameter as it was given, by its name: the batch's axes and the event's. */
export type ShapeOf<P extends string> = (name: P) => readonly number[];

/** The methods that a law may lack. */
export type OptionalMethod =
  | 'cdf'
  | 'logCdf'
  | 'survival'
  | 'logSurvival'
  | 'icdf'
  | 'entropy'
  | 'mean'
  | 'variance'
  | 'mode'
  | 'covariance';
