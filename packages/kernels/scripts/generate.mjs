// Compiles assembly/ to SIMD WebAssembly and src/worker.ts to one function, and writes both into TypeScript modules as text: no
// path to configure, anywhere.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let binary;
const { error, stderr } = await asc.main(
  [
    'index.ts',
    '--outFile',
    'out.wasm',
    '--optimizeLevel',
    '3',
    '--shrinkLevel',
    '0',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--importMemory',
    '--use',
    'abort=',
    '--baseDir',
    here('../assembly'),
  ],
  {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents;
    },
  },
);
if (error || !binary) {
  console.error(stderr.toString());
  console.error(error ?? 'AssemblyScript wrote no binary');
  process.exit(1);
}
mkdirSync(here('../src/generated'), { recursive: true });
writeFileSync(
  here('../src/generated/wasm.ts'),
  `// Written by scripts/generate.mjs.\nexport const wasmBase64 =\n  '${Buffer.from(binary).toString('base64')}';\n`,
);

// A worker is given the compiled module, so its bundle leaves the binary out. The text is a function expression whose state
// lives on the worker's global object between calls.
const { outputFiles } = await build({
  entryPoints: [here('../src/worker.ts')],
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
        bundle.onResolve({ filter: /generated\/wasm$/ }, () => ({ path: 'wasm', namespace: 'empty' }));
        bundle.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: "export const wasmBase64 = ''" }));
      },
    },
  ],
});
const source = `function (job) { globalThis.baytesKernels ??= (() => { ${outputFiles[0].text.trim()} return kernels; })(); return globalThis.baytesKernels.work(job); }`;
writeFileSync(
  here('../src/generated/worker.ts'),
  `// Written by scripts/generate.mjs.\nexport const workerSource =\n  ${JSON.stringify(source)};\n`,
);
