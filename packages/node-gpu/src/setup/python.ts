import { spawnSync } from 'node:child_process';

/** Runs Python and returns what it printed; undefined where there is no Python or it fails. */
export function python(args: readonly string[], executable = process.env.PYTHON ?? 'python3'): string | undefined {
  const { status, stdout } = spawnSync(executable, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** What Python is asked; it answers in JSON. */
export const SEARCH = `
import importlib.util, importlib.metadata, json
spec = importlib.util.find_spec("tensorflow")
names = ["tensorflow", "tensorflow-cpu", "tf-nightly", "tensorflow-macos", "tensorflow-rocm"]
found = [d.version for n in names for d in importlib.metadata.distributions(name=n)]
folder = spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else None
print(json.dumps({"folder": folder, "version": found[0] if found else "of unknown version"}))
`;

/** The folder of the TensorFlow that Python has installed, without importing it (which takes seconds). */
export function installedTensorFlow(executable?: string): { folder: string; version: string } | undefined {
  const answer = python(['-c', SEARCH], executable);
  if (answer === undefined) return undefined;
  const { folder, version } = JSON.parse(answer) as { folder: string | null; version: string };
  return folder === null ? undefined : { folder, version };
}
