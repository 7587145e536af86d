import { defineConfig, type Options } from 'tsup';

/** How every published package is built: ESM, types, source maps, nothing minified. */
export const library = (entry: Record<string, string> = { index: 'src/index.ts' }, more: Options = {}) =>
  defineConfig({
    entry,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    dts: true,
    clean: true,
    sourcemap: true,
    treeshake: true,
    ...more,
  });
