// Averages over draws: the mean, and minus the log density, whose mean is the entropy. So draws, log density and both closed forms are
// held against each other.
import { average, DRAWS, STANDARD_ERRORS } from './budget';
import { distributionOf, type Subject, written } from './row';
import { take } from './take';

export function moments(subject: Subject): string[] {
  const wrong: string[] = [];
  for (const [index, each] of subject.cases.entries()) {
    const { parameters, mean, variance, entropy } = each;
    const law = distributionOf(subject, parameters);
    const { value, logProb } = law.sampleAndLogProb(2000 + index, { shape: [DRAWS] });
    const draws = take(value);
    const logs = take(logProb);
    const compare = (what: string, values: Float32Array, expected: number, slack: number, error?: number) => {
      if (!values.every(Number.isFinite)) return;
      const found = average(values);
      const allowed = STANDARD_ERRORS * (error ?? found.error) + 8 * 2 ** -24 * slack;
      if (!(Math.abs(found.mean - expected) <= allowed))
        wrong.push(
          `${subject.name}(${written(parameters)}): ${what} ${found.mean} of draws, by formula ${expected}, allowed ${allowed}`,
        );
    };
    // Chebyshev's bound would be weak; laws of finite variance with rare giants are held by the variance itself.
    if (mean !== null && Number.isFinite(mean) && variance !== null && Number.isFinite(variance))
      compare('mean', draws, mean, Math.abs(mean), Math.sqrt(variance / DRAWS));
    // Where next to all draws are alike, those that are not do not come up.
    if (entropy !== null && Math.abs(entropy) * DRAWS > 100)
      compare(
        'entropy',
        logs.map((log) => -log),
        entropy,
        each.entropySlack! + each.logProbSlack[each.xs.length >> 1],
      );
  }
  return wrong;
}
