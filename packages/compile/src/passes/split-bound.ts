// What depends on bound data alone is computed when they are bound, not in every call.
import { type Graph, graphOf, type InputNode, type Node, sourcesOf, withSources } from '../graph/node';
import { scalarOperation } from '../scalar/operations';
import { isKnown } from './fold-constants';

export interface SplitGraph {
  /** What every call does. Its arguments after those of the whole are the results of `bound`, in order. */
  main: Graph;
  /** What binding does; nothing where there is nothing to do. */
  bound: Graph | undefined;
}

/** Additions that are rather done in every call than stored: reading them would take as long. */
const CHEAP = 3;

/** A test whether nodes depend on nothing but constants and the arguments from slot `first` on. */
export function boundTest({ nodes }: Graph, first: number): (node: Node) => boolean {
  const known = new Map<Node, boolean>();
  const test = (node: Node): boolean => {
    let found = known.get(node);
    if (found === undefined) {
      found = node.kind === 'input' ? node.slot >= first : sourcesOf(node).every(test);
      known.set(node, found);
    }
    return found;
  };
  for (const node of nodes) test(node); // in order, so that the recursion is never deep
  return test;
}

/**
 * @param first the slot of the first bound argument.
 * @param slots how many arguments there are.
 */
export function splitBound(graph: Graph, first: number, slots: number): SplitGraph {
  const isBound = boundTest(graph, first);
  const hoisted: Node[] = [];
  const places = new Map<Node, InputNode>();
  const changed = new Map<Node, Node>();
  /** Additions for an element that only a store would save. */
  const costs = new Map<Node, number>();
  const costOf = (node: Node): number => {
    let cost = costs.get(node);
    if (cost !== undefined) return cost;
    if (node.kind === 'map') cost = node.inputs.reduce((sum, each) => sum + costOf(each), scalarOperation(node.operation).cost);
    else if (node.kind === 'view' || node.kind === 'reshape') cost = costOf(node.source);
    else cost = node.kind === 'input' || node.kind === 'constant' || node.kind === 'iota' ? 0 : Number.POSITIVE_INFINITY;
    costs.set(node, cost);
    return cost;
  };
  /** Follows views to what they look at: memory that is looked at is as good as memory of one's own. */
  const inMain = (node: Node): Node => {
    const known = changed.get(node);
    if (known !== undefined) return known;
    const keeps = !isBound(node) || isKnown(node) || node.kind === 'input' || costOf(node) <= CHEAP;
    let result: Node;
    if (keeps || node.kind === 'view' || node.kind === 'reshape') result = withSources(node, sourcesOf(node).map(inMain));
    else {
      let place = places.get(node);
      if (place === undefined) {
        const { shape, dtype, origin } = node;
        place = { kind: 'input', slot: slots + hoisted.length, shape, dtype, origin };
        places.set(node, place);
        hoisted.push(node);
      }
      result = place;
    }
    changed.set(node, result);
    return result;
  };
  // Only nodes that main needs: those of `bound` are reached from there.
  const needed = new Set<Node>(graph.outputs);
  for (let at = graph.nodes.length - 1; at >= 0; at--) {
    const node = graph.nodes[at];
    if (needed.has(node) && !isBound(node)) for (const source of sourcesOf(node)) needed.add(source);
  }
  for (const node of graph.nodes) if (needed.has(node)) inMain(node);
  const main = graphOf(graph.outputs.map(inMain));
  return { main, bound: hoisted.length > 0 ? graphOf(hoisted) : undefined };
}
