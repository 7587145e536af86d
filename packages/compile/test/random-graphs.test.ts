// Random expressions: what no list of cases has thought of. Eager code, the graph and the loops before and after their passes agree.
import { useBackend, valueAndGrad } from '@baytes/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { expectAgreement, someNumbers } from './agree';

beforeAll(async () => {
  await useBackend('cpu');
});

/** A step of an expression: makes a tensor from those that there are. Numbers choose among them, and among what is possible. */
type Step = (pool: Tensor[], a: number, b: number) => Tensor | undefined;

const pick = (pool: Tensor[], n: number) => pool[n % pool.length];
/** Keeps numbers in a range where float32 and float64 stay close. */
const tame = (x: Tensor) => tf.sin(x);

const unary =
  (op: (x: Tensor) => Tensor): Step =>
  (pool, a) =>
    op(pick(pool, a));
const fits = (x: Tensor, y: Tensor) => {
  const rank = Math.max(x.rank, y.rank);
  for (let axis = 1; axis <= rank; axis++) {
    const [m, n] = [x.shape[x.rank - axis] ?? 1, y.shape[y.rank - axis] ?? 1];
    if (m !== n && m !== 1 && n !== 1) return false;
  }
  return true;
};
const binary =
  (op: (x: Tensor, y: Tensor) => Tensor): Step =>
  (pool, a, b) => {
    const [x, y] = [pick(pool, a), pick(pool, b)];
    return fits(x, y) ? op(x, y) : undefined;
  };
const axis = (x: Tensor, n: number) => n % x.rank;
const along =
  (op: (x: Tensor, each: number) => Tensor): Step =>
  (pool, a, b) => {
    const x = pick(pool, a);
    return x.rank === 0 ? undefined : op(x, axis(x, b));
  };

const steps: Record<string, Step> = {
  add: binary((x, y) => tame(tf.add(x, y))),
  sub: binary((x, y) => tame(tf.sub(x, y))),
  mul: binary((x, y) => tame(tf.mul(x, y))),
  div: binary((x, y) => tf.div(x, tf.add(1.5, tf.square(y)))),
  where: binary((x, y) =>
    tf.where(tf.less(tame(tf.mul(x, 3)), tf.zerosLike(x)), tf.mul(x, tf.onesLike(y)), tf.mul(y, tf.onesLike(x))),
  ),
  maximum: binary((x, y) => tf.maximum(x, y)),
  square: unary((x) => tame(tf.square(x))),
  exp: unary((x) => tf.exp(tf.mul(0.5, tame(x)))),
  sigmoid: unary((x) => tf.sigmoid(x)),
  tanh: unary((x) => tf.tanh(x)),
  negate: unary((x) => tf.neg(x)),
  scale: (pool, a, b) => tf.mul(pick(pool, a), (b % 7) / 3 - 1),
  sum: along((x, each) => tame(tf.sum(x, each))),
  'sum of all': unary((x) => tame(tf.sum(x))),
  'mean kept': along((x, each) => tf.mean(x, each, true)),
  logSumExp: along((x, each) => tame(tf.logSumExp(x, each))),
  softmax: unary((x) => (x.rank === 0 ? tf.sigmoid(x) : tf.softmax(x))),
  cumsum: along((x, each) => tame(tf.cumsum(x, each, each % 2 === 0, x.size % 2 === 0))),
  transpose: unary((x) => tf.transpose(x)),
  reverse: along((x, each) => tf.reverse(x, each)),
  flatten: unary((x) => tf.reshape(x, [x.size])),
  expand: (pool, a, b) => {
    const x = pick(pool, a);
    return x.rank > 3 ? undefined : tf.expandDims(x, b % (x.rank + 1));
  },
  slice: along((x, each) => {
    const length = x.shape[each];
    const begin = x.shape.map((_, k) => (k === each ? Math.floor(length / 3) : 0));
    return tf.slice(
      x,
      begin,
      x.shape.map((n, k) => (k === each ? Math.max(1, Math.floor(length / 2)) : n)),
    );
  }),
  concat: along((x, each) => (x.size > 60 ? x : tf.concat([x, tame(x)], each))),
  pad: along((x, each) =>
    x.size > 60
      ? x
      : tf.pad(
          x,
          x.shape.map((_, k): [number, number] => (k === each ? [1, 1] : [0, 0])),
          0.5,
        ),
  ),
  tile: along((x, each) =>
    x.size > 60
      ? x
      : tf.tile(
          x,
          x.shape.map((_, k) => (k === each ? 2 : 1)),
        ),
  ),
  gather: along((x, each) => {
    const length = x.shape[each];
    return tf.gather(x, tf.tensor([0, length - 1, Math.floor(length / 2)], [3], 'int32'), each);
  }),
  stack: unary((x) => (x.size > 60 || x.rank > 3 ? x : tf.stack([x, tame(x)], x.rank === 0 ? 0 : 1))),
  matMul: (pool, a, b) => {
    const [x, y] = [pick(pool, a), pick(pool, b)];
    if (x.rank !== 2 || y.rank !== 2) return undefined;
    if (x.shape[1] === y.shape[0]) return tame(tf.matMul(x, y));
    if (x.shape[1] === y.shape[1]) return tame(tf.matMul(x, y, false, true));
    return x.shape[0] === y.shape[0] ? tame(tf.matMul(x, y, true)) : undefined;
  },
};

const names = Object.keys(steps);
const program = fc.array(fc.record({ step: fc.constantFrom(...names), a: fc.nat(50), b: fc.nat(50) }), {
  minLength: 1,
  maxLength: 14,
});
const shapes = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }), { minLength: 1, maxLength: 3 });

it('random expressions and their gradients', () => {
  const used = new Map<string, number>();
  fc.assert(
    fc.property(shapes, program, (sizes, plan) => {
      const at = sizes.map((shape, i) => {
        const size = shape.reduce((product, length) => product * length, 1);
        return tf.tensor(someNumbers(size, i + 1), shape);
      });
      const run = (given: readonly Tensor[]) => {
        const pool = [...given];
        for (const { step, a, b } of plan) {
          const made = steps[step](pool, a, b);
          if (made === undefined) continue;
          pool.push(made);
          used.set(step, (used.get(step) ?? 0) + 1);
        }
        const last = pool.slice(-2);
        return last
          .map((each) => tf.sum(tf.mul(each, tf.reshape(tf.cos(tf.range(0, each.size)), each.shape))))
          .reduce((x, y) => tf.add(x, y));
      };
      try {
        // Where two numbers are the same but for rounding, maxima choose differently: the tolerance is that of float32 sums.
        expectAgreement((given: Tensor[]) => valueAndGrad(run as never)(given as never) as never, at as never, 2e-3, 1);
      } finally {
        tf.dispose(at);
      }
    }),
    { numRuns: Number(process.env.BAYTES_RUNS ?? 150), seed: 20260101 },
  );
  expect(names.filter((name) => !used.has(name))).toEqual([]);
}, 300_000);
