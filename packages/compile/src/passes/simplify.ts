// Arithmetic that need not be done: identities, work on repeated numbers, sums of what is mostly zeros.
import { sizeOf } from '@baytes/tensor';
import { Builder } from '../graph/build';
import {
  type AssembleNode,
  type Graph,
  type MapNode,
  type Node,
  type Part,
  type ReduceNode,
  rewrite,
  type ViewNode,
} from '../graph/node';

export const simplify = (graph: Graph): Graph =>
  rewrite(graph, (node) => {
    if (node.kind === 'map') return onRepeated(identity(node));
    if (node.kind === 'reduce') return ofRepeated(node);
    if (node.kind === 'assemble') return whole(node);
    return node;
  });

/** The one number that an array consists of, if it is known. */
export function numberIn(node: Node): number | undefined {
  if (node.kind === 'constant') return node.values.length === 1 ? node.values[0] : undefined;
  return node.kind === 'view' || node.kind === 'reshape' ? numberIn(node.source) : undefined;
}

function identity(node: MapNode): Node {
  const build = new Builder(node.origin);
  const [a, b, c] = node.inputs;
  const [x, y] = [a && numberIn(a), b && numberIn(b)];
  const map = (operation: MapNode['operation'], ...inputs: Node[]) => build.map(operation, inputs, node.shape, node.dtype);
  switch (node.operation) {
    case 'add':
      if (x === 0) return b;
      if (y === 0) return a;
      if (isNegation(b)) return map('subtract', a, b.inputs[0]);
      if (isNegation(a)) return map('subtract', b, a.inputs[0]);
      if (a.kind === 'assemble' && b.kind === 'assemble') return together(a, b) ?? node;
      return node;
    case 'subtract':
      if (y === 0) return a;
      if (x === 0) return map('negate', b);
      if (isNegation(b)) return map('add', a, b.inputs[0]);
      return node;
    case 'multiply':
      if (x === 1) return b;
      if (y === 1) return a;
      if (x === -1) return map('negate', b);
      if (y === -1) return map('negate', a);
      if (a === b) return map('square', a);
      // Signs move out, where they meet.
      if (isNegation(a)) return map('negate', map('multiply', a.inputs[0], b));
      if (isNegation(b)) return map('negate', map('multiply', a, b.inputs[0]));
      // Numbers meet: c (d z) = (c d) z.
      for (const [number, other] of [
        [x, b],
        [y, a],
      ] as const) {
        const inner = number === undefined ? undefined : scaleOf(other);
        if (inner !== undefined) return map('multiply', build.fill(number! * inner.by, node.shape), inner.of);
      }
      return node;
    case 'divide':
      if (isNegation(a)) return map('negate', map('divide', a.inputs[0], b));
      return y === 1 ? a : node;
    case 'power':
      if (y === 1) return a;
      return y === 2 ? map('square', a) : node;
    case 'square':
      return isNegation(a) ? map('square', a.inputs[0]) : node;
    case 'negate':
      if (a.kind === 'map' && a.operation === 'subtract') return map('subtract', a.inputs[1], a.inputs[0]);
      return isNegation(a) ? a.inputs[0] : node;
    case 'absolute':
      return isNegation(a) ? map('absolute', a.inputs[0]) : node;
    case 'toInt32':
      return a.dtype === 'bool' ? a : node;
    case 'select':
      if (x === undefined) return b === c ? b : node;
      return x !== 0 ? b : c;
    default:
      return node;
  }
}

/** z and c, of a node that is c z, or -z. */
function scaleOf(node: Node): { by: number; of: Node } | undefined {
  if (node.kind !== 'map') return undefined;
  if (node.operation === 'negate') return { by: -1, of: node.inputs[0] };
  if (node.operation !== 'multiply') return undefined;
  const [a, b] = node.inputs;
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x !== undefined) return { by: x, of: b };
  return y !== undefined ? { by: y, of: a } : undefined;
}

const isNegation = (node: Node): node is MapNode => node.kind === 'map' && node.operation === 'negate';

/** An operation on arrays that repeat the same smaller array in the same way is done on the smaller one. */
function onRepeated(node: Node): Node {
  if (node.kind !== 'map') return node;
  const views = node.inputs.filter((input): input is ViewNode => input.kind === 'view');
  if (views.length !== node.inputs.length) return node;
  const model = views.reduce((largest, each) => (sizeOf(each.source.shape) > sizeOf(largest.source.shape) ? each : largest));
  if (sizeOf(model.source.shape) >= sizeOf(node.shape)) return node;
  const key = (view: ViewNode) => JSON.stringify([view.source.shape, view.index]);
  if (!views.every((each) => sizeOf(each.source.shape) === 1 || key(each) === key(model))) return node;
  const build = new Builder(node.origin);
  const inputs = views.map(({ source }) => (sizeOf(source.shape) === 1 ? build.reshape(source, []) : source));
  return build.view(build.map(node.operation, inputs, model.source.shape, node.dtype), node.shape, model.index);
}

/** A reduction along axes that only repeat: n times the number, or the number itself. */
function ofRepeated(node: ReduceNode): Node {
  const build = new Builder(node.origin);
  const { source, axes, reduction, shape } = node;
  const repeats = (axis: number) =>
    source.shape[axis] === 1 ||
    (source.kind === 'view' && source.shape[axis] > 0 && source.index.every(({ coefficients }) => coefficients[axis] === 0));
  const free = axes.filter(repeats);
  if (free.length === 0 || (reduction === 'product' && free.some((axis) => source.shape[axis] !== 1))) return node;
  const count = sizeOf(free.map((axis) => source.shape[axis]));
  const left = source.shape.map((_, axis) => axis).filter((axis) => !free.includes(axis));
  const squeezed =
    source.kind === 'view'
      ? build.view(
          source.source,
          left.map((axis) => source.shape[axis]),
          source.index.map(({ offset, coefficients }) => ({ offset, coefficients: left.map((axis) => coefficients[axis]) })),
        )
      : build.reshape(
          source,
          left.map((axis) => source.shape[axis]),
        );
  const rest = axes.filter((axis) => !free.includes(axis)).map((axis) => left.indexOf(axis));
  const reduced = build.reshape(build.reduce(reduction, squeezed, rest, false, node.dtype), shape);
  return reduction === 'sum' && count !== 1
    ? build.map('multiply', [reduced, build.number(count)], shape, node.dtype)
    : reduced;
}

/** One part that is everything. */
function whole(node: AssembleNode): Node {
  if (node.parts.length !== 1) return node;
  const [{ node: part }] = node.parts;
  return String(part.shape) === String(node.shape) ? part : node;
}

/** The sum of two arrays that are zero but for parts, if the parts lie apart: what gradients of slices add up to. */
function together(a: AssembleNode, b: AssembleNode): Node | undefined {
  if (a.fill !== 0 || b.fill !== 0) return undefined;
  const apart = b.parts.every((part) => a.parts.every((other) => liesApart(part, other)));
  return apart ? { ...a, parts: [...a.parts, ...b.parts] } : undefined;
}

function liesApart(one: Part, two: Part): boolean {
  return one.start.some((from, axis) => {
    const to = from + (one.node.shape[axis] - 1) * one.step[axis];
    const other = two.start[axis];
    const end = other + (two.node.shape[axis] - 1) * two.step[axis];
    return Math.max(from, to) < Math.min(other, end) || Math.max(other, end) < Math.min(from, to);
  });
}
