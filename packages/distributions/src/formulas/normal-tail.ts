// Moments of the normal law between two bounds far out in a tail, where those of the textbook are differences of numbers that agree in
// all their digits.
import {
  exp,
  expandDims,
  log,
  minimum,
  mul,
  neg,
  square,
  sub,
  sum,
  add,
  div,
  type Tensor,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { gaussLegendre } from './gauss-legendre';

/** Nodes for an exponential that falls by exp(-FALL). */
const NODES = 40;
const FALL = 30;

export interface TailMoments {
  /** Mean and variance of u = z - a. */
  mean: Tensor;
  variance: Tensor;
  /** In nats, of z. */
  entropy: Tensor;
}

/** The law of z between a and a + width has, in u = z - a, a density proportional to exp(-a u - u^2 / 2). */
export function tailMoments(a: Tensor, width: Tensor): TailMoments {
  const { nodes, weights } = gaussLegendre(NODES);
  const reach = minimum(width, div(FALL, a));
  const u = mul(expandDims(reach, -1), tensor1d(nodes));
  const depth = add(mul(expandDims(a, -1), u), mul(0.5, square(u)));
  const parts = mul(exp(neg(depth)), tensor1d(weights));
  const total = sum(parts, -1);
  const average = (f: Tensor) => div(sum(mul(parts, f), -1), total);
  const mean = average(u);
  return {
    mean,
    variance: average(square(sub(u, expandDims(mean, -1)))),
    entropy: add(add(log(total), log(reach)), average(depth)),
  };
}
