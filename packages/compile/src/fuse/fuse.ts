// fuse: a formula of tensor ops as one eager kernel.
import { broadcastShape, broadcastValues, defineKernel, isRecording, sizeOf, sumToShape } from '@baytes/tensor';
import { add, broadcastTo, engine, grads, mul, sum, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { Lanes } from '../emit/wasm/lanes';
import { inOuterScope } from './outer-scope';
import { RowsProgram } from './rows-program';

export interface FuseDefinition {
  /** The kernel's name, in the registry of TensorFlow.js. */
  name: string;
  /** The names of the inputs, in the order of the op's arguments. */
  inputs: readonly string[];
  /** How many axes one row of an input has. Default 0: numbers. */
  ranks?: Readonly<Record<string, number>>;
  /** Inputs whose derivatives are mostly wanted together, and so are computed in one pass. */
  together?: readonly string[];
  /**
   * From rows of the inputs to one number a row: pure, made of tensor ops, and such that no row sees another.
   */
  formula: (inputs: Readonly<Record<string, Tensor>>) => Tensor;
  /** Arithmetic: of float32 four rows at a time (as the ops themselves have it), or of doubles, two at a time. Default `'f32x4'`. */
  lanes?: Lanes;
}

/** A formula as one kernel. Inputs broadcast by their rows. */
export type Fused = (...inputs: Tensor[]) => Tensor;

const ON_HOST = new Set(['cpu', 'wasm']);

/** Whether this page may compile WebAssembly: strict content policies forbid it. */
let allowed: boolean | undefined;
function mayCompile(): boolean {
  try {
    allowed ??= new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    allowed = false;
  }
  return allowed;
}

/**
 * Makes one eager op of a formula of many. Where tensors lie on the host (wasm, cpu), the formula is recorded once and becomes one loop
 * of SIMD WebAssembly over the rows; so do its first derivatives. On other backends, inside a program that is being recorded, and where a
 * formula needs more than loops, the op is the formula itself. Derivatives beyond the first are those of the formula.
 *
 * @example
 * const logDensity = fuse({
 *   name: 'ExampleLogNormal',
 *   inputs: ['x', 'loc'],
 *   together: ['loc'],
 *   formula: ({ x, loc }) => mul(-0.5, square(sub(x, loc))),
 * });
 */
export function fuse(definition: FuseDefinition): Fused {
  const { name, inputs, ranks = {}, together = [], formula, lanes = 'f32x4' } = definition;
  const rankOf = (input: string) => ranks[input] ?? 0;
  const programs = new Map<string, RowsProgram | undefined>();
  const byName = <V>(values: readonly V[]): Record<string, V> => Object.fromEntries(inputs.map((each, i) => [each, values[i]]));

  /** The program of the formula or of some derivatives for events of these shapes; undefined if there can be none. */
  const programOf = (wanted: readonly string[] | 'value', events: readonly (readonly number[])[]): RowsProgram | undefined => {
    const key = JSON.stringify([wanted, events]);
    if (programs.has(key)) return programs.get(key);
    const shapes = events.map((event) => [1, ...event]);
    let program: RowsProgram | undefined;
    try {
      program =
        wanted === 'value'
          ? new RowsProgram(shapes, (rows) => [formula(byName(rows))], lanes)
          : new RowsProgram(
              [...shapes, [1]],
              (rows) => partials(formula, inputs, wanted, rows.slice(0, -1), rows[rows.length - 1]),
              lanes,
            );
    } catch {
      program = undefined;
    }
    programs.set(key, program);
    return program;
  };

  const eventsOf = (shapes: readonly (readonly number[])[]) =>
    inputs.map((each, i) => shapes[i].slice(shapes[i].length - rankOf(each)));
  const layoutOf = (shapes: Readonly<Record<string, readonly number[]>>) => {
    const events = eventsOf(inputs.map((each) => shapes[each]));
    const leads = Object.fromEntries(inputs.map((each) => [each, shapes[each].slice(0, shapes[each].length - rankOf(each))]));
    const rows = broadcastShape(leads, name);
    return { events, rows, count: sizeOf(rows) };
  };

  /** The rows of an input: as they are, or one for all, or laid out. */
  const rowsOf = (values: Float32Array, shape: readonly number[], event: readonly number[], rows: readonly number[]) => {
    const size = sizeOf(event);
    return values.length === size || values.length === size * sizeOf(rows)
      ? values
      : broadcastValues(values, shape, [...rows, ...event]);
  };

  const derivatives = (wanted: readonly string[]) =>
    defineKernel({
      name: `${name}Gradient:${wanted.join()}`,
      inputs: [...inputs, 'dy'],
      outputs: [...wanted],
      output: (shapes) => {
        const { rows, events } = layoutOf(shapes as never);
        return Object.fromEntries(wanted.map((each) => [each, { shape: [...rows, ...events[inputs.indexOf(each)]] }])) as never;
      },
      host: (given, out, { shapes }) => {
        const { events, rows, count } = layoutOf(shapes as never);
        const program = programOf(wanted, events) as RowsProgram;
        const values = inputs.map((each, i) => rowsOf((given as never)[each], (shapes as never)[each], events[i], rows));
        const sizes = events.map(sizeOf);
        program.run(
          count,
          [...values, (given as unknown as { dy: Float32Array }).dy],
          [...sizes, 1],
          wanted.map((each) => (out as never)[each]),
          wanted.map((each) => sizes[inputs.indexOf(each)]),
        );
      },
      gradient: (given, dys) => {
        const all = [...inputs, 'dy'];
        const tensors = all.map((each) => (given as unknown as Record<string, Tensor>)[each]);
        // The derivative of sum_j <dys_j, partial_j>, by the ops of the formula.
        const second = (index: number) =>
          grads((...each: Tensor[]) => {
            // Row by row, as the kernel has them: sums over rows that share a number come after it.
            const { rows, events } = layoutOf(byName(each.slice(0, -1).map(({ shape }) => shape)));
            const laidOut = each.slice(0, -1).map((one, i) => broadcastTo(one, [...rows, ...events[i]]));
            const slopes = partials(formula, inputs, wanted, laidOut, each[each.length - 1]);
            const terms = slopes.map((slope, j) => sum(mul((dys as unknown as Record<string, Tensor>)[wanted[j]], slope)));
            // A term that is zero ties every input to the result, where the second derivative is zero.
            return [...terms, ...each.map((one) => mul(0, sum(one)))].reduce((a, b) => add(a, b));
          })(tensors)[index];
        return Object.fromEntries(all.map((each, index) => [each, () => second(index)])) as never;
      },
    }) as unknown as (...tensors: Tensor[]) => Record<string, Tensor>;

  const kernels = new Map<string, (...tensors: Tensor[]) => Record<string, Tensor>>();
  const derivativesOf = (wanted: readonly string[]) => {
    const key = wanted.join();
    if (!kernels.has(key)) kernels.set(key, derivatives(wanted));
    return kernels.get(key) as (...tensors: Tensor[]) => Record<string, Tensor>;
  };

  const kernel = defineKernel({
    name,
    inputs: [...inputs],
    output: (shapes) => ({ shape: layoutOf(shapes as never).rows }),
    host: (given, out, { shapes }) => {
      const { events, rows, count } = layoutOf(shapes as never);
      const values = inputs.map((each, i) => rowsOf((given as never)[each], (shapes as never)[each], events[i], rows));
      (programOf('value', events) as RowsProgram).run(count, values, events.map(sizeOf), [out], [1]);
    },
    gradient: (given, dy) => {
      const tensors = inputs.map((each) => (given as unknown as Record<string, Tensor>)[each]);
      let shared: Record<string, Tensor> | undefined;
      const events = eventsOf(tensors.map(({ shape }) => shape));
      const several = (wanted: readonly string[]): Record<string, Tensor> => {
        if (programOf(wanted, events)) return derivativesOf(wanted)(...tensors, dy);
        const slopes = partials(formula, inputs, wanted, tensors, dy);
        return Object.fromEntries(wanted.map((each, i) => [each, slopes[i]]));
      };
      const slope = (input: string): Tensor => {
        const { shape } = (given as unknown as Record<string, Tensor>)[input];
        if (!together.includes(input)) return sumToShape(several([input])[input], shape);
        shared ??= inOuterScope(() => several(together));
        return sumToShape(shared[input], shape);
      };
      return Object.fromEntries(inputs.map((each) => [each, () => slope(each)])) as never;
    },
  }) as unknown as Fused;

  return (...tensors) => {
    if (!isRecording() && ON_HOST.has(engine().backendName) && mayCompile()) {
      if (programOf('value', eventsOf(tensors.map(({ shape }) => shape)))) return kernel(...tensors);
    }
    return tidy(() => formula(byName(tensors)));
  };
}

/** Derivatives of the formula in some inputs, times dy. */
function partials(
  formula: FuseDefinition['formula'],
  inputs: readonly string[],
  wanted: readonly string[],
  rows: readonly Tensor[],
  dy: Tensor,
): Tensor[] {
  const places = wanted.map((each) => inputs.indexOf(each));
  const f = (...moved: Tensor[]) => {
    const all = [...rows];
    moved.forEach((each, i) => {
      all[places[i]] = each;
    });
    return formula(Object.fromEntries(inputs.map((each, i) => [each, all[i]])));
  };
  const points = places.map((place) => rows[place]);
  try {
    return grads(f)(points, dy);
  } catch (error) {
    // TensorFlow.js refuses to differentiate in what the formula does not depend on: there the derivative is zero.
    if (!String(error).includes('Cannot compute gradient')) throw error;
    if (points.length === 1) return [zerosLike(points[0])];
    return wanted.map((each) => partials(formula, inputs, [each], rows, dy)[0]);
  }
}
