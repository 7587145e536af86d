// The density between the first and the last golden point, whose tails hold 1e-30, adds up to what the golden distribution function has
// between them: 1, unless float32 cannot reach that far.
import { exponentials, integral, nodesOf, wholeNumbers } from './quadrature';
import { distributionOf, type Subject, written } from './row';

export function integratesToOne(subject: Subject): string[] {
  const wrong: string[] = [];
  for (const each of subject.cases) {
    const { xs, parameters, logProbSlack, cdf = each.cellCdf } = each;
    const nodes = subject.discrete ? wholeNumbers(each) : nodesOf(each);
    if (nodes === undefined || cdf === undefined || xs.length < 2) continue;
    const logProb = distributionOf(subject, parameters).logProb(nodes.x);
    const found = integral(nodes, exponentials(logProb));
    logProb.dispose();
    const first = subject.discrete ? Math.exp(each.logProb[0]) : 0;
    const expected = cdf[cdf.length - 1] - cdf[0] + first;
    // The exponential of a log density is as wrong, in parts, as that is: a few roundings of its terms.
    const middle = [...logProbSlack].sort((a, b) => a - b)[logProbSlack.length >> 1];
    if (!(Math.abs(found - expected) <= (subject.looser?.integral?.factor ?? 1) * (1e-4 + 8 * 2 ** -24 * middle)))
      wrong.push(`${subject.name}(${written(parameters)}): the density adds up to ${found}, which should be ${expected}`);
  }
  return wrong;
}
