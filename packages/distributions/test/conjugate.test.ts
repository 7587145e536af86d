// Bayes' rule for every conjugate pair: log prior + log likelihood - log posterior does not depend on the parameter.
import { useBackend } from '@baytes/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { taken } from './suite/take';
import * as all from '../src';
import { conjugatePairs, conjugateUpdate, type DistributionFactory } from '../src';

beforeAll(async () => {
  await useBackend('cpu');
});

interface Case {
  prior: Record<string, number | number[]>;
  observations: number[] | number[][];
  known?: Record<string, number>;
  /** Values of the unknown parameter, and the parameters of the observations' law under each. */
  points: (number | number[])[];
  parameters: (point: never) => Record<string, number | number[]>;
}

const probability = { points: [0.1, 0.4, 0.7, 0.95], parameters: (probs: number) => ({ probs }) };
const rate = { points: [0.2, 1, 2.5, 7], parameters: (each: number) => ({ rate: each }) };
const shares = {
  points: [
    [0.2, 0.3, 0.5],
    [0.6, 0.3, 0.1],
    [0.05, 0.05, 0.9],
  ],
  parameters: (probs: number[]) => ({ probs }),
};
const betaPrior = { prior: { concentration1: 1.5, concentration0: 2.5 } };
const gammaPrior = { prior: { concentration: 1.5, rate: 0.7 } };
const dirichletPrior = { prior: { concentration: [1.5, 0.8, 2] } };

const CASES: Record<string, Case> = {
  'beta-bernoulli': { ...betaPrior, ...probability, observations: [1, 0, 0, 1, 1] },
  'beta-binomial': { ...betaPrior, ...probability, known: { totalCount: 5 }, observations: [1, 4, 2, 0, 5] },
  'beta-geometric': { ...betaPrior, ...probability, observations: [1, 4, 2, 0, 5] },
  'beta-negativeBinomial': { ...betaPrior, ...probability, known: { totalCount: 2.5 }, observations: [1, 4, 2, 0, 5] },
  'dirichlet-categorical': { ...dirichletPrior, ...shares, observations: [0, 2, 2, 1, 0] },
  'dirichlet-oneHotCategorical': {
    ...dirichletPrior,
    ...shares,
    observations: [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 1],
    ],
  },
  'dirichlet-multinomial': {
    ...dirichletPrior,
    ...shares,
    known: { totalCount: 4 },
    observations: [
      [1, 3, 0],
      [2, 1, 1],
      [0, 4, 0],
      [0, 0, 4],
      [1, 1, 2],
    ],
  },
  'gamma-poisson': { ...gammaPrior, ...rate, observations: [1, 4, 2, 0, 5] },
  'gamma-exponential': { ...gammaPrior, ...rate, observations: [1.5, 0.4, 2.2, 0.1, 0.9] },
  'gamma-gamma': { ...gammaPrior, ...rate, known: { concentration: 2.2 }, observations: [1.5, 0.4, 2.2, 0.1, 0.9] },
  'normal-normal': {
    prior: { loc: 0.5, scale: 2 },
    known: { scale: 1.3 },
    observations: [1.5, -0.4, 2.2, 0.1, 0.9],
    points: [-1, 0.2, 1, 3],
    parameters: (loc: number) => ({ loc }),
  },
  'inverseGamma-normal': {
    prior: { concentration: 2.5, scale: 1.5 },
    known: { loc: 0.3 },
    observations: [1.5, -0.4, 2.2, 0.1, 0.9],
    points: [0.3, 1, 2.5, 6],
    parameters: (variance: number) => ({ scale: Math.sqrt(variance) }),
  },
  'pareto-uniform': {
    prior: { concentration: 1.7, scale: 1.2 },
    observations: [1.5, 0.4, 2.2, 0.1, 0.9],
    points: [2.3, 2.9, 4, 9],
    parameters: (high: number) => ({ low: 0, high }),
  },
};

const factoryOf = (law: string) => (all as unknown as Record<string, DistributionFactory<unknown>>)[law];

it('has a case for every pair', () => {
  expect(
    conjugatePairs()
      .map((pair) => pair.join('-'))
      .sort(),
  ).toEqual(Object.keys(CASES).sort());
});

describe.each(conjugatePairs())('%s prior, %s observations', (prior, likelihood) => {
  const { prior: given, observations, known, points, parameters } = CASES[`${prior}-${likelihood}`];
  const before = factoryOf(prior)(given);
  const law = factoryOf(likelihood);

  it("follows Bayes' rule, with weights", () => {
    const weights = [1, 2, 0, 0.5, 3];
    const posterior = conjugateUpdate(before, law, observations, { weights, known });
    const constants = points.map((point) => {
      const terms = taken(law({ ...known, ...parameters(point as never) }).logProb(observations as never));
      const evidence = terms.reduce((sum, each, i) => sum + (weights[i] > 0 ? weights[i] * each : 0), 0);
      return taken(before.logProb(point as never))[0] + evidence - taken(posterior.logProb(point as never))[0];
    });
    for (const each of constants) expect(each).toBeCloseTo(constants[0], 3);
  });

  it('takes data in parts', () => {
    const [first, second] = [observations.slice(0, 2), observations.slice(2)];
    const whole = conjugateUpdate(before, law, observations, { known }).parameters;
    const parts = conjugateUpdate(conjugateUpdate(before, law, first as never, { known }), law, second as never, {
      known,
    }).parameters;
    for (const name of Object.keys(whole)) {
      const [a, b] = [whole, parts].map((each) => [each[name] as number | number[]].flat());
      for (const [i, each] of a.entries()) expect(b[i]).toBeCloseTo(each, 10);
    }
  });
});

it('says what does not fit', () => {
  const prior = all.gamma({ concentration: 1 });
  expect(() => conjugateUpdate(prior, all.bernoulli, [1])).toThrow(
    'conjugateUpdate(gamma, bernoulli): this prior is not conjugate',
  );
  expect(() => conjugateUpdate(prior, all.gamma, [1])).toThrow('concentration must be known');
  expect(() => conjugateUpdate(all.gamma({ concentration: [1, 2] }), all.gamma, [1], { known: { concentration: 1 } })).toThrow(
    'batch of shape []',
  );
});
