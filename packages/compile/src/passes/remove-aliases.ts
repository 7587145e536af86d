// Aliases removed: views of views are one view, reshapes become views where they can, and neither stands where it changes nothing.
import { sizeOf } from '@baytes/tensor';
import { Builder, fixed, flatPlace } from '../graph/build';
import {
  type Affine,
  type Graph,
  graphOf,
  type Node,
  type Shape,
  sourcesOf,
  stridesOf,
  type ViewNode,
  withSources,
} from '../graph/node';

export function removeAliases({ nodes, outputs }: Graph): Graph {
  const uses = new Map<Node, number>();
  for (const node of nodes) for (const source of sourcesOf(node)) uses.set(source, (uses.get(source) ?? 0) + 1);
  for (const output of outputs) uses.set(output, (uses.get(output) ?? 0) + 1);
  const changed = new Map<Node, Node>();
  for (const node of nodes) {
    if (node.kind === 'reshape') {
      // A map that is used only through the reshape is computed in the new shape.
      let { source } = node;
      let alone = uses.get(source) === 1;
      while (source.kind === 'reshape') {
        source = source.source;
        alone &&= uses.get(source) === 1;
      }
      changed.set(node, simplerReshape(changed.get(source) as Node, node.shape, node, alone));
      continue;
    }
    const own = withSources(
      node,
      sourcesOf(node).map((source) => changed.get(source) as Node),
    );
    changed.set(node, own.kind === 'view' ? simplerView(own) : own);
  }
  return graphOf(outputs.map((output) => changed.get(output) as Node));
}

const through = ({ offset, coefficients }: Affine, index: readonly Affine[], rank: number): Affine => {
  const result = { offset, coefficients: new Array<number>(rank).fill(0) };
  coefficients.forEach((coefficient, axis) => {
    if (coefficient === 0) return;
    result.offset += coefficient * index[axis].offset;
    index[axis].coefficients.forEach((each, i) => {
      result.coefficients[i] += coefficient * each;
    });
  });
  return result;
};

function simplerView(view: ViewNode): Node {
  const build = new Builder(view.origin);
  const { source, shape, index } = view;
  const rank = shape.length;
  // Along an axis of length 1 there is nothing to step.
  const settled = index.map(({ offset, coefficients }) => ({
    offset,
    coefficients: coefficients.map((coefficient, axis) => (shape[axis] === 1 ? 0 : coefficient)),
  }));
  if (isIdentity(settled, source.shape, shape)) return source;
  switch (source.kind) {
    case 'view':
      return simplerView({ ...view, source: source.source, index: source.index.map((each) => through(each, settled, rank)) });
    case 'iota':
      return { ...source, shape, value: through(source.value, settled, rank) };
    case 'take':
      return build.take(
        source.source,
        shape,
        through(source.place, settled, rank),
        source.indices.map(({ node, stride }) => ({
          node: simplerView(build.view(node, shape, settled) as ViewNode),
          stride,
        })),
      );
    case 'reshape':
      // What lies in memory is looked at as one line.
      if (!liesInMemory(source.source)) break;
      if (source.shape.length === 1) break;
      return build.view(build.reshape(source.source, [sizeOf(source.shape)]), shape, [flatPlace(settled, source.shape, rank)]);
  }
  return { ...view, index: settled };
}

function isIdentity(index: readonly Affine[], from: Shape, to: Shape): boolean {
  if (from.length !== to.length || from.some((length, axis) => length !== to[axis])) return false;
  return index.every(
    ({ offset, coefficients }, axis) =>
      offset === 0 && coefficients.every((each, i) => to[i] === 1 || each === (i === axis ? 1 : 0)),
  );
}

function simplerReshape(source: Node, shape: Shape, { origin }: Node, sinks: boolean): Node {
  const build = new Builder(origin);
  if (String(source.shape) === String(shape)) return source;
  if (source.kind === 'reshape') return simplerReshape(source.source, shape, { ...source, origin }, sinks);
  if (sizeOf(shape) > 0) {
    const index = asIndex(source.shape, shape);
    if (index !== undefined) return simplerView(build.view(source, shape, index) as ViewNode);
  }
  if (source.kind === 'view') {
    const merged = mergedView(source, shape, build);
    if (merged !== undefined) return merged;
  }
  if (source.kind === 'map' && sinks) {
    return { ...source, shape, inputs: source.inputs.map((input) => simplerReshape(input, shape, source, false)) };
  }
  return build.reshape(source, shape);
}

/** Axes of two shapes in groups of the same size, axes of length 1 left out. */
function groups(from: Shape, to: Shape): { from: number[]; to: number[] }[] {
  const result: { from: number[]; to: number[] }[] = [];
  const [left, right] = [from, to].map((shape) => shape.map((_, axis) => axis).filter((axis) => shape[axis] !== 1));
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const group = { from: [left[i]], to: [right[j]] };
    let [a, b] = [from[left[i++]], to[right[j++]]];
    while (a !== b) {
      if (a < b) {
        group.from.push(left[i]);
        a *= from[left[i++]];
      } else {
        group.to.push(right[j]);
        b *= to[right[j++]];
      }
    }
    result.push(group);
  }
  return result;
}

/** The place along each axis of `from` as it follows from an index of `to`, if that is affine: no axes are merged. */
function asIndex(from: Shape, to: Shape): Affine[] | undefined {
  const index = from.map(() => fixed(to.length));
  for (const group of groups(from, to)) {
    if (group.from.length > 1) return undefined;
    const coefficients = new Array<number>(to.length).fill(0);
    const strides = stridesOf(group.to.map((axis) => to[axis]));
    group.to.forEach((axis, i) => {
      coefficients[axis] = strides[i];
    });
    index[group.from[0]] = { offset: 0, coefficients };
  }
  return index;
}

/** A view of memory under another shape, if the axes that are merged follow one another in it. */
function mergedView(view: ViewNode, shape: Shape, build: Builder): Node | undefined {
  if (!liesInMemory(view.source) || sizeOf(shape) === 0) return undefined;
  const place = flatPlace(view.index, view.source.shape, view.shape.length);
  const coefficients = new Array<number>(shape.length).fill(0);
  for (const { from, to } of groups(view.shape, shape)) {
    const step = place.coefficients[from[from.length - 1]];
    const strides = stridesOf(from.map((axis) => view.shape[axis]));
    if (from.some((axis, i) => place.coefficients[axis] !== step * strides[i])) return undefined;
    const inner = stridesOf(to.map((axis) => shape[axis]));
    to.forEach((axis, i) => {
      coefficients[axis] = step * inner[i];
    });
  }
  const line = build.reshape(view.source, [sizeOf(view.source.shape)]);
  return simplerView(build.view(line, shape, [{ offset: place.offset, coefficients }]) as ViewNode);
}

/** Nodes whose numbers are stored, whatever their consumers. */
export function liesInMemory(node: Node): boolean {
  return !['map', 'view', 'reshape', 'iota', 'take'].includes(node.kind);
}
