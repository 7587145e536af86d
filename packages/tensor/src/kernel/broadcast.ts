import { reshape, sum, Tensor, type TensorLike } from '@tensorflow/tfjs-core';

/**
 * The shape that tensors of `shapes` have after broadcasting by NumPy's rules.
 *
 * @param shapes by the name of the input, which an error needs.
 * @param kernel the name of the operation, for errors.
 * @throws Error that names the first two inputs whose shapes do not fit.
 */
export function broadcastShape(shapes: Readonly<Record<string, readonly number[]>>, kernel: string): number[] {
  let result: number[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    const rank = Math.max(result.length, shape.length);
    const next: number[] = new Array(rank);
    for (let axis = 1; axis <= rank; axis++) {
      const a = result[result.length - axis] ?? 1;
      const b = shape[shape.length - axis] ?? 1;
      if (a !== b && a !== 1 && b !== 1) {
        const all = Object.entries(shapes).map(([each, size]) => `${each} [${size}]`);
        throw new Error(`${kernel}: ${name} of shape [${shape}] does not broadcast with the others: ${all.join(', ')}`);
      }
      next[rank - axis] = a === 1 ? b : a;
    }
    result = next;
  }
  return result;
}

/** The number of elements of a tensor of `shape`. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** The shape of a tensor, a number or nested arrays. */
export function shapeOf(given: Tensor | TensorLike): number[] {
  if (given instanceof Tensor) return [...given.shape];
  const shape: number[] = [];
  for (let level: unknown = given; typeof level === 'object' && level !== null; level = (level as unknown[])[0])
    shape.push((level as ArrayLike<unknown>).length);
  return shape;
}

/** The indices of element `number` of an array of `shape` by rows. */
export function placeOf(number: number, shape: readonly number[]): number[] {
  const place: number[] = [];
  for (let axis = shape.length - 1, rest = number; axis >= 0; axis--) {
    place.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return place;
}

const sameShape = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((n, i) => n === b[i]);

type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/**
 * The values of an array of shape `from`, laid out as an array of shape `to` that it broadcasts to. Where the number of elements
 * is the same, that is `values` itself, not a copy: read it, do not write to it.
 */
export function broadcastValues<A extends TypedArray>(values: A, from: readonly number[], to: readonly number[]): A {
  const size = sizeOf(to);
  if (values.length === size) return values;
  const result = new (values.constructor as new (size: number) => A)(size);
  if (size === 0) return result;
  if (values.length === 1) return result.fill(values[0]) as A;
  // Doubling: the block that `from` and `to` have in common from the right is copied, then repeated axis by axis.
  const lead = to.length - from.length;
  const lengths = to.map((_, axis) => (axis < lead ? 1 : from[axis - lead]));
  const strides = new Array<number>(to.length);
  for (let axis = to.length - 1, stride = 1; axis >= 0; stride *= lengths[axis--]) strides[axis] = stride;
  let block = 1;
  let tail = to.length;
  while (tail > 0 && lengths[tail - 1] === to[tail - 1]) block *= to[--tail];
  const write = (axis: number, source: number, target: number): number => {
    if (axis === tail) {
      if (block === 1) result[target] = values[source];
      else result.set(values.subarray(source, source + block), target);
      return target + block;
    }
    if (lengths[axis] !== 1) {
      for (let i = 0; i < to[axis]; i++) target = write(axis + 1, source + i * strides[axis], target);
      return target;
    }
    const start = target;
    const end = write(axis + 1, source, start);
    const length = end - start;
    for (let done = 1; done < to[axis]; ) {
      const copies = Math.min(done, to[axis] - done);
      result.copyWithin(start + done * length, start, start + copies * length);
      done += copies;
    }
    return start + to[axis] * length;
  };
  write(0, 0, 0);
  return result;
}

/**
 * Sums a gradient over the axes along which its input was broadcast, so that it has the input's shape. Always a new tensor, which
 * TensorFlow.js asks of the gradients that it adds up.
 */
export function sumToShape(gradient: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(gradient.shape, shape)) return reshape(gradient, [...shape]);
  const lead = gradient.shape.length - shape.length;
  const axes = gradient.shape.map((_, axis) => axis).filter((axis) => axis < lead || shape[axis - lead] === 1);
  return reshape(sum(gradient, axes), [...shape]);
}
