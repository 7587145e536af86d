// Every check on every law of a folder: the laws are those that its index exports.
import { useBackend } from '@baytes/tensor';
import { describe, expect, it } from 'vitest';
import { backends } from '../../../../tooling/vitest/backends';
import { derivatives } from './derivatives';
import { edges } from './edges';
import { goldenValues } from './golden';
import { goodnessOfFits } from './goodness-of-fit';
import { integratesToOne } from './integrates-to-one';
import { moments } from './moments';
import { pathwise } from './pathwise';
import { properties } from './properties';
import { roundTrips } from './round-trips';
import { type Row, subjectOf } from './row';

/** Checks that give what is wrong; they run on the cpu backend. */
const CHECKS: Record<string, (subject: ReturnType<typeof subjectOf>) => string[] | Promise<string[]>> = {
  'integrates to one': integratesToOne,
  'draws follow the law': goodnessOfFits,
  moments,
  'round trips': roundTrips,
  edges,
  derivatives,
  'path of draws': pathwise,
};

/** All that a check found wrong, but no more than can be read. */
const expectNone = (wrong: string[]) => expect(wrong.slice(0, 12), `${wrong.length} wrong`).toEqual([]);

export function testLaws(exported: Readonly<Record<string, unknown>>, rows: Readonly<Record<string, Row>>): void {
  const laws = Object.keys(exported).filter((name) => 'page' in (exported[name] as object));

  it('every law has its row and golden values, under the name that it is exported by', () => {
    expect(Object.keys(rows).sort()).toEqual([...laws].sort());
    for (const name of laws) {
      expect(rows[name].factory.law).toBe(name);
      expect(subjectOf(name, rows[name]).cases.length, `${name}: golden/${name}.json`).toBeGreaterThan(0);
    }
  });

  describe.each(laws.filter((name) => rows[name] !== undefined))('%s', (name) => {
    const subject = subjectOf(name, rows[name]);
    it.each([...backends])('golden values on %s', async (backend) => {
      await useBackend(backend);
      expectNone(goldenValues(subject));
    });
    it.each(Object.keys(CHECKS))('%s', async (check) => {
      await useBackend('cpu');
      expectNone(await CHECKS[check](subject));
    });
    it('properties', async () => {
      await useBackend('cpu');
      properties(subject);
    });
  });
}
