import { foldIn, key, rowStride } from '@baytes/kernels';
import { describe, expect, it } from 'vitest';
import { sgrld, stepSize, type TopicPosition, type TopicStatistics, tlasgr, tlfsgr } from '../src';

const widths = [3, 2];
const rows = [10, 3];
const position: TopicPosition = {
  layers: widths.map((width, t) => {
    const topics = new Float32Array(rows[t] * 8);
    for (let v = 0; v < rows[t]; v++) topics.fill(1 / rows[t], 8 * v, 8 * v + width);
    return { width, topics };
  }),
  r: new Float32Array(8).fill(0.5, 0, 2),
};
const statistics: TopicStatistics = {
  counts: widths.map((width, t) =>
    Float32Array.from({ length: rows[t] * 8 }, (_, i) => (i % 8 < width ? ((i * 7) % 23) * (10 + 2 * (i % 8)) : 0)),
  ),
  tables: [300, 60],
  spread: 500,
};
const ETA = 0.5;

/** The mean position over the later half of a chain. */
function meanOf(kernel: ReturnType<typeof tlasgr>, steps: number) {
  let state = kernel.init(position);
  const topics = position.layers.map((layer) => new Float64Array(layer.topics.length));
  const r = new Float64Array(2);
  for (let i = 0; i < steps; i++) {
    ({ state } = kernel.step(foldIn(key(3), i), state, statistics));
    if (i < steps / 2) continue;
    state.position.layers.forEach((layer, t) => {
      for (let at = 0; at < layer.topics.length; at++) topics[t][at] += (2 * layer.topics[at]) / steps;
    });
    for (let k = 0; k < 2; k++) r[k] += (2 * state.position.r[k]) / steps;
  }
  return { topics, r, state };
}

describe('step sizes', () => {
  it('begin at a and fall as a power', () => {
    expect(stepSize({ a: 0.5, b: 20, c: 0.7 }, 1)).toBe(0.5);
    expect(stepSize({ a: 1, b: 20, c: 0.7 }, 400)).toBeCloseTo((420 / 21) ** -0.7, 14);
  });
});

describe.for([
  ['tlasgr', tlasgr({ eta: ETA, steps: { a: 0.3, b: 20, c: 0.3 } })],
  ['tlfsgr', tlfsgr({ eta: ETA, steps: { a: 0.3, b: 20, c: 0.3 } })],
  ['sgrld', sgrld({ eta: ETA, steps: { a: 0.0005, b: 1000, c: 0.3 } })],
] as const)('%s', ([, kernel]) => {
  it('settles at the posterior mean of known counts', () => {
    const { topics, r, state } = meanOf(kernel, 8000);
    for (const [t, width] of widths.entries()) {
      for (let k = 0; k < width; k++) {
        let total = rows[t] * ETA;
        for (let v = 0; v < rows[t]; v++) total += statistics.counts[t][8 * v + k];
        for (let v = 0; v < rows[t]; v++) {
          const mean = (statistics.counts[t][8 * v + k] + ETA) / total;
          // Half a standard deviation of the posterior, and what the steps' own size blurs.
          expect(Math.abs(topics[t][8 * v + k] - mean)).toBeLessThan(0.5 * Math.sqrt(mean / total) + 0.002);
        }
      }
    }
    // Gamma(1 / 2 + tables, rate 1 + spread).
    expect(Math.abs(r[0] - 300.5 / 501)).toBeLessThan(0.02);
    expect(Math.abs(r[1] - 60.5 / 501)).toBeLessThan(0.02);
    expect(state.step).toBe(8000);
  });

  it('is pure: the same key and state give the same step, and nothing that was given changes', () => {
    const first = kernel.init(position);
    const before = JSON.stringify(first);
    const one = kernel.step(key(1), first, statistics);
    const two = kernel.step(key(1), first, statistics);
    expect(two).toEqual(one);
    expect(JSON.stringify(first)).toBe(before);
    expect(one.state.position.layers[0].topics).not.toEqual(first.position.layers[0].topics);
  });

  it('stays on the simplex where a topic has no tokens', () => {
    const none = { counts: statistics.counts.map((counts) => new Float32Array(counts.length)), tables: [0, 0], spread: 0 };
    let state = kernel.init(position);
    for (let i = 0; i < 50; i++) ({ state } = kernel.step(key(i), state, none));
    for (const { width, topics } of state.position.layers) {
      for (let k = 0; k < width; k++) {
        let sum = 0;
        for (let at = k; at < topics.length; at += rowStride(width)) {
          expect(topics[at]).toBeGreaterThanOrEqual(0);
          sum += topics[at];
        }
        expect(sum).toBeCloseTo(1, 4);
      }
    }
  });
});

describe('tlasgr', () => {
  it('gives each topic the step that its size asks for', () => {
    const kernel = tlasgr({ eta: ETA });
    const { state, info } = kernel.step(key(0), kernel.init(position), statistics);
    expect(info.stepSize).toBe(1);
    expect(info.topicSteps[0][0]).toBeCloseTo(1 / Math.max(...state.sizes[0]), 12);
    expect(info.topicSteps[0][1]).toBeCloseTo(1 / Math.min(...state.sizes[0]), 12);
  });

  it('refuses steps that are none', () => {
    expect(() => tlasgr({ steps: { a: 0, b: 1, c: 1 } })).toThrow(/steps: expected a > 0/);
  });
});
