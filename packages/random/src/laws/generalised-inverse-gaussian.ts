import {
  type Key,
  logGeneralisedInverseGaussianDrawP,
  logGeneralisedInverseGaussianDrawPP,
  logGeneralisedInverseGaussianDrawPW,
  logGeneralisedInverseGaussianDraws,
  logGeneralisedInverseGaussianDrawW,
  logGeneralisedInverseGaussianDrawWW,
  type Parameter,
} from '@baytes/kernels';
import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../constraint';
import { defineLaw, type Law } from '../law';
import { beyond, wide } from '../wide';

type Name = 'order' | 'a' | 'b';
const NAMES = ['order', 'a', 'b'] as const;
const PARAMETERS = { order: real, a: positive, b: positive };

/**
 * Derivatives of log x in one parameter or in two, from those of the standard law y = log x - log(b / a) / 2 with parameters p (the
 * order) and w = sqrt(a b).
 */
type Derivative = (p: number, a: number, b: number, w: number, y: number) => number;
const ofP: Derivative = (p, _a, _b, w, y) => logGeneralisedInverseGaussianDrawP(p, w, y);
const ofW: Derivative = (p, _a, _b, w, y) => logGeneralisedInverseGaussianDrawW(p, w, y);
const ofPW: Derivative = (p, _a, _b, w, y) => logGeneralisedInverseGaussianDrawPW(p, w, y);
const ofWW: Derivative = (p, _a, _b, w, y) => logGeneralisedInverseGaussianDrawWW(p, w, y);

const FIRST: Record<Name, Derivative> = {
  order: ofP,
  a: (p, a, b, w, y) => (w * ofW(p, a, b, w, y) - 1) / (2 * a),
  b: (p, a, b, w, y) => (w * ofW(p, a, b, w, y) + 1) / (2 * b),
};
/** d2 log x / d(log a)^2, and the same in b and in both. */
const bend: Derivative = (p, a, b, w, y) => 0.25 * w * (w * ofWW(p, a, b, w, y) + ofW(p, a, b, w, y));
const SECOND: Record<string, Derivative> = {
  'order order': (p, _a, _b, w, y) => logGeneralisedInverseGaussianDrawPP(p, w, y),
  'order a': (p, a, b, w, y) => (w * ofPW(p, a, b, w, y)) / (2 * a),
  'order b': (p, a, b, w, y) => (w * ofPW(p, a, b, w, y)) / (2 * b),
  'a a': (p, a, b, w, y) => bend(p, a, b, w, y) / (a * a) - FIRST.a(p, a, b, w, y) / a,
  'a b': (p, a, b, w, y) => bend(p, a, b, w, y) / (a * b),
  'b b': (p, a, b, w, y) => bend(p, a, b, w, y) / (b * b) - FIRST.b(p, a, b, w, y) / b,
};

const draw =
  (derivative: Derivative) =>
  (key: Key, out: Float32Array, ...parameters: Parameter[]): void => {
    const [order, a, b] = parameters.map((each) => wide(each, out.length));
    const logs = logGeneralisedInverseGaussianDraws(key, order, a, b, new Float64Array(out.length));
    for (let i = 0; i < out.length; i++) {
      const y = logs[i] - 0.5 * Math.log(b[i] / a[i]);
      out[i] = derivative(order[i], a[i], b[i], Math.sqrt(a[i] * b[i]), y);
    }
  };

const law = (kernel: string, derivative: Derivative, next: (name: Name) => Law<Name> | undefined): Law<Name> =>
  defineLaw(NAMES, {
    law: 'generalisedInverseGaussian',
    kernel,
    parameters: PARAMETERS,
    draw: draw(derivative),
    slopes: ({ key, parameters, shape }) => {
      const slope = (name: Name) => () =>
        next(name)?.(key, parameters, { shape }) ?? beyond('generalisedInverseGaussian', 'third');
      return { order: slope('order'), a: slope('a'), b: slope('b') };
    },
  });

const KERNEL = 'RandomGeneralisedInverseGaussian';
const pair = (one: Name, other: Name) => (NAMES.indexOf(one) <= NAMES.indexOf(other) ? `${one} ${other}` : `${other} ${one}`);

/** The laws of the first derivatives of log x, with those of the second ones behind them. */
function derivatives(): Record<Name, Law<Name>> {
  const second = Object.fromEntries(
    Object.entries(SECOND).map(([names, derivative]) => [
      names,
      law(`${KERNEL}Curvature ${names}`, derivative, () => undefined),
    ]),
  );
  const first = (name: Name) => law(`${KERNEL}Slope ${name}`, FIRST[name], (other) => second[pair(name, other)]);
  return { order: first('order'), a: first('a'), b: first('b') };
}

const slopes = /* @__PURE__ */ derivatives();

/**
 * Generalised inverse Gaussian draws: density proportional to x^(order - 1) exp(-(a x + b / x) / 2).
 *
 * Devroye 2014: rejection on the logarithmic scale, bounded over all parameters. The draw carries its first and exact second derivatives
 * in all three at a fixed quantile, by quadrature, which takes many times as long as the draw.
 *
 * @param parameters `order` real, `a` > 0, `b` > 0.
 * @example
 * generalisedInverseGaussian(key(0), { order: -0.5, a: 2, b: 3 }, { shape: [100] });
 */
export const generalisedInverseGaussian = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'generalisedInverseGaussian',
  kernel: KERNEL,
  parameters: PARAMETERS,
  draw: (key, out, order, a, b) => {
    const logs = logGeneralisedInverseGaussianDraws(key, order, a, b, new Float64Array(out.length));
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(logs[i]);
  },
  slopes: ({ key, parameters, shape, again }) => {
    const slope = (name: Name) => (): Tensor => mul(again(), slopes[name](key, parameters, { shape }));
    return { order: slope('order'), a: slope('a'), b: slope('b') };
  },
});
