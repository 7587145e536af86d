// First and second derivatives of every method, in values and parameters, against finite differences.
import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../../tensor/test/gradients/check';
import { distributionOf, type Range, type Subject } from './row';
import { take } from './take';

/** Away from 0 and 1, where quantile functions are steep. */
const PROBABILITIES: Range = [0.25, 0.75];

/** What does not depend on an input has the derivative 0 in it; TensorFlow.js has none. */
const tied = (y: Tensor, inputs: Tensor[]): Tensor => inputs.reduce((total, each) => add(total, mul(0, each)), y);

export async function derivatives(subject: Subject): Promise<string[]> {
  const wrong: string[] = [];
  const { x, ...ranges } = subject.smooth as Record<string, Range>;
  const names = Object.keys(ranges);
  const example = distributionOf(subject, {
    ...subject.fixed,
    ...Object.fromEntries(names.map((name) => [name, ranges[name][0]])),
  });
  const input = ([from, to]: Range) => ({ shape: [3], from, to });
  const of = (values: Tensor[]) =>
    distributionOf(subject, { ...subject.fixed, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) });
  const run = async (method: string, at: Range | undefined, f: (values: Tensor[]) => Tensor) => {
    const special = subject.derivatives?.[method];
    if (special?.orders === 0) return;
    const inputs = [...(at ? [input(at)] : []), ...names.map((name) => input(ranges[name]))];
    if (inputs.length === 0) return;
    const found = await check({
      kernel: method,
      inputs,
      f: (...values) => tied(f(values), values),
      ...(special ? { orders: 1 as const } : {}),
    });
    wrong.push(...found.map((each) => `${subject.name}: ${method}: ${each}`));
  };
  const least = subject.discrete ? subject.cases[0].support[0] : 0;
  const counts = [least, least + 1, least + 1];
  if (subject.discrete) await run('logProb', undefined, (values) => of(values).logProb(counts));
  else {
    await run('logProb', x, ([at, ...values]) => of(values).logProb(at));
    for (const method of ['cdf', 'logCdf', 'survival', 'logSurvival'] as const)
      if (example.has(method)) await run(method, x, ([at, ...values]) => of(values)[method](at));
    if (example.has('icdf')) await run('icdf', PROBABILITIES, ([p, ...values]) => of(values).icdf(p));
  }
  for (const statistic of ['mean', 'variance', 'entropy'] as const)
    if (example.has(statistic) && take(example[statistic]()).every(Number.isFinite))
      await run(statistic, undefined, (values) => of(values)[statistic]());
  return wrong;
}
