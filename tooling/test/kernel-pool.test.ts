// Workers must not change results: not one bit, in Node or in a browser, with shared memory or without.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runInPage } from '../browser/page.mjs';
import { withChromium } from './chromium';
import run from './pages/kernel-pool';

const entry = fileURLToPath(new URL('pages/kernel-pool.ts', import.meta.url));

describe('a pool of kernels', () => {
  const browser = withChromium();
  const inNode = run();

  it('gives the bits of one thread in Node', async () => {
    const { alone, together } = await inNode;
    expect(together).toEqual({ 1: alone, 2: alone, 3: alone });
  });

  it.for([true, false])(
    'gives the same bits in Chromium (cross-origin isolated: %s)',
    { timeout: 60_000 },
    async (isolated, { skip }) => {
      const { result, errors } = await runInPage(await browser(skip), { entry }, { isolated });
      const { alone } = await inNode;
      expect(errors).toEqual([]);
      expect(result).toEqual({ isolated, alone, together: { 1: alone, 2: alone, 3: alone } });
    },
  );
});
