import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A closed form of the Kullback-Leibler divergence: from the parameters of p and q, which broadcast, to a tensor of the batch's shape.
 * Made of tensor ops that have gradients to second order.
 */
// biome-ignore lint/suspicious/noExplicitAny: each form names the parameters of its two laws
export type ClosedForm = (p: any, q: any) => Tensor;

/** Closed forms by the law of p, then by that of q. */
export type ClosedForms = Readonly<Record<string, Readonly<Record<string, ClosedForm>>>>;
