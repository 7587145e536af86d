// The wall between the floors: a package imports only from floors below its own, and only what its package.json declares.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import floors from '../floors.json' with { type: 'json' };
import { floorsTable } from '../scripts/floors.mjs';
import { type Manifest, packages } from '../scripts/packages.mjs';
import { root } from '../scripts/workspace.mjs';

const floorOf = new Map(floors.flatMap(({ floor, packages }) => Object.keys(packages).map((name) => [name, floor] as const)));

/** What a package's own build takes into the package, so that it is no dependency of whoever installs it. */
const bundled: Record<string, string[]> = { '@baytes/node-gpu': ['@tensorflow/tfjs-node-gpu'] };

/** What is wrong with the imports of one file of a package, one sentence each. */
function wrongImports(manifest: Manifest, folder: string, file: string, text: string): string[] {
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  const own = floorOf.get(manifest.name);
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName: specifier }) => {
    const where = `${manifest.name}: ${file} imports '${specifier}'`;
    if (specifier.startsWith('.')) {
      const target = relative(folder, resolve(folder, file, '..', specifier));
      return target.startsWith('..') ? [`${where}, which lies outside the package`] : [];
    }
    if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return [];
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    if (name === manifest.name) return [`${where}, itself`];
    if (!(name in declared) && !bundled[manifest.name]?.includes(name))
      return [`${where}, which is no dependency in its package.json`];
    const other = floorOf.get(name);
    if (own !== undefined && other !== undefined && other >= own) return [`${where}: floor ${own} may not use floor ${other}`];
    return [];
  });
}

describe('floors', () => {
  it.each(packages)('$manifest.name stands on a floor', ({ manifest }) => {
    expect([...floorOf.keys()], 'add it to tooling/floors.json').toContain(manifest.name);
  });

  it.each(packages)('$manifest.name depends only on floors below', ({ manifest }) => {
    const own = floorOf.get(manifest.name) ?? Number.NaN;
    const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies });
    expect(names.filter((name) => name.startsWith('@baytes/') && !((floorOf.get(name) ?? Number.NaN) < own))).toEqual([]);
  });

  it.each(packages)('$manifest.name imports only from floors below, and only what it declares', ({ manifest, folder }) => {
    const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.m?[jt]sx?$/.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(
      files.flatMap((file) =>
        wrongImports(manifest, folder, join('src', file), readFileSync(join(folder, 'src', file), 'utf8')),
      ),
    ).toEqual([]);
  });

  it('are kept apart by a rule that finds what breaks it', () => {
    const manifest = { name: '@baytes/em', dependencies: { '@baytes/kernels': '*', '@baytes/mixtures': '*' } };
    const wrong = (text: string) => wrongImports(manifest, join(root, 'packages/em'), 'src/index.ts', text);
    expect(wrong("import { matrix } from '@baytes/kernels'; export * from './family'; import 'node:fs';")).toEqual([]);
    expect(wrong("import type { GaussianMixture } from '@baytes/mixtures';")).toEqual([
      "@baytes/em: src/index.ts imports '@baytes/mixtures': floor 5 may not use floor 6",
    ]);
    expect(wrong("export { x } from '../../kernels/src/index';")[0]).toMatch('outside the package');
    expect(wrong("const x = await import('workerpool');")[0]).toMatch('no dependency');
  });

  it('are those that docs/architecture.md shows', () => {
    expect(readFileSync(join(root, 'docs/architecture.md'), 'utf8'), 'run: node tooling/scripts/floors.mjs').toContain(
      floorsTable(),
    );
  });
});
