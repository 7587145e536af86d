// cdf and icdf undo each other, both tails add up to one, and logarithms are those of what they say.
import { distributionOf, type Subject, written } from './row';
import { take } from './take';

const PROBABILITIES = [1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999];

export function roundTrips(subject: Subject): string[] {
  const wrong: string[] = [];
  const factor = subject.looser?.roundTrips?.factor ?? 1;
  for (const { parameters, xs, support } of subject.cases) {
    const law = distributionOf(subject, parameters);
    const say = (text: string) => wrong.push(`${subject.name}(${written(parameters)}): ${text}`);
    if (!law.has('cdf')) continue;
    const [cdf, survival] = [take(law.cdf(xs)), take(law.survival(xs))];
    const [logCdf, logSurvival] = [take(law.logCdf(xs)), take(law.logSurvival(xs))];
    for (const [i, x] of xs.entries()) {
      if (!(Math.abs(cdf[i] + survival[i] - 1) <= factor * 4e-6))
        say(`cdf and survival at ${x} are ${cdf[i]} and ${survival[i]}`);
      if (!(Math.abs(Math.exp(logCdf[i]) - cdf[i]) <= factor * 1e-5)) say(`logCdf at ${x} is ${logCdf[i]}, cdf ${cdf[i]}`);
      if (!(Math.abs(Math.exp(logSurvival[i]) - survival[i]) <= factor * 1e-5))
        say(`logSurvival at ${x} is ${logSurvival[i]}, survival ${survival[i]}`);
      if (i > 0 && cdf[i] < cdf[i - 1] - 1e-6) say(`cdf falls from ${xs[i - 1]} to ${x}`);
    }
    if (!law.has('icdf')) continue;
    const quantiles = take(law.icdf(PROBABILITIES));
    const back = take(law.cdf(quantiles));
    const before = subject.discrete ? take(law.cdf(quantiles.map((x) => x - 1))) : undefined;
    // x can be told from its neighbours in float32: how much probability lies between those.
    const next = quantiles.map((x) => x + Math.max(Math.abs(x), 1e-37) * 2 ** -22);
    const steps = take(law.cdf(next)).map((above, i) => above - back[i]);
    for (const [i, p] of PROBABILITIES.entries()) {
      const x = quantiles[i];
      if (before !== undefined) {
        if (!(back[i] >= p - 2e-6 && before[i] < p + 2e-6))
          say(`icdf(${p}) is ${x}, where cdf is ${back[i]}, and ${before[i]} before`);
      } else if (Math.abs(x) > 1e-37 && Number.isFinite(x) && x > support[0] && x < support[1]) {
        if (!(Math.abs(back[i] - p) <= factor * (1e-5 * p + 2e-6 + 4 * steps[i]))) say(`cdf(icdf(${p})) is ${back[i]}`);
      }
    }
  }
  return wrong;
}
