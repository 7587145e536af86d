import { vonMisesFisher as draws } from '@baytes/random';
import { besselIve, logBesselIv } from '@baytes/special';
import {
  add,
  div,
  exp,
  expandDims,
  eye,
  less,
  log,
  maximum,
  minimum,
  mul,
  neg,
  square,
  sub,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { nonNegative } from '../../constraints/numbers';
import { unitVector } from '../../constraints/unit-vector';
import { defineDistribution } from '../../define-distribution';
import { lgamma } from '@baytes/kernels';
import type { ParameterLike, Values } from '../../parameters';

export interface VonMisesFisherParameters {
  /** Of length 1, of shape [..., D], D from 2 on. */
  meanDirection: ParameterLike;
  /** From 0, where all directions are alike. */
  concentration: ParameterLike;
}

type Given = Values<'meanDirection' | 'concentration'>;

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Below it, two terms of a power series are exact in float32. */
const SMALL = 0.05;

/** f where the condition holds, g elsewhere, each given only numbers of its own: `safe` stands in for the others. */
const piecewise = (x: Tensor, low: number, f: (x: Tensor) => Tensor, g: (x: Tensor) => Tensor) =>
  where(less(x, low), f(minimum(x, low)), g(maximum(x, low)));

/** log of (I_v(k) exp(-k) / k^v), the mean of exp(k (cos - 1)) over the sphere but for a constant; v = D / 2 - 1. */
function logScaledBessel(k: Tensor, v: number): Tensor {
  const at0 = -v * Math.LN2 - lgamma(v + 1);
  const series = (x: Tensor) => {
    const q = mul(0.25 / (v + 1), square(x));
    return sub(add(at0, mul(q, sub(1, mul(q, 0.5 / (v + 2))))), x);
  };
  // exp(-k) I_v(k) itself where it does not underflow, so that k does not cancel.
  const large = 1 + (v * v) / 2;
  const scaled = (x: Tensor) => sub(log(besselIve(v, x)), mul(v, log(x)));
  const middle = (x: Tensor) => sub(sub(logBesselIv(v, x), mul(v, log(x))), x);
  return piecewise(k, SMALL, series, (x) => piecewise(x, large, middle, scaled));
}

/** The mean length A = I_{v + 1}(k) / I_v(k). */
function meanLength(k: Tensor, v: number): Tensor {
  const series = (x: Tensor) => mul(div(x, 2 * v + 2), sub(1, div(square(x), 4 * (v + 1) * (v + 2))));
  const large = 1 + ((v + 1) * (v + 1)) / 2;
  return piecewise(k, SMALL, series, (x) =>
    piecewise(
      x,
      large,
      (y) => exp(sub(logBesselIv(v + 1, y), logBesselIv(v, y))),
      (y) => div(besselIve(v + 1, y), besselIve(v, y)),
    ),
  );
}

/** k (1 - A), whose limit for large k is (D - 1) / 2. */
function spread(k: Tensor, v: number): Tensor {
  const n = 2 * v + 2;
  const tail = (x: Tensor) => sub((n - 1) / 2, mul(div((n - 1) * (n - 3), mul(8, x)), add(1, div(1, x))));
  return piecewise(k, 300 * (1 + v * v), (x) => mul(x, sub(1, meanLength(x, v))), tail);
}

const order = ({ meanDirection }: Given) => meanDirection.shape[meanDirection.rank - 1] / 2 - 1;

/** The logarithm of the density in the mean direction. */
const logPeak = (values: Given) => {
  const v = order(values);
  return neg(add(logScaledBessel(values.concentration, v), (v + 1) * LOG_TWO_PI));
};

/**
 * The von Mises-Fisher law on unit vectors of D numbers: density k^(D / 2 - 1) exp(k m . x) / ((2 pi)^(D / 2) I_{D / 2 - 1}(k)) on the
 * sphere, m the mean direction, k the concentration. Draws have pathwise derivatives in the mean direction alone.
 *
 * Source: Mardia, Jupp 2000, Directional Statistics, section 9.3.2.
 *
 * @example
 * vonMisesFisher({ meanDirection: [0, 0, 1], concentration: 0 }).logProb([1, 0, 0]); // -log(4 pi)
 */
export const vonMisesFisher = /* @__PURE__ */ defineDistribution<VonMisesFisherParameters, 'meanDirection' | 'concentration'>({
  name: 'vonMisesFisher',
  parameters: { meanDirection: { constraint: unitVector }, concentration: { constraint: nonNegative } },
  support: unitVector,
  eventShape: (shapeOf) => {
    const shape = shapeOf('meanDirection');
    const D = shape[shape.length - 1];
    if (D < 2) throw new RangeError(`vonMisesFisher: meanDirection must have the shape [..., D], D >= 2; got [${shape}]`);
    return [D];
  },
  sample: (key, { meanDirection, concentration }, shape) =>
    draws(key, { mean: meanDirection, concentration }, { shape: shape.slice(0, -1) }),
  // m . x - 1 = -|x - m|^2 / 2 for unit vectors, of which large concentrations leave digits.
  logProb: (x, values) => {
    const { meanDirection, concentration } = values;
    return sub(logPeak(values), mul(mul(0.5, concentration), sum(square(sub(x, meanDirection)), -1)));
  },
  entropy: (values) => sub(spread(values.concentration, order(values)), logPeak(values)),
  mean: (values) => mul(expandDims(meanLength(values.concentration, order(values)), -1), values.meanDirection),
  variance: (values) => {
    const { across, along } = variances(values);
    return add(across, mul(along, square(values.meanDirection)));
  },
  mode: ({ meanDirection }) => meanDirection,
  covariance: (values, [D]) => {
    const { across, along } = variances(values);
    const { meanDirection: m } = values;
    const outer = mul(expandDims(m, -1), expandDims(m, -2));
    return add(mul(expandDims(across, -1), eye(D)), mul(expandDims(along, -1), outer));
  },
});

/** The covariance is across I + along m m'; both of shape [..., 1]. */
function variances(values: Given): { across: Tensor; along: Tensor } {
  const v = order(values);
  const k = expandDims(values.concentration, -1);
  const A = meanLength(k, v);
  const across = piecewise(
    k,
    SMALL,
    (x) => mul(1 / (2 * v + 2), sub(1, div(square(x), 4 * (v + 1) * (v + 2)))),
    (x) => div(meanLength(x, v), x),
  );
  return { across, along: sub(1, add(mul(2 * v + 2, across), square(A))) };
}
