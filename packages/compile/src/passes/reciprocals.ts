// Divisions by what is the same for many become products: one division for all of them. Costs a last digit.
import { sizeOf } from '@baytes/tensor';
import { Builder } from '../graph/build';
import { type Graph, type Node, rewrite, type ViewNode } from '../graph/node';

/**
 * @param isBound whether a node depends on nothing but constants and bound data, so that its reciprocal is computed once.
 */
export function takeReciprocals(graph: Graph, isBound: (node: Node) => boolean): Graph {
  return rewrite(graph, (node) => {
    if (node.kind !== 'map' || node.operation !== 'divide') return node;
    const [x, by] = node.inputs;
    if (isBound(x)) return node;
    const build = new Builder(node.origin);
    const times = (reciprocal: Node) => build.map('multiply', [x, reciprocal], node.shape, node.dtype);
    const repeated = by.kind === 'view' && 2 * sizeOf(by.source.shape) <= sizeOf(node.shape);
    if (repeated) {
      const { source, index } = by as ViewNode;
      return times(build.view(build.map('reciprocal', [source]), by.shape, index));
    }
    return isBound(by) ? times(build.map('reciprocal', [by])) : node;
  });
}
