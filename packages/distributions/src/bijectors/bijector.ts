import type { Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint';
import type { ValueLike } from '../distribution';

/** A value, and the logarithm of |det| of the Jacobian of the map that led to it, without the event's axes. */
export interface ValueAndLogDeterminant {
  value: Tensor;
  logDeterminant: Tensor;
}

/**
 * A smooth map with a smooth inverse: a frozen object made by a factory. Every method returns new tensors, which are the caller's, and
 * leaves nothing else behind; gradients flow into values and parameters, to second order.
 *
 * Values have the shape lead + event. Parameters broadcast to the lead; a value never broadcasts to the parameters: that is an error.
 *
 * Where a result has fewer degrees of freedom than numbers, its coordinates are: of a simplex all shares but the last; of symmetric
 * matrices and of Cholesky factors the lower triangle, of correlations that without its diagonal; of spheres and of zero-sum vectors
 * the surface itself.
 */
export interface Bijector {
  /** The name of the factory. */
  readonly bijector: string;
  /** What the factory was given. */
  readonly arguments: readonly unknown[];
  /** The shape that the parameters broadcast to. */
  readonly batchShape: readonly number[];
  readonly domain: Constraint;
  readonly codomain: Constraint;
  /** How many axes one event has, before and after: those of domain and codomain. */
  readonly eventRank: { readonly in: number; readonly out: number };
  /** For numbers: whether the map ascends (everywhere or nowhere), or, where that is up to the parameters, a tensor of truth values. */
  readonly increasing?: boolean | (() => Tensor);
  /** Whether f(x) = A x + b, so that means pass through it and its determinant is the same everywhere. */
  readonly linear: boolean;
  forward(x: ValueLike): Tensor;
  inverse(y: ValueLike): Tensor;
  /** f(x), and log |det df/dx|. */
  forwardAndLogDeterminant(x: ValueLike): ValueAndLogDeterminant;
  /** The x of which y is the image, and log |det dx/dy|. */
  inverseAndLogDeterminant(y: ValueLike): ValueAndLogDeterminant;
  /** The shape of f(x) from that of x. */
  forwardShape(shape: readonly number[]): number[];
  inverseShape(shape: readonly number[]): number[];
  /** As plain data: `bijectorFromJSON` makes it again. */
  toJSON(): BijectorJson;
}

/** A bijector as plain data: the factory, and what to give it. */
export interface BijectorJson {
  readonly bijector: string;
  readonly arguments: readonly unknown[];
}
