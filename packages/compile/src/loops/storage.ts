// Which arrays of a graph are stored. The others are computed where they are used, element by element.
import { sizeOf } from '@baytes/tensor';
import { liesInMemory } from '../passes/remove-aliases';
import { type Graph, isSingle, type Node, sourcesOf } from '../graph/node';
import { scalarOperation } from '../scalar/operations';

/** Additions that are rather done twice than stored and read again. */
const CHEAP = 3;

/**
 * The maps and picks that get memory of their own: what routines read, what a pick or a reshape reads by its flat place, and what is
 * too dear to be computed again for each of several uses. (What is stored for uses that later end up in the same loop is not, in the
 * end: `share` takes the numbers from registers, and `drop-stores` drops what nobody reads.)
 */
export function storedNodes({ nodes, outputs }: Graph): Set<Node> {
  const stored = new Set<Node>();
  /** Where a node is computed: in the loops of these stored nodes, reductions, parts and results. */
  const loops = new Map<Node, Set<unknown>>();
  const add = (node: Node, where: Iterable<unknown>) => {
    const found = loops.get(node) ?? new Set();
    loops.set(node, found);
    for (const each of where) found.add(each);
  };
  const isLoop = (node: Node) => liesInMemory(node) || stored.has(node);
  outputs.forEach((output, i) => {
    add(output, [`result ${i}`]);
  });
  const needsMemory = (node: Node) => {
    if (!liesInMemory(node) && !isSingle(node)) stored.add(node);
  };
  const widest = new Map<Node, number>();
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node.kind === 'map' && !isSingle(node)) {
      const cost = costOf(node, isLoop);
      const spread = (widest.get(node) ?? 0) > sizeOf(node.shape);
      if (cost > CHEAP && ((loops.get(node)?.size ?? 0) > 1 || spread)) stored.add(node);
    }
    const where = isLoop(node) ? [node] : (loops.get(node) ?? []);
    for (const source of sourcesOf(node)) add(source, where);
    const width = isLoop(node)
      ? sizeOf(node.kind === 'reduce' ? node.source.shape : node.shape)
      : Math.max(widest.get(node) ?? 0, sizeOf(node.shape));
    for (const source of sourcesOf(node)) widest.set(source, Math.max(widest.get(source) ?? 0, width));
    if (node.kind === 'call') node.inputs.forEach(storeForReading);
    if (node.kind === 'take') storeForReading(node.source);
    if (node.kind === 'reshape') needsMemory(node.source);
  }
  return stored;

  /** Read by flat place: under a reshape, what is reshaped. */
  function storeForReading(node: Node): void {
    if (node.kind === 'reshape') storeForReading(node.source);
    else if (!liesInMemory(node)) stored.add(node);
  }
}

/** Additions that an element takes, with what is computed in place for it. */
function costOf(node: Node, isLoop: (node: Node) => boolean, limit = CHEAP): number {
  let cost = node.kind === 'map' ? scalarOperation(node.operation).cost : node.kind === 'take' ? 2 : 0;
  for (const source of sourcesOf(node)) {
    if (cost > limit) break;
    if (!isLoop(source) && !isSingle(source)) cost += costOf(source, isLoop, limit - cost);
  }
  return cost;
}
