// Compiles assembly/ to SIMD WebAssembly and writes it into a TypeScript module as base64: no path to configure, anywhere.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let binary;
const { error, stderr } = await asc.main(
  ['index.ts', '--outFile', 'out.wasm', '--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert',
    '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--use', 'abort=', '--baseDir', here('../assembly')],
  { writeFile: (name, contents) => { if (name.endsWith('.wasm')) binary = contents; } },
);
if (error || !binary) {
  console.error(stderr.toString());
  console.error(error ?? 'AssemblyScript wrote no binary');
  process.exit(1);
}
mkdirSync(here('../src/generated'), { recursive: true });
writeFileSync(here('../src/generated/wasm.ts'),
  `// Written by scripts/build-wasm.mjs.\nexport const wasmBase64 =\n  '${Buffer.from(binary).toString('base64')}';\n`);
