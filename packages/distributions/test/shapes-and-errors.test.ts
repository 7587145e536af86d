// What every distribution does alike: shapes, checks, the edges of the support.
import { useBackend } from '@baytes/tensor';
import { beforeAll, expect, it } from 'vitest';
import { taken } from './suite/take';
import { bernoulli, dirichlet, gamma, normal } from '../src';

beforeAll(async () => {
  await useBackend('cpu');
});

it('names law, parameter, shape, value and place of a bad parameter', () => {
  expect(() => gamma({ concentration: [1, -2], rate: 3 })).toThrow(
    'gamma: concentration of shape [2] must be positive and finite; got -2 at [1]',
  );
  expect(() =>
    dirichlet({
      concentration: [
        [1, 2],
        [3, 0],
      ],
    }),
  ).toThrow('dirichlet: concentration of shape [2,2] must be in every part positive and finite; got [3, 0] at [1]');
  expect(() => gamma({ concentration: 1, rate: 1, scale: 1 } as never)).toThrow('rate and scale exclude each other');
  expect(() => gamma({ rate: 1 } as never)).toThrow('concentration is missing; it takes { concentration, rate, scale }');
  expect(() => gamma({ concentration: 1, shape: 1 } as never)).toThrow('there is no parameter shape');
  expect(() => dirichlet({ concentration: 1 })).toThrow('concentration must have at least 1 axes');
  expect(() => normal({ loc: [1, 2], scale: [1, 2, 3] })).toThrow('does not broadcast');
});

it('does not check where it is told not to', () => {
  expect(() => gamma({ concentration: -1 }, { validate: false })).not.toThrow();
});

it('refuses a value that would have to be broadcast, and says how to broadcast on purpose', () => {
  const three = normal({ loc: [0, 1, 2] });
  expect(() => three.logProb([[0], [1], [2]])).toThrow('ends in [3] (batch [3], event []), but its shape is [3,1]');
  expect(() => three.logProb([0])).toThrow('expand the distribution');
  const wider = three.expand([2, 3]);
  expect(wider.batchShape).toEqual([2, 3]);
  expect(taken(wider.sample(0, { shape: [4] }))).toHaveLength(24);
  expect(taken(wider.mean())).toEqual([0, 1, 2, 0, 1, 2]);
  expect(() => three.expand([2])).toThrow('expand');
});

it('gives -Infinity outside of the support and NaN for NaN alone', () => {
  expect(taken(gamma({ concentration: 2 }).logProb([-1, Infinity, Number.NaN]))).toEqual([-Infinity, -Infinity, Number.NaN]);
  expect(taken(bernoulli({ probs: 0.5 }).logProb([0.5, 2, -1]))).toEqual([-Infinity, -Infinity, -Infinity]);
  expect(taken(gamma({ concentration: 2 }).cdf([-1, 0, Infinity]))).toEqual([0, 0, 1]);
  expect(taken(gamma({ concentration: 2 }).logSurvival([-1, Infinity]))).toEqual([0, -Infinity]);
  expect(taken(gamma({ concentration: 2 }).icdf([-0.1, 0, 1, 1.1]))).toEqual([Number.NaN, 0, Infinity, Number.NaN]);
});

it('says what to do about a method that a law does not have', () => {
  const law = dirichlet({ concentration: [1, 2] });
  expect(law.has('cdf')).toBe(false);
  expect(() => law.cdf([0.5, 0.5])).toThrow('dirichlet: there is no cdf in closed form; has(method) says what there is');
});

it('leaves nothing but its result', () => {
  const law = gamma({ concentration: [1, 2], scale: 3 });
  expect(() => law.logProb([1, 2])).toLeaveOnlyItsResult();
  expect(() => law.sampleAndLogProb(0)).toLeaveOnlyItsResult();
  expect(() => law.icdf([0.1, 0.2])).toLeaveOnlyItsResult();
});
