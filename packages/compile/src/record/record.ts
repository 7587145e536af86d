// Runs a function of tensors once and writes down every kernel that it calls, those of its gradients included.
import { type Key, watchKeys } from '@baytes/kernels';
import { whileRecording } from '@baytes/tensor';
import { engine, type NamedTensorMap, type Tensor, tidy, Variable } from '@tensorflow/tfjs-core';
import type { DataType } from '../graph/node';
import { GivenNumbers } from './given-numbers';
import { placeHere, withLongTraces } from './place';
import type { KernelCall, Trace, Traced, TracedKey } from './trace';

/** The inside of TensorFlow.js's engine, as far as it concerns us. */
interface RecordedEngine {
  state: { activeTape: TapeNode[] | null };
  runKernel(name: string, inputs: NamedTensorMap, attributes?: object): Tensor | Tensor[];
  makeTensor(values: ArrayLike<number>, shape: number[], dtype: string, backend?: unknown): Tensor;
  readSync(dataId: object): ArrayLike<number>;
  read(dataId: object): Promise<ArrayLike<number>>;
  addTapeNode(kernel: string, inputs: unknown, outputs: Tensor[], ...rest: unknown[]): void;
  nextTensorId(): number;
}

interface TapeNode {
  outputs: Tensor[];
  gradient?: (dys: Tensor[]) => Record<string, () => Tensor>;
}

/** What a recorded function is called with: its arguments as tensors and keys, in the order of their slots. */
export interface Arguments {
  tensors: readonly { tensor: Tensor; slot: number }[];
  keys: readonly { words: Key; slot: number }[];
}

let busy = false;

/**
 * Records `fn`. Every kernel runs as usual, on the backend in use, so that shapes and types are those of eager code.
 *
 * @param fn returns the results: tensors, in order. Its other tensors are disposed of.
 * @throws Error that names op and place, where `fn` reads the numbers of a tensor that depends on the arguments, keeps a tensor, reads
 *   a variable, or draws without a key.
 */
export function record(fn: () => readonly Tensor[], given: Arguments): Trace {
  if (busy) throw new Error('compile: a function that is being recorded cannot record another; compile the inner one before');
  busy = true;
  const recorder = new Recorder(given);
  try {
    return withLongTraces(() => whileRecording(() => watchKeys(recorder.sawKey, () => recorder.run(fn))));
  } finally {
    busy = false;
  }
}

const PLACE_UNKNOWN = 'an unknown place';

class Recorder {
  private readonly calls: KernelCall[] = [];
  /** By the id of a tensor. */
  private readonly values = new Map<number, Traced>();
  /** Clones that are made while the kernel they clone the result of is still at work. */
  private readonly aliases = new Map<number, number>();
  /** Where numbers lie that depend on the arguments, and which kernel made them. */
  private readonly varying = new WeakMap<object, KernelCall | undefined>();
  private readonly keys = new Map<string, TracedKey>();
  private readonly made: Tensor[] = [];
  private readonly numbers = new GivenNumbers();
  private readonly target = engine() as unknown as RecordedEngine;
  private readonly first: number;
  private insideKernel = 0;
  /** In a gradient: the line of the op that is differentiated. */
  private forward: (() => string | undefined) | undefined;

  constructor({ tensors, keys }: Arguments) {
    this.first = this.target.nextTensorId();
    for (const { tensor, slot } of tensors) {
      this.values.set(tensor.id, { kind: 'input', slot, shape: [...tensor.shape], dtype: tensor.dtype as DataType });
      this.varying.set(tensor.dataId, undefined);
    }
    for (const { words, slot } of keys) this.keys.set(words.join(), { kind: 'input', slot });
  }

  run(fn: () => readonly Tensor[]): Trace {
    const { target } = this;
    const own = Object.getOwnPropertyDescriptors(target) as Record<string, PropertyDescriptor>;
    const replaced = ['runKernel', 'makeTensor', 'readSync', 'read', 'addTapeNode'] as const;
    const random = Math.random;
    const originals = Object.fromEntries(replaced.map((name) => [name, target[name].bind(target)])) as unknown as Pick<
      RecordedEngine,
      (typeof replaced)[number]
    >;
    target.runKernel = (name, inputs, attributes) => this.kernel(originals, name, inputs, attributes);
    target.makeTensor = (values, shape, dtype, backend) => {
      const tensor = originals.makeTensor(values, shape, dtype, backend);
      if (dtype !== 'string' && this.insideKernel === 0) this.constant(tensor, this.numbers.behind(values));
      return tensor;
    };
    target.readSync = (dataId) => {
      this.refuseReading(dataId);
      return originals.readSync(dataId);
    };
    target.read = (dataId) => {
      this.refuseReading(dataId);
      return originals.read(dataId);
    };
    target.addTapeNode = (kernel, inputs, outputs, ...rest) => {
      originals.addTapeNode(kernel, inputs, outputs, ...rest);
      this.placeGradient(outputs);
    };
    Math.random = () => {
      throw new Error(
        `compile: a random number without a key, at ${placeHere()() ?? PLACE_UNKNOWN}: a program would draw the same one in every call. ` +
          'Take a key as an argument, and draw with @baytes/random',
      );
    };
    let results: readonly Tensor[] = [];
    try {
      return tidy(() => {
        results = this.numbers.listen(fn);
        const outputs = results.map((tensor) => this.valueOf(tensor, originals));
        this.refuseKept(results);
        return { calls: this.calls, outputs } as never;
      }) as unknown as Trace;
    } finally {
      Math.random = random;
      for (const name of replaced) {
        if (own[name]) Object.defineProperty(target, name, own[name]);
        else delete (target as Partial<RecordedEngine>)[name];
      }
      for (const tensor of this.made) if (!tensor.isDisposed) tensor.dispose();
    }
  }

  readonly sawKey = (parent: Key, counter: readonly [number, number], child: Key): void => {
    const traced = this.keys.get(parent.join());
    if (traced !== undefined) this.keys.set(child.join(), { kind: 'child', parent: traced, counter });
  };

  private kernel(
    original: Pick<RecordedEngine, 'runKernel' | 'readSync'>,
    name: string,
    inputs: NamedTensorMap,
    attributes = {},
  ) {
    if (this.insideKernel > 0) {
      // A clone of a result that is to be saved, or the parts that a kernel is made from.
      const result = original.runKernel(name, inputs, attributes);
      if (name === 'Identity') this.aliases.set((result as Tensor).id, inputs.x.id);
      return result;
    }
    const traced: Record<string, Traced> = {};
    for (const [input, tensor] of Object.entries(inputs)) if (tensor != null) traced[input] = this.valueOf(tensor, original);
    const call: KernelCall = {
      kernel: name,
      inputs: traced,
      attributes: { ...attributes },
      outputs: [],
      place: this.forward ?? placeHere(),
    };
    const words = (attributes as { key?: Key }).key;
    if (Array.isArray(words) && words.length === 2) {
      call.key = this.keys.get(words.join()) ?? { kind: 'constant', words: [words[0], words[1]] };
    }
    if (name !== 'Identity') this.calls.push(call);
    this.insideKernel++;
    let result: Tensor | Tensor[];
    try {
      result = original.runKernel(name, inputs, attributes);
    } finally {
      this.insideKernel--;
    }
    const varies = this.dependsOnArguments(call);
    [result].flat().forEach((tensor, number) => {
      const { shape } = tensor;
      const dtype = tensor.dtype as DataType;
      call.outputs.push({ shape: [...shape], dtype });
      this.made.push(tensor);
      if (varies) this.varying.set(tensor.dataId, call);
      this.values.set(tensor.id, name === 'Identity' ? traced.x : { kind: 'result', call, number, shape: [...shape], dtype });
    });
    return result;
  }

  private readonly varyingCalls = new WeakSet<KernelCall>();

  private dependsOnArguments(call: KernelCall): boolean {
    const varies =
      (call.key !== undefined && call.key.kind !== 'constant') ||
      Object.values(call.inputs).some(
        (each) => each.kind === 'input' || (each.kind === 'result' && this.varyingCalls.has(each.call)),
      );
    if (varies) this.varyingCalls.add(call);
    return varies;
  }

  private constant(tensor: Tensor, values: Float64Array): Traced {
    const traced: Traced = { kind: 'constant', values, shape: [...tensor.shape], dtype: tensor.dtype as DataType };
    this.values.set(tensor.id, traced);
    if (tensor.id > this.first) this.made.push(tensor);
    return traced;
  }

  private valueOf(tensor: Tensor, original: Pick<RecordedEngine, 'readSync'>): Traced {
    let { id } = tensor;
    for (let next = this.aliases.get(id); next !== undefined && !this.values.has(id); next = this.aliases.get(id)) id = next;
    const known = this.values.get(id);
    if (known !== undefined) return known;
    if (tensor instanceof Variable) {
      throw new Error(
        `compile: the function reads the variable ${tensor.name} of shape [${tensor.shape}], at ${placeHere()() ?? PLACE_UNKNOWN}: ` +
          'a program would keep its present value for ever. Take it as an argument, or bind it as data',
      );
    }
    if (tensor.dtype === 'string' || tensor.dtype === 'complex64') {
      throw new Error(
        `compile: a tensor of ${tensor.dtype}, at ${placeHere()() ?? PLACE_UNKNOWN}; programs are made of real numbers`,
      );
    }
    return this.constant(tensor, Float64Array.from(original.readSync(tensor.dataId)));
  }

  private refuseReading(dataId: object): void {
    if (this.insideKernel > 0 || !this.varying.has(dataId)) return;
    const call = this.varying.get(dataId);
    const what = call === undefined ? 'an argument' : `a result of ${call.kernel} (${call.place() ?? PLACE_UNKNOWN})`;
    throw new Error(
      `compile: the function reads the numbers of ${what}, at ${placeHere()() ?? PLACE_UNKNOWN}. A program takes the same path for all ` +
        'numbers: choose with `where` of TensorFlow.js (or safeWhere) instead of `if`, or run this function eagerly',
    );
  }

  private refuseKept(results: readonly Tensor[]): void {
    for (const tensor of this.made) {
      if (tensor.isDisposed || !tensor.kept || results.includes(tensor)) continue;
      const traced = this.values.get(tensor.id);
      const from =
        traced?.kind === 'result'
          ? `a result of ${traced.call.kernel} (${traced.call.place() ?? PLACE_UNKNOWN})`
          : 'a constant';
      throw new Error(
        `compile: the function keeps ${from}, a tensor of shape [${tensor.shape}]: a program has no tensors. Return it as a result`,
      );
    }
  }

  /** What the gradient of the last op on the tape calls is of the line that called the op. */
  private placeGradient(outputs: Tensor[]): void {
    const tape = this.target.state.activeTape ?? [];
    for (let at = tape.length - 1; at >= Math.max(0, tape.length - 8); at--) {
      const node = tape[at];
      if (node.outputs !== outputs || node.gradient === undefined) continue;
      const place = this.forward ?? placeHere();
      const { gradient } = node;
      const there = <T>(run: () => T): T => {
        const before = this.forward;
        this.forward = place;
        try {
          return run();
        } finally {
          this.forward = before;
        }
      };
      node.gradient = (dys) =>
        Object.fromEntries(Object.entries(there(() => gradient(dys))).map(([input, thunk]) => [input, () => there(thunk)]));
      return;
    }
  }
}
