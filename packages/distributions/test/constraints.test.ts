// Every constraint: what holds on the host is not outside as tensors, and what does not, is.
import { useBackend } from '@baytes/tensor';
import { dispose, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import * as constraints from '../src/constraints';
import type { Constraint } from '../src/constraints';

const { NaN: missing, POSITIVE_INFINITY: infinity } = Number;
type Event = number | number[] | number[][];

/** By name: events that hold and events that do not. */
const events: Record<string, { holds: Event[]; not: Event[]; constraint?: Constraint }> = {
  binary: { holds: [0, 1], not: [0.5, -1, 2] },
  correlation: {
    holds: [
      [[1]],
      [
        [1, 0.5],
        [0.5, 1],
      ],
    ],
    not: [
      [
        [1, 1.5],
        [1.5, 1],
      ],
      [
        [2, 0.5],
        [0.5, 1],
      ],
      [
        [1, 0.5],
        [0, 1],
      ],
    ],
  },
  correlationCholesky: {
    holds: [
      [
        [1, 0],
        [0.6, 0.8],
      ],
    ],
    not: [
      [
        [1, 0],
        [0.6, -0.8],
      ],
      [
        [1, 0],
        [0.6, 0.6],
      ],
      [
        [1, 0.1],
        [0.6, 0.8],
      ],
    ],
  },
  countsOf: {
    constraint: constraints.countsOf(3),
    holds: [
      [1, 2],
      [3, 0],
    ],
    not: [
      [1, 1],
      [1.5, 1.5],
      [-1, 4],
    ],
  },
  count: { holds: [0, 3], not: [-1, 0.5, infinity] },
  extendedReal: { holds: [0, infinity, -infinity], not: [] },
  each: {
    constraint: constraints.each(constraints.positive, 1),
    holds: [[1, 2]],
    not: [
      [1, 0],
      [-1, 2],
    ],
  },
  integer: { holds: [-3, 0, 5], not: [0.5, -infinity, infinity] },
  interval: { constraint: constraints.interval(-1, 2, { closed: 'high' }), holds: [0, 2], not: [-1, 3] },
  logSimplex: {
    holds: [[Math.log(0.25), Math.log(0.75)], [0]],
    not: [
      [0, 0],
      [0.5, 0.5],
    ],
  },
  lowerCholesky: {
    holds: [
      [
        [2, 0],
        [-3, 1],
      ],
    ],
    not: [
      [
        [2, 1],
        [0, 1],
      ],
      [
        [2, 0],
        [1, 0],
      ],
    ],
  },
  nonNegative: { holds: [0, 2], not: [-1, infinity] },
  nonZero: { holds: [-2, 1e-30], not: [0, infinity, -infinity] },
  openUnitInterval: { holds: [0.5], not: [0, 1] },
  oneHot: {
    holds: [
      [0, 1, 0],
      [1, 0],
    ],
    not: [
      [0, 0],
      [1, 1],
      [0.5, 0.5],
      [2, -1],
    ],
  },
  ordered: {
    holds: [[-1, 0, 5], [2]],
    not: [
      [0, 0],
      [1, 0],
    ],
  },
  positive: { holds: [1], not: [0, -1, infinity] },
  positiveCount: { holds: [1], not: [0, 1.5] },
  positiveDefinite: {
    holds: [
      [
        [2, 1],
        [1, 2],
      ],
    ],
    not: [
      [
        [1, 2],
        [2, 1],
      ],
      [
        [2, 1],
        [0, 2],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ],
  },
  positiveOrdered: {
    holds: [[0.1, 2]],
    not: [
      [0, 1],
      [-1, 1],
      [2, 1],
    ],
  },
  real: { holds: [-3, 0], not: [infinity, -infinity] },
  simplex: {
    holds: [
      [0.5, 0.5],
      [0, 1],
    ],
    not: [
      [0.5, 0.6],
      [-0.5, 1.5],
    ],
  },
  unitInterval: { holds: [0, 0.5, 1], not: [-0.1, 1.1] },
  unitVector: {
    holds: [
      [0.6, -0.8],
      [0, 1],
    ],
    not: [[0.5, 0.5]],
  },
  zeroSum: { holds: [[1, -1], [0]], not: [[1, 1]] },
};

const shapeOf = (event: Event): number[] => (typeof event === 'number' ? [] : [event.length, ...shapeOf(event[0])]);

it('lists every constraint', () => {
  expect(Object.keys(constraints).sort()).toEqual(Object.keys(events).sort());
});

describe.each(backends)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(Object.entries(events))('%s', (name, { constraint, holds, not }) => {
    const tested = constraint ?? ((constraints as Record<string, unknown>)[name] as Constraint);
    for (const [event, expected] of [
      ...holds.map((each) => [each, true] as const),
      ...not.map((each) => [each, false] as const),
    ]) {
      const x = tensor(event);
      expect(x.rank).toBe(tested.eventRank);
      expect([event, tested.holds(x.dataSync(), x.shape)]).toEqual([event, expected]);
      const outside = tidy(() => tested.outside(x));
      expect(outside.shape).toEqual([]);
      expect([event, outside.dataSync()[0]]).toEqual([event, expected ? 0 : 1]);
      dispose([x, outside]);
    }
    // What stands in for events outside is inside.
    if (tested.inside) {
      const stand = tidy(() => (tested.inside as NonNullable<Constraint['inside']>)(shapeOf(holds[0])));
      expect(tested.holds(stand.dataSync(), stand.shape)).toBe(true);
      dispose(stand);
    }
    // NaN is no value that holds, and is not outside either: it travels on.
    const x = tensor(
      new Float32Array(tested.eventRank === 2 ? 4 : tested.eventRank === 1 ? 2 : 1).fill(missing),
      [[], [2], [2, 2]][tested.eventRank] as number[],
    );
    expect(tested.holds(x.dataSync(), x.shape)).toBe(false);
    const outside = tidy(() => tested.outside(x));
    expect(outside.dataSync()[0]).toBe(0);
    dispose([x, outside]);
  });
});
