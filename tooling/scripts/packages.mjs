import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspace.mjs';

/**
 * @typedef {object} Manifest what is read of a package.json.
 * @property {string} name
 * @property {boolean} [private]
 * @property {Record<string, string>} [bin]
 * @property {unknown} [exports]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {string} folder of a package
 * @returns {Manifest}
 */
const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Every package in packages/, its folder as an absolute path. */
export const packages = readdirSync(join(root, 'packages'))
  .map((directory) => ({ directory, folder: join(root, 'packages', directory) }))
  .filter(({ folder }) => existsSync(join(folder, 'package.json')))
  .map(({ directory, folder }) => ({ directory, folder, manifest: readManifest(folder) }));
