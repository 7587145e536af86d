const PAGE = 65536;

export function decode(base64: string): Uint8Array {
  if (typeof Buffer !== 'undefined') return Buffer.from(base64, 'base64');
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/** One WebAssembly module of kernels: compiled on first use (a few milliseconds), with one instance and one memory a thread. */
export class WasmModule<Exports extends { heapBase(): number }> {
  private module: WebAssembly.Module | undefined;
  private instance: Exports | undefined;
  private ownMemory: WebAssembly.Memory | undefined;

  /** @param base64 gives the binary as text; called at most once. */
  constructor(private readonly base64: () => string) {}

  compiled(): WebAssembly.Module {
    this.module ??= new WebAssembly.Module(decode(this.base64()) as BufferSource);
    return this.module;
  }

  /** Takes a module that another thread has compiled. */
  use(compiled: WebAssembly.Module): void {
    this.module ??= compiled;
  }

  /** The functions of this thread's instance. */
  exports(): Exports {
    if (this.instance === undefined) {
      this.ownMemory = new WebAssembly.Memory({ initial: 16 });
      const imports = { env: { memory: this.ownMemory } };
      this.instance = new WebAssembly.Instance(this.compiled(), imports).exports as unknown as Exports;
    }
    return this.instance;
  }

  memory(): WebAssembly.Memory {
    this.exports();
    return this.ownMemory!;
  }
}

/**
 * Memory of one kernel call: place inputs, reserve outputs, call, read outputs. Every call starts anew at the heap's base, so
 * nothing is ever freed and nothing leaks; the memory grows to the largest call and stays. Addresses are multiples of 16, and a
 * vector may run over the end of an array up to the next of them.
 */
export class WasmFrame {
  private top: number;
  private readonly memory: WebAssembly.Memory;

  constructor(module: WasmModule<{ heapBase(): number }>) {
    this.memory = module.memory();
    this.top = module.exports().heapBase() + 15;
    this.top -= this.top % 16;
  }

  /** The memory itself; another one after a reservation has made it grow. */
  get buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  reserveBytes(bytes: number): number {
    const address = this.top;
    this.top += (bytes + 15) & ~15;
    const have = this.memory.buffer.byteLength;
    if (this.top > have) this.memory.grow(Math.ceil((this.top - have) / PAGE));
    return address;
  }

  /** Where the next reservation would begin. */
  mark(): number {
    return this.top;
  }

  /** Gives back what was reserved since `mark`. */
  release(mark: number): void {
    this.top = mark;
  }

  /** Room for `length` doubles, set to zero. */
  zeros(length: number): number {
    const address = this.reserve(length);
    new Float64Array(this.memory.buffer, address, length).fill(0);
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
    new Float64Array(this.memory.buffer, address, values.length).set(values);
    return address;
  }

  read(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length).slice();
  }

  /** A window on memory, valid until the next reservation. */
  view(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  viewInt32(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }

  viewFloat32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
}
