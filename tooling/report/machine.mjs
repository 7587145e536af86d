import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism } from 'node:os';

/** The kind of machine, in words that judge a timing and name nobody: '2 cores, x64 with AVX-512, Node 20.20.2'. */
export function machine() {
  const cores = availableParallelism();
  return `${cores} ${cores === 1 ? 'core' : 'cores'}, ${arch()}${vectors()}, Node ${process.versions.node}`;
}

function vectors() {
  const file = '/proc/cpuinfo';
  if (!existsSync(file)) return '';
  const flags = readFileSync(file, 'utf8');
  return / avx512f /.test(flags) ? ' with AVX-512' : / avx2 /.test(flags) ? ' with AVX2' : '';
}
