import { mixtureScores } from '@baytes/kernels';
import { describe, expect, it } from 'vitest';
import { density, GaussianMixture, type MatchingOptions, matchMarginal, type MixtureParameters, type Task } from '../src/index';

// The deterministic sequence of steps whose values two independent float64 implementations agree on.
const rows = Float64Array.from({ length: 40 }, (_, i) => {
  const n = i >> 1;
  return i % 2 === 0 ? Math.sin(n) + 0.1 * n : Math.cos(1.7 * n);
});
const start: MixtureParameters = {
  covariance: 'full',
  components: 2,
  dimensions: 2,
  weights: Float64Array.of(0.5, 0.5),
  means: Float64Array.of(-0.5, 0, 1.5, 0.5),
  covariances: Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1),
};
const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
const joint: Task = { subset: [0, 1] };
const turned: Task = { subset: [0], rotation: Float64Array.of(c, s, -s, c) };
const steps: [string, Task, number, number[]][] = [
  [
    'joint x1',
    joint,
    1,
    [
      0.437941, 0.562059, 0.39985, -0.002274, 1.288165, 0.094035, 0.38483, -0.13831, 0.527298, 0.499473, 0.053262, 0.488263,
      -2.227927,
    ],
  ],
  [
    'marginal x1',
    { subset: [0] },
    1,
    [
      0.459125, 0.540875, 0.410624, -0.002274, 1.345116, 0.094035, 0.368282, -0.13831, 0.527298, 0.472683, 0.053262, 0.488263,
      -2.220895,
    ],
  ],
  [
    'turned marginal x1',
    turned,
    1,
    [
      0.480907, 0.519093, 0.436444, 0.012633, 1.386351, 0.117842, 0.326581, -0.162386, 0.513398, 0.513649, 0.076913, 0.501919,
      -2.208702,
    ],
  ],
  [
    'turned marginal x5',
    turned,
    5,
    [
      0.501068, 0.498932, 0.477608, 0.036399, 1.406221, 0.129314, 0.273665, -0.192937, 0.495759, 0.602259, 0.128072, 0.531455,
      -2.200262,
    ],
  ],
  [
    'joint x5',
    joint,
    5,
    [
      0.493763, 0.506237, 0.669974, -0.057134, 1.224713, 0.167205, 0.391483, -0.439622, 0.615954, 0.729316, 0.36013, 0.375129,
      -2.030557,
    ],
  ],
];
const options: MatchingOptions = { weightPrior: 0.5, eigenvalueFloor: 1e-2 };
const meanLogLikelihood = (p: MixtureParameters) => mixtureScores(density(p), rows).logDensity.reduce((a, b) => a + b, 0) / 20;

describe('golden steps of Big Learning EM', () => {
  it('starts from the stated likelihood', () => {
    expect(Math.abs(meanLogLikelihood(start) + 2.740069)).toBeLessThan(1e-5);
  });
  let parameters = start;
  it.each(steps)('%s', async (_, task, innerSteps, golden) => {
    parameters = await matchMarginal(parameters, rows, task, { ...options, innerSteps });
    const { weights, means, covariances: S } = parameters;
    const got = [...weights, ...means, S[0], S[1], S[3], S[4], S[5], S[7], meanLogLikelihood(parameters)];
    const worst = Math.max(...got.map((value, i) => Math.abs(value - golden[i])));
    expect(worst).toBeLessThan(1e-5);
  });

  it('conditional, criteria and number of free parameters of where they end', () => {
    const model = GaussianMixture.fromParameters(parameters);
    const conditional = model.conditional([0], [0.5]);
    const got = [
      ...conditional.weights,
      ...conditional.means,
      ...conditional.covariances,
      model.marginal([0]).scoreSamples([[0.5]])[0],
    ];
    const golden = [0.647782, 0.352218, 0.133741, -0.190653, 0.122273, 0.1973, -0.75843];
    expect(Math.max(...got.map((value, i) => Math.abs(value - golden[i])))).toBeLessThan(1e-5);
    const data = { data: rows, rows: 20, columns: 2 };
    expect(model.freeParameters).toBe(11);
    expect(Math.abs(model.score(data) + 2.030557)).toBeLessThan(1e-5);
    expect(Math.abs(model.bic(data) - 114.1753)).toBeLessThan(1e-3);
    expect(Math.abs(model.aic(data) - 103.2223)).toBeLessThan(1e-3);
  });
});
