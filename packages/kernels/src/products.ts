import { productsBase64, sharedProductsBase64 } from './generated/products-wasm';
import { decode } from './wasm-module';

/**
 * Products of float32 matrices, windows and channels on the memory of another WebAssembly module. Every argument is a number: an
 * address or a step in bytes, or a count; tables are int32 bytes. What each does stands in assembly/products.
 */
export interface Products {
  copyRows(...args: number[]): void;
  layWindows(...args: number[]): void;
  transposeMatrices(...args: number[]): void;
  pack(...args: number[]): void;
  windowProducts(...args: number[]): void;
  outerScratch(): number;
  outerProducts(...args: number[]): void;
  depthwiseProducts(...args: number[]): void;
  depthwiseOuter(...args: number[]): void;
}

const modules = new Map<boolean, WebAssembly.Module>();
const instances = new WeakMap<WebAssembly.Memory, Products>();

/** The kernels on `memory`, compiled on first use and instantiated once a memory. */
export function productsOn(memory: WebAssembly.Memory): Products {
  let products = instances.get(memory);
  if (products === undefined) {
    const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
    let module = modules.get(shared);
    if (module === undefined) {
      module = new WebAssembly.Module(decode(shared ? sharedProductsBase64 : productsBase64) as BufferSource);
      modules.set(shared, module);
    }
    products = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Products;
    instances.set(memory, products);
  }
  return products;
}
