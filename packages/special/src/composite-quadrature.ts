// Gauss and Legendre's rule in float32 tensor ops, for functions that are integrals of positive numbers: nothing cancels, and a
// graphics card works out all nodes at once.
import { broadcastShape } from '@baytes/tensor';
import { broadcastTo, expandDims, mul, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';

const NODES = 32;
let rule: { nodes: number[]; weights: number[] } | undefined;

/** Nodes and weights on [0, 1], by Newton's method on Legendre's polynomial. */
function gaussLegendre(): { nodes: number[]; weights: number[] } {
  if (rule) return rule;
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let k = 0; k < NODES; k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (NODES + 0.5));
    let slope = 0;
    for (let step = 0; step < 8; step++) {
      let [before, now] = [1, x];
      for (let j = 2; j <= NODES; j++) [before, now] = [now, ((2 * j - 1) * x * now - (j - 1) * before) / j];
      slope = (NODES * (x * now - before)) / (x * x - 1);
      x -= now / slope;
    }
    nodes.push((1 - x) / 2);
    weights.push(1 / ((1 - x * x) * slope * slope));
  }
  rule = { nodes, weights };
  return rule;
}

/**
 * The integrals over s from 0 to `length` of several functions that share their work. `integrands` gets s with an axis of nodes
 * behind the others; what else it needs it takes through {@link beside}.
 */
export function integrals(length: Tensor, integrands: (s: Tensor) => Tensor[]): Tensor[] {
  const { nodes, weights } = gaussLegendre();
  const weight = tensor(weights);
  return integrands(mul(beside(length), tensor(nodes))).map((values) => mul(length, sum(mul(values, weight), -1)));
}

/** With an axis of one behind the others, to broadcast with nodes. */
export const beside = (x: Tensor): Tensor => expandDims(x, -1);

/** All of one shape. */
export function alike(...tensors: Tensor[]): Tensor[] {
  const shape = broadcastShape(Object.fromEntries(tensors.map((each, i) => [`argument ${i}`, each.shape])), 'composite');
  return tensors.map((each) => broadcastTo(each, shape));
}
