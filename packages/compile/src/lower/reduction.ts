// Sums and other reductions along axes, and what is made from them.
import { sizeOf } from '@baytes/tensor';
import type { Node } from '../graph/node';
import type { Reduction } from '../scalar/operations';
import { axesOf, type Call, type Rules } from './rule';

const reduction =
  (name: Reduction, axes: (attributes: Call['attributes']) => number | number[]) =>
  ({ build, inputs: { x }, attributes, outputs: [{ shape, dtype }] }: Call): Node => {
    const all = axesOf(axes(attributes), x.shape.length);
    return build.reshape(build.reduce(name, x, all, false, dtype), shape);
  };

const byAxis = ({ axis }: Call['attributes']) => axis;

function shifted({ build }: Call, logits: Node, axis: number): Node {
  return build.map('subtract', [logits, build.reduce('maximum', logits, [axis], true)]);
}

export const reductions: Rules = {
  All: reduction('all', byAxis),
  Any: reduction('any', byAxis),
  Max: reduction('maximum', ({ reductionIndices }) => reductionIndices),
  Min: reduction('minimum', byAxis),
  Prod: reduction('product', byAxis),
  Sum: reduction('sum', byAxis),
  Mean: ({ build, inputs: { x }, attributes: { axis }, outputs: [{ shape }] }) => {
    const axes = axesOf(axis, x.shape.length);
    const count = sizeOf(axes.map((each) => x.shape[each]));
    return build.map('divide', [build.reshape(build.reduce('sum', x, axes, false, 'float32'), shape), build.number(count)]);
  },
  Softmax: (call) => {
    const { build, inputs, attributes } = call;
    const [axis] = axesOf(attributes.dim ?? -1, inputs.logits.shape.length);
    const weights = build.map('exp', [shifted(call, inputs.logits, axis)]);
    return build.map('divide', [weights, build.reduce('sum', weights, [axis], true)]);
  },
  LogSoftmax: (call) => {
    const { build, inputs, attributes } = call;
    const [axis] = axesOf(attributes.axis ?? -1, inputs.logits.shape.length);
    const logits = shifted(call, inputs.logits, axis);
    return build.map('subtract', [logits, build.map('log', [build.reduce('sum', build.map('exp', [logits]), [axis], true)])]);
  },
};
