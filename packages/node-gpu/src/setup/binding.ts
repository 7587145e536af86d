import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../folders';

const here = dirname(fileURLToPath(import.meta.url));

/** `linux-x64`, or `linux-x64-musl` where the C library is not glibc. */
function platformName(): string {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  const musl = process.platform === 'linux' && !report?.header?.glibcVersionRuntime;
  return `${process.platform}-${process.arch}${musl ? '-musl' : ''}`;
}

/** The binding that came with the package, if there is one for this platform. */
export function prebuiltBinding(): string | undefined {
  const file = join(here, '..', 'prebuilds', platformName(), 'tfjs_binding.node');
  return existsSync(file) ? file : undefined;
}

/** Node's own C headers: beside the program, or where node-gyp keeps them. */
function nodeHeaders(): string | undefined {
  const places = [join(dirname(dirname(process.execPath)), 'include/node')];
  if (process.env.npm_config_nodedir) places.push(join(process.env.npm_config_nodedir, 'include/node'));
  return places.find((each) => existsSync(join(each, 'node_api.h')));
}

/**
 * Compiles the binding: two files, a few seconds. It is not linked to any libtensorflow, so that it serves all of them.
 *
 * @param headers the folder `include` of a TensorFlow.
 * @throws Error with the compiler's first words.
 */
export function compileBinding(
  headers: string,
  target = join(cacheFolder(), 'binding', platformName(), 'tfjs_binding.node'),
): string {
  const sources = join(here, 'binding');
  const node = nodeHeaders();
  if (!node) throw new Error('the C headers of Node are missing: install Node from nodejs.org, or set npm_config_nodedir');
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}`;
  const compiler = process.env.CXX ?? 'c++';
  const args = ['-O2', '-std=c++17', '-fPIC', '-DNAPI_VERSION=8', `-I${node}`, `-I${headers}`];
  args.push(
    ...readdirSync(sources)
      .filter((file) => file.endsWith('.cc'))
      .map((file) => join(sources, file)),
  );
  args.push(...(process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']), '-o', partial);
  const { status, stderr, error } = spawnSync(compiler, args, { encoding: 'utf8' });
  if (error) throw new Error(`no C++ compiler: ${error.message}. Install one (g++ or clang), or name it in CXX`);
  if (status !== 0)
    throw new Error(`${compiler} could not compile the binding: ${stderr.trim().split('\n').slice(0, 3).join(' ')}`);
  renameSync(partial, target);
  return target;
}
