// A program as its user has it: numbers in, numbers out.
import { sizeOf } from '@baytes/tensor';
import { Tensor } from '@tensorflow/tfjs-core';
import type { Runnable } from './emit/emitter';
import type { Compiled, Signature } from './compiled';
import { at, nameOf, type Results, type Values, withLeavesOf } from './tree';

/** Numbers of all parameters in one array, in the order of the tree, to results in one array. */
export interface FlatProgram {
  /** Numbers that all parameters have together. */
  readonly size: number;
  /** Numbers that all results have together. */
  readonly resultSize: number;
  /**
   * Runs the program. If the first result is one number, as the value of `valueAndGrad` is, it is returned, and `out` gets the others.
   * Otherwise `out` gets all, and its first number is returned.
   *
   * @param out an array for the results; nothing is allocated. Left out, only the first number is wanted.
   */
  (x: ArrayLike<number>, out?: Float64Array): number;
}

/** A function of tensors as a program over numbers in double precision. */
export interface Program<T, D, Y> {
  /** Runs the program: numbers in the form of the arguments, results in the form of what the function returned. */
  (parameters: Values<T>): Results<Y>;
  /**
   * Runs the program and writes results into arrays of the caller: nothing is allocated.
   *
   * @param results of the form of the results; a result of one number goes to element 0 of its array.
   */
  into(results: ArraysOf<Y>, parameters: Values<T>): void;
  /** Takes other data from now on: their shapes must be those of the example. Nothing is compiled anew. */
  bind(data: Values<D>): Program<T, D, Y>;
  /** The program on flat vectors, as engines of inference call it. */
  readonly flat: FlatProgram;
}

/** Arrays in the form of results. */
export type ArraysOf<Y> = Y extends Tensor ? Float64Array : { readonly [K in keyof Y]: ArraysOf<Y[K]> };

const compiledOf = new WeakMap<object, Compiled>();

/** What a program was made from. */
export function compiled(program: object): Compiled {
  const found = compiledOf.get(program);
  if (found === undefined) throw new TypeError('expected a program, as compile() makes it');
  return found;
}

/** A copy loop is faster than `set` up to about this many numbers. */
const SMALL = 32;

/** Makes a program with memory of its own. */
export function instantiate<T, D, Y>(from: Compiled, data: Values<D> | undefined): Program<T, D, Y> {
  const { signature } = from;
  const { placed } = from.main;
  const runnable = from.main.make();
  const { arena, run } = runnable;
  const writers = [...signature.parameters.entries()].map(([slot, leaf]) =>
    writer(leaf, 'the parameters', arena, placed.offsets[slot]),
  );
  const binding = bindingOf(from, runnable);
  const outputs = placed.buffers.flatMap(({ role, size, slot }, number) =>
    role === 'output' ? [{ slot: slot as number, size, offset: placed.offsets[number] }] : [],
  );
  outputs.sort((a, b) => a.slot - b.slot);
  let bound = signature.data.length === 0;
  const ready = () => {
    if (!bound) throw new Error('this program has data that are not bound yet: call bind(data) first');
  };

  const program = (parameters: Values<T>): Results<Y> => {
    ready();
    for (const write of writers) write(parameters);
    run();
    const results = outputs.map(({ size, offset, slot }) =>
      signature.results.leaves[slot].shape.length === 0 ? arena[offset] : arena.slice(offset, offset + size),
    );
    return withLeavesOf(signature.results.form, results) as Results<Y>;
  };
  const into = (results: ArraysOf<Y>, parameters: Values<T>): void => {
    ready();
    for (const write of writers) write(parameters);
    run();
    for (const { slot, size, offset } of outputs) {
      const target = at(results, signature.results.leaves[slot].path) as Float64Array;
      if (!(target instanceof Float64Array) || target.length !== size) {
        throw new RangeError(
          `${nameOf('the results', signature.results.leaves[slot].path)} must be a Float64Array of ${size} numbers to write into`,
        );
      }
      for (let i = 0; i < size; i++) target[i] = arena[offset + i];
    }
  };
  const size = signature.parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const resultSize = outputs.reduce((sum, each) => sum + each.size, 0);
  const start = outputs[0]?.offset ?? 0;
  const skipped = outputs.length > 1 && signature.results.leaves[0].shape.length === 0 ? 1 : 0;
  const flat = (x: ArrayLike<number>, out?: Float64Array): number => {
    ready();
    if (x.length !== size) throw new RangeError(`flat: the parameters have ${size} numbers; got ${x.length}`);
    if (size <= SMALL) for (let i = 0; i < size; i++) arena[i] = x[i];
    else arena.set(x);
    run();
    if (out !== undefined) {
      const length = resultSize - skipped;
      if (out.length !== length) throw new RangeError(`flat: the results are ${length} numbers; out has ${out.length}`);
      if (length <= SMALL) for (let i = 0; i < length; i++) out[i] = arena[start + skipped + i];
      else out.set(arena.subarray(start + skipped, start + resultSize));
    }
    return arena[start];
  };
  const result = Object.assign(program, {
    into,
    bind: (values: Values<D>) => {
      binding(values);
      bound = true;
      return result;
    },
    flat: Object.assign(flat, { size, resultSize }),
  }) as Program<T, D, Y>;
  compiledOf.set(result, from);
  if (data !== undefined || bound) result.bind(data as Values<D>);
  return result;
}

/** Takes data: copies them into the arena, and what follows from them alone. */
function bindingOf({ signature, main, bound }: Compiled, { arena }: Runnable): (data: unknown) => void {
  const first = signature.parameters.length;
  const slots = first + signature.data.length;
  const instance = bound?.make();
  const writers = signature.data.flatMap((leaf, i) => [
    writer(leaf, 'data', arena, main.placed.offsets[first + i]),
    ...(instance ? [writer(leaf, 'data', instance.arena, bound!.placed.offsets[first + i])] : []),
  ]);
  const results = bound?.placed.buffers.flatMap(({ role, size, slot }, number) =>
    role === 'output' ? [{ size, from: bound.placed.offsets[number], to: main.placed.offsets[slots + (slot as number)] }] : [],
  );
  return (data) => {
    for (const write of writers) write(data);
    if (instance === undefined) return;
    instance.run();
    for (const { size, from, to } of results!) arena.set(instance.arena.subarray(from, from + size), to);
  };
}

/** Copies the numbers of one argument into the arena. */
function writer(leaf: Signature['parameters'][0], what: string, arena: Float64Array, offset: number): (tree: unknown) => void {
  const { path, shape, dtype } = leaf;
  const size = sizeOf(shape);
  const wrong = (value: unknown) => {
    const got =
      typeof value === 'object' && value !== null && 'length' in value
        ? `${(value as ArrayLike<number>).length} of them`
        : value instanceof Tensor
          ? `a tensor of shape [${value.shape}]`
          : String(value);
    const wanted = dtype === 'key' ? 'a key' : `${size} ${size === 1 ? 'number' : 'numbers'} of shape [${shape}]`;
    return new TypeError(`${nameOf(what, path)} must be ${wanted}; got ${got}`);
  };
  return (tree) => {
    let value = at(tree, path);
    if (typeof value === 'number') {
      if (size !== 1) throw wrong(value);
      arena[offset] = value;
      return;
    }
    if (value instanceof Tensor) value = value.dataSync();
    const numbers = value as ArrayLike<number>;
    if (typeof value !== 'object' || value === null || numbers.length !== size) throw wrong(at(tree, path));
    if (size <= SMALL) for (let i = 0; i < size; i++) arena[offset + i] = numbers[i];
    else arena.set(numbers, offset);
  };
}
