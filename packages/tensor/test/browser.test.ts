// The backends of a browser, in real Chromium: WebGPU on a software adapter, and WebAssembly without any path.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runInPage } from '../../../tooling/browser/page.mjs';
import { withChromium } from '../../../tooling/test/chromium';
import { constants } from '../src/gradients/constants';
import { unsupported } from '../src/gradients/unsupported';
import { table } from './gradients/table';

interface Report {
  line: string;
  compared: number;
  wrong: string[];
  kernels: string[];
  composite?: number;
  /** What a kernel on the host said, where the adapter cannot serve it. */
  refused?: string;
}

describe('in Chromium', () => {
  const browser = withChromium();
  const page = (name: string) => ({ entry: fileURLToPath(new URL(`pages/${name}.ts`, import.meta.url)) });

  it.for([
    ['webgpu', 'WebGPU'],
    ['wasm', 'WebAssembly with SIMD'],
  ] as const)('%s has the values and derivatives of cpu', { timeout: 120_000 }, async ([name, description], { skip }) => {
    const { result, errors } = await runInPage(await browser(skip), page(`gradients-${name}`), { timeout: 110_000 });
    expect(errors).toEqual([]);
    const { line, compared, wrong, kernels, composite, refused } = result as Report;
    expect(line).toContain(`${name}: ${description}`);
    expect(compared).toBeGreaterThan(0.9 * table.length);
    expect(wrong).toEqual([]);
    if (composite !== undefined) expect(composite).toBeCloseTo(3.4076, 3);
    if (refused) expect(refused).toContain('use the wasm backend');
    const known = new Set([...table.map(({ kernel }) => kernel), ...Object.keys(constants), ...Object.keys(unsupported)]);
    expect(kernels.filter((kernel) => !known.has(kernel))).toEqual([]);
  });
});
