// Log densities inside compiled programs: a distribution that is made of a program's arguments, in float64, against the golden rows.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@baytes/compile';
import { useBackend, valueAndGrad } from '@baytes/tensor';
import { dispose, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import * as all from '../src';
import type { DistributionFactory } from '../src';

interface Golden {
  law: string;
  cases: { parameters: Record<string, number>; xs: number[]; logProb: number[] }[];
}

const folder = new URL('./golden/', import.meta.url);
const goldens = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden)
  .filter(({ law, cases }) => law !== undefined && cases?.[0]?.xs !== undefined);

beforeAll(async () => {
  await useBackend('cpu');
});

it.each(goldens.map(({ law, cases }) => [law, cases[0]] as const))('%s', (law, { parameters, xs, logProb }) => {
  const factory = (all as unknown as Record<string, DistributionFactory<unknown>>)[law];
  const places = xs.flatMap((x, i) => (Number.isFinite(x) && Number.isFinite(logProb[i]) ? [i] : [])).slice(0, 5);
  const x = places.map((i) => xs[i]);
  const example = Object.fromEntries(Object.keys(parameters).map((name) => [name, tensor(parameters[name])]));
  const program = compile(
    valueAndGrad((given: Record<string, Tensor>) => sum(factory(given).expand([x.length]).logProb(x))),
    example,
  );
  const { value } = program(parameters as never);
  const expected = places.reduce((total, i) => total + logProb[i], 0);
  const scale = places.reduce((total, i) => total + Math.abs(logProb[i]), 1);
  expect(Math.abs((value as number) - expected) / scale).toBeLessThan(1e-6);
  dispose(Object.values(example));
});
