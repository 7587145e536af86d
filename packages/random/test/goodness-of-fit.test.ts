import { key, normalDraws, poissonDraws } from '@baytes/kernels';
import { describe, expect, it } from 'vitest';
import golden from './golden/cells.json';
import { goodnessOfFit } from './goodness-of-fit';
import { LAWS } from './laws';

// BAYTES_GOF_DRAWS and BAYTES_GOF_SEED: more draws and fresh seeds, for `pnpm nightly:random`.
const N = Number(process.env.BAYTES_GOF_DRAWS ?? 100_000);
const SEED = Number(process.env.BAYTES_GOF_SEED ?? 2026);
const cases = golden.cases.map((each, index) => ({ ...each, index, name: `${each.law}(${each.parameters.join(', ')})` }));

describe(`${cases.length} samples of ${N} draws, seed ${SEED}`, () => {
  it.each(cases)(
    '$name',
    ({ law, parameters, index, edges, probabilities }) => {
      const draws = LAWS[law](key(SEED * 1000 + index), parameters, new Float64Array(N));
      const { fits, finding } = goodnessOfFit(draws, { edges, probabilities }, cases.length);
      expect(fits, finding).toBe(true);
    },
    600_000,
  );

  it('every law has a case', () => {
    expect(Object.keys(LAWS).filter((law) => !cases.some((each) => each.law === law))).toEqual([]);
  });
});

describe('the tests see faults of this size, in all of 20 samples', () => {
  const cells = (name: string) => cases.find((each) => each.name === name)!;
  const n = 100_000;
  const rejected = (draw: (seed: number) => ArrayLike<number>, name: string) =>
    Array.from({ length: 20 }, (_, seed) => goodnessOfFit(draw(seed), cells(name), cases.length).fits).filter(Boolean);

  it('a scale that is 3 % off', () => {
    const draw = (seed: number) => normalDraws(key(seed), 0, 1.03, new Float64Array(n));
    expect(rejected(draw, 'exactNormal(0, 1)')).toEqual([]);
  });
  it('a location that is 0.04 standard deviations off', () => {
    const draw = (seed: number) => normalDraws(key(seed), 0.04, 1, new Float64Array(n));
    expect(rejected(draw, 'exactNormal(0, 1)')).toEqual([]);
  });
  it('a Poisson rate that is 1.5 % off', () => {
    expect(rejected((seed) => poissonDraws(key(seed), 10.15, new Float64Array(n)), 'poisson(10)')).toEqual([]);
  });
  it('one draw in a thousand that is replaced by a far one', () => {
    const draw = (seed: number) => normalDraws(key(seed), 0, 1, new Float64Array(n)).map((x, i) => (i % 1000 ? x : 6));
    expect(rejected(draw, 'exactNormal(0, 1)')).toEqual([]);
  });
});
