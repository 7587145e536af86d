// Every exponential family of the catalogue against its law: the density, the gradient of A, the way back, and maximum likelihood.
import { useBackend } from '@baytes/tensor';
import { add, dispose, grads, mul, sub, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { taken } from './suite/take';
import * as all from '../src';
import { type Distribution, type DistributionFactory, exponentialFamilies, exponentialFamily, maximumLikelihood } from '../src';
import { parametersOf } from '../src/page-of';

beforeAll(async () => {
  await useBackend('cpu');
});

/** A member of each family. */
const MEMBERS: Record<string, Record<string, number | number[]>> = {
  bernoulli: { probs: 0.3 },
  beta: { concentration1: 2.5, concentration0: 1.2 },
  binomial: { totalCount: 7, probs: 0.4 },
  categorical: { probs: [0.2, 0.5, 0.3] },
  chiSquared: { degreesOfFreedom: 3.5 },
  dirichlet: { concentration: [0.8, 2, 3.5] },
  exponential: { rate: 1.7 },
  gamma: { concentration: 2.3, rate: 0.8 },
  geometric: { probs: 0.35 },
  halfNormal: { scale: 1.4 },
  inverseGamma: { concentration: 3.2, scale: 2.1 },
  inverseGaussian: { loc: 1.3, concentration: 2.2 },
  laplace: { loc: 0.4, scale: 1.3 },
  logNormal: { loc: 0.2, scale: 0.6 },
  multinomial: { totalCount: 6, probs: [0.2, 0.5, 0.3] },
  negativeBinomial: { totalCount: 4, probs: 0.3 },
  normal: { loc: -0.7, scale: 1.6 },
  oneHotCategorical: { probs: [0.2, 0.5, 0.3] },
  pareto: { concentration: 2.6, scale: 1.2 },
  poisson: { rate: 2.4 },
  rayleigh: { scale: 1.5 },
  vonMises: { loc: 0.5, concentration: 2.1 },
  weibull: { concentration: 1.8, scale: 1.3 },
};

const factoryOf = (law: string) => (all as unknown as Record<string, DistributionFactory<unknown> | undefined>)[law];

/** Draws of a law as observations. */
function observe(law: Distribution, draws: number, key = 1): number[] | number[][] {
  const x = law.sample(key, { shape: [draws] });
  const rows = x.arraySync() as number[] | number[][];
  x.dispose();
  return rows;
}

it('has a law and a member for every family', () => {
  expect(exponentialFamilies().filter((law) => factoryOf(law) === undefined)).toEqual([]);
  expect(exponentialFamilies().filter((law) => MEMBERS[law] === undefined)).toEqual([]);
});

describe.each(exponentialFamilies())('%s', (law) => {
  const factory = factoryOf(law) as DistributionFactory<unknown>;
  const make = () => factory(MEMBERS[law]);
  const family = exponentialFamily(factory);
  const known = Object.fromEntries((family.known ?? []).map((name) => [name, MEMBERS[law][name] as number]));

  it('is <eta, T(x)> - A(eta) + h(x)', () => {
    const member = make();
    const x = member.sample(3, { shape: [20] });
    const found = tidy(() => {
      const values = parametersOf(member);
      const eta = family.natural(values);
      const T = family.sufficient(x, values);
      expect(Object.keys(T)).toEqual(Object.keys(family.statistics));
      const inner = Object.entries(family.statistics).map(([name, rank]) =>
        rank === 0 ? mul(eta[name], T[name]) : sum(mul(eta[name], T[name]), -1),
      );
      return add(
        sub(
          inner.reduce((a, b) => add(a, b)),
          family.logNormalizer(eta, values),
        ),
        family.logBaseMeasure(x, values),
      );
    });
    const expected = taken(member.logProb(x));
    for (const [i, each] of taken(found).entries()) expect(each).toBeCloseTo(expected[i], 4);
    x.dispose();
  });

  it('has the gradient of A as the average of T', () => {
    const member = make();
    const draws = 200_000;
    const x = member.sample(5, { shape: [draws] });
    const expected = all.expectedStatistics(member);
    const T = all.sufficientStatistics(member, x);
    for (const [name, mean] of Object.entries(expected)) {
      const rows = T[name].dataSync();
      const size = mean.size;
      Array.from(mean.dataSync()).forEach((value, column) => {
        let first = 0;
        let second = 0;
        for (let i = column; i < rows.length; i += size) {
          first += rows[i];
          second += rows[i] ** 2;
        }
        const average = first / draws;
        const error = Math.sqrt((second / draws - average ** 2) / draws);
        // 6 standard errors: over all families a false alarm in fewer than 1 run of 10 million.
        expect(Math.abs(average - value)).toBeLessThan(6 * error + 1e-5 * Math.abs(value));
      });
    }
    dispose([x, ...Object.values(expected), ...Object.values(T)]);
  });

  it('comes back from eta', () => {
    const member = make();
    const eta = all.naturalParameters(member);
    const values = Object.fromEntries(Object.entries(known).map(([name, value]) => [name, tensor(value)]));
    const back = all.fromNatural(factory as never, eta, values);
    const again = factory({ ...known, ...back });
    const x = member.sample(7, { shape: [5] });
    const [one, two] = [taken(member.logProb(x)), taken(again.logProb(x))];
    for (const [i, each] of one.entries()) expect(two[i]).toBeCloseTo(each, 4);
    dispose([x, ...Object.values(eta), ...Object.values(values), ...Object.values(back)]);
  });

  it('is most probable where maximum likelihood says, and weights count as repetitions', () => {
    const observations = observe(make(), 40) as number[];
    const weights = observations.map((_, i) => i % 3);
    const fitted = maximumLikelihood(factory, observations, { weights, known });
    const repeated = observations.flatMap((each, i) => new Array(weights[i]).fill(each));
    const same = maximumLikelihood(factory, repeated, { known });
    const estimated = Object.keys(fitted.parameters).filter((name) => !(name in known));
    for (const name of estimated) {
      const [a, b] = [fitted, same].map((each) => [each.parameters[name] as number | number[]].flat());
      for (const [i, each] of a.entries()) expect(each).toBeCloseTo(b[i], 8);
    }
    // The slope of the likelihood in eta is zero there.
    const slope = tidy(() => {
      const values = parametersOf(fitted);
      const eta = family.natural(values);
      const names = Object.keys(eta);
      const data = tensor(repeated as never);
      const T = family.sufficient(data, values);
      return grads((...each: Tensor[]) => {
        const now = Object.fromEntries(names.map((name, i) => [name, each[i]]));
        const inner = names.map((name) => sum(mul(now[name], T[name])));
        return sub(
          inner.reduce((a, b) => add(a, b)),
          mul(repeated.length, sum(family.logNormalizer(now, values))),
        );
      })(names.map((name) => eta[name]));
    });
    for (const each of slope) for (const value of taken(each)) expect(Math.abs(value) / repeated.length).toBeLessThan(2e-4);
  });
});

it('says what does not fit', () => {
  expect(() => maximumLikelihood(all.gamma, [1, -1])).toThrow('gamma: observations must be');
  expect(() => maximumLikelihood(all.gamma, [])).toThrow('there are no observations');
  expect(() => maximumLikelihood(all.gamma, [2, 2])).toThrow('its values are equal');
  expect(() => maximumLikelihood(all.normal, [1, 2], { weights: [1] })).toThrow('weights must be 2');
  expect(() => maximumLikelihood(all.normal, [1, 2], { weights: [1, -1] })).toThrow('got -1 at [1]');
  expect(() => exponentialFamily({ law: 'cauchy' })).toThrow('cauchy: it is not an exponential family');
});

it('does not care in which order observations come', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 3, maxLength: 20 }), (values) => {
      fc.pre(new Set(values).size > 1);
      const [a, b] = [values, [...values].reverse()].map((each) => maximumLikelihood(all.normal, each).parameters);
      expect(a.loc as number).toBeCloseTo(b.loc as number, 9);
    }),
    { numRuns: 50 },
  );
});
