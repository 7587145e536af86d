import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './folders';

/** What `setup` has written down: which libtensorflow, and the binding that talks to it. */
export interface Installation {
  readonly version: 1;
  /** In words: `wheel tensorflow-cpu 2.21.0`. */
  readonly source: string;
  /** The shared libraries in the order in which they are loaded, as absolute paths. */
  readonly libraries: readonly string[];
  /** The binding (`tfjs_binding.node`), as an absolute path. */
  readonly binding: string;
}

const file = () => join(cacheFolder(), 'installation.json');

/** Thrown where there is no native TensorFlow to use; the message says what to do. */
export class NativeUnavailable extends Error {
  override name = 'NativeUnavailable';
}

/**
 * The installation on this machine.
 *
 * @throws NativeUnavailable where nothing is set up, or where a file of it is gone.
 */
export function readInstallation(): Installation {
  let found: Installation;
  try {
    found = JSON.parse(readFileSync(file(), 'utf8'));
  } catch {
    throw new NativeUnavailable('no native TensorFlow is set up on this machine: run `npx @baytes/node-gpu setup`');
  }
  if (found.version !== 1 || !Array.isArray(found.libraries) || typeof found.binding !== 'string') {
    throw new NativeUnavailable(`${file()} was written by another version: run \`npx @baytes/node-gpu setup\` again`);
  }
  for (const path of [...found.libraries, found.binding]) {
    if (!existsSync(path)) throw new NativeUnavailable(`${path} is gone: run \`npx @baytes/node-gpu setup\` again`);
  }
  return found;
}

export function writeInstallation(installation: Installation): void {
  mkdirSync(cacheFolder(), { recursive: true });
  const partial = `${file()}.${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(installation, null, 2)}\n`);
  renameSync(partial, file());
}
