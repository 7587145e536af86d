import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Installation } from '../installation';
import { writeInstallation } from '../installation';
import { compileBinding, prebuiltBinding } from './binding';
import { contentsOf, librariesIn } from './libraries';
import { installedTensorFlow } from './python';
import { fromStock } from './stock';
import { fromWheel } from './wheel';

export const SOURCES = ['auto', 'installed', 'wheel', 'stock'] as const;

export interface SetupOptions {
  /** `auto`: an installed TensorFlow if Python has one, else a wheel. */
  from?: (typeof SOURCES)[number];
  /** A folder that holds libtensorflow, instead of any of these. */
  library?: string | undefined;
  wheel?: string | undefined;
  sha256?: string | undefined;
  cuda?: boolean | undefined;
  /** Compile the binding even where a prebuilt one fits. */
  compile?: boolean | undefined;
  say?: (line: string) => void;
}

async function find(options: SetupOptions): Promise<{ folder: string; source: string }> {
  const { from = 'auto', library, say = () => {} } = options;
  if (library) return { folder: resolve(library), source: `libtensorflow in ${resolve(library)}` };
  if (from !== 'wheel' && !options.wheel) {
    const installed = installedTensorFlow();
    if (installed) {
      say(`Python has TensorFlow ${installed.version} in ${installed.folder}`);
      return { folder: installed.folder, source: `installed TensorFlow ${installed.version}` };
    }
    if (from === 'installed')
      throw new Error('Python has no TensorFlow (PYTHON names another Python): pip install tensorflow, or --from wheel');
  }
  return fromWheel(options);
}

/** Finds or fetches a libtensorflow and a binding for it, and writes down where they are. */
export async function setup(options: SetupOptions = {}): Promise<Installation> {
  const { say = () => {} } = options;
  let installation: Installation;
  if (options.from === 'stock') {
    const { binding, source } = fromStock(options.cuda ?? false);
    installation = { version: 1, source, libraries: [], binding };
  } else {
    const { folder, source } = await find(options);
    const libraries = librariesIn(folder);
    if (!libraries) throw new Error(`${folder} holds no libtensorflow; it holds ${contentsOf(folder)}`);
    let binding = options.compile ? undefined : prebuiltBinding();
    if (!binding) {
      say('Compiling the binding ...');
      const headers = join(folder, 'include');
      if (!existsSync(join(headers, 'tensorflow/c/c_api.h'))) {
        throw new Error(
          `${headers} has no headers of TensorFlow, and no prebuilt binding fits ${process.platform} ${process.arch}`,
        );
      }
      binding = compileBinding(headers);
    }
    installation = { version: 1, source, libraries, binding };
  }
  writeInstallation(installation);
  return installation;
}
