import {
  type Attribute,
  cast,
  type DataType,
  engine,
  getKernel,
  type GradFunc,
  type KernelBackend,
  type KernelConfig,
  type KernelFunc,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  tensor,
  Tensor,
  type TensorInfo,
  type TensorLike,
  tidy,
  unregisterKernel,
  zeros,
} from '@tensorflow/tfjs-core';
import { stopGradient } from '../autodiff/stop-gradient';
import { prepare } from '../prepare';
import { currentBackend } from './current-backend';
import { broadcastShape, broadcastValues, sumToShape } from './broadcast';
import { type HostArray, onHost } from './host-memory';

/** The types that a kernel's inputs and outputs can have. */
export type KernelDataType = 'float32' | 'int32' | 'bool';

/** Shape and type of one output. */
export interface OutputSpec {
  shape: readonly number[];
  /** Default float32. */
  dtype?: KernelDataType;
}

type ArrayOf<D> = D extends 'int32' ? Int32Array : D extends 'bool' ? Uint8Array : Float32Array;
type TypeOf<T, K> = K extends keyof T ? (T[K] extends KernelDataType ? T[K] : 'float32') : 'float32';
type Each<N extends readonly string[], V> = { [K in N[number]]: V };
type HostInputs<I extends readonly string[], T> = { [K in I[number]]: ArrayOf<TypeOf<T, K>> };

/** Parameters of a kernel that are not tensors. */
export type Attributes = Record<string, Attribute | undefined>;

/** What a host kernel knows beside the numbers. */
export interface HostContext<I extends readonly string[], A> {
  /** The shapes of the inputs as they were given. */
  shapes: Each<I, readonly number[]>;
  /** The shapes of the outputs, in their order. */
  outputShapes: readonly (readonly number[])[];
  attributes: A;
}

interface Definition<I extends readonly string[], T, A, Y, DY> {
  /** The kernel's name in TensorFlow.js's registry: TensorFlow's own name where it has one, as `Lgamma`. */
  name: string;
  /** Names of the tensor inputs, in the order of the op's arguments. */
  inputs: I;
  /** Types of the inputs that are not float32. */
  dtypes?: T;
  /** The kernel itself, on the host: fills `out`, which starts as zeros, with float64 arithmetic inside and one rounding. */
  host: (inputs: HostInputs<I, T>, out: Y, context: HostContext<I, A>) => void;
  /**
   * The derivatives by input: `dy` is the cotangent of the output, a thunk returns the cotangent of its input. Only inputs are
   * there to build them from, never outputs, so that derivatives of derivatives are right; build them from ops that have
   * gradients themselves. For an elementwise kernel the sum over broadcast axes is added here.
   *
   * An input without a thunk throws when a gradient is asked of it. `'zero'`: the kernel is constant almost everywhere, as
   * `floor` is. Left out: throws for all inputs.
   */
  gradient?: ((inputs: Each<I, Tensor>, dy: DY, attributes: A, kept: DY) => { [K in I[number]]?: () => Tensor }) | 'zero';
  /**
   * Keeps the output for `gradient`, as `kept`: a constant, to any order. Only for a derivative that may take it for one, such as a
   * random draw that says which quantile it is; then it need not be computed again.
   */
  keepsOutput?: boolean;
}

/** A kernel with one output. */
export interface KernelDefinition<I extends readonly string[], T, A> extends Definition<I, T, A, Float32Array, Tensor> {
  /**
   * Shape and type of the output. Left out, the kernel is elementwise: its output is float32, of the shape that the inputs
   * broadcast to, and the host function gets inputs that are already broadcast, as long as the output. With it, the host
   * function gets the inputs as they are, and `broadcastValues` to lay them out.
   */
  output?: (shapes: Each<I, readonly number[]>, attributes: A) => OutputSpec;
  /**
   * The same in float32 tensor ops, for backends whose numbers live on a graphics card (webgpu, webgl). Without it the host
   * kernel runs there too, on data that are read back.
   */
  composite?: (inputs: Each<I, Tensor>, attributes: A) => Tensor;
}

/** A kernel with several outputs, by name. */
export interface MultiKernelDefinition<I extends readonly string[], O extends readonly string[], T, A>
  extends Definition<I, T, A, Each<O, Float32Array>, Each<O, Tensor>> {
  /** Names of the outputs. */
  outputs: O;
  /** As for one output, by the outputs' names; left out, all are float32 and of the shape that the inputs broadcast to. */
  output?: (shapes: Each<I, readonly number[]>, attributes: A) => Each<O, OutputSpec>;
  composite?: (inputs: Each<I, Tensor>, attributes: A) => Each<O, Tensor>;
}

type Arguments<I extends readonly string[], A> = [
  ...{ [K in keyof I]: Tensor | TensorLike },
  ...([keyof A] extends [never] ? [] : Record<never, never> extends A ? [attributes?: A] : [attributes: A]),
];

/** A named kernel as a function of tensors. Returns a new tensor, or several by name, and leaves nothing else behind. */
export type KernelOp<I extends readonly string[], A, Y> = ((...inputs: Arguments<I, A>) => Y) & { readonly kernel: string };

type AnyDefinition = MultiKernelDefinition<readonly string[], readonly string[], Record<string, KernelDataType>, Attributes>;

/** Marks the kernels that are ours, as a kernel of TensorFlow.js must not be replaced by accident. */
interface OwnKernel extends KernelConfig {
  definedBy: 'baytes';
}

const onGraphicsCard = (backendName: string) => backendName === 'webgpu' || backendName === 'webgl';

/**
 * Defines an operation as one named kernel with one gradient, on every backend: one node for profilers, for compilers, and for
 * faster implementations by {@link implementKernel}.
 *
 * The op registers itself, for the backend in use and with its gradient, when it is called; so it works with backends that are
 * added later, and a module that only defines kernels has no side effects.
 *
 * @returns a function of the inputs in their order (tensors, numbers or nested arrays), with the attributes last if there are
 *   any. int32 and bool tensors are converted where float32 is expected.
 * @throws Error (the op) that names kernel and input, for types and shapes that do not fit.
 *
 * @example
 * const square = defineKernel({
 *   name: 'ExampleSquare',
 *   inputs: ['x'],
 *   host: ({ x }, out) => {
 *     for (let i = 0; i < out.length; i++) out[i] = x[i] * x[i];
 *   },
 *   gradient: ({ x }, dy) => ({ x: () => mul(dy, mul(2, x)) }),
 * });
 * square([1, 2, 3]); // [1, 4, 9]
 */
export function defineKernel<
  const I extends readonly string[],
  const O extends readonly string[],
  const T extends { [K in I[number]]?: KernelDataType } = Record<never, never>,
  A = Record<never, never>,
>(definition: MultiKernelDefinition<I, O, T, A>): KernelOp<I, A, Each<O, Tensor>>;
export function defineKernel<
  const I extends readonly string[],
  const T extends { [K in I[number]]?: KernelDataType } = Record<never, never>,
  A = Record<never, never>,
>(definition: KernelDefinition<I, T, A>): KernelOp<I, A, Tensor>;
export function defineKernel(given: unknown): unknown {
  const definition = normalized(given as AnyDefinition);
  const { name, inputs, outputs, dtypes = {} } = definition;
  const gradFunc = gradientFunction(definition);

  let known = false;
  const op = (...args: unknown[]) => {
    if (args.length < inputs.length) throw new Error(`${name}: needs ${inputs.join(', ')}; got ${args.length} of them`);
    const attributes = (args[inputs.length] ?? {}) as Attributes;
    const { name: backendName } = currentBackend();
    prepare();
    registerOn(backendName, definition, gradFunc);
    if (!known) definitions.set(name, definition as unknown as HostKernel);
    known = true;
    return tidy(() => {
      const tensors: NamedTensorMap = {};
      inputs.forEach((input, i) => {
        tensors[input] = asTensor(args[i], dtypes[input] ?? 'float32', name, input);
      });
      const results = engine().runKernel(name, tensors, attributes as Record<string, Attribute>) as unknown as
        | Tensor
        | Tensor[];
      if (!Array.isArray(results)) return results;
      return Object.fromEntries(outputs.map((output, i) => [output, results[i]]));
    });
  };
  return Object.assign(op, { kernel: name });
}

const definitions = new Map<string, HostKernel>();

/** A kernel of {@link defineKernel} as a compiler of programs needs it: how shapes follow from shapes, and the work on the host. */
export interface HostKernel {
  name: string;
  inputs: readonly string[];
  outputs: readonly string[];
  dtypes?: { readonly [input: string]: KernelDataType };
  /** Left out: elementwise, on inputs that are already broadcast. */
  output?: (shapes: Record<string, readonly number[]>, attributes: Attributes) => Record<string, OutputSpec>;
  /**
   * Arrays by the names of inputs and outputs. It works in float64 inside, so that given `Float64Array`s it is a kernel in double
   * precision.
   */
  host: (
    inputs: Record<string, Float64Array | HostArray>,
    outputs: Record<string, Float64Array | HostArray>,
    context: HostContext<readonly string[], Attributes>,
  ) => void;
}

/** The kernel of that name, if it is one of {@link defineKernel} and has been called before. */
export const hostKernel = (name: string): HostKernel | undefined => definitions.get(name);

const single = ['result'] as const;

/** Kernels with one output are kernels with several of which there is one; only `host` and the rest see the difference. */
function normalized(given: AnyDefinition): AnyDefinition & { single: boolean } {
  if (given.outputs !== undefined) return { ...given, single: false };
  const one = given as unknown as KernelDefinition<readonly string[], Record<string, KernelDataType>, Attributes>;
  const { output, composite, gradient } = one;
  return {
    ...one,
    outputs: single,
    single: true,
    host: (inputs, { result }, context) => one.host(inputs as never, result, context),
    output: output && ((shapes, attributes) => ({ result: output(shapes, attributes) })),
    composite: composite && ((inputs, attributes) => ({ result: composite(inputs, attributes) })),
    gradient:
      typeof gradient === 'function'
        ? (inputs, { result }, attributes, kept) => gradient(inputs, result, attributes, kept?.result)
        : gradient,
  };
}

function asTensor(value: unknown, dtype: KernelDataType, kernel: string, input: string): Tensor {
  if (value === undefined || value === null) throw new Error(`${kernel}: ${input} is missing`);
  if (value instanceof Tensor) {
    if (value.isDisposed) throw new Error(`${kernel}: ${input} is a tensor that has been disposed`);
    if (value.dtype === dtype) return value;
    if (dtype === 'float32' && (value.dtype === 'int32' || value.dtype === 'bool')) return cast(value, 'float32');
    throw new Error(`${kernel}: ${input} must be ${dtype}, but is a tensor of ${value.dtype} and shape [${value.shape}]`);
  }
  try {
    const plain = tensor(value as TensorLike, undefined, dtype);
    if (dtype === 'int32') {
      const bad = [value]
        .flat(Number.POSITIVE_INFINITY as 1)
        .find((each) => typeof each === 'number' && !Number.isInteger(each));
      if (bad !== undefined) throw new Error(`${bad} is not an integer`);
    }
    return plain;
  } catch (error) {
    throw new Error(`${kernel}: ${input} must be a tensor of ${dtype} or numbers: ${(error as Error).message}`);
  }
}

function registerOn(backendName: string, definition: AnyDefinition & { single: boolean }, gradFunc: GradFunc): void {
  const { name, inputs } = definition;
  const registered = getKernel(name, backendName) as OwnKernel | undefined;
  if (registered === undefined) {
    const config: OwnKernel = {
      kernelName: name,
      backendName,
      kernelFunc: kernelFunction(backendName, definition),
      definedBy: 'baytes',
    };
    registerKernel(config);
  } else if (registered.definedBy !== 'baytes') {
    throw new Error(
      `defineKernel: the backend '${backendName}' has its own kernel '${name}'; give yours another name, or use implementKernel`,
    );
  }
  if (!gradientsOf.has(name) || gradientsOf.get(name) !== gradFunc) {
    gradientsOf.set(name, gradFunc);
    const outputsToSave = definition.keepsOutput ? definition.outputs.map(() => true) : [];
    registerGradient({ kernelName: name, inputsToSave: [...inputs], outputsToSave, gradFunc });
  }
}

const gradientsOf = new Map<string, GradFunc>();

function kernelFunction(backendName: string, definition: AnyDefinition & { single: boolean }): KernelFunc {
  const { name, inputs, outputs, host, output, composite } = definition;
  return ({ inputs: given, backend, attrs }) => {
    const attributes = (attrs ?? {}) as Attributes;
    const infos = inputs.map((input) => given[input] as TensorInfo);
    const shapes = Object.fromEntries(inputs.map((input, i) => [input, infos[i].shape]));
    const broadcast = output ? undefined : broadcastShape(shapes, name);
    if (composite && onGraphicsCard(backendName)) {
      const results = tidy(() => {
        const tensors = given as Record<string, Tensor>;
        const found = composite(tensors, attributes);
        // An input handed through would be two owners of one tensor.
        return outputs.map((each) => (infos.includes(found[each]) ? found[each].clone() : found[each]));
      });
      return definition.single ? results[0] : results;
    }
    const specs = output?.(shapes, attributes);
    const wanted = outputs.map((each) => ({
      shape: [...(specs?.[each].shape ?? broadcast!)],
      dtype: (specs?.[each].dtype ?? 'float32') as DataType,
    }));
    const results = onHost(backend as KernelBackend, infos, wanted, (values, targets) => {
      const laidOut = broadcast ? values.map((each, i) => broadcastValues(each, infos[i].shape, broadcast)) : values;
      const byName = <V>(names: readonly string[], all: readonly V[]) =>
        Object.fromEntries(names.map((each, i) => [each, all[i]]));
      host(byName(inputs, laidOut) as never, byName(outputs, targets as HostArray[]) as never, {
        shapes,
        outputShapes: wanted.map(({ shape }) => shape),
        attributes,
      });
    });
    return definition.single ? results[0] : results;
  };
}

function gradientFunction({ name, inputs, outputs, output, gradient, keepsOutput }: AnyDefinition): GradFunc {
  return (dy, saved, attrs) => {
    const tensors = Object.fromEntries(inputs.map((input, i) => [input, saved[i]]));
    const dys = Array.isArray(dy) ? dy : [dy];
    const byOutput = (values: readonly Tensor[]) => Object.fromEntries(outputs.map((each, i) => [each, values[i]]));
    const kept = keepsOutput ? byOutput(stopGradient(saved.slice(inputs.length) as Tensor[])) : {};
    const found = typeof gradient === 'function' ? gradient(tensors, byOutput(dys), attrs as Attributes, kept) : {};
    return Object.fromEntries(
      inputs.map((input, i) => [
        input,
        () => {
          const { shape } = saved[i];
          if (gradient === 'zero') return zeros(shape);
          const thunk = found[input];
          if (thunk === undefined) {
            throw new Error(
              `${name}: there is no derivative with respect to ${input}; stopGradient(${input}) says that none is wanted`,
            );
          }
          const result = thunk();
          return output
            ? dys.includes(result) || saved.includes(result)
              ? result.clone()
              : result
            : sumToShape(result, shape);
        },
      ]),
    );
  };
}

/**
 * Gives a kernel of {@link defineKernel} a better implementation on one backend, before or after its first use: a native op, a
 * shader. The kernel's contract (shapes, types, attributes) is its definition's.
 *
 * @param name the kernel's name.
 * @param backendName as TensorFlow.js has it: `'cpu'`, `'wasm'`, `'webgpu'`, `'webgl'`, `'tensorflow'`.
 * @param kernelFunc gets the inputs by name, the attributes and the backend; returns the outputs.
 */
export function implementKernel(name: string, backendName: string, kernelFunc: KernelFunc): void {
  if (getKernel(name, backendName)) unregisterKernel(name, backendName);
  const config: OwnKernel = { kernelName: name, backendName, kernelFunc, definedBy: 'baytes' };
  registerKernel(config);
}
