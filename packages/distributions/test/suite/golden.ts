// Values against SciPy and mpmath.
//
// Results are float32 of formulas in float32 ops and float64 kernels. The common tolerance is 1e-5 of the value, plus what float32
// explains: 8 units of rounding (2^-24) times the slack of the value, which is the sum of the sizes of its terms and of its changes when
// an input changes by one part (golden.py works it out). Numbers under the least normal float32 may be zero.
import type { Distribution } from '../../src';
import type { GoldenCase } from './golden-cases';
import { distributionOf, type Subject, written } from './row';
import { take } from './take';

const RELATIVE = 1e-5;
const ROUNDINGS = 8 * 2 ** -24;
const LEAST = 2 ** -126;

/** Whether a number is what it should be. */
export function close(found: number, expected: number, slack: number, factor = 1): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(found);
  if (!Number.isFinite(Math.fround(expected))) return found === Math.fround(expected);
  return Math.abs(found - expected) <= factor * (RELATIVE * Math.abs(expected) + ROUNDINGS * slack + LEAST);
}

const POINTWISE = [
  ['logProb', 'logProb', 'logProbSlack'],
  ['cdf', 'cdf', 'cdfSlack'],
  ['logCdf', 'logCdf', 'logCdfSlack'],
  ['survival', 'survival', 'cdfSlack'],
  ['logSurvival', 'logSurvival', 'logSurvivalSlack'],
] as const;

/** All values of a law that are not as they should be. */
export function goldenValues(subject: Subject): string[] {
  const wrong: string[] = [];
  for (const each of subject.cases) {
    const law = distributionOf(subject, each.parameters);
    const compare = (
      method: string,
      inputs: ArrayLike<unknown>,
      found: ArrayLike<number>,
      expected: number[],
      slack: number[],
    ) => {
      const factor = subject.looser?.[method]?.factor ?? 1;
      for (const [i, value] of expected.entries()) {
        if (close(found[i], value, slack[i], factor) || lostInTail(method, found[i], value)) continue;
        wrong.push(
          `${subject.name}(${written(each.parameters)}).${method}(${inputs[i]}): ${found[i]}, but golden ${value}, slack ${slack[i]}`,
        );
      }
    };
    const lostInTail = (method: string, found: number, value: number) => {
      const error = subject.thinTail?.error ?? 0;
      if (error === 0 || method === 'logProb') return false;
      return method.startsWith('log')
        ? Math.abs(Math.exp(found) - Math.exp(value)) <= error
        : (method === 'cdf' || method === 'survival') && Math.abs(found - value) <= error;
    };
    for (const [method, values, slack] of POINTWISE) {
      if (agree(law, method, each[values] !== undefined, wrong) && each.xs.length > 0)
        compare(
          method,
          each.xs,
          take(law[method](each.xs.length === 0 ? [] : each.xs)),
          each[values]!,
          slackOf(each, slack, values),
        );
    }
    if (agree(law, 'icdf', each.quantiles !== undefined, wrong))
      compare('icdf', each.ps!, take(law.icdf(each.ps!)), each.quantiles!, each.quantileSlack ?? each.ps!.map(() => 0));
    for (const statistic of ['mean', 'variance', 'entropy', 'mode'] as const) {
      const expected = each[statistic];
      if (!agree(law, statistic, expected !== null, wrong)) continue;
      const slack = statistic === 'mode' ? Math.abs(expected!) : each[`${statistic}Slack`]!;
      compare(statistic, [''], take(law[statistic]()), [expected!], [slack]);
    }
  }
  return wrong;
}

const slackOf = (each: GoldenCase, slack: keyof GoldenCase, values: keyof GoldenCase) =>
  (each[slack] as number[] | undefined) ?? (each[values] as number[]).map(() => 0);

/** Whether a method is there; wrong if the law and its golden rows do not agree on that. */
function agree(
  law: Distribution,
  method: Parameters<Distribution['has']>[0] | 'logProb',
  golden: boolean,
  wrong: string[],
): boolean {
  const there = method === 'logProb' || law.has(method);
  if (there !== golden) wrong.push(`${law.law}: ${method} is ${there ? 'there without golden values' : 'missing'}`);
  return there && golden;
}
