// Scores of two labellings against scikit-learn's, and what must hold for any labels.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedRandIndex, contingencyTable, matchedAccuracy, normalizedMutualInformation, vMeasure } from '../src/index';
import golden from './golden/golden.json' with { type: 'json' };

const averages = ['arithmetic', 'geometric', 'min', 'max'] as const;

describe('scores of two labellings', () => {
  it.each(golden.pairs)('equal those of scikit-learn: $name', ({ truth, predicted, ...expected }) => {
    for (const average of averages) {
      expect(normalizedMutualInformation(truth, predicted, { average }), average).toBeCloseTo(expected.nmi[average], 12);
    }
    expect(adjustedRandIndex(truth, predicted)).toBeCloseTo(expected.ari, 12);
    expect(matchedAccuracy(truth, predicted)).toBeCloseTo(expected.accuracy, 14);
    const { homogeneity, completeness, vMeasure: v } = vMeasure(truth, predicted);
    expect(homogeneity).toBeCloseTo(expected.homogeneity, 12);
    expect(completeness).toBeCloseTo(expected.completeness, 12);
    expect(v).toBeCloseTo(expected.vMeasure, 12);
    expect(vMeasure(truth, predicted, { beta: 2 }).vMeasure).toBeCloseTo(expected.vMeasureBeta2, 12);
  });

  it('equal the acceptance values of the BigLearn-EM reference', () => {
    const truth = [0, 0, 0, 1, 1, 2, 2, 2];
    const predicted = [1, 1, 0, 0, 2, 2, 2, 2];
    expect(normalizedMutualInformation(truth, predicted)).toBeCloseTo(0.591674, 6);
    expect(adjustedRandIndex(truth, predicted)).toBeCloseTo(0.363636, 6);
    expect(matchedAccuracy(truth, predicted)).toBe(0.75);
  });

  const labelled = (labels: number) =>
    fc
      .array(fc.tuple(fc.nat(labels - 1), fc.nat(labels)), { minLength: 1, maxLength: 60 })
      .map((pairs) => [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const);
  const scores = (truth: (number | string)[], predicted: (number | string)[]) => [
    ...averages.map((average) => normalizedMutualInformation(truth, predicted, { average })),
    adjustedRandIndex(truth, predicted),
    matchedAccuracy(truth, predicted),
  ];
  const near = (a: number[], b: number[]) => {
    for (const [i, value] of a.entries()) expect(value).toBeCloseTo(b[i], 12);
  };

  it('do not depend on the names of labels, the order of rows, or which labelling comes first', () => {
    fc.assert(
      fc.property(labelled(6), fc.integer(), ([truth, predicted], turn) => {
        const expected = scores(truth, predicted);
        near(
          scores(
            truth.map((label) => `class ${5 - label}`),
            predicted.map((label) => label * 7 - 3),
          ),
          expected,
        );
        const at = ((turn % truth.length) + truth.length) % truth.length;
        const turned = <T>(values: T[]) => [...values.slice(at), ...values.slice(0, at)].reverse();
        near(scores(turned(truth), turned(predicted)), expected);
        near(scores(predicted, truth), expected);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('stay within their bounds, and are 1 for a labelling and itself', () => {
    fc.assert(
      fc.property(labelled(5), ([truth, predicted]) => {
        const all = scores(truth, predicted);
        for (const score of all) expect(score).toBeLessThanOrEqual(1 + 1e-12);
        const [ari, accuracy] = all.slice(-2);
        for (const nmi of all.slice(0, -2)) expect(nmi).toBeGreaterThanOrEqual(0);
        expect(ari).toBeGreaterThanOrEqual(-0.5 - 1e-12);
        expect(accuracy).toBeGreaterThan(0);
        near(scores(truth, truth), [1, 1, 1, 1, 1, 1]);
        const { homogeneity, completeness, vMeasure: v } = vMeasure(truth, predicted);
        expect(v).toBeLessThanOrEqual(Math.max(homogeneity, completeness) + 1e-12);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('count a million rows without losing a pair', () => {
    const truth = Int32Array.from({ length: 1_000_000 }, (_, i) => i % 4);
    expect(
      adjustedRandIndex(
        truth,
        truth.map((label) => 3 - label),
      ),
    ).toBe(1);
  });

  it('name what is wrong with labels', () => {
    for (const score of [normalizedMutualInformation, adjustedRandIndex, matchedAccuracy, vMeasure, contingencyTable]) {
      expect(() => score([], [])).toThrow('truth: expected at least one label; it is empty');
      expect(() => score([1, 2], [1])).toThrow('predicted: expected as many labels as truth, 2; it has 1');
      expect(() => score([1, 2], [1, Number.NaN])).toThrow('predicted: expected numbers or strings; label 1 is NaN');
      expect(() => score([1, null as unknown as number], [1, 1])).toThrow(
        'truth: expected numbers or strings; label 1 is null',
      );
    }
    expect(() => normalizedMutualInformation([1], [1], { average: 'mean' as 'min' })).toThrow(/average: .*it is mean/);
    expect(() => vMeasure([1], [1], { beta: -1 })).toThrow(/beta: .*it is -1/);
  });
});

describe('the contingency table', () => {
  it('counts every pair of labels, in order of first appearance', () => {
    const table = contingencyTable(['b', 'a', 'a', 'b', 'a'], [2, 2, 0, 2, 1]);
    expect(table.classes).toEqual(['b', 'a']);
    expect(table.clusters).toEqual([2, 0, 1]);
    expect([...table.counts.data]).toEqual([2, 0, 0, 1, 1, 1]);
    expect([...table.classSizes]).toEqual([2, 3]);
    expect([...table.clusterSizes]).toEqual([3, 1, 1]);
    expect(table.total).toBe(5);
  });

  it('keeps 1 and "1" apart', () => {
    expect(contingencyTable([1, '1'], [0, 0]).classes).toEqual([1, '1']);
  });
});
