// Writes TensorFlow.js's WebAssembly binaries into modules as text, compressed, so that a browser needs no path to them. They are
// loaded only where they are used (src/embedded-wasm.ts).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const backend = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
const { version } = JSON.parse(readFileSync(join(backend, 'package.json'), 'utf8'));
const target = fileURLToPath(new URL('../src/generated', import.meta.url));

mkdirSync(target, { recursive: true });
for (const variant of ['simd', 'threaded-simd']) {
  const binary = readFileSync(join(backend, 'dist', `tfjs-backend-wasm-${variant}.wasm`));
  writeFileSync(
    join(target, `wasm-${variant}.ts`),
    `// Written by scripts/generate.mjs: tfjs-backend-wasm-${variant}.wasm (Apache-2.0), gzip, base64.
export const version = '${version}';
export const base64 =
  '${gzipSync(binary, { level: 9 }).toString('base64')}';
`,
  );
}
