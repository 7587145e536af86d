import { igammaQ, type Key, logIgammaQ, truncatedNormalDraws } from '@baytes/kernels';
import { add, div, exp, isFinite as finite, mul, square, sub, type Tensor, where, zeros } from '@tensorflow/tfjs-core';
import { bound, positive, real } from '../constraint';
import { defineLaw } from '../law';
import { wide } from '../wide';

const NAMES = ['loc', 'scale', 'low', 'high'] as const;
const PARAMETERS = { loc: real, scale: positive, low: bound, high: bound };

/** The normal probability above x, and its logarithm. */
const above = (x: number) => (x < 0 ? 1 - 0.5 * igammaQ(0.5, 0.5 * x * x) : 0.5 * igammaQ(0.5, 0.5 * x * x));
const logAbove = (x: number) =>
  x < 0 ? Math.log1p(-0.5 * igammaQ(0.5, 0.5 * x * x)) : logIgammaQ(0.5, 0.5 * x * x) - Math.LN2;

/** The share of the law's probability that lies above z, for bounds a < z < b. */
function shareAbove(a: number, z: number, b: number): number {
  if (b <= 0) return 1 - shareAbove(-b, -z, -a);
  if (a < 0) return (above(z) - above(b)) / (above(a) - above(b));
  const [la, lz, lb] = [logAbove(a), logAbove(z), logAbove(b)];
  return (Math.exp(lz - la) * Math.expm1(lb - lz)) / Math.expm1(lb - la);
}

/** 1 - u, u the quantile of a draw: a constant along the path of the draw. */
const share = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'truncatedNormal',
  kernel: 'RandomTruncatedNormalShare',
  parameters: PARAMETERS,
  draw: (key: Key, out, ...parameters) => {
    const [loc, scale, low, high] = parameters.map((each) => wide(each, out.length));
    const y = truncatedNormalDraws(key, loc, scale, low, high, new Float64Array(out.length));
    const standard = (x: number, i: number) => (x - loc[i]) / scale[i];
    for (let i = 0; i < out.length; i++) out[i] = shareAbove(standard(low[i], i), standard(y[i], i), standard(high[i], i));
  },
  slopes: ({ shape }) => {
    const none = () => zeros(shape);
    return { loc: none, scale: none, low: none, high: none };
  },
});

/**
 * Normal draws given that they fall between bounds, of which either may be infinite.
 *
 * Robert 1995: rejection from the normal itself, a uniform or an exponential, whichever fits the bounds. At a fixed quantile u the draw
 * z = (y - loc) / scale moves with the bounds a and b as (1 - u) phi(a) / phi(z) and u phi(b) / phi(z).
 *
 * @param parameters `loc`, `scale` > 0 of the normal; `low` < `high`.
 * @example
 * truncatedNormal(key(0), { loc: 0, scale: 1, low: 0, high: Infinity }, { shape: [100] });
 */
export const truncatedNormal = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'truncatedNormal',
  kernel: 'RandomTruncatedNormal',
  parameters: PARAMETERS,
  draw: (key, out, loc, scale, low, high) => truncatedNormalDraws(key, loc, scale, low, high, out),
  slopes: ({ parameters: { loc, scale, low, high }, parameters, again, key, shape }) => {
    const z = () => div(sub(again(), loc), scale);
    // An infinite bound does not move anything; far out, its weight is 0 without infinity times 0.
    const standard = (edge: Tensor, far: number) => {
      const inside = finite(edge);
      return where(inside, div(sub(where(inside, edge, 0), loc), scale), far);
    };
    const [a, b] = [() => standard(low, -1e3), () => standard(high, 1e3)];
    const weight = (edge: Tensor, part: Tensor) => mul(part, exp(mul(0.5, sub(square(z()), square(edge)))));
    const ofLow = () => weight(a(), share(key, parameters, { shape }));
    const ofHigh = () => weight(b(), sub(1, share(key, parameters, { shape })));
    return {
      loc: () => sub(1, add(ofLow(), ofHigh())),
      scale: () => sub(z(), add(mul(a(), ofLow()), mul(b(), ofHigh()))),
      low: ofLow,
      high: ofHigh,
    };
  },
});
