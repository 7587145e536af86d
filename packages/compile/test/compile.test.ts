// What a user of programs meets: trees, data, results, errors.
import { foldIn, key, split } from '@baytes/kernels';
import { grad, hessian, hvp, isRecording, jacobian, jvp, useBackend, valueAndGrad } from '@baytes/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { gamma, normal } from '../../random/src';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../src';
import { javascriptText } from '../src/emit/javascript';
import { compiled } from '../src/program';
import { expectAgreement } from './agree';

beforeAll(async () => {
  await useBackend('cpu');
});

const effects = [28, 8, -3, 7, -1, 1, 18, 12];
const errors = [15, 10, 16, 11, 9, 11, 10, 18];
type Schools = { mu: Scalar; logTau: Scalar; theta: Tensor1D };
const schools = ({ mu, logTau, theta }: Schools): Tensor => {
  const tau = tf.exp(logTau);
  const z = tf.div(tf.sub(effects, tf.add(mu, tf.mul(tau, theta))), errors);
  const fit = tf.mul(-0.5, tf.add(tf.sum(tf.square(z)), tf.sum(tf.square(theta))));
  return tf.add(fit, tf.sub(tf.mul(-0.02, tf.square(mu)), tf.sub(tf.log1p(tf.square(tf.div(tau, 5))), logTau)));
};
/** The same in plain JavaScript. */
function schoolsPlainly([mu, logTau, ...theta]: readonly number[]): number {
  const tau = Math.exp(logTau);
  let sum = 0;
  theta.forEach((each, i) => {
    sum += ((effects[i] - mu - tau * each) / errors[i]) ** 2 + each ** 2;
  });
  return -0.5 * sum - 0.02 * mu ** 2 - Math.log1p((tau / 5) ** 2) + logTau;
}
const point = [1, 0.5, 0.1, -0.2, 0.3, 0.1, 0, 0.4, -0.1, 0.2];
const examplePoint = (): Schools => ({ mu: tf.scalar(1), logTau: tf.scalar(0.5), theta: tf.tensor1d(point.slice(2)) });

describe('compile', () => {
  it('gives values and gradients in double precision', () => {
    const example = examplePoint();
    const program = compile(valueAndGrad(schools), example);
    const { value, grad: slopes } = program({ mu: 1, logTau: 0.5, theta: point.slice(2) });
    expect(value as number).toBeCloseTo(schoolsPlainly(point), 13);
    const found = [slopes.mu, slopes.logTau, ...(slopes.theta as Float64Array)] as number[];
    found.forEach((slope, i) => {
      const moved = (by: number) => schoolsPlainly(point.map((x, j) => (j === i ? x + by : x)));
      const h = 1e-3;
      const difference = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
      expect(slope).toBeCloseTo(difference, 10);
    });
    tf.dispose(example as never);
  });

  it('agrees with eager code, and its Hessian-vector products do', () => {
    const example = examplePoint();
    expectAgreement(valueAndGrad(schools), example);
    const direction = { mu: tf.scalar(0.3), logTau: tf.scalar(-0.2), theta: tf.tensor1d(point.slice(0, 8)) };
    expectAgreement((at: Schools) => hvp(schools, at, direction), example);
    const x = tf.tensor1d([0.5, -1]);
    expectAgreement((at: Tensor) => hessian((w) => tf.sum(tf.sigmoid(tf.mul(w, tf.square(w)))), at), x);
    expectAgreement(
      jacobian((at: Tensor) => tf.mul(tf.exp(at), tf.sum(at))),
      x as Tensor,
    );
    expectAgreement(
      (at: Tensor) => jvp((each: Tensor) => tf.mul(tf.exp(each), tf.sum(each)), at, tf.onesLike(at)),
      x as Tensor,
    );
    tf.dispose([example, direction, x] as never);
  });

  it('leaves no tensors behind, not when recording and not when running', () => {
    const example = examplePoint();
    const before = tf.memory().numTensors;
    const program = compile(valueAndGrad(schools), example);
    program({ mu: 1, logTau: 0.5, theta: point.slice(2) });
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(example as never);
  });

  it('takes and gives flat vectors', () => {
    const example = examplePoint();
    const { flat } = compile(valueAndGrad(schools), example);
    const slopes = new Float64Array(10);
    expect(flat(point, slopes)).toBeCloseTo(schoolsPlainly(point), 13);
    expect(slopes[0]).not.toBe(0);
    expect(flat.size).toBe(10);
    expect(() => flat([1, 2])).toThrow('the parameters have 10 numbers; got 2');
    expect(() => flat(point, new Float64Array(11))).toThrow('the results are 10 numbers; out has 11');
    tf.dispose(example as never);
  });

  it('writes into arrays', () => {
    const x = tf.tensor([1, 2]);
    const program = compile((at: Tensor) => [tf.square(at), tf.sum(at)] as const, x);
    const results = [new Float64Array(2), new Float64Array(1)] as const;
    program.into(results as never, [3, 4]);
    expect(results.map((each) => [...each])).toEqual([[9, 16], [7]]);
    x.dispose();
  });

  it('takes data that are bound, and others of their shapes', () => {
    const [x, y, w] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([1, -1]), tf.tensor1d([0.5, 0.25])];
    const cost = (weights: Tensor1D, data: { x: Tensor; y: Tensor }) =>
      tf.sum(tf.square(tf.sub(tf.reshape(tf.matMul(data.x as never, tf.reshape(weights, [2, 1])), [2]), data.y)));
    const program = compile(cost, w, { data: { x, y } });
    expect(program([0.5, 0.25])).toBeCloseTo((1 - 1) ** 2 + (2.5 + 1) ** 2, 12);
    program.bind({ x: [1, 0, 0, 1], y: [0, 0] });
    expect(program([0.5, 0.25])).toBeCloseTo(0.25 + 0.0625, 12);
    // Another program of the same function has its own.
    const second = compile(cost, w, { data: { x, y } });
    expect(compiled(second)).toBe(compiled(program));
    expect(second([0.5, 0.25])).toBeCloseTo(12.25, 12);
    expect(program([0.5, 0.25])).toBeCloseTo(0.3125, 12);
    expect(() => program.bind({ x: [1], y: [0, 0] })).toThrow('data.x must be 4 numbers of shape [2,2]; got 1 of them');
    tf.dispose([x, y, w]);
  });

  it('keeps the numbers that code gives, not their float32', () => {
    const x = tf.scalar(1);
    const program = compile(
      (at: Tensor) =>
        tf.addN([
          tf.mul(at, 0.1),
          tf.mul(at, tf.scalar(1e-9)),
          tf.sum(tf.mul(at, tf.tensor([[0.3], [0.7]]))),
          tf.fill([], 1 / 3),
        ]),
      x,
    );
    expect(program(1)).toBeCloseTo(0.1 + 1e-9 + 0.3 + 0.7 + 1 / 3, 15);
    x.dispose();
  });

  it('draws the bits of eager draws from the key that it is given', () => {
    const example = { seed: key(1), loc: tf.tensor1d([0, 1, 2]) };
    const draw = ({ seed, loc }: { seed: readonly [number, number]; loc: Tensor }) => {
      const [one, two] = split(seed);
      const z = normal(one, { loc, scale: 2 });
      return [z, gamma(foldIn(two, 7), { concentration: 0.3 }, { shape: [4] }), tf.mul(z, 2)] as const;
    };
    const program = compile(draw as never, example as never) as unknown as (at: unknown) => Float64Array[];
    for (const seed of [0, 1, 12345]) {
      const eager = tf.tidy(() => draw({ ...example, seed: key(seed) }).map((each) => [...each.dataSync()]));
      const drawn = program({ seed: key(seed), loc: [0, 1, 2] });
      expect([...drawn[0]]).toEqual(eager[0]);
      expect([...drawn[1]]).toEqual(eager[1]);
      expect([...drawn[2]]).toEqual(eager[2]);
    }
    example.loc.dispose();
  });

  it('makes programs that are larger than one function', () => {
    // A scalar of the first statements is read in the last ones; all between are kept apart by `sin`.
    const x = tf.tensor1d([0.3, -0.2, 0.1]);
    const f = (at: Tensor) => {
      const first = tf.exp(tf.sum(at));
      let state = at as Tensor;
      for (let t = 0; t < 250; t++) state = tf.sin(tf.add(tf.mul(state, 0.7), tf.mul(tf.mean(state), 0.1 + 0.0005 * t)));
      return tf.mul(tf.sum(state), first);
    };
    const program = compile(valueAndGrad(f), x as Tensor, { emitter: 'javascript' });
    expect(javascriptText(compiled(program).main.placed).text.match(/function part/g)?.length).toBeGreaterThan(1);
    expectAgreement(valueAndGrad(f), x as Tensor, 1e-3);
    x.dispose();
  });

  it('says while it records that it does', () => {
    const seen: boolean[] = [];
    const x = tf.scalar(1);
    const program = compile((at: Tensor) => {
      seen.push(isRecording());
      return tf.square(at);
    }, x);
    program(2);
    expect([...seen, isRecording()]).toEqual([true, false]);
    x.dispose();
  });
});

describe('what cannot be compiled', () => {
  const x = () => tf.tensor1d([1, 2]);
  const here = /compile\.test\.ts:\d+:\d+/;
  const refused = (fn: (at: Tensor) => Tensor, ...parts: (string | RegExp)[]) => {
    const example = x();
    const before = tf.memory().numTensors;
    for (const part of parts) expect(() => compile(fn, example as Tensor)).toThrow(part);
    expect(tf.memory().numTensors).toBe(before);
    // The engine is as it was.
    expect([...tf.tidy(() => tf.square(example).dataSync())]).toEqual([1, 4]);
    example.dispose();
  };

  it('reads numbers to decide', () =>
    refused(
      (at) => (tf.sum(at).dataSync()[0] > 0 ? tf.square(at) : at),
      'reads the numbers of a result of Sum',
      'choose with `where`',
      here,
    ));
  it('reads numbers of an argument', () => refused((at) => tf.mul(at, at.arraySync() as never), 'numbers of an argument'));
  it('keeps a tensor', () => {
    refused((at) => tf.sum(tf.keep(tf.square(at))), 'keeps a result of Square', here);
  });
  it('reads a variable', () => {
    const state = tf.tidy(() => tf.variable(tf.scalar(3), false, 'state'));
    refused((at) => tf.mul(at, state), 'reads the variable state', here);
    state.dispose();
  });
  it('draws without a key', () => refused((at) => tf.add(at, tf.randomNormal([2])), 'a random number without a key', here));
  it('calls a kernel without an emitter', () => {
    refused(
      (at) => tf.reshape(tf.avgPool(tf.reshape(at, [1, 1, 2, 1]) as never, 1, 1, 'same') as Tensor, [2]),
      'no emitter for the kernel AvgPool',
      here,
    );
  });
  it('is a function of something else', () => {
    expect(() => compile((at: Tensor) => at, 3 as never)).toThrow('the example must be a tensor, a key');
  });

  it('names the line of an op also where its gradient fails', () => {
    const example = x();
    const f = (at: Tensor) => tf.sum(tf.square(tf.avgPool(tf.reshape(at, [1, 1, 2, 1]) as never, 1, 1, 'same') as Tensor));
    expect(() => compile(grad(f), example as Tensor)).toThrow(here);
    example.dispose();
  });
});
