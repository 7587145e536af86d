// Which laws are one fused kernel for their value and one for their derivatives: all scalar ones, but for those named here.
import { readdirSync, readFileSync } from 'node:fs';
import { useBackend } from '@baytes/tensor';
import { dispose, engine, grads, sum, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import * as all from '../src';
import type { DistributionFactory } from '../src';

/** Scalar laws that are not, with the reason. */
const FLOAT64 = 'its mass is one kernel already, in float64: in float32 large counts cancel';
const NOT: Record<string, string> = {
  betaBinomial: FLOAT64,
  binomial: FLOAT64,
  hypergeometric: FLOAT64,
  negativeBinomial: FLOAT64,
  poisson: FLOAT64,
  zeroInflatedNegativeBinomial: FLOAT64,
  zeroInflatedPoisson: FLOAT64,
  zeroTruncatedPoisson: FLOAT64,
};

interface Golden {
  law: string;
  cases: { parameters: Record<string, number>; xs: number[] }[];
}

const folder = new URL('./golden/', import.meta.url);
const goldens = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden)
  .filter(({ law, cases }) => law !== undefined && cases?.[0]?.xs !== undefined && !(law in NOT));

beforeAll(async () => {
  await useBackend('wasm');
});

it.each(goldens.map(({ law, cases }) => [law, cases[0]] as const))('%s', async (law, { parameters, xs }) => {
  const factory = (all as unknown as Record<string, DistributionFactory<unknown>>)[law];
  const names = Object.keys(parameters).filter((name) => typeof parameters[name] === 'number');
  const points = names.map((name) => tensor(parameters[name]));
  const x = tensor(xs.filter(Number.isFinite).slice(0, 5));
  const logProb = (each: typeof points) =>
    sum(
      factory(Object.fromEntries(each.map((one, i) => [names[i], one])), { validate: false })
        .expand([x.size])
        .logProb(x),
    );
  // The first call makes the kernels.
  const run = () => grads((...each) => logProb(each as typeof points))(points);
  dispose(run());
  const { kernelNames, result } = await engine().profile(run as never);
  dispose([...(result as unknown as never[]), x, ...points]);
  const own = kernelNames.filter((name) => name.startsWith('LogProb:'));
  expect(own).toHaveLength(2);
  expect(own[1].startsWith(`${own[0]}Gradient:`)).toBe(true);
});
