import type { Elementwise } from './generated/laws';
import type { Samplers } from './generated/samplers';
import { lawsBase64 } from './generated/laws-wasm';
import { WasmFrame, WasmModule } from './wasm-module';

type Kernel = (...args: number[]) => number;

/** Loops that are written by hand. */
type OwnLoops =
  | 'betaLogitSlopes'
  | 'randomBits32'
  | 'randomBits64'
  | 'uniform32'
  | 'uniform64'
  | 'normal32'
  | 'normal64'
  | 'normalsOf32'
  | 'categoricalDraws'
  | 'multinomialDraws'
  | 'dirichletDraws'
  | 'shuffle';

/**
 * What assembly/laws.ts exports: every elementwise function by its name, its loops by name and `_f64` or `_f32`; every sampler's
 * loop by name and `_draws`; and some loops of their own.
 */
type Laws = { heapBase(): number } & Record<
  keyof Elementwise | `${keyof Elementwise}_f64` | `${keyof Elementwise}_f32` | `${keyof Samplers}_draws` | OwnLoops,
  Kernel
>;

/** The module of special functions and random laws: apart from the kernels over rows, so that bundles carry only what they use. */
export const laws = /* @__PURE__ */ new WasmModule<Laws>(() => lawsBase64);

/** Memory of one call of these kernels. */
export class LawsFrame extends WasmFrame {
  constructor() {
    super(laws);
  }
}
