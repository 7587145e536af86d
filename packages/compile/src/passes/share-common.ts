// Common subexpressions shared: nodes that compute the same thing from the same nodes are one.
import { type Graph, type Node, rewrite, sourcesOf } from '../graph/node';
import { scalarOperation } from '../scalar/operations';

export function shareCommon(graph: Graph): Graph {
  const numbers = new Map<Node, number>();
  const known = new Map<string, Node>();
  const numberOf = (node: Node): number => {
    let found = numbers.get(node);
    if (found === undefined) numbers.set(node, (found = numbers.size));
    return found;
  };
  return rewrite(graph, (node) => {
    const what = keyOf(node);
    if (what === undefined) return node;
    const sources = sourcesOf(node).map(numberOf);
    if (node.kind === 'map' && scalarOperation(node.operation).commutes) sources.sort((a, b) => a - b);
    const key = `${node.kind} [${node.shape}] ${what} <- ${sources}`;
    const first = known.get(key);
    if (first !== undefined) return first;
    known.set(key, node);
    return node;
  });
}

/** Constants beyond this are only shared if they are the same array. */
const LARGEST_COMPARED = 64;

const arrays = new WeakMap<Float64Array, number>();
let arrayCount = 0;

/** All that tells a node from others of its kind with the same sources. The type is none of it: all numbers are doubles. */
function keyOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'input':
      return `${node.slot}`;
    case 'constant': {
      const { values } = node;
      if (values.length <= LARGEST_COMPARED) return Array.from(values, (value) => (Object.is(value, -0) ? '-0' : value)).join();
      let number = arrays.get(values);
      if (number === undefined) arrays.set(values, (number = arrayCount++));
      return `array ${number}`;
    }
    case 'iota':
      return JSON.stringify(node.value);
    case 'view':
      return JSON.stringify(node.index);
    case 'reshape':
      return '';
    case 'map':
      return node.operation;
    case 'reduce':
      return `${node.reduction} ${node.axes}`;
    case 'take':
      return JSON.stringify([node.place, node.indices.map(({ stride }) => stride)]);
    case 'assemble':
      return JSON.stringify([String(node.fill), node.parts.map(({ start, step }) => [start, step])]);
    case 'call':
      return `${node.routine.name} ${node.routine.key}`;
    case 'output':
      return `${node.number}`;
  }
}
