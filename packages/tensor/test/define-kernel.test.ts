import { add, dispose, engine, grad, grads, memory, mul, sum, tensor, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import { broadcastValues, defineKernel, implementKernel, useBackend } from '../src/index';

// y = x^3 by a host kernel whose derivative is another kernel.
const cubeSlope = defineKernel({
  name: 'TestCubeSlope',
  inputs: ['x'],
  host: ({ x }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = 3 * x[i] * x[i];
  },
  gradient: ({ x }, dy) => ({ x: () => mul(dy, mul(6, x)) }),
});
const cube = defineKernel({
  name: 'TestCube',
  inputs: ['x'],
  host: ({ x }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] ** 3;
  },
  gradient: ({ x }, dy) => ({ x: () => mul(dy, cubeSlope(x)) }),
});
const scaledSum = defineKernel({
  name: 'TestScaledSum',
  inputs: ['a', 'b'],
  host: ({ a, b }, out, { attributes }: { attributes: { scale: number } }) => {
    for (let i = 0; i < out.length; i++) out[i] = attributes.scale * a[i] + b[i];
  },
  gradient: (_inputs, dy, { scale }) => ({ a: () => mul(dy, scale), b: () => dy }),
});
// A draw and how it counts: int32 input without gradient, two outputs, a shape of its own.
const drawn = defineKernel({
  name: 'TestDraw',
  inputs: ['key', 'mean'],
  outputs: ['draw', 'count'],
  dtypes: { key: 'int32' },
  output: ({ mean }, { shape }: { shape: number[] }) => ({
    draw: { shape: [...shape, ...mean] },
    count: { shape: [...shape, ...mean], dtype: 'int32' },
  }),
  host: ({ key, mean }, { draw, count }, { shapes, outputShapes: [to] }) => {
    const centres = broadcastValues(mean, shapes.mean, to);
    for (let i = 0; i < draw.length; i++) {
      draw[i] = centres[i] ** 2 + key[0];
      count[i] = i;
    }
  },
  gradient: ({ mean }, { draw }) => ({ mean: () => mul(sum(draw, 0), mul(2, mean)) }),
});

// y = u^x at u = 1/2 by a derivative of the output: log(u) y, in which y counts as a constant. The second has its own kernel.
const runs = { power: 0 };
const powerBend = defineKernel({
  name: 'TestPowerBend',
  inputs: ['x'],
  host: ({ x }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(2) ** 2 * 2 ** -x[i];
  },
});
const powerSlope = defineKernel({
  name: 'TestPowerSlope',
  inputs: ['x', 'y'],
  host: ({ y }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = -Math.log(2) * y[i];
  },
  gradient: ({ x }, dy) => ({ x: () => mul(dy, powerBend(x)) }),
});
const power = defineKernel({
  name: 'TestPower',
  inputs: ['x'],
  keepsOutput: true,
  host: ({ x }, out) => {
    runs.power++;
    for (let i = 0; i < out.length; i++) out[i] = 2 ** -x[i];
  },
  gradient: ({ x }, dy, _, kept) => ({ x: () => mul(dy, powerSlope(x, kept)) }),
});

describe.each(backends)('a kernel on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it('keeps its output for its gradient as a constant, and does not run again', () =>
    tidy(() => {
      runs.power = 0;
      const slope = grad((x: Tensor) => power(x));
      expect(slope(tensor([1])).dataSync()[0]).toBeCloseTo(-Math.log(2) / 2, 6);
      expect(runs.power).toBe(1);
      expect(grad((x: Tensor) => slope(x))(tensor([1])).dataSync()[0]).toBeCloseTo(Math.log(2) ** 2 / 2, 6);
      const squared = grad((x: Tensor) => grad((z: Tensor) => mul(power(z), power(z)))(x));
      expect(squared(tensor([1])).dataSync()[0]).toBeCloseTo(Math.log(2) ** 2, 6);
    }));

  it('computes, and leaves one tensor', () =>
    tidy(() => {
      const before = memory().numTensors;
      const y = cube([1, 2, 3]);
      expect([...y.dataSync()]).toEqual([1, 8, 27]);
      expect(memory().numTensors).toBe(before + 1);
      y.dispose();
    }));

  it('is one node to a profiler', async () => {
    const x = tensor([1, 2]);
    const { kernelNames, result } = await engine().profile(() => cube(x) as never);
    dispose([x, result as Tensor]);
    expect(kernelNames).toEqual(['TestCube']);
  });

  it('has derivatives of every order', () =>
    tidy(() => {
      const x = tensor([1, 2, 3]);
      const first = grad((t: Tensor) => cube(t));
      const second = grad((t: Tensor) => first(t));
      const third = grad((t: Tensor) => second(t));
      expect([...first(x).dataSync()]).toEqual([3, 12, 27]);
      expect([...second(x).dataSync()]).toEqual([6, 12, 18]);
      expect([...third(x).dataSync()]).toEqual([6, 6, 6]);
    }));

  it('broadcasts, and sums the gradient back to the shapes of its inputs', () =>
    tidy(() => {
      const a = tensor([[1], [2]]);
      const b = tensor([10, 20, 30]);
      const y = scaledSum(a, b, { scale: 2 });
      expect(y.shape).toEqual([2, 3]);
      expect([...y.dataSync()]).toEqual([12, 22, 32, 14, 24, 34]);
      const [da, db] = grads((s: Tensor, t: Tensor) => scaledSum(s, t, { scale: 2 }))([a, b]);
      expect([da.shape, db.shape]).toEqual([[2, 1], [3]]);
      expect([...da.dataSync(), ...db.dataSync()]).toEqual([6, 6, 2, 2, 2]);
    }));

  it('has several outputs, int32 among them', () =>
    tidy(() => {
      const mean = tensor([1, 2, 3]);
      const { draw, count } = drawn([7, 0], mean, { shape: [2] });
      expect(count.dtype).toBe('int32');
      expect([...draw.dataSync()]).toEqual([8, 11, 16, 8, 11, 16]);
      expect([...count.dataSync()]).toEqual([0, 1, 2, 3, 4, 5]);
      const slope = grad((m: Tensor) => drawn([7, 0], m, { shape: [2] }).draw)(mean);
      expect([...slope.dataSync()]).toEqual([4, 8, 12]);
    }));

  it('leaks nothing in a gradient', () =>
    tidy(() => {
      const x = tensor([1, 2, 3]);
      const second = grad((t: Tensor) => grad((s: Tensor) => add(cube(s), scaledSum(s, 1, { scale: 3 })))(t));
      second(x).dispose();
      const before = memory().numTensors;
      second(x).dispose();
      expect(memory().numTensors).toBe(before);
    }));

  it('says what is wrong', () =>
    tidy(() => {
      expect(() => scaledSum(tensor([1, 2]), tensor([1, 2, 3]), { scale: 1 })).toThrow(
        /TestScaledSum: b of shape \[3\].*a \[2\]/,
      );
      expect(() => cube(tensor(['a']))).toThrow('TestCube: x must be float32, but is a tensor of string and shape [1]');
      expect(() => drawn(tensor([0.5, 1]), [1], { shape: [] })).toThrow('TestDraw: key must be int32');
      expect(() => drawn([0.5, 1], [1], { shape: [] })).toThrow('0.5 is not an integer');
      const gone = tensor([1]);
      gone.dispose();
      expect(() => cube(gone)).toThrow('has been disposed');
      // @ts-expect-error an input is missing
      expect(() => scaledSum(1)).toThrow('TestScaledSum: needs a, b');
      const key = tensor([1, 2], undefined, 'int32');
      expect(() => grad((k: Tensor) => drawn(k, [1], { shape: [] }).draw)(key)).toThrow(
        'TestDraw: there is no derivative with respect to key',
      );
    }));

  it('takes a better implementation', () =>
    tidy(() => {
      const op = defineKernel({ name: `TestBetter-${backend}`, inputs: ['x'], host: (_, out) => out.fill(1) });
      expect([...op([0]).dataSync()]).toEqual([1]);
      implementKernel(`TestBetter-${backend}`, engine().backendName, ({ inputs, backend: to }) => {
        const { shape } = inputs.x!;
        return {
          dataId: (to as { write: (...a: unknown[]) => object }).write(new Float32Array([2]), shape, 'float32'),
          shape,
          dtype: 'float32',
        };
      });
      expect([...op([0]).dataSync()]).toEqual([2]);
    }));

  it('never replaces a kernel of TensorFlow.js', () =>
    tidy(() => {
      const op = defineKernel({ name: 'Exp', inputs: ['x'], host: () => {} });
      expect(() => op(1)).toThrow(`the backend '${engine().backendName}' has its own kernel 'Exp'`);
    }));
});

describe('broadcastValues', () => {
  it.each([
    [
      [2, 1],
      [2, 3],
      [1, 1, 1, 2, 2, 2],
    ],
    [[3], [2, 3], [1, 2, 3, 1, 2, 3]],
    [
      [2, 1, 2],
      [2, 3, 2],
      [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4],
    ],
    [
      [1, 2, 1],
      [2, 2, 2],
      [1, 1, 2, 2, 1, 1, 2, 2],
    ],
    [
      [2, 1],
      [3, 2, 1],
      [1, 2, 1, 2, 1, 2],
    ],
    [[], [2, 2], [1, 1, 1, 1]],
    [[1, 2], [0, 2], []],
  ])('lays [%s] out as [%s]', (from, to, expected) => {
    const values = Float32Array.from({ length: from.reduce((n, each) => n * each, 1) }, (_, i) => i + 1);
    expect([...broadcastValues(values, from, to)]).toEqual(expected);
  });

  it('copies nothing where there is nothing to repeat', () => {
    const values = new Float32Array(6);
    expect(broadcastValues(values, [2, 3], [1, 2, 3])).toBe(values);
  });
});
