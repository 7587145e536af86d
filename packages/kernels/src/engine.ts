import { wasmBase64 } from './generated/wasm';
import { WasmFrame, WasmModule } from './wasm-module';

/** What assembly/index.ts exports. Addresses are byte offsets, 0 standing for "none". */
interface Exports {
  heapBase(): number;
  mixtureScratch(D: number, K: number): number;
  mixtureStatistics(...args: number[]): number;
  kMeansScratch(D: number): number;
  nearestCentres(...args: number[]): number;
  seedingDistances(...args: number[]): number;
}

const rows = /* @__PURE__ */ new WasmModule<Exports>(() => wasmBase64);

/** The kernels over rows, compiled on first use. */
export const compiledModule = (): WebAssembly.Module => rows.compiled();

/** Takes a module that another thread has compiled. */
export const useModule = (compiled: WebAssembly.Module): void => rows.use(compiled);

/** The instance of this thread. */
export const engine = (): Exports => rows.exports();

/** Memory of one call of these kernels. */
export class Frame extends WasmFrame {
  constructor() {
    super(rows);
  }
}
