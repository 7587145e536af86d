import { describe, expect, it } from 'vitest';
import { foldIn, key, type SimplexStep, simplexStep } from '../../src';
import { topicsOf } from './small-network';

const V = 12;
const ETA = 0.5;
const width = 3;
const counts = new Float32Array(V * 8);
for (let v = 0; v < V; v++) for (let k = 0; k < width; k++) counts[8 * v + k] = ((v + 1) * (k + 3)) % 17;
const sizes = Array.from({ length: width }, (_, k) => counts.reduce((sum, n, i) => sum + (i % 8 === k ? n : 0), 0));

/** The mean of a long chain, and the mean square about the exact mean. */
function chain(options: Partial<SimplexStep>, step: number, expanded = false) {
  const topics = topicsOf(V, width, () => 1);
  const y = topics.map((p, i) => p * (sizes[i % 8] ?? 0));
  const steps = new Float32Array(8);
  for (let k = 0; k < width; k++) steps[k] = expanded ? step : step / sizes[k];
  const [sum, squares] = [new Float64Array(V * 8), new Float64Array(V * 8)];
  const draws = 40_000;
  for (let i = 0; i < draws; i++) {
    simplexStep({
      key: foldIn(key(2), i),
      topics,
      width,
      counts,
      eta: ETA,
      steps,
      ...options,
      ...(expanded && { expanded: y }),
    });
    topics.forEach((p, at) => {
      const mean = (counts[at] + ETA) / ((sizes[at % 8] ?? 0) + V * ETA);
      sum[at] += p / draws;
      squares[at] += (p - mean) ** 2 / draws;
    });
  }
  return { topics, sum, squares };
}

describe('a Langevin step on the simplex', () => {
  it.for(['mirror', 'clip'] as const)('has the posterior mean and spread of known counts (%s)', (boundary) => {
    const { topics, sum, squares } = chain({ boundary }, 0.02);
    for (let k = 0; k < width; k++) {
      const total = sizes[k] + V * ETA;
      let column = 0;
      for (let v = 0; v < V; v++) {
        const at = 8 * v + k;
        const mean = (counts[at] + ETA) / total;
        expect(Math.abs(sum[at] - mean)).toBeLessThan(0.1 * mean + 0.002);
        // Entries far from the edge; near it the step's own size shows.
        if (counts[at] > 4) expect(squares[at] / ((mean * (1 - mean)) / (total + 1))).toBeCloseTo(1, 0);
        expect(topics[at]).toBeGreaterThanOrEqual(0);
        column += topics[at];
      }
      expect(column).toBeCloseTo(1, 5);
    }
    expect(topics.every((p, i) => i % 8 < width || p === 0)).toBe(true);
  });

  it('has it with an expanded mean too', () => {
    const { sum } = chain({}, 0.004, true);
    for (let k = 0; k < width; k++) {
      const total = sizes[k] + V * ETA;
      for (let v = 0; v < V; v++) {
        const mean = (counts[8 * v + k] + ETA) / total;
        expect(Math.abs(sum[8 * v + k] - mean)).toBeLessThan(0.1 * mean + 0.004);
      }
    }
  });

  it('moves by the drift where the step is small: no bias of its own', () => {
    const topics = topicsOf(V, width, (v, k) => 1 + ((v * (k + 2)) % 5));
    const before = topics.slice();
    const steps = new Float32Array(8).fill(1e-7);
    const drift = new Float64Array(V * 8);
    const repeats = 2000;
    for (let i = 0; i < repeats; i++) {
      topics.set(before);
      simplexStep({ key: foldIn(key(9), i), topics, width, counts: counts.map((n) => 1e3 * n), eta: ETA, steps });
      topics.forEach((p, at) => {
        drift[at] += (p - before[at]) / repeats;
      });
    }
    for (let v = 0; v < V; v++)
      for (let k = 0; k < width; k++) {
        const at = 8 * v + k;
        const exact = 1e-7 * (1e3 * counts[at] + ETA - (1e3 * sizes[k] + V * ETA) * before[at]);
        // The noise of a mean of 2000, and the rounding of floats.
        expect(Math.abs(drift[at] - exact)).toBeLessThan(5 * Math.sqrt((2e-7 * before[at]) / repeats) + 1e-7 * before[at]);
      }
  });
});
