// In which order small arrays are best gone through, so that more loops can be fused.
import { sizeOf } from '@baytes/tensor';
import { liesInMemory } from '../passes/remove-aliases';
import { type Graph, type Node, sourcesOf } from '../graph/node';

/** Arrays beyond this are gone through as they lie in memory; smaller ones are in the nearest cache anyway. */
export const SMALL = 1024;

/**
 * By array: its axes from the outermost loop to the innermost. A reduction of a small array is a loop over what it keeps, and inside
 * of that over what it reduces; arrays that it is made from wish for the same order, as then each turn can go on with what the turn
 * before it, in another loop, has made.
 */
export function orderWishes({ nodes }: Graph): Map<Node, readonly number[]> {
  const wishes = new Map<Node, readonly number[]>();
  const pass = (to: Node, order: readonly number[]) => {
    if (order.length > 1) wishes.set(to, order); // of several the first use: it is last here
  };
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node.kind === 'reduce') {
      if (sizeOf(node.source.shape) > SMALL) continue;
      const axes = node.source.shape.map((_, axis) => axis);
      const order = [...axes.filter((axis) => !node.axes.includes(axis)), ...axes.filter((axis) => node.axes.includes(axis))];
      pass(node.source, order);
      continue;
    }
    const order = wishes.get(node);
    if (order === undefined || (liesInMemory(node) && node.kind !== 'assemble')) continue;
    if (node.kind === 'map') for (const source of node.inputs) pass(source, order);
    if (node.kind === 'view') {
      // Axes of the source in the order in which the view's axes walk along them.
      const along = order.flatMap((axis) => {
        const found = node.index.findIndex(({ coefficients }) => coefficients[axis] !== 0);
        return found < 0 ? [] : [found];
      });
      const rest = node.source.shape.map((_, axis) => axis).filter((axis) => !along.includes(axis));
      pass(node.source, [...new Set(along), ...rest]);
    }
    if (node.kind === 'take') for (const source of sourcesOf(node).slice(1)) pass(source, order);
  }
  return wishes;
}
