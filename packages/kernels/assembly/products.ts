// Kernels on the memory of another WebAssembly module (a tensor backend): they keep nothing of their own in it. Addresses are bytes.
export { depthwiseOuter, depthwiseProducts } from './products/depthwise';
export { outerProducts, outerScratch } from './products/outer';
export { pack, windowProducts } from './products/windows';
export { copyRows, layWindows, transposeMatrices } from './products/layout';
