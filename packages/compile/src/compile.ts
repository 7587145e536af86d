// compile: a function of tensors, recorded once, as a program.
import type { Key } from '@baytes/kernels';
import { sizeOf } from '@baytes/tensor';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Code, Compiled, Place, Signature } from './compiled';
import { type EmitterName, emitterFor, emitters } from './emit/emitter';
import type { DataType, Graph } from './graph/node';
import { loopsOf } from './loops/optimize';
import { placeBuffers } from './loops/place-buffers';
import { lower } from './lower/lower';
import { optimize } from './passes/optimize';
import { takeReciprocals } from './passes/reciprocals';
import { boundTest, splitBound } from './passes/split-bound';
import { instantiate, type Program } from './program';
import { record } from './record/record';
import { type Argument, isKey, type Leaf, leavesOf, type Returned, type Values, withLeavesOf } from './tree';

export interface CompileOptions<D> {
  /** The second argument of the function: data that stay the same from call to call, until `bind` gives others of the same shapes. */
  data?: D;
  /** What programs are made of. Default `auto`: by the work that the program is. */
  emitter?: EmitterName | 'auto';
}

/** Programs by function, and by the shapes of the arguments. */
const programs = new WeakMap<object, Map<string, Compiled>>();

/**
 * Compiles a function of tensors to a program over numbers in double precision. The function runs once, on the example; the kernels
 * that it calls, those of its gradients included, are fused into loops without TensorFlow.js.
 *
 * @param fn pure: from a tensor, or a tree of tensors and keys (objects and arrays), to such a tree of tensors. What it takes from
 *   outside of its arguments is part of the program, with the numbers of now. It must not decide by the numbers of its arguments.
 * @param example arguments of the shapes and types that the program is to take. Their numbers matter only in that the function must
 *   run on them.
 * @param options `data`: a second argument, bound rather than given with each call.
 * @returns the program. Programs of the same function and shapes share their code, and each has memory of its own.
 * @throws Error that names op and line, if the function reads numbers of its arguments, keeps a tensor, reads a variable, draws
 *   without a key, or calls a kernel that programs do not have.
 *
 * @example
 * const program = compile(valueAndGrad((x: Tensor) => sum(square(x))), tensor([0, 0, 0]));
 * program([1, 2, 3]); // { value: 14, grad: Float64Array [2, 4, 6] }
 */
export function compile<T extends Argument, Y extends Returned, D extends Argument = Record<never, never>>(
  fn: (parameters: T, data: D) => Y,
  example: T,
  options: CompileOptions<D> = {},
): Program<T, D, Y> {
  const parameters = leavesOf(example, 'the example');
  const data = options.data === undefined ? [] : leavesOf(options.data, 'data');
  const all = [...parameters, ...data];
  const emitter = emitterFor(options.emitter ?? 'auto');
  const key = JSON.stringify([
    all.map(({ path, value }) => [path, isKey(value) ? 'key' : [value.shape, value.dtype]]),
    parameters.length,
    emitter,
  ]);
  const known = programs.get(fn) ?? new Map<string, Compiled>();
  programs.set(fn, known);
  let compiled = known.get(key);
  if (compiled === undefined) {
    compiled = make(fn as never, example, options.data, parameters, data, emitter);
    known.set(key, compiled);
  }
  return instantiate(compiled, options.data as unknown as Values<D> | undefined);
}

function make(
  fn: (parameters: unknown, data: unknown) => unknown,
  example: unknown,
  data: unknown,
  parameters: readonly Leaf<Tensor | Key>[],
  given: readonly Leaf<Tensor | Key>[],
  emitter: EmitterName,
): Compiled {
  return tidy(() => {
    const all = [...parameters, ...given];
    const stand = all.map(({ value }, slot) => (isKey(value) ? standIn(slot) : value.clone()));
    const count = parameters.length;
    let form: unknown;
    let leaves: Leaf<Tensor>[] = [];
    const trace = record(
      () => {
        const first = withLeavesOf(example, stand.slice(0, count));
        const second = data === undefined ? undefined : withLeavesOf(data, stand.slice(count));
        const returned = fn(first, second);
        if (returned instanceof Promise) throw new TypeError('compile: the function is async; a program waits for nothing');
        leaves = returnedLeaves(returned);
        form = withLeavesOf(
          returned,
          leaves.map(() => [0, 0]),
        );
        return leaves.map(({ value }) => value);
      },
      {
        tensors: stand.flatMap((each, slot) => (isKey(each) ? [] : [{ tensor: each, slot }])),
        keys: stand.flatMap((each, slot) => (isKey(each) ? [{ words: each, slot }] : [])),
      },
    );
    const signature: Signature = {
      parameters: parameters.map(placeOf),
      data: given.map(placeOf),
      results: { leaves: leaves.map(placeOf), form },
    };
    const sizes = [...signature.parameters, ...signature.data].map(({ shape }) => sizeOf(shape));
    const whole = optimize(lower(trace));
    const first = signature.parameters.length;
    const divided = optimize(takeReciprocals(whole, boundTest(whole, first)));
    const { main, bound } = splitBound(divided, first, sizes.length);
    const { loops, emit } = emitters[emitter];
    const code = (graph: Graph, more: readonly number[]): Code => {
      const inputs = [...sizes, ...more].map((size) => ({ size }));
      const placed = placeBuffers(loopsOf(graph, inputs, loops));
      return { graph, placed, make: emit(placed) };
    };
    const hoisted = bound?.outputs.map(({ shape }) => sizeOf(shape)) ?? [];
    return { signature, trace, main: code(main, hoisted), bound: bound && code(bound, []) } as never;
  }) as unknown as Compiled;
}

function returnedLeaves(returned: unknown): Leaf<Tensor>[] {
  const leaves = leavesOf(returned, 'what the function returns');
  if (leaves.length === 0) throw new TypeError('compile: the function returns nothing');
  return leaves.map(({ path, value }) => {
    if (isKey(value)) throw new TypeError('compile: a program returns tensors; keys are made from keys by split and foldIn');
    return { path, value };
  });
}

const placeOf = ({ path, value }: Leaf<Tensor | Key>): Place =>
  isKey(value) ? { path, shape: [2], dtype: 'key' } : { path, shape: [...value.shape], dtype: value.dtype as DataType };

/** Words that stand for a key while a function is recorded: such as no key of the function's own has. */
const standIn = (slot: number): Key => [(0x9e3779b9 * (slot + 1)) >>> 0, (0x85ebca6b ^ (0xc2b2ae35 * (slot + 7))) >>> 0];
