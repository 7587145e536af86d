// Compiles the binding for this platform into prebuilds/, which travels in the package: run before a release, on each platform.
// Needs a C++ compiler; the headers come from whatever `setup` finds.
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup } from '../dist/setup.js';

const { binding } = await setup({ compile: true, say: (line) => console.error(line) });
const target = join(dirname(fileURLToPath(import.meta.url)), '../prebuilds', basename(dirname(binding)), 'tfjs_binding.node');
mkdirSync(dirname(target), { recursive: true });
copyFileSync(binding, target);
console.log(target);
