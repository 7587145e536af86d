// What holds at any parameters and any value (fast-check).
import { tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Distribution } from '../../src';
import { distributionOf, type Range, type Subject, written } from './row';
import { take } from './take';

const RUNS = 20;

/** A number of a range: uniform in its logarithm where it spans magnitudes. */
function numberIn([from, to]: Range): fc.Arbitrary<number> {
  const logarithmic = from > 0 && to / from > 20;
  const [a, b] = logarithmic ? [Math.log(from), Math.log(to)] : [from, to];
  return fc.double({ min: a, max: b, noNaN: true }).map((t) => Math.fround(logarithmic ? Math.exp(t) : t));
}

const BY_CONSTRAINT: Record<string, Range> = {
  real: [-5, 5],
  positive: [1e-3, 1e3],
  nonNegative: [0, 10],
  unitInterval: [0, 1],
  openUnitInterval: [0.01, 0.99],
};

/** Parameters that the law takes, of each group that excludes each other the first. */
function parametersOf(subject: Subject): fc.Arbitrary<Record<string, number>> {
  const { spec, oneOf } = subject.factory;
  const skipped = new Set(oneOf.flatMap(([, ...others]) => others));
  const names = Object.keys(spec).filter((name) => !skipped.has(name));
  const ranges = Object.fromEntries(
    names.map((name) => {
      const range = subject.random?.[name] ?? BY_CONSTRAINT[spec[name].constraint.name];
      if (range === undefined) throw new Error(`${subject.name}: give the range of ${name} in the row's \`random\``);
      const whole = spec[name].constraint.discrete;
      return [name, whole ? numberIn(range).map(Math.round) : numberIn(range)];
    }),
  );
  return fc.record(ranges).map((parameters) => subject.arrange?.(parameters) ?? parameters);
}

const values = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  { weight: 2, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  { weight: 1, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 30 }) },
);

export function properties(subject: Subject): void {
  const options = { numRuns: RUNS, seed: 20 };
  fc.assert(
    fc.property(
      parametersOf(subject),
      fc.array(values, { minLength: 8, maxLength: 8 }),
      fc.nat(1000),
      (parameters, at, seed) => {
        const law = distributionOf(subject, parameters);
        const xs = Float32Array.from(at).sort();
        const say = (method: string, found: ArrayLike<number>) => `${written(parameters)}: ${method}([${xs}]) = [${found}]`;
        const logProb = take(law.logProb(xs));
        expect(logProb.some(Number.isNaN), say('logProb', logProb)).toBe(false);
        if (subject.discrete)
          expect(
            logProb.every((each) => each <= 1e-5),
            say('logProb', logProb),
          ).toBe(true);
        if (law.has('cdf')) {
          const cdf = take(law.cdf(xs));
          expect(
            cdf.every((each, i) => each >= 0 && each <= 1 && (i === 0 || each >= cdf[i - 1] - 2e-6)),
            say('cdf', cdf),
          ).toBe(true);
        }
        drawsAreInside(law, seed, parameters);
      },
    ),
    options,
  );
  fc.assert(
    fc.property(fc.array(parametersOf(subject), { minLength: 3, maxLength: 3 }), fc.nat(1000), (rows, seed) => {
      const batch = distributionOf(
        subject,
        Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])])),
      );
      expect(() => batch.sampleAndLogProb(seed, { shape: [2] })).toLeaveOnlyItsResult();
      const { value, logProb } = batch.sampleAndLogProb(seed, { shape: [2] });
      // No silent broadcast: a column for a row is an error.
      const column = tensor([1, 1, 1], [3, 1]);
      expect(() => batch.logProb(column)).toThrow('expand');
      column.dispose();
      // A batch is its members one by one.
      const [values, logs] = [take(value), take(logProb)];
      for (const [i, parameters] of rows.entries()) {
        const alone = take(distributionOf(subject, parameters).logProb([values[i], values[3 + i]]));
        // Not to the last bit: vector code may take a longer way for four lanes where one of them needs it.
        for (const [j, each] of [logs[i], logs[3 + i]].entries()) {
          const same = each === alone[j] || Math.abs(each - alone[j]) <= 2e-6 * Math.max(1, Math.abs(alone[j]));
          expect(same, `${written(parameters)}: ${each} in a batch, ${alone[j]} alone`).toBe(true);
        }
      }
    }),
    { ...options, numRuns: 5 },
  );
}

function drawsAreInside(law: Distribution, seed: number, parameters: Record<string, number>): void {
  const { value, logProb } = law.sampleAndLogProb(seed, { shape: [20] });
  const outside = take(tidy(() => law.support.outside(value)));
  const [draws, logs] = [take(value), take(logProb)];
  expect(logs.some(Number.isNaN), `${written(parameters)}: logProb of draws [${draws}] is [${logs}]`).toBe(false);
  expect(
    // What float32 cannot hold is infinite, or 0.
    outside.every((each, i) => each === 0 || Math.abs(draws[i]) === Infinity || draws[i] === 0),
    `${written(parameters)}: draws outside: [${draws}]`,
  ).toBe(true);
}
