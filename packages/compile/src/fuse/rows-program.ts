// A function of rows as WebAssembly, called on the arrays of tensors.
import { engine, tensor, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type Lanes, lanesOf } from '../emit/wasm/lanes';
import { emitRows, type RowsCode } from '../emit/wasm/rows';
import { loopsOf } from '../loops/optimize';
import type { LoopProgram } from '../loops/program';
import { lower } from '../lower/lower';
import { optimize } from '../passes/optimize';
import { record } from '../record/record';

/** Rows that are worked on at a time where arrays have to be copied: they fit the nearest cache. */
const CHUNK_BYTES = 48 * 1024;
const PAGE = 65536;

/** The memory that arrays are copied to; nothing in it outlives a call. */
let ownMemory: WebAssembly.Memory | undefined;

type Run = (rows: number, scratch: number, ...addresses: number[]) => void;

/** A recorded function of rows, with its code for each way in which inputs are repeated. */
export class RowsProgram {
  private readonly loops: LoopProgram;
  private readonly codes = new Map<string, { code: RowsCode; runs: WeakMap<WebAssembly.Memory, Run> }>();

  /**
   * @param shapes of one row of each input, with a first axis of length 1.
   * @param f from a row of each to a row of each output.
   * @throws Error if the function needs more than loops.
   */
  constructor(
    shapes: readonly (readonly number[])[],
    f: (inputs: Tensor[]) => readonly Tensor[],
    private readonly lanes: Lanes,
  ) {
    this.loops = tidy(() => {
      const inputs = shapes.map((shape) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5), [...shape]));
      const trace = record(() => f(inputs), { tensors: inputs.map((each, slot) => ({ tensor: each, slot })), keys: [] });
      return loopsOf(
        optimize(lower(trace)),
        inputs.map(({ size }) => ({ size })),
      ) as never;
    }) as unknown as LoopProgram;
    // Fails here, when it is made, rather than in a call.
    this.code(shapes.map(() => false));
  }

  private code(repeated: readonly boolean[]): { code: RowsCode; runs: WeakMap<WebAssembly.Memory, Run> } {
    const key = repeated.map(Number).join('');
    let found = this.codes.get(key);
    if (found === undefined) {
      found = { code: emitRows(this.loops, this.lanes, repeated), runs: new WeakMap() };
      this.codes.set(key, found);
    }
    return found;
  }

  private runOn(memory: WebAssembly.Memory, repeated: readonly boolean[]): { run: Run; scratch: number } {
    const { code, runs } = this.code(repeated);
    let run = runs.get(memory);
    if (run === undefined) {
      run = new WebAssembly.Instance(code.module, code.importsWith(memory)).exports.run as unknown as Run;
      runs.set(memory, run);
    }
    return { run, scratch: code.scratch };
  }

  /** Fills `outputs`; sizes are the numbers of one row. An input of one row where there are more is seen by all rows. */
  run(
    rows: number,
    inputs: readonly Float32Array[],
    inputSizes: readonly number[],
    outputs: readonly Float32Array[],
    outputSizes: readonly number[],
  ): void {
    if (rows === 0) return;
    const repeated = inputs.map((each, i) => rows > 1 && each.length === inputSizes[i]);
    const there = memoryOf([...inputs, ...outputs]);
    const lanes = lanesOf[this.lanes];
    let done = 0;
    if (there !== undefined && rows >= lanes) {
      const { run, scratch } = this.runOn(there, repeated);
      if (scratch === 0) {
        done = rows - (rows % lanes);
        run(done, 0, ...[...inputs, ...outputs].map(({ byteOffset }) => byteOffset));
      }
    }
    if (done < rows) this.copied(done, rows, repeated, inputs, inputSizes, outputs, outputSizes);
  }

  /** Rows from `start` on, by way of a memory of ours. */
  private copied(
    start: number,
    rows: number,
    repeated: readonly boolean[],
    inputs: readonly Float32Array[],
    inputSizes: readonly number[],
    outputs: readonly Float32Array[],
    outputSizes: readonly number[],
  ): void {
    ownMemory ??= new WebAssembly.Memory({ initial: 4 });
    const { run, scratch } = this.runOn(ownMemory, repeated);
    const sizes = [...inputSizes, ...outputSizes];
    const bytesOfRow = 4 * sizes.reduce((a, b) => a + b, 0);
    const chunk = Math.min(rows - start + 3, Math.max(4, Math.floor(CHUNK_BYTES / bytesOfRow))) & ~3;
    const addresses: number[] = [];
    let top = (scratch + 15) & ~15;
    for (const size of sizes) {
      addresses.push(top);
      top += (Math.max(4, chunk) * size * 4 + 15) & ~15;
    }
    if (top > ownMemory.buffer.byteLength) ownMemory.grow(Math.ceil((top - ownMemory.buffer.byteLength) / PAGE));
    const memory = new Float32Array(ownMemory.buffer);
    inputs.forEach((values, i) => {
      if (repeated[i]) memory.set(values, addresses[i] >> 2);
    });
    for (let row = start; row < rows; row += chunk) {
      const count = Math.min(chunk, rows - row);
      inputs.forEach((values, i) => {
        const size = inputSizes[i];
        if (!repeated[i]) memory.set(values.subarray(row * size, (row + count) * size), addresses[i] >> 2);
      });
      run((count + 3) & ~3, 0, ...addresses);
      outputs.forEach((values, i) => {
        const size = outputSizes[i];
        const from = addresses[inputs.length + i] >> 2;
        values.set(memory.subarray(from, from + count * size), row * size);
      });
    }
  }
}

/** The memory of TensorFlow.js's WebAssembly backend, where all of the arrays lie in it. */
function memoryOf(arrays: readonly Float32Array[]): WebAssembly.Memory | undefined {
  const [{ buffer }] = arrays;
  if (!(buffer instanceof ArrayBuffer) || !arrays.every((each) => each.buffer === buffer)) return undefined;
  const { backend } = engine();
  if (!backendMemory.has(backend)) {
    const { wasm } = backend as { wasm?: { asm?: Record<string, unknown> } };
    const found = Object.values(wasm?.asm ?? {}).find((each) => each instanceof WebAssembly.Memory);
    backendMemory.set(backend, found as WebAssembly.Memory | undefined);
  }
  const memory = backendMemory.get(backend);
  return memory?.buffer === buffer ? memory : undefined;
}

const backendMemory = new WeakMap<object, WebAssembly.Memory | undefined>();
