import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { library } from '../../tooling/tsup.ts';

const require = createRequire(import.meta.url);
const tfjsNode = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));

/**
 * TensorFlow.js's own backend, taken as it is but for four things: it asks for the umbrella package where the core is enough, it
 * uses two functions that left Node's `util` in version 23, four kernels call methods of tensors that only the umbrella package
 * adds, and its index, which would look for a downloaded binary, is left out.
 */
const fromTfjsNode: Plugin = {
  name: 'tfjs-node',
  setup(build) {
    build.onResolve({ filter: /^@tensorflow\/tfjs$/ }, () => ({ path: '@tensorflow/tfjs-core', external: true }));
    build.onLoad({ filter: /tfjs-node-gpu[\\/]dist[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll('(0, util_1.isNullOrUndefined)', '((value) => value == null)')
        .replaceAll('(0, util_1.isArray)', 'Array.isArray')
        .replaceAll('x.toInt()', "(0, tfjs_1.cast)(x, 'int32')")
        .replaceAll('x.toFloat()', "(0, tfjs_1.cast)(x, 'float32')")
        .replaceAll('pos.add(neg)', '(0, tfjs_1.add)(pos, neg)')
        .replaceAll(
          'alpha.mul(x.sub((0, tfjs_1.abs)(x))).mul(0.5)',
          '(0, tfjs_1.mul)((0, tfjs_1.mul)(alpha, (0, tfjs_1.sub)(x, (0, tfjs_1.abs)(x))), 0.5)',
        ),
      loader: 'js',
    }));
  },
};

export default library(
  { index: 'src/index.ts', bin: 'src/bin.ts', setup: 'src/setup/setup.ts' },
  {
    platform: 'node',
    treeshake: false,
    noExternal: [/^@tensorflow\/tfjs-node-gpu/],
    external: ['@tensorflow/tfjs-core', 'google-protobuf'],
    esbuildPlugins: [fromTfjsNode],
    // The backend is CommonJS, and asks for the core and for Node's modules with require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    async onSuccess() {
      // The C++ of the binding, for machines that no prebuilt one fits.
      mkdirSync('dist/binding', { recursive: true });
      cpSync(join(tfjsNode, 'binding'), 'dist/binding', { recursive: true });
    },
  },
);
