// Draws against golden probabilities of the cells between golden points.
import { CHECKS, DRAWS, goodnessOfFit } from './budget';
import { distributionOf, type Subject, written } from './row';
import { take } from './take';

export function goodnessOfFits(subject: Subject): string[] {
  const wrong: string[] = [];
  for (const [index, each] of subject.cases.entries()) {
    const { parameters, xs, cdf = each.cellCdf, survival = each.cellSurvival } = each;
    if (cdf === undefined || survival === undefined || xs.length === 0) continue;
    const probabilities = [...cdf, 1].map((p, i) => {
      if (i === 0) return cdf[0];
      if (i === cdf.length) return survival[i - 1];
      return p < 0.5 ? p - cdf[i - 1] : survival[i - 1] - (survival[i] ?? 0);
    });
    const draws = take(distributionOf(subject, parameters).sample(1000 + index, { shape: [DRAWS] }));
    const { fits, finding } = goodnessOfFit(draws, { edges: xs, probabilities }, CHECKS);
    if (!fits) wrong.push(`${subject.name}(${written(parameters)}): draws do not follow the law: ${finding}`);
  }
  return wrong;
}
