import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The shared libraries of TensorFlow in a folder, in the order in which they must be loaded; undefined if it has none. Python's
 * wheels call the whole `libtensorflow_cc`, the distribution for C `libtensorflow`.
 */
export function librariesIn(folder: string, platform: NodeJS.Platform = process.platform): string[] | undefined {
  const names = platform === 'darwin' ? ['.2.dylib', '.dylib'] : ['.so.2', '.so'];
  const first = (base: string) => names.map((end) => join(folder, base + end)).find((file) => existsSync(file));
  const framework = first('libtensorflow_framework');
  const whole = first('libtensorflow_cc') ?? first('libtensorflow');
  return framework && whole ? [framework, whole] : undefined;
}

/** What a folder holds, for an error. */
export const contentsOf = (folder: string): string =>
  existsSync(folder) ? readdirSync(folder).slice(0, 8).join(', ') || 'nothing' : 'no such folder';
