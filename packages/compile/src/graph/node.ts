// The graph: what a program computes, as arrays made from arrays. No order of evaluation, no memory; those come with the loops.
import { sizeOf } from '@baytes/tensor';
import type { Operation, Reduction } from '../scalar/operations';

export type Shape = readonly number[];
/** The type of a tensor. All are doubles in a program; int32 and bool say what the values can be. `key` is two words of 32 bits. */
export type DataType = 'float32' | 'int32' | 'bool' | 'key';

/** Where a node comes from: a kernel of TensorFlow.js, and the line of user code that called it. */
export interface Origin {
  kernel: string;
  place: () => string | undefined;
}

/** A number that is affine in the indices of an array: offset + sum of coefficients[axis] * index[axis]. */
export interface Affine {
  offset: number;
  coefficients: readonly number[];
}

interface Base {
  readonly shape: Shape;
  readonly dtype: DataType;
  readonly origin: Origin;
}

/** An argument of the program, by its place. */
export interface InputNode extends Base {
  kind: 'input';
  slot: number;
}
/** Numbers that are known. All alike are one number, seen through a view. */
export interface ConstantNode extends Base {
  kind: 'constant';
  values: Float64Array;
}
/** The indices themselves as numbers. */
export interface IotaNode extends Base {
  kind: 'iota';
  value: Affine;
}
/** The same numbers elsewhere: broadcast, transposed, sliced, reversed. `index[k]` is the place along axis k of the source. */
export interface ViewNode extends Base {
  kind: 'view';
  source: Node;
  index: readonly Affine[];
}
/** The same numbers in the same order of rows, under another shape. */
export interface ReshapeNode extends Base {
  kind: 'reshape';
  source: Node;
}
/** An operation element by element; all inputs have the shape of the result. */
export interface MapNode extends Base {
  kind: 'map';
  operation: Operation;
  inputs: readonly Node[];
}
/** Axes summed up, or the like; they are gone from the shape. */
export interface ReduceNode extends Base {
  kind: 'reduce';
  reduction: Reduction;
  source: Node;
  axes: readonly number[];
}
/** Numbers picked by their flat place in `source`: the place is affine in the index, plus strides times integer arrays. */
export interface TakeNode extends Base {
  kind: 'take';
  source: Node;
  place: Affine;
  indices: readonly { node: Node; stride: number }[];
}
/** Parts laid side by side in an array that is `fill` elsewhere. Parts do not overlap. */
export interface AssembleNode extends Base {
  kind: 'assemble';
  fill: number;
  parts: readonly Part[];
}
/** Element `index` of a part goes to `start + step * index`, axis by axis. */
export interface Part {
  node: Node;
  start: readonly number[];
  step: readonly number[];
}
/** Work on whole arrays, such as a factorisation. Its results are `output` nodes. */
export interface CallNode extends Base {
  kind: 'call';
  routine: Routine;
  inputs: readonly Node[];
}
/** One of the results of a call. */
export interface OutputNode extends Base {
  kind: 'output';
  source: CallNode;
  number: number;
}

export type Node =
  | InputNode
  | ConstantNode
  | IotaNode
  | ViewNode
  | ReshapeNode
  | MapNode
  | ReduceNode
  | TakeNode
  | AssembleNode
  | CallNode
  | OutputNode;

/** A dense routine: fills its outputs from its inputs, arrays by rows of fixed shapes. It keeps neither. */
export interface Routine {
  name: string;
  /** Says what is computed, for programs that compute it twice: routines of the same name and key are the same. */
  key: string;
  outputs: readonly { shape: Shape; dtype: DataType }[];
  run: (inputs: readonly Float64Array[], outputs: readonly Float64Array[]) => void;
}

/** A graph: its nodes in an order in which each comes after those that it is made from, and those that are its results. */
export interface Graph {
  nodes: readonly Node[];
  outputs: readonly Node[];
}

/** The nodes that a node is made from. */
export function sourcesOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'input':
    case 'constant':
    case 'iota':
      return [];
    case 'view':
    case 'reshape':
    case 'reduce':
    case 'output':
      return [node.source];
    case 'map':
    case 'call':
      return node.inputs;
    case 'take':
      return [node.source, ...node.indices.map((each) => each.node)];
    case 'assemble':
      return node.parts.map((part) => part.node);
  }
}

/** The same node made from other sources, in the order of {@link sourcesOf}; itself if they are the same. */
export function withSources(node: Node, sources: readonly Node[]): Node {
  if (sourcesOf(node).every((each, i) => each === sources[i])) return node;
  switch (node.kind) {
    case 'view':
    case 'reshape':
    case 'reduce':
      return { ...node, source: sources[0] };
    case 'output':
      return { ...node, source: sources[0] as CallNode };
    case 'map':
    case 'call':
      return { ...node, inputs: sources };
    case 'take':
      return { ...node, source: sources[0], indices: node.indices.map((each, i) => ({ ...each, node: sources[i + 1] })) };
    case 'assemble':
      return { ...node, parts: node.parts.map((part, i) => ({ ...part, node: sources[i] })) };
    default:
      return node;
  }
}

/** All nodes that lead to `outputs`, sources first. */
export function graphOf(outputs: readonly Node[]): Graph {
  const nodes: Node[] = [];
  const seen = new Set<Node>();
  // A stack of one's own: graphs of unrolled loops are deeper than JavaScript's.
  const stack: { node: Node; next: number }[] = [];
  for (const output of outputs) {
    if (seen.has(output)) continue;
    seen.add(output);
    stack.push({ node: output, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const sources = sourcesOf(top.node);
      if (top.next === sources.length) {
        nodes.push(top.node);
        stack.pop();
        continue;
      }
      const source = sources[top.next++];
      if (seen.has(source)) continue;
      seen.add(source);
      stack.push({ node: source, next: 0 });
    }
  }
  return { nodes, outputs };
}

/** Rebuilds a graph node by node: `change` gets each node with its sources already changed, and returns what takes its place. */
export function rewrite({ nodes, outputs }: Graph, change: (node: Node) => Node): Graph {
  const changed = new Map<Node, Node>();
  for (const node of nodes) {
    const sources = sourcesOf(node).map((source) => changed.get(source) as Node);
    changed.set(node, change(withSources(node, sources)));
  }
  return graphOf(outputs.map((output) => changed.get(output) as Node));
}

/** Strides of an array by rows. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, stride = 1; axis >= 0; stride *= shape[axis--]) strides[axis] = stride;
  return strides;
}

/** One number, under whatever shape. */
export const isSingle = (node: Node): boolean => sizeOf(node.shape) === 1;
