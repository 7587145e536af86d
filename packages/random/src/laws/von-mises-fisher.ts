import {
  type Key,
  type Parameter,
  vonMisesFisherFallDrawK,
  vonMisesFisherFallDrawKK,
  vonMisesFisherFallDraws,
} from '@baytes/kernels';
import { isRecording, shapeOf } from '@baytes/tensor';
import { add, div, expandDims, mul, norm, sqrt, sub, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { nonNegative, real } from '../constraint';
import { asKey, type KeyLike, split } from '../key';
import { defineLaw, type DrawOptions, type ParameterLike, settleShape } from '../law';
import { beyond, wide } from '../wide';
import { normal } from './normal';

const NAMES = ['concentration', 'dimension'] as const;
const PARAMETERS = { concentration: nonNegative, dimension: nonNegative };

const derivative =
  (of: typeof vonMisesFisherFallDrawK) =>
  (key: Key, out: Float32Array, concentration: Parameter, dimension: Parameter): void => {
    const [k, d] = [wide(concentration, out.length), wide(dimension, out.length)];
    out.set(of(k, d, vonMisesFisherFallDraws(key, k, d, new Float64Array(out.length))));
  };

const fallCurvature = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'vonMisesFisher',
  kernel: 'RandomVonMisesFisherFallCurvature',
  parameters: PARAMETERS,
  draw: /* @__PURE__ */ derivative(vonMisesFisherFallDrawKK),
  slopes: () => ({ concentration: () => beyond('vonMisesFisher', 'third') }),
});

const fallSlope = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'vonMisesFisher',
  kernel: 'RandomVonMisesFisherFallSlope',
  parameters: PARAMETERS,
  draw: /* @__PURE__ */ derivative(vonMisesFisherFallDrawK),
  slopes: ({ key, parameters, shape }) => ({ concentration: () => fallCurvature(key, parameters, { shape }) }),
});

/** 1 - cos of the angle to the mean direction. */
const fallOf = /* @__PURE__ */ defineLaw(NAMES, {
  law: 'vonMisesFisher',
  kernel: 'RandomVonMisesFisherFall',
  parameters: PARAMETERS,
  draw: (key, out, concentration, dimension) => vonMisesFisherFallDraws(key, concentration, dimension, out),
  slopes: ({ key, parameters, shape }) => ({ concentration: () => fallSlope(key, parameters, { shape }) }),
});

/**
 * von Mises-Fisher draws: unit vectors x with density proportional to exp(concentration mean . x).
 *
 * The cosine to the mean direction by Wood 1994 (by inversion in three dimensions); the rest of the direction from normal draws. The
 * draw carries the first and exact second derivative of that cosine in the concentration at a fixed quantile; the derivative in the mean
 * direction is that of this construction.
 *
 * @param parameters `mean` [..., D] of length 1, D >= 2; `concentration` >= 0, a number or [...].
 * @param options `shape` is that of the rows: the result has the shape [...shape, D].
 * @example
 * vonMisesFisher(key(0), { mean: [0, 0, 1], concentration: 10 }, { shape: [100] }); // [100, 3]
 */
export function vonMisesFisher(
  key: KeyLike,
  { mean, concentration }: { mean: ParameterLike; concentration: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const direction = checked('vonMisesFisher', 'mean', mean, real);
    const D = direction.shape.at(-1);
    if (D === undefined || D < 2)
      throw new RangeError(`vonMisesFisher: mean must have the shape [..., D], D >= 2; got [${direction.shape}]`);
    const lengths = isRecording() ? [] : norm(direction, 'euclidean', -1).dataSync();
    const off = lengths.findIndex((length: number) => !(Math.abs(length - 1) < 1e-3));
    if (off >= 0)
      throw new RangeError(`vonMisesFisher: mean of shape [${direction.shape}] has a row of length ${lengths[off]}, not 1`);
    const batches = { 'rows of mean': direction.shape.slice(0, -1), concentration: shapeOf(concentration) };
    const batch = settleShape('vonMisesFisher', batches, options);
    const [first, second] = split(asKey(key, 'vonMisesFisher'), 2);
    const fall = expandDims(fallOf(first, { concentration, dimension: D }, { shape: batch }), -1);
    const z = normal(second, {}, { shape: [...batch, D] });
    const aside = (x: Tensor): Tensor => {
      const rest = sub(x, mul(direction, sum(mul(x, direction), -1, true)));
      return div(rest, norm(rest, 'euclidean', -1, true));
    };
    // Twice: the first time may leave few digits where z points along the mean.
    const tangent = aside(aside(z));
    return add(mul(direction, sub(1, fall)), mul(tangent, sqrt(mul(fall, sub(2, fall)))));
  });
}
