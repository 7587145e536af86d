// Every closed form of the divergence against the average over draws, and against itself.
import { useBackend } from '@baytes/tensor';
import { dispose, grad, grads, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { taken } from './suite/take';
import * as all from '../src';
import { type Distribution, type DistributionFactory, gamma, kl, klPairs, normal } from '../src';

beforeAll(async () => {
  await useBackend('cpu');
});

type Parameters = Record<string, number | number[] | number[][]>;

/** Two members of each law, the second of which covers the first. */
const MEMBERS: Record<string, [Parameters, Parameters]> = {
  normal: [
    { loc: 0.3, scale: 1.2 },
    { loc: -0.5, scale: 2 },
  ],
  logNormal: [
    { loc: 0.3, scale: 0.5 },
    { loc: 0.1, scale: 0.8 },
  ],
  halfNormal: [{ scale: 1.2 }, { scale: 2 }],
  gamma: [
    { concentration: 2.3, rate: 1.4 },
    { concentration: 1.1, rate: 0.7 },
  ],
  exponential: [{ rate: 1.4 }, { rate: 0.6 }],
  chiSquared: [{ degreesOfFreedom: 3 }, { degreesOfFreedom: 4.5 }],
  inverseGamma: [
    { concentration: 3.3, scale: 1.4 },
    { concentration: 2.1, scale: 1.7 },
  ],
  logGamma: [
    { concentration: 2.3, rate: 1.4 },
    { concentration: 1.1, rate: 0.7 },
  ],
  beta: [
    { concentration1: 2, concentration0: 3 },
    { concentration1: 1.2, concentration0: 0.9 },
  ],
  betaPrime: [
    { concentration1: 2, concentration0: 3 },
    { concentration1: 1.2, concentration0: 0.9 },
  ],
  dirichlet: [{ concentration: [2, 1, 3] }, { concentration: [0.9, 1.2, 1.5] }],
  weibull: [
    { concentration: 1.8, scale: 1.2 },
    { concentration: 1.2, scale: 1.6 },
  ],
  rayleigh: [{ scale: 1.2 }, { scale: 1.9 }],
  gumbel: [
    { loc: 0.3, scale: 1.2 },
    { loc: -0.4, scale: 1.5 },
  ],
  laplace: [
    { loc: 0.3, scale: 1.2 },
    { loc: -0.4, scale: 1.5 },
  ],
  pareto: [
    { concentration: 3, scale: 1.5 },
    { concentration: 2, scale: 1.2 },
  ],
  uniform: [
    { low: 0.2, high: 1.1 },
    { low: -1, high: 2 },
  ],
  bernoulli: [{ probs: 0.3 }, { probs: 0.6 }],
  binomial: [
    { totalCount: 6, probs: 0.3 },
    { totalCount: 6, probs: 0.6 },
  ],
  geometric: [{ probs: 0.3 }, { probs: 0.5 }],
  poisson: [{ rate: 2 }, { rate: 3.5 }],
  categorical: [{ probs: [0.2, 0.3, 0.5] }, { probs: [0.4, 0.4, 0.2] }],
  oneHotCategorical: [{ probs: [0.2, 0.3, 0.5] }, { probs: [0.4, 0.4, 0.2] }],
  negativeBinomial: [
    { totalCount: 4, probs: 0.3 },
    { totalCount: 4, probs: 0.5 },
  ],
  inverseGaussian: [
    { loc: 1.2, concentration: 2 },
    { loc: 0.8, concentration: 1.1 },
  ],
  vonMises: [
    { loc: 0.4, concentration: 2 },
    { loc: -0.3, concentration: 1.1 },
  ],
  multivariateNormal: [
    {
      loc: [0.4, -0.2],
      covariance: [
        [1, 0.3],
        [0.3, 0.8],
      ],
    },
    {
      loc: [0, 0.1],
      covariance: [
        [1.5, -0.2],
        [-0.2, 1.2],
      ],
    },
  ],
  wishart: [
    {
      degreesOfFreedom: 5,
      scaleMatrix: [
        [1, 0.3],
        [0.3, 0.8],
      ],
    },
    {
      degreesOfFreedom: 4,
      scaleMatrix: [
        [1.5, -0.2],
        [-0.2, 1.2],
      ],
    },
  ],
  inverseWishart: [
    {
      degreesOfFreedom: 7,
      scaleMatrix: [
        [1, 0.3],
        [0.3, 0.8],
      ],
    },
    {
      degreesOfFreedom: 6,
      scaleMatrix: [
        [1.5, -0.2],
        [-0.2, 1.2],
      ],
    },
  ],
  multinomial: [
    { totalCount: 5, probs: [0.2, 0.3, 0.5] },
    { totalCount: 5, probs: [0.4, 0.4, 0.2] },
  ],
};

const factoryOf = (law: string) => (all as unknown as Record<string, DistributionFactory<unknown> | undefined>)[law];

it('has laws and members for every pair', () => {
  const laws = [...new Set(klPairs().flat())];
  expect(laws.filter((law) => factoryOf(law) === undefined || MEMBERS[law] === undefined)).toEqual([]);
});

describe.each(klPairs())('kl(%s || %s)', (first, second) => {
  const make = (law: string, member: 0 | 1) => (factoryOf(law) as DistributionFactory<unknown>)(MEMBERS[law][member]);

  it('is the average of log p - log q over draws of p', () => {
    const [p, q] = [make(first, 0), make(second, 1)];
    const draws = 200_000;
    const { value, logProb } = p.sampleAndLogProb(11, { shape: [draws] });
    const [a, b] = [taken(logProb), taken(q.logProb(value))];
    value.dispose();
    let mean = 0;
    let square = 0;
    for (let i = 0; i < draws; i++) {
      mean += (a[i] - b[i]) / draws;
      square += (a[i] - b[i]) ** 2 / draws;
    }
    const error = Math.sqrt(Math.max(0, square - mean ** 2) / draws);
    // 6 standard errors: over all pairs a false alarm in fewer than 1 run of 10 million.
    expect(Math.abs(taken(kl(p, q))[0] - mean)).toBeLessThan(6 * error + 1e-4);
  });

  it('is zero, with zero slope, between equals', () => {
    if (first !== second) return;
    expect(Math.abs(taken(kl(make(first, 0), make(first, 0)))[0])).toBeLessThan(1e-5);
  });
});

it('has the values of the WHAI reference between Weibull and gamma', () => {
  const weibull = factoryOf('weibull');
  if (weibull === undefined) return;
  const rows = [
    [0.7, 1.3, 0.4, 2, 2.10156],
    [2.5, 0.3, 3, 1, 4.60298],
    [1, 2, 1, 0.5, 0],
    [0.3, 0.1, 0.05, 1, 1.32508],
  ];
  for (const [k, l, a, b, expected] of rows)
    expect(taken(kl(weibull({ concentration: k, scale: l }), gamma({ concentration: a, rate: b })))[0]).toBeCloseTo(
      expected,
      4,
    );
});

it('broadcasts batches, and has gradients in the parameters of both', () => {
  const p = normal({ loc: [0, 1, 2], scale: 1 });
  expect(taken(kl(p, normal({})))).toEqual([0, 0.5, 2]);
  const at = [tensor(2), tensor(0.5)];
  const [slopeP, slopeQ] = grads((m: Tensor, n: Tensor) => sum(kl(normal({ loc: m }), normal({ loc: n }))))(at);
  expect(taken(slopeP)[0]).toBeCloseTo(1.5, 5);
  expect(taken(slopeQ)[0]).toBeCloseTo(-1.5, 5);
  const curvature = grad((m: Tensor) => grad((n: Tensor) => kl(normal({ loc: n }), normal({})))(m))(at[0]);
  dispose(at);
  expect(taken(curvature)[0]).toBeCloseTo(1, 5);
});

it('adds up over independent components', () => {
  const [p, q] = [all.independent(normal({ loc: [0, 1, 2] }), 1), all.independent(normal({ loc: [1, 1, 1] }), 1)];
  expect(taken(kl(p, q))).toEqual([1]);
});

it('says where there is no closed form, and averages when asked', () => {
  const [p, q]: Distribution[] = [gamma({ concentration: 2 }), normal({})];
  expect(() => kl(p, q)).toThrow('kl(gamma, normal): there is no closed form; kl(p, q, { monteCarlo: { key, draws } })');
  const estimate = taken(kl(p, q, { monteCarlo: { key: 0, draws: 50_000 } }))[0];
  // E_p[log p] + log(2 pi) / 2 + E_p[x^2] / 2 = -entropy + ... with entropy of Gamma(2, 1) and E[x^2] = 6.
  expect(estimate).toBeCloseTo(-1.5772156649 + 0.5 * Math.log(2 * Math.PI) + 3, 1);
  expect(() => kl(normal({}), all.dirichlet({ concentration: [1, 2] }))).toThrow('events must have one shape');
});
