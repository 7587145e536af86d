import { topicsBase64 } from '../generated/topics-wasm';
import { WasmFrame, WasmModule } from '../wasm-module';

/** What assembly/topics.ts exports. Addresses are byte offsets, 0 standing for "none". */
interface Topics {
  heapBase(): number;
  networkScratch(widest: number, layers: number): number;
  networkSweeps(...args: number[]): void;
  tablesOfHistogram(...args: number[]): void;
  dirichletColumns(...args: number[]): void;
  simplexStep(...args: number[]): void;
}

/** The kernels of topic models: apart from the others, so that bundles carry only what they use. */
export const topicsModule = /* @__PURE__ */ new WasmModule<Topics>(() => topicsBase64);

type Numbers = Float32Array | Float64Array | Uint32Array | Uint16Array;

/** Memory of one call of these kernels, for arrays of any type. */
export class TopicsFrame extends WasmFrame {
  constructor() {
    super(topicsModule);
  }

  put(values: Numbers): number {
    const address = this.reserveBytes(values.byteLength);
    this.set(address, values);
    return address;
  }

  /** Overwrites what is at `address`. */
  set(address: number, values: Numbers): void {
    this.like(address, values).set(values);
  }

  /** Fills `into` from `address`. */
  get(address: number, into: Numbers): void {
    into.set(this.like(address, into));
  }

  private like<A extends Numbers>(address: number, values: A): A {
    const Type = values.constructor as new (buffer: ArrayBuffer, address: number, length: number) => A;
    return new Type(this.buffer, address, values.length);
  }
}
