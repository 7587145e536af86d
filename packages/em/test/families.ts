// Two small models for the tests: the README's coins, and a mixture of two normals on the line with known widths.
import type { Family } from '../src/index';

export interface Coins {
  share: number;
  heads: readonly [number, number];
}
interface CoinStatistics {
  rounds: number;
  first: number;
  heads: [number, number];
  logLikelihood: number;
}

const tosses = 10;
export const coins: Family<Coins, readonly number[], CoinStatistics> = {
  expect({ share, heads }, rounds) {
    const statistics: CoinStatistics = { rounds: rounds.length, first: 0, heads: [0, 0], logLikelihood: 0 };
    for (const h of rounds) {
      const likelihood = heads.map((p) => p ** h * (1 - p) ** (tosses - h));
      const total = share * likelihood[0] + (1 - share) * likelihood[1];
      const r = (share * likelihood[0]) / total;
      statistics.first += r;
      statistics.heads[0] += r * h;
      statistics.heads[1] += (1 - r) * h;
      statistics.logLikelihood += Math.log(total);
    }
    return statistics;
  },
  merge: (a, b) => ({
    rounds: a.rounds + b.rounds,
    first: a.first + b.first,
    heads: [a.heads[0] + b.heads[0], a.heads[1] + b.heads[1]],
    logLikelihood: a.logLikelihood + b.logLikelihood,
  }),
  scale: (a, factor) => ({
    rounds: a.rounds * factor,
    first: a.first * factor,
    heads: [a.heads[0] * factor, a.heads[1] * factor],
    logLikelihood: a.logLikelihood * factor,
  }),
  maximize: ({ rounds, first, heads }) => ({
    share: first / rounds,
    heads: [heads[0] / (first * tosses), heads[1] / ((rounds - first) * tosses)],
  }),
  logLikelihood: ({ rounds, logLikelihood }) => logLikelihood / rounds,
};

export interface Line {
  share: number;
  means: readonly [number, number];
}
/** [rows, responsibility of the first, its sum, the second's sum, log-likelihood]; merged in place, as `merge` may. */
type LineStatistics = Float64Array;

export const line: Family<Line, readonly number[], LineStatistics> = {
  async expect({ share, means }, rows) {
    const s = new Float64Array(5);
    for (const x of rows) {
      const p = share * Math.exp(-((x - means[0]) ** 2) / 2);
      const q = (1 - share) * Math.exp(-((x - means[1]) ** 2) / 2);
      const r = p / (p + q);
      const adds = [1, r, r * x, (1 - r) * x, Math.log((p + q) / Math.sqrt(2 * Math.PI))];
      adds.forEach((value, i) => {
        s[i] += value;
      });
    }
    return s;
  },
  merge(a, b) {
    for (let i = 0; i < 5; i++) a[i] += b[i];
    return a;
  },
  scale: (a, factor) => a.map((value) => value * factor),
  maximize: ([n, r, first, second]) => ({ share: r / n, means: [first / r, second / (n - r)] }),
  logLikelihood: (s) => s[4] / s[0],
};
