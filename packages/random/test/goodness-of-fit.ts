// Do draws follow their law? Two tests on each sample, over cells of known probability:
//
//   chi-square      of the counts of cells, neighbours joined until at least 50 draws are expected in each;
//   cumulative      the greatest difference of the distribution functions at the cells' edges, against the inequality of Dvoretzky,
//                   Kiefer and Wolfowitz with Massart's constant, P(sup > d) <= 2 exp(-2 n d^2).
//
// and a draw where the law has none fails at once. FALSE_ALARMS is shared out evenly: over `tests` samples and both tests, the
// probability that any of them fails although all samplers are right is at most that.
export const FALSE_ALARMS = 1e-6;

export interface Cells {
  /** e_0 < e_1 < ...: cells (-inf, e_0], (e_0, e_1], ..., (e_last, inf). */
  edges: number[];
  probabilities: number[];
}

export interface Verdict {
  fits: boolean;
  /** What was found, for the message of a failure. */
  finding: string;
  /** log10 of the smaller of the two tests' probabilities under the law. */
  log10: number;
}

/** log of the upper tail of chi-square: Wilson and Hilferty's normal approximation, and Mills' ratio for the normal's tail. */
export function logChiSquareTail(statistic: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  const z = ((statistic / degrees) ** (1 / 3) - 1 + spread) / Math.sqrt(spread);
  if (z < 3) return z < 0 ? 0 : Math.log(0.5) - z * z * 0.5; // an upper bound is enough here
  return -0.5 * z * z - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / (z * z) + 3 / z ** 4);
}

/** Tests `draws` against the cells of their law, as one of `tests` samples that share the budget of false alarms. */
export function goodnessOfFit(draws: ArrayLike<number>, { edges, probabilities }: Cells, tests: number): Verdict {
  const n = draws.length;
  const counts = new Float64Array(edges.length + 1);
  for (let i = 0; i < n; i++) {
    const x = draws[i];
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x <= edges[middle]) high = middle;
      else low = middle + 1;
    }
    if (Number.isNaN(x)) return { fits: false, finding: `draw ${i} is NaN`, log10: -Infinity };
    counts[low]++;
  }
  const impossible = counts.findIndex((count, cell) => count > 0 && probabilities[cell] === 0);
  if (impossible >= 0)
    return { fits: false, finding: `${counts[impossible]} draws in impossible cell ${impossible}`, log10: -Infinity };

  let distance = 0;
  let gap = 0;
  for (let cell = 0; cell < edges.length; cell++) {
    gap += counts[cell] / n - probabilities[cell];
    distance = Math.max(distance, Math.abs(gap));
  }
  const logDistance = Math.min(0, Math.log(2) - 2 * n * distance * distance);

  const expected: number[] = [];
  const seen: number[] = [];
  let mass = 0;
  let count = 0;
  for (let cell = 0; cell <= edges.length; cell++) {
    mass += n * probabilities[cell];
    count += counts[cell];
    if (mass >= 50) {
      expected.push(mass);
      seen.push(count);
      mass = count = 0;
    }
  }
  expected[expected.length - 1] += mass;
  seen[seen.length - 1] += count;
  const statistic = expected.reduce((sum, e, cell) => sum + (seen[cell] - e) ** 2 / e, 0);
  const logSquares = expected.length > 1 ? logChiSquareTail(statistic, expected.length - 1) : 0;

  const level = Math.log(FALSE_ALARMS / (2 * tests));
  const least = Math.min(logDistance, logSquares);
  return {
    fits: least >= level,
    finding: `chi-square ${statistic.toFixed(1)} on ${expected.length - 1}, distance ${distance.toExponential(2)}, n ${n}`,
    log10: least / Math.LN10,
  };
}
