import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../folders';

/** The binding and library that TensorFlow.js's own install step downloads (2022, CUDA 11.2 or CPU). */
export function fromStock(cuda: boolean): { binding: string; source: string } {
  const name = cuda ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node';
  const folder = join(cacheFolder(), 'stock');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const shell = process.platform === 'win32';
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@4.22.0`], {
    cwd: folder,
    encoding: 'utf8',
    shell,
  });
  const lib = join(folder, 'node_modules', name, 'lib');
  const built = existsSync(lib) ? readdirSync(lib).map((each) => join(lib, each, 'tfjs_binding.node')) : [];
  const binding = built.find((file) => existsSync(file));
  if (status !== 0 || !binding) {
    const words =
      stderr
        .trim()
        .split('\n')
        .find((line) => /error|ERR/i.test(line)) ?? `npm ended with ${status}`;
    throw new Error(
      `${name} could not download its binary: ${words.trim()}. Take another way: --from wheel, or --from installed`,
    );
  }
  return { binding, source: `stock ${name} 4.22.0` };
}
