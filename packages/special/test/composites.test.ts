// What runs on graphics cards that cannot give numbers back at once: each kernel's composite in float32 ops, here on cpu, against the
// kernel's own host function in float64, at the golden arguments and others. The host functions are held to mpmath elsewhere.
import { readFileSync } from 'node:fs';
import { useBackend } from '@baytes/tensor';
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { columns, type Golden } from '../../kernels/test/golden-rows';
import { CASES } from './composite-cases';

interface Definition {
  name: string;
  inputs: readonly string[];
  host: (inputs: Record<string, Float64Array>, out: Float64Array, context: object) => void;
  composite?: (inputs: Record<string, Tensor>, attributes: object) => Tensor;
}

const definitions = vi.hoisted(() => new Map<string, Definition>());
vi.mock('@baytes/tensor', async (original) => {
  const actual = await original<{ defineKernel: (definition: never) => unknown }>();
  return {
    ...actual,
    defineKernel: (definition: Definition) => {
      definitions.set(definition.name, definition);
      return actual.defineKernel(definition as never);
    },
  };
});
await import('../src');

const golden: Golden = Object.assign(
  {},
  ...['gamma', 'erf', 'beta', 'bessel', 'laws', 'counts'].map((name) =>
    JSON.parse(readFileSync(new URL(`../../kernels/test/golden/${name}.json`, import.meta.url), 'utf8')),
  ),
);

describe('composites in float32', () => {
  beforeAll(async () => {
    await useBackend('cpu');
  });

  it('are there for every kernel but the laws of beta and Student', () => {
    const without = [...definitions.values()].filter(({ composite }) => !composite).map(({ name }) => name);
    const host = /^(LogBeta|Beta|StudentT)/;
    expect(without.filter((name) => !host.test(name))).toEqual([]);
  });

  it.each(CASES.map((each) => [`${each.kernel} ${JSON.stringify(each.attributes ?? {})}`, each] as const))('%s', (_, each) => {
    const { kernel, at, attributes = {}, bound, size = 0, where = () => true } = each;
    const definition = definitions.get(kernel) as Definition;
    const rows =
      typeof at === 'string'
        ? golden[at].map((row) =>
            columns([row])
              .args.slice(0, definition.inputs.length)
              .map(([x]) => x),
          )
        : at.map((row) => row.map(Math.fround));
    const points = rows.filter((row) => row.every(Number.isFinite) && where(...row));
    expect(points.length, 'points').toBeGreaterThan(2);
    const args = definition.inputs.map((_, i) => Float64Array.from(points, (row) => row[i]));
    const named = <V>(values: readonly V[]) => Object.fromEntries(definition.inputs.map((input, i) => [input, values[i]]));
    const want = new Float64Array(points.length);
    definition.host(named(args), want, {
      shapes: named(args.map(({ length }) => [length])),
      outputShapes: [[want.length]],
      attributes,
    });
    const got = tidy(() =>
      definition.composite!(named(args.map((values) => tensor(Float32Array.from(values)))), attributes)
        .dataSync()
        .slice(),
    );
    let worst = 0;
    let found = '';
    want.forEach((expected, i) => {
      // Graphics cards flush numbers under the normal range to zero, and have none above.
      if (Math.abs(expected) < 2 ** -126 || Math.abs(expected) > 3e38) return;
      const same = got[i] === expected || (Number.isNaN(got[i]) && Number.isNaN(expected));
      const error = same ? 0 : Math.abs(got[i] - expected) / Math.max(Math.abs(expected), size);
      if (!(error <= worst)) [worst, found] = [error, `(${points[i]}): ${got[i]}, not ${expected}`];
    });
    if (process.env.SHOW) console.log(kernel, JSON.stringify(attributes), worst.toExponential(1), found);
    expect(worst, found).toBeLessThanOrEqual(bound);
  });
});
