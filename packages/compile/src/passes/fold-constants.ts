// Constants folded: what depends on no argument is computed once, in double precision, when the program is made.
import { sizeOf } from '@baytes/tensor';
import { Builder } from '../graph/build';
import { evaluateNode, runCall } from '../graph/evaluate';
import { type CallNode, type Graph, type Node, rewrite, sourcesOf } from '../graph/node';

/** Larger constants would be a burden to keep; their views are computed in place. */
const LARGEST = 1 << 20;

export function foldConstants(graph: Graph): Graph {
  const numbers = new Map<Node, Float64Array>();
  const calls = new Map<CallNode, Float64Array[]>();
  // Views of constants are left as they are: they cost nothing, and a broadcast one would cost memory.
  const numbersOf = (node: Node): Float64Array => {
    if (node.kind === 'constant') return node.values;
    let found = numbers.get(node);
    if (found === undefined) {
      found = evaluateNode(node, sourcesOf(node).map(numbersOf));
      numbers.set(node, found);
    }
    return found;
  };
  return rewrite(graph, (node) => {
    const build = new Builder(node.origin);
    if (node.kind === 'reshape' && node.source.kind === 'constant') return { ...node.source, shape: node.shape };
    const folds = ['map', 'reduce', 'take', 'assemble', 'output'].includes(node.kind) && sizeOf(node.shape) <= LARGEST;
    if (!folds) return node;
    if (node.kind === 'output') {
      const { source } = node;
      if (!source.inputs.every(isKnown)) return node;
      let results = calls.get(source);
      if (results === undefined) {
        results = runCall(source, source.inputs.map(numbersOf));
        calls.set(source, results);
      }
      return build.constant(results[node.number], node.shape, node.dtype);
    }
    if (!sourcesOf(node).every(isKnown)) return node;
    return build.constant(evaluateNode(node, sourcesOf(node).map(numbersOf)), node.shape, node.dtype);
  });
}

/** A constant, or a view of one. */
export function isKnown(node: Node): boolean {
  if (node.kind === 'constant' || node.kind === 'iota') return true;
  return (node.kind === 'view' || node.kind === 'reshape') && isKnown(node.source);
}
