// Where the peers are: a Python that has the libraries, and the folder of their scripts. Benchmarks run without either, and say so.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../scripts/workspace.mjs';

/**
 * @param {string} script such as 'em.py'
 * @param {readonly string[]} libraries that it imports, as Python names them
 * @param {NodeJS.ProcessEnv} [env] PEERS_VENV: a virtual environment; PEERS_SCRIPTS: the scripts' folder, else ../shared/peers
 * @returns {{ python: string, script: string } | { missing: string }}
 */
export function findPeer(script, libraries, env = process.env) {
  const folder = resolve(root, env.PEERS_SCRIPTS ?? '../shared/peers');
  const path = join(folder, script);
  if (!existsSync(path)) return { missing: `there is no ${path} (PEERS_SCRIPTS names another folder)` };
  const places = env.PEERS_VENV ? [env.PEERS_VENV] : [join(folder, '.venv')];
  const candidates = [
    ...places.flatMap((place) => [join(place, 'bin/python'), join(place, 'Scripts/python.exe')]).filter(existsSync),
    ...(env.PEERS_VENV ? [] : ['python3', 'python']),
  ];
  const look = `import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ${JSON.stringify(libraries)})))`;
  const python = candidates.find((candidate) => spawnSync(candidate, ['-c', look]).status === 0);
  if (python) return { python, script: path };
  const where = env.PEERS_VENV ? `PEERS_VENV=${env.PEERS_VENV}` : 'python3';
  return { missing: `${where} has no Python with ${libraries.join(' and ')} (PEERS_VENV names a virtual environment)` };
}
