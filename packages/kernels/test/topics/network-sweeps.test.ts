import { describe, expect, it } from 'vitest';
import { digamma, dirichletColumns, foldIn, igammaP, key, restaurantTables, type Sweeps } from '../../src';
import { documentsOf, drawnDocuments, network, networkSweeps, topicsOf } from './small-network';

// Every check of a law here has a false-alarm rate under 1e-6 for a right sampler: seeds are fixed, and were not chosen.
const SIGMAS = 5;

/** Kolmogorov's distance, times root n, of uniform values; above 2.7 with probability 1e-6. */
function kolmogorov(values: number[]): number {
  values.sort((a, b) => a - b);
  const n = values.length;
  return Math.sqrt(n) * values.reduce((most, u, i) => Math.max(most, Math.abs(u - (i + 0.5) / n) + 0.5 / n), 0);
}

/** Within SIGMAS standard errors. */
function expectMean(values: number[], mean: number, variance?: number): void {
  const n = values.length;
  const found = values.reduce((sum, x) => sum + x, 0) / n;
  const spread = variance ?? values.reduce((sum, x) => sum + (x - found) ** 2, 0) / (n - 1);
  expect(Math.abs(found - mean)).toBeLessThan(SIGMAS * Math.sqrt(spread / n) + 1e-12);
}

const empty = (n: number) => documentsOf(Array.from({ length: n }, () => []));
const flat = (rows: number, width: number) => topicsOf(rows, width, () => 1);

describe('theta', () => {
  it.for([0.02, 0.3, 0.9999, 1, 1.7, 12, 400])('is a gamma draw of shape r + counts, shape %d', (shape) => {
    const n = 3000;
    const model = network(empty(n), [flat(3, 9)], [9]);
    model.r.fill(shape / 2, 0, 9);
    model.layers[0].counts.fill(0).forEach((_, i, counts) => {
      if (i % 16 < 9) counts[i] = shape / 2;
    });
    model.rates.fill(2);
    networkSweeps(model);
    const draws = Float64Array.from(
      Array.from({ length: n * 9 }, (_, i) => model.layers[0].theta[16 * Math.floor(i / 9) + (i % 9)] * 3),
    );
    // Draws under e^-40 are 0: their ranks would pile up at 0, so that small shapes are compared above it.
    const least = Math.exp(-39);
    const below = igammaP(shape, least);
    const above = [...draws].filter((x) => x > least);
    expectMean(
      [...draws].map((x) => (x > least ? 1 : 0)),
      1 - below,
      below * (1 - below),
    );
    expect(kolmogorov(above.map((x) => (igammaP(shape, x) - below) / (1 - below)))).toBeLessThan(2.7);
    expect(model.layers[0].theta.filter((_, i) => i % 16 >= 9).every((x) => x === 0)).toBe(true);
  });

  it('has the shapes Phi theta of the layer above', () => {
    const n = 4000;
    const upper = topicsOf(
      3,
      2,
      (v, k) =>
        [
          [1, 5],
          [2, 1],
          [7, 3],
        ][v][k],
    );
    const model = network(empty(n), [flat(4, 3), upper], [3, 2]);
    model.r.set([2, 3]);
    networkSweeps(model);
    const [low, high] = model.layers;
    for (let v = 0; v < 3; v++) {
      const ranks = Array.from({ length: n }, (_, j) => {
        const shape = upper[8 * v] * high.theta[8 * j] + upper[8 * v + 1] * high.theta[8 * j + 1];
        return igammaP(shape, low.theta[8 * j + v] * 2);
      });
      expect(kolmogorov(ranks)).toBeLessThan(2.7);
    }
  });
});

describe('the split of words', () => {
  it.for([1, 2, 7, 8, 9, 33, 128])('follows Phi theta, %i topics', (K) => {
    const tokens = 40_000;
    const topics = topicsOf(2, K, (v, k) => 1 + (((v + 3) * (k + 1)) % 11));
    const model = network(documentsOf([[[1, tokens]]]), [topics], [K]);
    const stride = model.r.length;
    for (let k = 0; k < K; k++) model.layers[0].theta[k] = k % 5 === 2 ? 0 : 0.1 + ((7 * k) % 13);
    const weights = Array.from({ length: K }, (_, k) => topics[stride + k] * model.layers[0].theta[k]);
    const total = weights.reduce((a, b) => a + b, 0);
    networkSweeps({ ...model, cold: true });
    const { counts, tally } = model.layers[0];
    let chiSquare = 0;
    let free = -1;
    for (let k = 0; k < stride; k++) {
      const mean = ((weights[k] ?? 0) / total) * tokens;
      expect(tally[stride + k]).toBe(counts[k]);
      if (mean === 0) expect(counts[k]).toBe(0);
      else {
        chiSquare += (counts[k] - mean) ** 2 / mean;
        free++;
      }
    }
    expect(counts.reduce((a, b) => a + b, 0)).toBe(tokens);
    // Wilson and Hilferty's normal approximation.
    if (free > 0) expect(((chiSquare / free) ** (1 / 3) - 1 + 2 / (9 * free)) / Math.sqrt(2 / (9 * free))).toBeLessThan(SIGMAS);
  });

  it('is even where every weight is 0', () => {
    const model = network(documentsOf([[[0, 9000]]]), [flat(1, 3)], [3]);
    model.layers[0].theta.fill(0);
    networkSweeps({ ...model, cold: true });
    for (let k = 0; k < 3; k++) expect(Math.abs(model.layers[0].counts[k] - 3000)).toBeLessThan(SIGMAS * 45);
    expect(model.layers[0].counts.reduce((a, b) => a + b, 0)).toBe(9000);
  });
});

describe('tables', () => {
  it.for([
    [9, 0.7],
    [300, 15],
    // A run of random numbers within an element that has some ready.
    [30, 15],
  ])('of the upper layers have the means and variances of the Chinese restaurant, %i customers', ([customers, theta]) => {
    const n = 4000;
    const rows = Array.from({ length: n }, (): [number, number][] => [[0, customers]]);
    const model = network(documentsOf(rows), [flat(1, 1), flat(1, 2)], [1, 2]);
    model.layers[1].theta.forEach((_, i, all) => {
      all[i] = i % 8 < 2 ? theta : 0;
    });
    networkSweeps({ ...model, cold: true, scalesFrom: 0 });
    const tables = Array.from({ length: n }, (_, j) => model.layers[1].counts[8 * j] + model.layers[1].counts[8 * j + 1]);
    const shares = Array.from({ length: customers }, (_, i) => (2 * theta) / (2 * theta + i));
    expectMean(
      tables,
      shares.reduce((a, b) => a + b, 0),
      shares.reduce((sum, p) => sum + p * (1 - p), 0),
    );
    expectMean(
      tables.map((x, j) => model.layers[1].counts[8 * j] - x / 2),
      0,
    );
    // p_2 is drawn after the tables, from the same document's numbers: Beta(a0 + customers, b0 + theta).
    const p = Array.from({ length: n }, (_, j) => 1 / (1 + model.rates[2 * j]));
    const [a, b] = [0.5 + customers, 0.5 + 2 * theta];
    const variance = (a * b) / ((a + b) ** 2 * (a + b + 1));
    expectMean(p, a / (a + b), variance);
    expectMean(
      p.map((x) => (x - a / (a + b)) ** 2),
      variance,
    );
  });

  it('of the top layer are those of all documents, also of many customers', () => {
    const n = 3000;
    for (const customers of [1, 5, 700]) {
      const model = network(documentsOf(Array.from({ length: n }, () => [[0, customers]])), [flat(1, 1)], [1]);
      model.r[0] = 0.8;
      networkSweeps({ ...model, cold: true });
      const tables = restaurantTables(key(5), model.restaurants, model.r)[0];
      const shares = Array.from({ length: customers }, (_, i) => 0.8 / (0.8 + i));
      const variance = shares.reduce((sum, p) => sum + p * (1 - p), 0);
      const mean = shares.reduce((a, b) => a + b, 0);
      expect(Math.abs(tables - n * mean)).toBeLessThanOrEqual(SIGMAS * Math.sqrt(n * variance));
    }
  });
});

describe('expected counts', () => {
  it('are the means of sampled ones', () => {
    const documents = drawnDocuments(30, 20, 12);
    const topics = [topicsOf(12, 4, (v, k) => 1 + ((v * (k + 2)) % 7)), topicsOf(4, 3, (v, k) => 1 + ((v + k) % 3))];
    const model = network(documents, topics, [4, 3]);
    const repeats = 4000;
    const expectations = topics.map((each) => new Float32Array(each.length));
    const expectedTables = new Float64Array(8);
    const theta = model.layers.map((layer) => layer.theta.slice());
    for (let i = 0; i < repeats; i++) {
      for (const [t, layer] of model.layers.entries()) layer.theta.set(theta[t]);
      const layers = model.layers.map((layer, t) => ({ ...layer, expectation: expectations[t] }));
      networkSweeps({ ...model, layers, expectedTables, key: foldIn(key(3), i), cold: true });
    }
    topics.forEach((phi, t) => {
      phi.forEach((p, i) => {
        const sampled = model.layers[t].tally[i];
        expect(Math.abs(sampled - p * expectations[t][i])).toBeLessThan(SIGMAS * Math.sqrt(2 * sampled) + 1e-3);
      });
    });
    const tables = restaurantTables(key(6), model.restaurants, model.r);
    for (let k = 0; k < 3; k++) expect(Math.abs(tables[k] - expectedTables[k])).toBeLessThan(SIGMAS * Math.sqrt(2 * tables[k]));
  });

  it('of tables are r (psi(n + r) - psi(r))', () => {
    const model = network(documentsOf([[[0, 40]]]), [flat(1, 1)], [1]);
    model.r[0] = 0.25;
    const expectedTables = new Float64Array(8);
    networkSweeps({ ...model, expectedTables, cold: true });
    expect(expectedTables[0]).toBeCloseTo(0.25 * (digamma(40.25) - digamma(0.25)), 10);
  });
});

describe('links', () => {
  it('binary: counts of words that are there are Poisson, given that they are not 0', () => {
    const n = 20_000;
    const model = network(documentsOf(Array.from({ length: n }, () => [[0, 1]])), [flat(1, 2)], [2], 'binary');
    model.layers[0].theta.fill(0.6);
    networkSweeps({ ...model, cold: true });
    const counts = Array.from({ length: n }, (_, j) => model.layers[0].counts[8 * j] + model.layers[0].counts[8 * j + 1]);
    const mean = 1.2 / -Math.expm1(-1.2);
    expectMean(counts, mean, mean * (1 + 1.2 - mean));
    expect(Math.min(...counts)).toBe(1);
  });

  it.for([0.05, 3, 80])('positive: counts follow the truncated Bessel law, alpha %d', (alpha) => {
    const n = 20_000;
    const x = 0.5;
    const model = network(documentsOf(Array.from({ length: n }, () => [[0, x]])), [flat(1, 1)], [1], 'positive');
    model.layers[0].theta.fill(alpha ** 2 / (4 * x));
    networkSweeps({ ...model, cold: true });
    const counts = Array.from({ length: n }, (_, j) => model.layers[0].counts[8 * j]);
    const masses: number[] = [];
    for (let m = 1, log = 0; m < 400; m++) {
      masses.push(log);
      log += 2 * Math.log(alpha / 2) - Math.log((m + 1) * m);
    }
    const greatest = Math.max(...masses);
    const weights = masses.map((log) => Math.exp(log - greatest));
    const total = weights.reduce((a, b) => a + b, 0);
    const mean = weights.reduce((sum, w, i) => sum + w * (i + 1), 0) / total;
    const variance = weights.reduce((sum, w, i) => sum + w * (i + 1 - mean) ** 2, 0) / total;
    expectMean(counts, mean, variance);
    expectMean(
      counts.map((count) => (count - mean) ** 2),
      variance,
    );
  });
});

describe('the collapsed sampler', () => {
  it('visits the assignments of a small corpus as often as their exact probabilities say', () => {
    const documents = documentsOf([
      [
        [0, 1],
        [1, 1],
      ],
      [[0, 2]],
    ]);
    const [K, V, eta, alpha] = [2, 2, 0.7, [0.4, 1.1]];
    const model = network(documents, [flat(V, K)], [K]);
    model.r.set(alpha);
    const words = [0, 1, 0, 0];
    const owner = [0, 0, 1, 1];
    // p(z) by the chain rule of two Polya urns.
    const exact = Array.from({ length: 16 }, (_, code) => {
      const [wordUrn, documentUrn, size] = [new Map<string, number>(), new Map<string, number>(), [0, 0]];
      let p = 1;
      words.forEach((v, i) => {
        const k = (code >> i) & 1;
        const inDocument = documentUrn.get(`${owner[i]} ${k}`) ?? 0;
        const before = (documentUrn.get(`${owner[i]} 0`) ?? 0) + (documentUrn.get(`${owner[i]} 1`) ?? 0);
        const ofWord = wordUrn.get(`${v} ${k}`) ?? 0;
        p *= ((inDocument + alpha[k]) / (before + 1.5)) * ((ofWord + eta) / (size[k] + V * eta));
        documentUrn.set(`${owner[i]} ${k}`, inDocument + 1);
        wordUrn.set(`${v} ${k}`, ofWord + 1);
        size[k]++;
      });
      return p;
    });
    const evidence = exact.reduce((a, b) => a + b, 0);
    const collapsed = {
      eta,
      assignments: Uint16Array.of(0, 0, 0, 0),
      tokens: new Float32Array(V * 8),
      sizes: new Float32Array(8),
    };
    collapsed.tokens[0] = 3;
    collapsed.tokens[8] = 1;
    collapsed.sizes[0] = 4;
    model.layers[0].counts[0] = model.layers[0].counts[8] = 2;
    const visits = new Float64Array(16);
    const sweeps = 60_000;
    for (let i = 0; i < sweeps; i++) {
      networkSweeps({ ...model, restaurants: undefined, collapsed, key: foldIn(key(8), i), cold: true });
      visits[collapsed.assignments.reduce((code, k, at) => code + (k << at), 0)]++;
    }
    // Visits are correlated: three times the binomial variance is more than enough for this chain.
    exact.forEach((p, code) => {
      const share = p / evidence;
      expect(Math.abs(visits[code] / sweeps - share)).toBeLessThan(SIGMAS * Math.sqrt((3 * share) / sweeps));
    });
    expect([...collapsed.sizes.slice(0, 2)].reduce((a, b) => a + b, 0)).toBe(4);
  });
});

describe('predictions', () => {
  it('are sums of Phi theta over kept sweeps, drawn or expected', () => {
    const documents = drawnDocuments(5, 12, 6);
    const topics = topicsOf(6, 3, (v, k) => 1 + ((v * (k + 2)) % 5));
    for (const expected of [false, true]) {
      const model = network(documents, [topics], [3]);
      const held = {
        starts: Uint32Array.of(0, 2, 2, 3, 4, 5),
        words: Uint32Array.of(0, 5, 2, 3, 3),
        rates: new Float64Array(5),
        totals: new Float64Array(5),
        topics,
      };
      networkSweeps({ ...model, cold: true });
      const counts = model.layers[0].counts.slice();
      networkSweeps({ ...model, key: key(1), held, expected });
      const owner = [0, 0, 2, 3, 4];
      held.words.forEach((v, i) => {
        let rate = 0;
        for (let k = 0; k < 3; k++) {
          const at = 8 * owner[i] + k;
          rate += topics[8 * v + k] * (expected ? (model.r[k] + counts[at]) / 2 : model.layers[0].theta[at]);
        }
        expect(held.rates[i]).toBeCloseTo(rate, 5);
      });
    }
  });
});

describe('random numbers', () => {
  const topics = [topicsOf(40, 20, (v, k) => 1 + ((v * (k + 2)) % 7)), topicsOf(20, 6, (v, k) => 1 + ((v + k) % 3))];
  const run = (model: Sweeps & ReturnType<typeof network>) => {
    networkSweeps({ ...model, sweeps: 3, cold: true, scalesFrom: 1 });
    return model.layers[0].theta;
  };

  it('of a document do not depend on where it stands', () => {
    const documents = drawnDocuments(9, 30, 40);
    const all = run(network(documents, topics, [20, 6]));
    const rows = [7, 2].map((j) =>
      Array.from({ length: documents.starts[j + 1] - documents.starts[j] }, (_, i): [number, number] => {
        const at = documents.starts[j] + i;
        return [documents.words[at], documents.counts[at]];
      }),
    );
    const some = run({ ...network(documentsOf(rows), topics, [20, 6]), numbers: Uint32Array.of(7, 2) } as never);
    expect(some.slice(0, 24)).toEqual(all.slice(7 * 24, 8 * 24));
    expect(some.slice(24)).toEqual(all.slice(2 * 24, 3 * 24));
  });
});

describe('dirichletColumns', () => {
  it('has the means and variances of its law, and columns that sum to 1', () => {
    const rows = 5;
    const counts = new Uint32Array(rows * 8);
    counts.set([3, 0, 0], 8);
    counts.set([40, 2, 0], 16);
    const topics = new Float32Array(rows * 8);
    const draws = Array.from({ length: 4000 }, (_, i) => {
      dirichletColumns(foldIn(key(4), i), counts, 0.2, 3, topics);
      return topics.slice();
    });
    for (let k = 0; k < 3; k++) {
      const total = rows * 0.2 + counts.reduce((sum, n, i) => sum + (i % 8 === k ? n : 0), 0);
      for (let v = 0; v < rows; v++) {
        const mean = (0.2 + counts[8 * v + k]) / total;
        const values = draws.map((draw) => draw[8 * v + k]);
        expectMean(values, mean, (mean * (1 - mean)) / (total + 1));
        expectMean(
          values.map((x) => (x - mean) ** 2),
          (mean * (1 - mean)) / (total + 1),
        );
      }
    }
    for (const draw of draws) {
      for (let k = 0; k < 8; k++) {
        const sum = draw.reduce((total, x, i) => total + (i % 8 === k ? x : 0), 0);
        expect(sum).toBeCloseTo(k < 3 ? 1 : 0, 5);
      }
    }
  });

  it('keeps columns of the smallest concentrations on the simplex', () => {
    const topics = new Float32Array(2 * 8);
    for (let i = 0; i < 200; i++) {
      dirichletColumns(foldIn(key(4), i), new Uint32Array(16), 0.002, 2, topics);
      for (const k of [0, 1]) expect(topics[k] + topics[8 + k]).toBeCloseTo(1, 5);
    }
  });
});
