// `pnpm nightly:random`: goodness of fit of every sampler with a million draws for each case, and seeds that were not seen before.
// Options: --draws 1000000, --seed (printed, so that a failure can be had again).
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
  },
});
console.log(`${values.draws} draws a case, seed ${values.seed}`);
const { status } = spawnSync('npx', ['vitest', 'run', 'packages/random/test/goodness-of-fit.test.ts', '--testTimeout=600000'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, BAYTES_GOF_DRAWS: values.draws, BAYTES_GOF_SEED: values.seed },
});
process.exit(status ?? 1);
