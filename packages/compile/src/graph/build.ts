// How nodes are made: the smallest set of words in which kernels are put into the graph.
import { sizeOf } from '@baytes/tensor';
import type { Operation, Reduction } from '../scalar/operations';
import {
  type Affine,
  type AssembleNode,
  type CallNode,
  type DataType,
  type Node,
  type Origin,
  type Part,
  type Routine,
  type Shape,
  stridesOf,
} from './node';

/** Index `axis` of `rank`, times `scale`, plus `offset`. */
export function along(rank: number, axis: number, scale = 1, offset = 0): Affine {
  const coefficients = new Array<number>(rank).fill(0);
  coefficients[axis] = scale;
  return { offset, coefficients };
}

/** The same place whatever the index. */
export const fixed = (rank: number, offset = 0): Affine => ({ offset, coefficients: new Array<number>(rank).fill(0) });

const sameShape = (a: Shape, b: Shape) => a.length === b.length && a.every((length, axis) => length === b[axis]);

/** Makes nodes that all come from one kernel. */
export class Builder {
  constructor(readonly origin: Origin) {}

  constant(values: Float64Array, shape: Shape, dtype: DataType = 'float32'): Node {
    const alike = values.length > 1 && values.every((value) => Object.is(value, values[0]));
    if (alike) return this.broadcast(this.number(values[0], dtype), shape);
    return { kind: 'constant', values, shape, dtype, origin: this.origin };
  }

  number(value: number, dtype: DataType = 'float32'): Node {
    return { kind: 'constant', values: Float64Array.of(value), shape: [], dtype, origin: this.origin };
  }

  /** One number throughout an array. */
  fill(value: number, shape: Shape, dtype: DataType = 'float32'): Node {
    return this.broadcast(this.number(value, dtype), shape);
  }

  iota(shape: Shape, value: Affine, dtype: DataType = 'float32'): Node {
    return { kind: 'iota', value, shape, dtype, origin: this.origin };
  }

  view(source: Node, shape: Shape, index: readonly Affine[]): Node {
    return { kind: 'view', source, shape, index, dtype: source.dtype, origin: this.origin };
  }

  reshape(source: Node, shape: Shape): Node {
    if (sameShape(source.shape, shape)) return source;
    return { kind: 'reshape', source, shape, dtype: source.dtype, origin: this.origin };
  }

  /** By NumPy's rules; axes of length 1 are repeated. */
  broadcast(source: Node, shape: Shape): Node {
    if (sameShape(source.shape, shape)) return source;
    const lead = shape.length - source.shape.length;
    return this.view(
      source,
      shape,
      source.shape.map((length, axis) => (length === 1 ? fixed(shape.length) : along(shape.length, axis + lead))),
    );
  }

  transpose(source: Node, order: readonly number[]): Node {
    const index = source.shape.map((_, axis) => along(order.length, order.indexOf(axis)));
    return this.view(
      source,
      order.map((axis) => source.shape[axis]),
      index,
    );
  }

  /** From `begin` on, `shape` elements along each axis, `step` apart. */
  slice(source: Node, begin: readonly number[], shape: Shape, step: readonly number[] = begin.map(() => 1)): Node {
    const rank = shape.length;
    return this.view(
      source,
      shape,
      shape.map((_, axis) => along(rank, axis, step[axis], begin[axis])),
    );
  }

  reverse(source: Node, axes: readonly number[]): Node {
    const { shape } = source;
    return this.view(
      source,
      shape,
      shape.map((length, axis) =>
        axes.includes(axis) ? along(shape.length, axis, -1, length - 1) : along(shape.length, axis),
      ),
    );
  }

  /** Inputs broadcast to the shape of the result. */
  map(operation: Operation, inputs: readonly Node[], shape?: Shape, dtype: DataType = 'float32'): Node {
    const whole = shape ?? inputs.reduce<Shape>((widest, { shape: next }) => wider(widest, next), []);
    return {
      kind: 'map',
      operation,
      inputs: inputs.map((input) => this.broadcast(input, whole)),
      shape: whole,
      dtype,
      origin: this.origin,
    };
  }

  /** The reduced axes are dropped, or kept with length 1. */
  reduce(reduction: Reduction, source: Node, axes: readonly number[], keep = false, dtype = source.dtype): Node {
    const shape = source.shape.filter((_, axis) => !axes.includes(axis));
    const node: Node =
      axes.length === 0
        ? source
        : { kind: 'reduce', reduction, source, axes: [...axes].sort((a, b) => a - b), shape, dtype, origin: this.origin };
    if (!keep) return node;
    return this.reshape(
      node,
      source.shape.map((length, axis) => (axes.includes(axis) ? 1 : length)),
    );
  }

  take(source: Node, shape: Shape, place: Affine, indices: readonly { node: Node; stride: number }[]): Node {
    return { kind: 'take', source, shape, place, indices, dtype: source.dtype, origin: this.origin };
  }

  assemble(shape: Shape, parts: readonly Part[], fill = 0, dtype: DataType = 'float32'): Node {
    const whole = parts.filter(({ node }) => sizeOf(node.shape) > 0);
    const node: AssembleNode = { kind: 'assemble', fill, parts: whole, shape, dtype, origin: this.origin };
    return node;
  }

  call(routine: Routine, inputs: readonly Node[]): Node[] {
    const source: CallNode = { kind: 'call', routine, inputs, shape: [], dtype: 'float32', origin: this.origin };
    return routine.outputs.map(({ shape, dtype }, number) => ({
      kind: 'output',
      source,
      number,
      shape,
      dtype,
      origin: this.origin,
    }));
  }
}

function wider(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    return x === 1 ? y : x;
  });
}

/** The flat place of an index in an array by rows. */
export function flatPlace(index: readonly Affine[], shape: Shape, rank: number): Affine {
  const strides = stridesOf(shape);
  const coefficients = new Array<number>(rank).fill(0);
  let offset = 0;
  index.forEach((each, axis) => {
    offset += strides[axis] * each.offset;
    each.coefficients.forEach((coefficient, i) => {
      coefficients[i] += strides[axis] * coefficient;
    });
  });
  return { offset, coefficients };
}
