// A headless browser for the tests of one file.
import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { BrowserUnavailable, launchChromium } from '../browser/chromium.mjs';

/**
 * Call in a test file's body; then, in a test, `await browser(skip)` with the test's own `skip`. The browser is launched once a
 * file, at the first call, and closed at the end; where none can run, the test is skipped with the reason.
 *
 * @example
 * const browser = withChromium();
 * it('works in a page', async ({ skip }) => {
 *   const { result } = await runInPage(await browser(skip), { entry });
 * });
 */
export function withChromium(): (skip: (note: string) => never) => Promise<Browser> {
  let launched: Promise<Browser> | undefined;
  afterAll(async () => (await launched?.catch(() => undefined))?.close());
  return async (skip) => {
    launched ??= launchChromium();
    try {
      return await launched;
    } catch (error) {
      if (error instanceof BrowserUnavailable) {
        console.warn(`skipped: ${error.message}`); // reporters keep a skipped test's note to themselves
        skip(error.message);
      }
      throw error;
    }
  };
}
