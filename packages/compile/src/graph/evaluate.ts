// The graph carried out node by node, plainly: what folds constants, and what tests hold passes against.
import { sizeOf } from '@baytes/tensor';
import { reductions, scalarOperation } from '../scalar/operations';
import { flatPlace } from './build';
import { type Affine, type CallNode, type Graph, type Node, type Shape, sourcesOf, stridesOf } from './node';

/** The numbers of a graph's results, given the numbers of its arguments by slot. */
export function evaluateGraph(graph: Graph, inputs: readonly Float64Array[]): Float64Array[] {
  const values = new Map<Node, Float64Array>();
  const called = new Map<CallNode, Float64Array[]>();
  for (const node of graph.nodes) {
    if (node.kind === 'call') {
      called.set(
        node,
        runCall(
          node,
          node.inputs.map((each) => values.get(each) as Float64Array),
        ),
      );
    } else if (node.kind === 'output') {
      values.set(node, (called.get(node.source) as Float64Array[])[node.number]);
    } else if (node.kind === 'input') {
      values.set(node, inputs[node.slot]);
    } else {
      values.set(
        node,
        evaluateNode(
          node,
          sourcesOf(node).map((each) => values.get(each) as Float64Array),
        ),
      );
    }
  }
  return graph.outputs.map((output) => values.get(output) as Float64Array);
}

export function runCall({ routine }: CallNode, inputs: readonly Float64Array[]): Float64Array[] {
  const outputs = routine.outputs.map(({ shape }) => new Float64Array(sizeOf(shape)));
  routine.run(inputs, outputs);
  return outputs;
}

/** Visits all indices of an array, by rows. */
export function eachIndex(shape: Shape, visit: (index: readonly number[], at: number) => void): void {
  const size = sizeOf(shape);
  const index = new Array<number>(shape.length).fill(0);
  for (let at = 0; at < size; at++) {
    visit(index, at);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
}

export const affineAt = ({ offset, coefficients }: Affine, index: readonly number[]): number =>
  coefficients.reduce((sum, coefficient, axis) => sum + coefficient * index[axis], offset);

/** The numbers of a node that is neither argument nor call, from those of its sources. */
export function evaluateNode(node: Node, sources: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(sizeOf(node.shape));
  switch (node.kind) {
    case 'constant':
      return node.values;
    case 'iota':
      eachIndex(node.shape, (index, at) => {
        out[at] = affineAt(node.value, index);
      });
      return out;
    case 'view': {
      const place = flatPlace(node.index, node.source.shape, node.shape.length);
      eachIndex(node.shape, (index, at) => {
        out[at] = sources[0][affineAt(place, index)];
      });
      return out;
    }
    case 'reshape':
      return sources[0];
    case 'map': {
      const { evaluate } = scalarOperation(node.operation);
      for (let at = 0; at < out.length; at++) out[at] = evaluate(...sources.map((each) => each[at]));
      return out;
    }
    case 'reduce': {
      const { start, step } = reductions[node.reduction];
      const { evaluate } = scalarOperation(step);
      const { axes, source } = node;
      const strides = stridesOf(node.shape);
      out.fill(start);
      eachIndex(source.shape, (index, at) => {
        let to = 0;
        let kept = 0;
        index.forEach((each, axis) => {
          if (!axes.includes(axis)) to += each * strides[kept++];
        });
        out[to] = evaluate(out[to], sources[0][at]);
      });
      return out;
    }
    case 'take':
      eachIndex(node.shape, (index, at) => {
        const place = node.indices.reduce(
          (sum, { stride }, i) => sum + stride * sources[i + 1][at],
          affineAt(node.place, index),
        );
        out[at] = sources[0][place];
      });
      return out;
    case 'assemble': {
      out.fill(node.fill);
      const strides = stridesOf(node.shape);
      node.parts.forEach((part, i) => {
        eachIndex(part.node.shape, (index, at) => {
          out[index.reduce((sum, each, axis) => sum + strides[axis] * (part.start[axis] + part.step[axis] * each), 0)] =
            sources[i][at];
        });
      });
      return out;
    }
    default:
      throw new Error(`a node of kind ${node.kind} has no numbers of its own`);
  }
}
