// The WebAssembly binary of TensorFlow.js from our own package, for browsers: no file to copy, no path to configure.

/**
 * A URL (`blob:`) of the binary that the backend will ask for, by the names that it has for it.
 *
 * @param threaded the binary with threads, for pages that are cross-origin isolated.
 * @param wanted the version of the backend, which must be that of the binary.
 * @throws Error if it is not.
 */
export async function embeddedWasm(threaded: boolean, wanted: string): Promise<Record<string, string>> {
  const { base64, version } = threaded ? await import('./generated/wasm-threaded-simd') : await import('./generated/wasm-simd');
  if (version !== wanted) {
    throw new Error(`@tensorflow/tfjs-backend-wasm is ${wanted}, the binary brought along ${version}: give \`wasm\` a URL`);
  }
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const binary = await new Response(plain).blob();
  const url = URL.createObjectURL(new Blob([binary], { type: 'application/wasm' }));
  // TensorFlow.js wants a place for each of its variants, and will ask for the one.
  return Object.fromEntries(['', '-simd', '-threaded-simd'].map((variant) => [`tfjs-backend-wasm${variant}.wasm`, url]));
}
