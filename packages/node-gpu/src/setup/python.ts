import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs Python and returns what it printed; undefined where there is no Python or it fails. */
export function python(args: readonly string[], executable = process.env.PYTHON ?? 'python3'): string | undefined {
  const { status, stdout } = spawnSync(executable, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** The folder of the TensorFlow that Python has installed, without importing it (which takes seconds). */
export function installedTensorFlow(executable?: string): { folder: string; version: string } | undefined {
  const script = [
    'import importlib.util, importlib.metadata',
    'spec = importlib.util.find_spec("tensorflow")',
    'names = ["tensorflow", "tensorflow-cpu", "tf-nightly", "tensorflow-macos", "tensorflow-rocm"]',
    'found = [d.version for n in names for d in importlib.metadata.distributions(name=n)]',
    'print(spec.submodule_search_locations[0] if spec else "")',
    'print(found[0] if found else "of unknown version")',
  ].join('\n');
  const [folder, version] = python(['-c', script], executable)?.split('\n') ?? [];
  return folder ? { folder: join(folder), version } : undefined;
}
