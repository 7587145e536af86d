import {
  add,
  customGrad,
  exp,
  type GradSaveFunc,
  greater,
  grads,
  log,
  losses,
  memory,
  mul,
  pow,
  prod,
  scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  logAddExp,
  logSoftmax,
  logSumExp,
  safeWhere,
  stopGradient,
  useBackend,
  valueAndGrad,
} from '../src/index';
import { backends } from '../../../tooling/vitest/backends';
import { type Case, check } from './gradients/check';

const values = (x: Tensor) => [...x.dataSync()];

describe.each(backends)('derivatives on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it('of many outputs are rows of a Jacobian', () => {
    tidy(() => {
      const at = { a: tensor([1, 2]), b: tensor(3) };
      const found = jacobian((p: typeof at) => mul(square(p.a), p.b))(at);
      expect(found.a.shape).toEqual([2, 2]);
      expect(values(found.a)).toEqual([6, 0, 0, 12]);
      expect(values(found.b)).toEqual([1, 4]);
    });
    const x = tensor([1, 2, 3]);
    expect(() => jacobian((each: Tensor) => square(each))(x)).toLeaveOnlyItsResult();
    x.dispose();
  });

  it('have the form of the parameters', () => {
    tidy(() => {
      const at = { layer: { w: tensor([1, 2]), b: tensor(3) }, list: [tensor([4]), tensor([5])] };
      const { value, grad: found } = valueAndGrad((p: typeof at) =>
        add(sum(mul(square(p.layer.w), p.layer.b)), mul(sum(p.list[0]), sum(p.list[1]))),
      )(at);
      expect(value.dataSync()[0]).toBe(35);
      expect(values(found.layer.w)).toEqual([6, 12]);
      expect(values(found.layer.b)).toEqual([5]);
      expect(found.list.map(values)).toEqual([[5], [4]]);
    });
  });

  it('are zero for a parameter that is not used', () => {
    tidy(() => {
      const found = grad(({ a }: { a: Tensor; b: Tensor }) => sum(a))({ a: tensor([1, 2]), b: tensor([3]) });
      expect(values(found.b)).toEqual([0]);
    });
  });

  it('leave nothing behind but the results, also after an error', () => {
    const x = tensor([1, 2]);
    grad((t: Tensor) => sum(exp(t)))(x).dispose();
    const before = memory().numTensors;
    const first = valueAndGrad((t: Tensor) => sum(mul(exp(t), t)))(x);
    hvp((t: Tensor) => sum(exp(t)), x, x).dispose();
    hessian((t) => sum(exp(t)), x).dispose();
    const { value, tangent } = jvp((t: Tensor) => exp(t), x, x);
    expect(memory().numTensors).toBe(before + 4);
    for (const each of [first.value, first.grad, value, tangent]) each.dispose();
    expect(() =>
      grad((t: Tensor) => {
        sum(exp(t));
        throw new Error('on the way');
      })(x),
    ).toThrow('on the way');
    expect(memory().numTensors).toBe(before);
    x.dispose();
  });

  it('agree with each other', () => {
    tidy(() => {
      const f = (x: Tensor) => add(sum(pow(x, 3)), prod(x));
      const x = tensor([1, 2, 3]);
      const v = tensor([0.5, -1, 2]);
      const H = hessian(f, x);
      expect(values(H)).toEqual([6, 3, 2, 3, 12, 1, 2, 1, 18].map((each) => expect.closeTo(each, 4)));
      expect(values(hvp(f, x, v))).toEqual([4, -8.5, 36].map((each) => expect.closeTo(each, 4)));
      const { value, tangent } = jvp((t: Tensor) => square(t), x, v);
      expect(values(value)).toEqual([1, 4, 9]);
      expect(values(tangent)).toEqual([1, -4, 12]);
      // Forward over reverse is the Hessian too.
      expect(values(jvp(grad(f), x, v).tangent)).toEqual([4, -8.5, 36].map((each) => expect.closeTo(each, 4)));
    });
  });

  it('stop where they are told to, even at an infinite slope', () => {
    tidy(() => {
      const x = tensor([3]);
      expect(values(grad((t: Tensor) => sum(mul(t, stopGradient(t))))(x))).toEqual([3]);
      expect(values(grad((t: Tensor) => sum(add(t, stopGradient(sqrt(t)))))(tensor([0])))).toEqual([1]);
      const { a } = stopGradient({ a: x });
      expect(values(a)).toEqual([3]);
    });
  });

  it('are finite beside a singularity', () => {
    tidy(() => {
      const entropy = (x: Tensor) => sum(safeWhere(greater(x, 0), x, (t) => mul(t, log(t))));
      expect(values(grad(entropy)(tensor([0, 1])))).toEqual([0, 1]);
      expect(values(hvp(entropy, tensor([0, 2]), tensor([1, 1])))).toEqual([0, 0.5]);
      const naive = (x: Tensor) => sum(where(greater(x, 0), mul(x, log(x)), mul(x, 0)));
      expect(Number.isNaN(values(naive(tensor([0, 1])))[0])).toBe(false);
    });
  });

  it('are right through a custom gradient that saves its output', () => {
    // Without mended tape this is silently wrong: tfjs issue 3252.
    const saving = customGrad((x, save) => {
      const y = exp(x as Tensor);
      (save as GradSaveFunc)([y]);
      return { value: y, gradFunc: (dy: Tensor, [saved]: Tensor[]) => mul(dy, saved) };
    });
    const f = (x: Tensor) => square(sub(x, saving(x)));
    const plain = (x: Tensor) => square(sub(x, exp(x)));
    tidy(() => {
      const x = tensor([0.3, -0.5]);
      const v = tensor([1, 2]);
      expect(values(hvp((t: Tensor) => sum(f(t)), x, v))).toEqual(
        values(hvp((t: Tensor) => sum(plain(t)), x, v)).map((each) => expect.closeTo(each, 4)),
      );
    });
  });

  it('refuse what a custom gradient has made impossible', () => {
    tidy(() => {
      const labels = tensor([[0, 1]]);
      const cost = (x: Tensor) => losses.softmaxCrossEntropy(labels, x) as Tensor;
      const x = tensor([[0.5, 1]]);
      expect(values(grad(cost)(x))[1]).toBeCloseTo(-0.3775, 3);
      expect(() => hvp(cost, x, x)).toThrow('save its inputs or its output only');
    });
  });

  it('say what is wrong', () => {
    tidy(() => {
      expect(() => grad((x: Tensor) => x)(tensor([1, 2]))).toThrow('must return one number, but returned shape [2]');
      expect(() => grad((x: Tensor) => sum(x))(tensor([1], undefined, 'int32'))).toThrow('is int32');
      expect(() => grad(() => scalar(1))({} as never)).toThrow('no parameters');
      expect(() => grad(() => scalar(1))({ a: { b: 3 } } as never)).toThrow('a.b must be a tensor');
      expect(() => hvp((x: Tensor) => sum(x), tensor([1, 2]), tensor([1]))).toThrow('direction must have the form');
    });
  });

  const stable: Case[] = [
    {
      kernel: 'LogAddExp',
      inputs: [
        { shape: [2, 3], from: -2, to: 2 },
        { shape: [3], from: -1, to: 1 },
      ],
      f: (a, b) => logAddExp(a, b),
    },
    { kernel: 'LogAddExp', what: 'of equals', inputs: [{ shape: [3], from: -2, to: 2 }], f: (a) => logAddExp(a, mul(a, 1)) },
    { kernel: 'LogSumExp', inputs: [{ shape: [2, 3, 2], from: -2, to: 2 }], f: (x) => logSumExp(x, 1) },
    { kernel: 'LogSumExp', what: 'kept', inputs: [{ shape: [2, 3], from: -2, to: 2 }], f: (x) => logSumExp(x, -1, true) },
    { kernel: 'LogSumExp', what: 'logSoftmax', inputs: [{ shape: [2, 3], from: -2, to: 2 }], f: (x) => logSoftmax(x, 0) },
  ];
  it.each(stable.map((each) => ({ each, name: `${each.kernel} (${each.what ?? 'plain'})` })))(
    '$name has right derivatives',
    async ({ each }) => {
      expect(await check(each)).toEqual([]);
    },
  );

  it('of sums of exponentials survive infinities', () => {
    tidy(() => {
      const inf = Number.POSITIVE_INFINITY;
      expect(values(logAddExp([1000, -inf, inf, -inf], [1000, 2, 1, -inf]))).toEqual([
        expect.closeTo(1000.6931, 3),
        2,
        inf,
        -inf,
      ]);
      const [a, b] = grads((s: Tensor, t: Tensor) => sum(logAddExp(s, t)))([tensor([-inf, -inf, 0]), tensor([-inf, 2, -inf])]);
      expect(values(a)).toEqual([0.5, 0, 1]);
      expect(values(b)).toEqual([0.5, 1, 0]);
      const rows = tensor([
        [-inf, -inf],
        [0, -inf],
        [1000, 1000],
      ]);
      expect(values(logSumExp(rows))).toEqual([-inf, 0, expect.closeTo(1000.6931, 3)]);
      expect(values(grad((x: Tensor) => sum(logSumExp(x)))(rows))).toEqual([0, 0, 1, 0, 0.5, 0.5]);
    });
  });
});
