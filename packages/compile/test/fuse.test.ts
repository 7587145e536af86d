// A fused formula against the formula: values and derivatives to second order, for every way in which inputs broadcast.
import { useBackend } from '@baytes/tensor';
import {
  add,
  dispose,
  div,
  exp,
  grads,
  greater,
  less,
  log,
  logicalOr,
  mul,
  square,
  sub,
  sum,
  tanh,
  type Tensor,
  tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fuse, type FuseDefinition } from '../src';

/** Formulas with what they are given: shapes of a row. */
const FORMULAS: Record<string, FuseDefinition & { rows: Record<string, number[]> }> = {
  normal: {
    name: 'FuseNormal',
    inputs: ['x', 'loc', 'scale'],
    together: ['loc', 'scale'],
    formula: ({ x, loc, scale }) => sub(mul(-0.5, square(div(sub(x, loc), scale))), log(scale)),
    rows: { x: [], loc: [], scale: [] },
  },
  masked: {
    name: 'FuseMasked',
    inputs: ['x', 'rate'],
    together: ['rate'],
    formula: ({ x, rate }) => {
      const outside = logicalOr(less(x, 0.8), greater(x, 4));
      return where(outside, -5, sub(log(rate), mul(rate, where(outside, 1, x))));
    },
    rows: { x: [], rate: [] },
  },
  'sum over a row': {
    name: 'FuseRow',
    inputs: ['x', 'a'],
    ranks: { x: 1, a: 1 },
    together: ['a'],
    formula: ({ x, a }) => add(sum(mul(a, log(x)), -1), square(sum(tanh(a), -1))),
    rows: { x: [5], a: [5] },
  },
  'a number and a vector': {
    name: 'FuseMixed',
    inputs: ['n', 'a'],
    ranks: { a: 1 },
    formula: ({ n, a }) => mul(n, log(sum(exp(mul(0.1, a)), -1))),
    rows: { n: [], a: [3] },
  },
  'long rows': {
    name: 'FuseLong',
    inputs: ['x', 'a'],
    ranks: { x: 1, a: 1 },
    together: ['a'],
    formula: ({ x, a }) => sum(mul(x, sub(a, div(sum(a, -1, true), 40))), -1),
    rows: { x: [40], a: [40] },
  },
};

const BATCHES: number[][][] = [
  [[], [], []],
  [[1], [1], [1]],
  [[7], [7], [7]],
  [[64], [], [64]],
  [[5], [5], []],
  [[3, 5], [5], [3, 1]],
  [[3000], [1], []],
];

function numbers(shape: number[], salt: number): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => 0.5 + 4 * ((i * 0.6180339 + salt * 0.37) % 1)),
    shape,
  );
}

function take(all: Tensor[]): number[][] {
  const values = all.map((each) => Array.from(each.dataSync()));
  dispose(all);
  return values;
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  describe.each(Object.entries(FORMULAS))('%s', (_, definition) => {
    it.each(BATCHES)('agrees with the formula for batches %j, %j, %j', (...batches) => {
      const op = fuse({ ...definition, name: `${definition.name}:${backend}` });
      const { inputs, formula, rows } = definition;
      const given = inputs.map((name, i) => numbers([...batches[i], ...rows[name]], i));
      const eager = (...each: Tensor[]) => tidy(() => formula(Object.fromEntries(inputs.map((name, i) => [name, each[i]]))));
      const close = (found: number[], expected: number[]) => {
        expect(found).toHaveLength(expected.length);
        const scale = Math.max(1, ...expected.map(Math.abs));
        for (const [i, each] of expected.entries()) expect(Math.abs(found[i] - each) / scale).toBeLessThan(3e-6);
      };
      const [value, expected] = [op(...given), eager(...given)];
      expect(value.shape).toEqual(expected.shape);
      const [a, b] = take([value, expected]);
      close(a, b);
      const loss =
        (f: (...each: Tensor[]) => Tensor) =>
        (...each: Tensor[]) =>
          sum(square(f(...each)));
      const first = [op, eager].map((f) => take(grads(loss(f))(given)));
      for (const [i, each] of first[0].entries()) close(each, first[1][i]);
      const curvature =
        (f: (...each: Tensor[]) => Tensor) =>
        (...each: Tensor[]) => {
          const slopes = grads(loss(f))(each);
          const terms = slopes.map((slope) => sum(square(slope)));
          return [...terms, ...each.map((one) => mul(0, sum(one)))].reduce((p, q) => add(p, q));
        };
      const second = [op, eager].map((f) => take(grads(curvature(f))(given)));
      for (const [i, each] of second[0].entries()) close(each, second[1][i]);
      dispose(given);
    });
  });

  it('takes no rows at all', () => {
    const op = fuse({ ...FORMULAS.normal, name: `FuseEmpty:${backend}` });
    const given = [numbers([0], 0), numbers([1], 1), numbers([], 2)];
    expect(take([op(...given)])).toEqual([[]]);
    dispose(given);
  });

  it('keeps NaN and infinities', () => {
    const op = fuse({ ...FORMULAS.masked, name: `FuseSpecial:${backend}` });
    const [x, rate] = [tensor([Number.NaN, Infinity, -Infinity, 1]), tensor([1])];
    const found = take([op(x, rate)])[0];
    expect(found).toEqual([Number.NaN, -5, -5, -1]);
    dispose([x, rate]);
  });

  it('leaves nothing but its result and derivatives', () => {
    const op = fuse({ ...FORMULAS.normal, name: `FuseLeaks:${backend}` });
    const given = [numbers([10], 0), numbers([], 1), numbers([10], 2)];
    expect(() => op(...given)).toLeaveOnlyItsResult();
    expect(() => grads((...each) => sum(op(...each)))(given)).toLeaveOnlyItsResult();
    expect(() => grads((m) => sum(op(given[0], m as Tensor, given[2])))([given[1]])).toLeaveOnlyItsResult();
    dispose(given);
  });

  it('is one kernel, and one for the derivatives that are wanted together', async () => {
    const op = fuse({ ...FORMULAS.normal, name: `FuseNames:${backend}` });
    const given = [numbers([10], 0), numbers([10], 1), numbers([10], 2)];
    take(grads((...each) => sum(op(given[0], ...each)))(given.slice(1))); // makes the programs
    const { engine } = await import('@tensorflow/tfjs-core');
    const { kernelNames, result } = await engine().profile(
      () => grads((...each) => sum(op(given[0], ...each)))(given.slice(1)) as never,
    );
    dispose(result as never);
    expect(kernelNames.filter((name) => name.startsWith('Fuse'))).toEqual([
      `FuseNames:${backend}`,
      `FuseNames:${backend}Gradient:loc,scale`,
    ]);
    dispose(given);
  });

  it('adds up without losing digits', () => {
    const million = tensor(new Float32Array(1e6).fill(0.1));
    expect(take([sum(million)])[0][0]).toBeCloseTo(100000, 1);
    dispose(million);
  });
});
