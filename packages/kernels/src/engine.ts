import { wasmBase64 } from './generated/wasm';

/** What assembly/index.ts exports. Addresses are byte offsets, 0 standing for "none". */
interface Exports {
  heapBase(): number;
  mixtureScratch(D: number, K: number): number;
  mixtureStatistics(...args: number[]): number;
  kMeansScratch(D: number): number;
  nearestCentres(...args: number[]): number;
  seedingDistances(...args: number[]): number;
}

const PAGE = 65536;
let memory: WebAssembly.Memory | undefined;
let module: WebAssembly.Module | undefined;
let exports: Exports | undefined;

function decode(base64: string): Uint8Array {
  if (typeof Buffer !== 'undefined') return Buffer.from(base64, 'base64');
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/** The kernels, compiled on first use (a few milliseconds). */
export function compiledModule(): WebAssembly.Module {
  module ??= new WebAssembly.Module(decode(wasmBase64) as BufferSource);
  return module;
}

/** Takes a module that another thread has compiled. */
export function useModule(compiled: WebAssembly.Module): void {
  module ??= compiled;
}

/** The instance of this thread. */
export function engine(): Exports {
  if (exports === undefined) {
    memory = new WebAssembly.Memory({ initial: 16 });
    exports = new WebAssembly.Instance(compiledModule(), { env: { memory } }).exports as unknown as Exports;
  }
  return exports;
}

/**
 * Memory of one kernel call: place inputs, reserve outputs, call, read outputs. Every call starts anew at the heap's base, so
 * nothing is ever freed and nothing leaks; the memory grows to the largest call and stays.
 */
export class Frame {
  private top: number;

  constructor() {
    this.top = engine().heapBase() + 15;
    this.top -= this.top % 16;
  }

  private reserveBytes(bytes: number): number {
    const address = this.top;
    this.top += (bytes + 15) & ~15;
    const have = memory!.buffer.byteLength;
    if (this.top > have) memory!.grow(Math.ceil((this.top - have) / PAGE));
    return address;
  }

  /** Room for `length` doubles, set to zero. */
  zeros(length: number): number {
    const address = this.reserve(length);
    new Float64Array(memory!.buffer, address, length).fill(0);
    return address;
  }

  /** Room for `length` doubles, not initialised. */
  reserve(length: number): number {
    return this.reserveBytes(length * 8);
  }

  reserveInt32(length: number): number {
    return this.reserveBytes(length * 4);
  }

  place(values: Float64Array): number {
    const address = this.reserve(values.length);
    new Float64Array(memory!.buffer, address, values.length).set(values);
    return address;
  }

  read(address: number, length: number): Float64Array {
    return new Float64Array(memory!.buffer, address, length).slice();
  }

  readInt32(address: number, length: number): Int32Array {
    return new Int32Array(memory!.buffer, address, length).slice();
  }

  /** A window on memory, valid until the next reservation. */
  view(address: number, length: number): Float64Array {
    return new Float64Array(memory!.buffer, address, length);
  }
}
