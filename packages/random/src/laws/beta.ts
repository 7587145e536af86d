import {
  betaDrawA,
  betaDrawAA,
  betaDrawAB,
  betaDrawB,
  betaDrawBB,
  betaLogitDraws,
  digamma,
  type Key,
  type Parameter,
  trigamma,
} from '@baytes/kernels';
import { sigmoid, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import type { KeyLike } from '../key';
import { defineLaw, type DrawOptions, type Law, type ParameterLike } from '../law';
import { beyond, wide } from '../wide';

type Names = 'concentration1' | 'concentration0';
const NAMES = ['concentration1', 'concentration0'] as const;
const PARAMETERS = { concentration1: positive, concentration0: positive };

/** Which derivative of a logit draw t: in a, b, or twice. */
type Which = 'a' | 'b' | 'aa' | 'ab' | 'bb';

/** A derivative of t = log(y / (1 - y)) at a fixed quantile. */
function derivative(which: Which, a: number, b: number, t: number): number {
  // By symmetry y <= 1/2: exchanging a and b turns t over.
  if (t > 0) {
    const mirrored = { a: 'b', b: 'a', aa: 'bb', ab: 'ab', bb: 'aa' } as const;
    return -derivative(mirrored[which], b, a, -t);
  }
  if (t < Math.log(1e-14 / (1 + a + b))) return far(which, a, b, t);
  const y = 1 / (1 + Math.exp(-t));
  const stretch = 1 / (y * (1 - y));
  if (which === 'a') return stretch * betaDrawA(a, b, y);
  if (which === 'b') return stretch * betaDrawB(a, b, y);
  const first = which === 'bb' ? betaDrawB(a, b, y) : betaDrawA(a, b, y);
  const second = which === 'aa' ? first : betaDrawB(a, b, y);
  const bend = { aa: betaDrawAA, ab: betaDrawAB, bb: betaDrawBB }[which](a, b, y);
  return stretch * (bend - (1 - 2 * y) * stretch * first * second);
}

/** Where y is so small that its distribution function is y^a / (a B(a, b)) to the last place: t = log y solves for its derivatives. */
function far(which: Which, a: number, b: number, t: number): number {
  const sum = digamma(a + b);
  if (which === 'b') return (digamma(b) - sum) / a;
  const ofA = (1 / a + digamma(a) - sum - t) / a;
  if (which === 'a') return ofA;
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

function derivativeLaw(which: Which, next: Partial<Record<Names, Law<Names>>>): Law<Names> {
  return defineLaw(NAMES, {
    law: 'beta',
    kernel: `RandomBetaLogit${which.toUpperCase()}`,
    parameters: PARAMETERS,
    draw: draw(which),
    slopes: ({ key, parameters, shape }) => {
      const slope = (name: Names) => () => next[name]?.(key, parameters, { shape }) ?? beyond('beta', 'third');
      return { concentration1: slope('concentration1'), concentration0: slope('concentration0') };
    },
  });
}

const ofAA = /* @__PURE__ */ derivativeLaw('aa', {});
const ofAB = /* @__PURE__ */ derivativeLaw('ab', {});
const ofBB = /* @__PURE__ */ derivativeLaw('bb', {});
const ofA = /* @__PURE__ */ derivativeLaw('a', { concentration1: ofAA, concentration0: ofAB });
const ofB = /* @__PURE__ */ derivativeLaw('b', { concentration1: ofAB, concentration0: ofBB });

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
  slopes: ({ key, parameters, shape }) => ({
    concentration1: () => ofA(key, parameters, { shape }),
    concentration0: () => ofB(key, parameters, { shape }),
  }),
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
