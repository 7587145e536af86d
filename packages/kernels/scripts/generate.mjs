// Compiles assembly/ to SIMD WebAssembly modules and src/worker.ts to one function, and writes all into TypeScript modules as text:
// no path to configure, anywhere.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';
import { constantVectorsInMemory } from './constant-vectors.mjs';
import { elementwiseFunctions, elementwiseLoops, elementwiseTypes } from './elementwise.mjs';
import { samplerFunctions, samplerLoops, samplerTypes } from './samplers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OPTIONS =
  '--outFile out.wasm --optimizeLevel 3 --shrinkLevel 0 --converge --noAssert --runtime stub --enable simd --importMemory --use abort= --disableWarning 112';

/** Compiles `entry`. `written`: sources that exist in no file, by name. Constants may lie only in memory of the module's own. */
async function compile(entry, { written = {}, options = [], ownMemory = true } = {}) {
  let binary;
  const flags = [...OPTIONS.split(' '), ...options, '--baseDir', here('../assembly')];
  const { error, stderr } = await asc.main([entry, ...flags], {
    readFile: (name, baseDir) => {
      if (name in written) return written[name];
      try {
        const source = readFileSync(`${baseDir}/${name}`, 'utf8');
        return ownMemory ? constantVectorsInMemory(source) : source;
      } catch {
        return null;
      }
    },
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents;
    },
  });
  if (error || !binary) {
    console.error(stderr.toString());
    console.error(error ?? `AssemblyScript wrote no binary for ${entry}`);
    process.exit(1);
  }
  return `'${Buffer.from(binary).toString('base64')}'`;
}

const write = (name, text) => writeFileSync(here(`../src/generated/${name}`), `// Written by scripts/generate.mjs.\n${text}`);
mkdirSync(here('../src/generated'), { recursive: true });
write('wasm.ts', `export const wasmBase64 =\n  ${await compile('index.ts')};\n`);

const functions = elementwiseFunctions(here('../assembly'), ['special', 'random']);
const samplers = samplerFunctions(here('../assembly'));
const laws = await compile('laws.ts', {
  written: { 'elementwise.ts': elementwiseLoops(functions), 'samplers.ts': samplerLoops(samplers) },
});
write('laws-wasm.ts', `export const lawsBase64 =\n  ${laws};\n`);
// These run on another module's memory. One that is shared between threads is another type of import.
const shared = ['--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--enable', 'threads'];
const products = await compile('products.ts', { ownMemory: false });
const sharedProducts = await compile('products.ts', { ownMemory: false, options: shared });
write(
  'products-wasm.ts',
  `export const productsBase64 =\n  ${products};\nexport const sharedProductsBase64 =\n  ${sharedProducts};\n`,
);
write('topics-wasm.ts', `export const topicsBase64 =\n  ${await compile('topics.ts')};\n`);
write('laws.ts', elementwiseTypes(functions));
write('samplers.ts', samplerTypes(samplers));

// A worker is given the compiled module, so its bundle leaves the binaries out. The text is a function expression whose state
// lives on the worker's global object between calls.
async function bundleWorker(entry, place) {
  const { outputFiles } = await build({
    entryPoints: [here(`../src/${entry}`)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'kernels',
    target: 'es2022',
    plugins: [
      {
        name: 'no-binary',
        setup(bundle) {
          bundle.onResolve({ filter: /generated\/.*wasm$/ }, () => ({ path: 'wasm', namespace: 'empty' }));
          bundle.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
            contents: "export const wasmBase64 = '', lawsBase64 = '', topicsBase64 = ''",
          }));
        },
      },
    ],
  });
  const source = `function (job) { globalThis.${place} ??= (() => { ${outputFiles[0].text.trim()} return kernels; })(); return globalThis.${place}.work(job); }`;
  return JSON.stringify(source);
}
write('worker.ts', `export const workerSource =\n  ${await bundleWorker('worker.ts', 'baytesKernels')};\n`);
write('topics-worker.ts', `export const topicsWorkerSource =\n  ${await bundleWorker('topics/worker.ts', 'baytesTopics')};\n`);
