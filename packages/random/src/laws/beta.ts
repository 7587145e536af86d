import {
  betaDrawA,
  betaDrawAA,
  betaDrawAB,
  betaDrawB,
  betaDrawBB,
  betaLogitDrawSlopes,
  betaLogitDraws,
  digamma,
  type Key,
  type Parameter,
  trigamma,
} from '@baytes/kernels';
import { broadcastValues, defineKernel, sumToShape } from '@baytes/tensor';
import { add, mul, sigmoid, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import type { KeyLike } from '../key';
import { defineLaw, type DrawOptions, type Law, type ParameterLike } from '../law';
import { beyond, wide } from '../wide';

type Names = 'concentration1' | 'concentration0';
const NAMES = ['concentration1', 'concentration0'] as const;
const PARAMETERS = { concentration1: positive, concentration0: positive };

/** Which second derivative of a logit draw t. */
type Which = 'aa' | 'ab' | 'bb';

/** A second derivative of t = log(y / (1 - y)) at a fixed quantile. */
function derivative(which: Which, a: number, b: number, t: number): number {
  // By symmetry y <= 1/2: exchanging a and b turns t over.
  if (t > 0) {
    const mirrored = { aa: 'bb', ab: 'ab', bb: 'aa' } as const;
    return -derivative(mirrored[which], b, a, -t);
  }
  if (t < Math.log(1e-14 / (1 + a + b))) return far(which, a, b, t);
  const y = 1 / (1 + Math.exp(-t));
  const stretch = 1 / (y * (1 - y));
  const first = which === 'bb' ? betaDrawB(a, b, y) : betaDrawA(a, b, y);
  const second = which === 'aa' ? first : betaDrawB(a, b, y);
  const bend = { aa: betaDrawAA, ab: betaDrawAB, bb: betaDrawBB }[which](a, b, y);
  return stretch * (bend - (1 - 2 * y) * stretch * first * second);
}

/** Where y is so small that its distribution function is y^a / (a B(a, b)) to the last place: t = log y solves for its derivatives. */
function far(which: Which, a: number, b: number, t: number): number {
  const sum = digamma(a + b);
  const ofA = (1 / a + digamma(a) - sum - t) / a;
  const bend = trigamma(a + b);
  if (which === 'aa') return (trigamma(a) - bend - 1 / (a * a) - 2 * ofA) / a;
  if (which === 'ab') return -((digamma(b) - sum) / a + bend) / a;
  return (trigamma(b) - bend) / a;
}

const draw = (which: Which) => (key: Key, out: Float32Array, concentration1: Parameter, concentration0: Parameter) => {
  const [a, b] = [wide(concentration1, out.length), wide(concentration0, out.length)];
  const t = betaLogitDraws(key, a, b, new Float64Array(out.length));
  for (let i = 0; i < out.length; i++) out[i] = derivative(which, a[i], b[i], t[i]);
};

const derivativeLaw = (which: Which): Law<Names> =>
  defineLaw(NAMES, {
    law: 'beta',
    kernel: `RandomBetaLogit${which.toUpperCase()}`,
    parameters: PARAMETERS,
    draw: draw(which),
    slopes: () => {
      const none = () => beyond('beta', 'third');
      return { concentration1: none, concentration0: none };
    },
  });

const ofAA = /* @__PURE__ */ derivativeLaw('aa');
const ofAB = /* @__PURE__ */ derivativeLaw('ab');
const ofBB = /* @__PURE__ */ derivativeLaw('bb');

/** Both derivatives of a logit draw, which comes as `drawn`. */
const slopesOf = /* @__PURE__ */ defineKernel({
  name: 'RandomBetaLogitSlopes',
  inputs: ['concentration1', 'concentration0', 'drawn'],
  outputs: ['ofA', 'ofB'],
  output: (_, { shape }: { key: number[]; shape: number[] }) => ({ ofA: { shape }, ofB: { shape } }),
  host: ({ concentration1, concentration0, drawn }, { ofA, ofB }, { shapes, attributes: { shape } }) => {
    const each = (values: Float32Array, from: readonly number[]) =>
      values.length === 1 ? values[0] : broadcastValues(values, from, shape);
    const [a, b] = [each(concentration1, shapes.concentration1), each(concentration0, shapes.concentration0)];
    betaLogitDrawSlopes(a, b, drawn, ofA, ofB);
  },
  gradient: ({ concentration1, concentration0 }, { ofA, ofB }, { key, shape }) => {
    const second = (law: Law<Names>) => law(key as unknown as Key, { concentration1, concentration0 }, { shape });
    return {
      concentration1: () => sumToShape(add(mul(ofA, second(ofAA)), mul(ofB, second(ofAB))), concentration1.shape),
      concentration0: () => sumToShape(add(mul(ofA, second(ofAB)), mul(ofB, second(ofBB))), concentration0.shape),
    };
  },
});

/**
 * log(y / (1 - y)) of the draws y of {@link beta}: finite at every concentration, where y itself rounds to 0 or 1.
 *
 * @param parameters `concentration1` > 0, `concentration0` > 0: of y and of 1 - y.
 * @example
 * betaLogit(key(0), { concentration1: 1e-4, concentration0: 1e-4 });
 */
export const betaLogit = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'beta',
  kernel: 'RandomBetaLogit',
  parameters: PARAMETERS,
  draw: (key, out, a, b) => betaLogitDraws(key, a, b, out),
  keepsDraw: true,
  slopes: ({ key, parameters: { concentration1, concentration0 }, drawn, shape }) => {
    const { ofA, ofB } = slopesOf(concentration1, concentration0, drawn, { key: [...key], shape });
    return { concentration1: () => ofA, concentration0: () => ofB };
  },
});

/**
 * Beta draws: density y^(a-1) (1-y)^(b-1) / B(a, b), a = concentration1, b = concentration0.
 *
 * The ratio of two gamma draws. The draw carries its first and exact second derivatives in both concentrations at a fixed quantile: of
 * the beta law itself, with less variance than those of the two gamma draws.
 *
 * @param parameters `concentration1` > 0, `concentration0` > 0.
 * @example
 * beta(key(0), { concentration1: 2, concentration0: [1, 5] }, { shape: [100, 2] });
 */
export function beta(
  key: KeyLike,
  parameters: { concentration1: ParameterLike; concentration0: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => sigmoid(betaLogit(key, parameters, options)));
}
