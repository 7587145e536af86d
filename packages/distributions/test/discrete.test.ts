// The discrete laws: every check of the suite on each. Those whose parameters are vectors are in multivariate.test.ts.
import { useBackend } from '@baytes/tensor';
import { expect, it } from 'vitest';
import { fromJSON, zeroInflated } from '../src';
import * as laws from '../src/laws/discrete/index';
import { discreteRows } from './rows/discrete';
import { testLaws } from './suite/index';
import { take } from './suite/take';

const { categorical: _categorical, orderedLogistic: _orderedLogistic, ...ofNumbers } = laws;

// Supports that depend on parameters are tensors.
await useBackend('cpu');
testLaws(ofNumbers, discreteRows);

it('zeroInflated of a Poisson law is the zero-inflated Poisson law, and comes back from JSON', () => {
  const [gate, rate] = [[0.25, 0.5], 2.5];
  const named = laws.zeroInflatedPoisson({ gate, rate });
  const made = zeroInflated(laws.poisson({ rate }), { gate });
  for (const law of [made, fromJSON(JSON.parse(JSON.stringify(made)))]) {
    for (const method of ['logProb', 'cdf', 'survival', 'logCdf', 'logSurvival'] as const) {
      expect(
        take(
          law[method]([
            [0, 1],
            [4, 0],
          ]),
        ),
      ).toEqual(
        take(
          named[method]([
            [0, 1],
            [4, 0],
          ]),
        ),
      );
    }
    expect(take(law.icdf([0.3, 0.9]))).toEqual(take(named.icdf([0.3, 0.9])));
    for (const statistic of ['mean', 'variance'] as const) expect(take(law[statistic]())).toEqual(take(named[statistic]()));
    expect(take(law.sample(3, { shape: [5] }))).toEqual(take(named.sample(3, { shape: [5] })));
  }
  expect(() => zeroInflated(laws.poisson({ rate }), { gate: 2 })).toThrow('gate');
});
