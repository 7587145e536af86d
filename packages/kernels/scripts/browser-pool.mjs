// The worker pool for browsers. workerpool's own browser file names Node modules behind conditions that are never true there, and
// bundlers stop at the names. Here they are gone; package.json's `browser` field makes bundlers take this file instead.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  entryPoints: [fileURLToPath(import.meta.resolve('workerpool/dist/workerpool.js'))],
  outfile: fileURLToPath(new URL('../dist/workerpool.browser.js', import.meta.url)),
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'inline',
  plugins: [
    {
      name: 'no-node-modules',
      setup(bundle) {
        bundle.onResolve({ filter: /^(worker_threads|child_process|os)$/ }, ({ path }) => ({ path, namespace: 'absent' }));
        bundle.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {}' }));
      },
    },
  ],
});
