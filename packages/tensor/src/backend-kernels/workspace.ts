import { type Products, productsOn } from '@baytes/kernels';
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernel/broadcast';

/** What TensorFlow.js's WebAssembly backend has inside. */
interface Wasm extends KernelBackend {
  typedArrayFromHeap(info: TensorInfo): Float32Array;
  makeOutput(shape: number[], dtype: string): TensorInfo;
  dataIdMap: { get(id: object): { memoryOffset: number } };
  wasm: { asm?: { memory?: WebAssembly.Memory }; wasmMemory?: WebAssembly.Memory };
}

/** An output, and where it is. */
export interface Output {
  info: TensorInfo;
  address: number;
}

/** The memory of the wasm backend during one kernel: addresses of tensors, and room that is given back at the end. */
export class Workspace {
  readonly products: Products;
  private readonly backend: Wasm;
  private readonly memory: WebAssembly.Memory;
  private readonly rooms: TensorInfo[] = [];

  private constructor(backend: KernelBackend) {
    this.backend = backend as Wasm;
    const { asm, wasmMemory } = this.backend.wasm;
    const memory = asm?.memory ?? wasmMemory; // without threads its own, with them one that it has been given
    if (!memory) throw new Error('this build of @tensorflow/tfjs-backend-wasm does not show its memory: use version 4.22');
    this.memory = memory;
    this.products = productsOn(memory);
  }

  /** Runs `work`, and gives back all that it took but what it returns. */
  static use(backend: KernelBackend, work: (space: Workspace) => Output): TensorInfo {
    const space = new Workspace(backend);
    try {
      return work(space).info;
    } finally {
      for (const { dataId } of space.rooms) backend.disposeData(dataId);
    }
  }

  address(info: TensorInfo): number {
    this.backend.typedArrayFromHeap(info); // fetches what still lies in another backend's memory
    return this.backend.dataIdMap.get(info.dataId).memoryOffset;
  }

  /** A float32 tensor to return; its numbers are whatever was there. */
  output(shape: readonly number[]): Output {
    const info = this.backend.makeOutput([...shape], 'float32');
    return { info, address: this.address(info) };
  }

  /** Room for `length` float32 or int32 numbers, not initialised, at a multiple of 64 bytes: no vector lies across two cache lines. */
  room(length: number): number {
    const { info, address } = this.output([length + 16]);
    this.rooms.push(info);
    return (address + 63) & ~63;
  }

  /** Gives an output back at the end, which is then not the result. */
  free({ info }: Output): void {
    this.rooms.push(info);
  }

  zero(address: number, length: number): void {
    new Float32Array(this.memory.buffer, address, length).fill(0);
  }

  zeros(shape: readonly number[]): Output {
    const output = this.output(shape);
    this.zero(output.address, sizeOf(shape));
    return output;
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  /** Tables of int32, each at the address that is returned for it. */
  tables<N extends string>(values: Record<N, ArrayLike<number>>): Record<N, number> {
    const names = Object.keys(values) as N[];
    let address = this.room(names.reduce((total, name) => total + values[name].length, 0));
    const places = {} as Record<N, number>;
    for (const name of names) {
      new Int32Array(this.memory.buffer, address, values[name].length).set(values[name]);
      places[name] = address;
      address += 4 * values[name].length;
    }
    return places;
  }
}
