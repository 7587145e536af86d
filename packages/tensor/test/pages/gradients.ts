// In a page: value, gradient and Hessian-vector product of functions, on one backend against cpu.
import { getKernelsForBackend } from '@tensorflow/tfjs-core';
import { type BackendName, useBackend } from '../../src/index';
import { type Case, derivativesOf, furthest } from '../gradients/check';
import { title } from '../gradients/table';

export async function compare(backend: BackendName, cases: Case[]) {
  await useBackend('cpu');
  const expected: number[][][] = [];
  for (const each of cases) expected.push(await derivativesOf(each));
  const { line } = await useBackend(backend);
  const wrong: string[] = [];
  for (const [i, each] of cases.entries()) {
    try {
      const found = await derivativesOf(each);
      const errors = found.map((values, j) => furthest(values, expected[i][j]));
      if (!(Math.max(...errors) < 2e-3)) wrong.push(`${title(each)}: off by ${errors.map((error) => error.toPrecision(2))}`);
    } catch (error) {
      wrong.push(`${title(each)}: ${(error as Error).message}`);
    }
  }
  const kernels = getKernelsForBackend(backend)
    .filter((config) => !('definedBy' in config)) // ours have tests of their own
    .map(({ kernelName }) => kernelName);
  return { line, compared: cases.length, wrong, kernels };
}
