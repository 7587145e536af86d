// The second module: special functions, and what random draws need. Array loops over every function that is marked
// `// @elementwise` in special/ and random/ are written by scripts/elementwise.mjs and exported here along with the functions.
export { heapBase } from './memory';
export * from './elementwise';
