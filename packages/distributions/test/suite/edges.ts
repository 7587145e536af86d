// Outside of the support, at its ends, at infinities and at NaN: limits, never NaN, and gradients that are finite.
import { grad, sum, tensor, tidy } from '@tensorflow/tfjs-core';
import { close } from './golden';
import { distributionOf, type Subject, written } from './row';
import { take } from './take';

export function edges(subject: Subject): string[] {
  const wrong: string[] = [];
  for (const { parameters, support, edges: atEdges } of subject.cases) {
    const law = distributionOf(subject, parameters);
    const [low, high] = support.map(Math.fround);
    const expectAll = (method: 'logProb' | 'cdf' | 'survival' | 'logCdf' | 'logSurvival', xs: number[], value: number) => {
      if (method !== 'logProb' && !law.has(method)) return;
      for (const [i, found] of take(law[method](xs)).entries())
        if (!Object.is(found, value))
          wrong.push(`${subject.name}(${written(parameters)}).${method}(${xs[i]}): ${found} instead of ${value}`);
    };
    const below = [-Infinity, ...(Number.isFinite(low) ? [low - 1 - Math.abs(low), low - 1e30] : [])];
    const above = [Infinity, ...(Number.isFinite(high) ? [high + 1 + Math.abs(high), high + 1e30] : [])];
    expectAll('logProb', [...below, ...above], -Infinity);
    if (subject.discrete) expectAll('logProb', [Math.max(low, -5) + 0.5], -Infinity);
    for (const [method, under, over] of [
      ['cdf', 0, 1],
      ['survival', 1, 0],
      ['logCdf', -Infinity, 0],
      ['logSurvival', 0, -Infinity],
    ] as const) {
      expectAll(method, below, under);
      expectAll(method, above, over);
      expectAll(method, [Number.NaN], Number.NaN);
    }
    expectAll('logProb', [Number.NaN], Number.NaN);
    if (law.has('icdf')) {
      const ends = take(law.icdf([-0.5, 0, 1, 1.5]));
      if (!(Number.isNaN(ends[0]) && Number.isNaN(ends[3]))) wrong.push(`${subject.name}: icdf outside of [0, 1] is ${ends}`);
      if (!(close(ends[1], low, Math.abs(low)) && close(ends[2], high, Math.abs(high))))
        wrong.push(
          `${subject.name}(${written(parameters)}): icdf at 0 and 1 is ${ends[1]} and ${ends[2]}, not ${low} and ${high}`,
        );
    }
    for (const [x, value] of atEdges) {
      const [found] = take(law.logProb([x]));
      if (!close(found, value, 10 + 2 * Math.abs(value)))
        wrong.push(`${subject.name}(${written(parameters)}): logProb at the end ${x} is ${found}, not ${value}`);
    }
    // A value outside must not spoil the gradient in the parameters of the values inside.
    const outside = [...below, ...above, Number.isFinite(low) ? low - 1 : -3];
    for (const name of Object.keys(parameters)) {
      const slope = take(
        tidy(() =>
          grad((t) => sum(distributionOf(subject, { ...parameters, [name]: t }).logProb(outside)))(tensor(parameters[name])),
        ),
      );
      if (!slope.every(Number.isFinite))
        wrong.push(`${subject.name}(${written(parameters)}): the gradient in ${name} of values outside is ${slope}`);
    }
  }
  return wrong;
}
