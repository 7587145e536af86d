// The float32 versions for the graphics card, in real Chromium on a software adapter.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runInPage } from '../../../tooling/browser/page.mjs';
import { withChromium } from '../../../tooling/test/chromium';

interface Report {
  line: string;
  worst: Record<string, { error: number; at: string }>;
  poles: string[];
}

describe('on WebGPU', () => {
  const browser = withChromium();
  const entry = fileURLToPath(new URL('pages/webgpu.ts', import.meta.url));

  it('lgamma, digamma and trigamma are right, and so are derivatives', { timeout: 120_000 }, async ({ skip }) => {
    const { result, errors } = await runInPage(await browser(skip), { entry }, { timeout: 110_000 });
    expect(errors).toEqual([]);
    const { line, worst, poles } = result as Report;
    expect(line).toContain('webgpu');
    expect(Object.keys(worst).length).toBe(5);
    for (const [name, { error, at }] of Object.entries(worst)) expect(error, `${name} at ${at}`).toBeLessThan(4e-6);
    expect(poles).toEqual(['Infinity', 'Infinity', 'Infinity', 'NaN', 'NaN']);
  });

  it('the error functions and the log1p family are right', { timeout: 120_000 }, async ({ skip }) => {
    const page = fileURLToPath(new URL('pages/webgpu-erf.ts', import.meta.url));
    const { result, errors } = await runInPage(await browser(skip), { entry: page }, { timeout: 110_000 });
    expect(errors).toEqual([]);
    const { line, worst, ends } = result as Report & { ends: string[] };
    expect(line).toContain('webgpu');
    expect(Object.keys(worst).length).toBe(16);
    for (const [name, { error, at }] of Object.entries(worst)) expect(error, `${name} at ${at}`).toBeLessThan(4e-6);
    expect(ends).toEqual(['-Infinity', 'Infinity', '0', '-Infinity']);
  });

  it('integrals, series and iterations are right, and so are derivatives', { timeout: 240_000 }, async ({ skip }) => {
    const page = fileURLToPath(new URL('pages/webgpu-composites.ts', import.meta.url));
    const { result, errors } = await runInPage(await browser(skip), { entry: page }, { timeout: 230_000 });
    expect(errors).toEqual([]);
    const { line, worst } = result as Report;
    expect(line).toContain('webgpu');
    expect(Object.keys(worst).length).toBe(18);
    for (const [name, { error, at }] of Object.entries(worst)) expect(error, `${name} at ${at}`).toBeLessThan(1e-4);
  });
});
