import {
  add,
  cast,
  concat,
  div,
  expandDims,
  greater,
  greaterEqual,
  less,
  log,
  logicalOr,
  mul,
  neg,
  ones,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { positive, real } from '../constraints/numbers';
import { simplex } from '../constraints/simplex';
import type { ParameterLike, Values } from '../parameters';
import { defineBijector } from './define-bijector';
import { part, runningSum } from './vectors';

export interface RationalQuadraticSplineParameters {
  /** Shares of the interval, of shape [..., K]: the widths of the K bins. */
  widths: ParameterLike;
  /** Shares of the interval, of shape [..., K]: how far the spline rises over each bin. */
  heights: ParameterLike;
  /** Positive, of shape [..., K - 1]: the slopes between bins. At both ends it is 1. */
  slopes: ParameterLike;
  /** The interval that is bent; outside of it the map is the identity. Default -1. */
  low?: ParameterLike;
  /** Default 1. */
  high?: ParameterLike;
}

type Names = 'widths' | 'heights' | 'slopes' | 'low' | 'high';

/** The bin that each number lies in: corner, width and height, slopes on its left and its right. */
interface Bin {
  left: Tensor;
  bottom: Tensor;
  width: Tensor;
  height: Tensor;
  slopeLeft: Tensor;
  slopeRight: Tensor;
}

/** The bins of the numbers in `at`, by the bins' edges along x or along y. */
function binsOf(at: Tensor, { widths, heights, slopes, low, high }: Values<Names>, by: 'x' | 'y'): Bin {
  const size = expandDims(sub(high, low), -1);
  const [width, height] = [mul(size, widths), mul(size, heights)];
  const start = expandDims(low, -1);
  const left = add(start, runningSum(width, { exclusive: true }));
  const bottom = add(start, runningSum(height, { exclusive: true }));
  const edge = ones([...slopes.shape.slice(0, -1), 1]);
  // 1 for the last bin that begins at or before the number, 0 for the others.
  const begun = cast(greaterEqual(expandDims(at, -1), by === 'x' ? left : bottom), 'float32');
  const next = part(begun, 1);
  const mask = sub(begun, concat([next, zerosLike(part(begun, 0, 1))], -1));
  const pick = (values: Tensor) => sum(mul(mask, values), -1);
  return {
    left: pick(left),
    bottom: pick(bottom),
    width: pick(width),
    height: pick(height),
    slopeLeft: pick(concat([edge, slopes], -1)),
    slopeRight: pick(concat([slopes, edge], -1)),
  };
}

/** Durkan et al., equation (4) and its derivative, at the place `xi` in [0, 1] within the bin. */
function rise({ width, height, slopeLeft, slopeRight }: Bin, xi: Tensor) {
  const steepness = div(height, width);
  const rest = sub(1, xi);
  const both = mul(xi, rest);
  const below = add(steepness, mul(sub(add(slopeRight, slopeLeft), mul(2, steepness)), both));
  const slope = add(add(mul(slopeRight, square(xi)), mul(mul(2, steepness), both)), mul(slopeLeft, square(rest)));
  return {
    value: div(mul(height, add(mul(steepness, square(xi)), mul(slopeLeft, both))), below),
    logSlope: () => add(mul(2, sub(log(steepness), log(below))), log(slope)),
  };
}

const outside = (x: Tensor, { low, high }: Values<Names>) => logicalOr(less(x, low), greater(x, high));

const binsFit = (event: readonly number[], shapeOf: (name: Names) => readonly number[]) => {
  const [K, rises, slopes] = [shapeOf('widths').at(-1), shapeOf('heights').at(-1), shapeOf('slopes').at(-1)] as number[];
  if (rises !== K || slopes !== K - 1)
    throw new RangeError(
      `rationalQuadraticSpline: ${K} widths take ${K} heights and ${K - 1} slopes; got ${rises} heights and ${slopes} slopes`,
    );
  return event;
};

/**
 * A monotone spline of rational quadratic pieces on [low, high], the identity outside, from real to real numbers: smooth, flexible, and
 * inverted in closed form.
 *
 * C. Durkan, A. Bekasov, I. Murray and G. Papamakarios (2019), "Neural spline flows", arXiv:1906.04032, equations (4) to (8).
 *
 * @example
 * rationalQuadraticSpline({ widths: [0.5, 0.5], heights: [0.25, 0.75], slopes: [1] }).forward([0, 5]); // [-0.5, 5]
 */
export const rationalQuadraticSpline = /* @__PURE__ */ defineBijector<RationalQuadraticSplineParameters, Names>({
  name: 'rationalQuadraticSpline',
  parameters: {
    widths: { constraint: simplex },
    heights: { constraint: simplex },
    slopes: { constraint: each(positive, 1) },
    low: { constraint: real, default: -1 },
    high: { constraint: real, default: 1 },
  },
  domain: real,
  codomain: real,
  increasing: true,
  eventShape: { forward: binsFit, inverse: binsFit },
  forward: (x, values) => {
    const out = outside(x, values);
    const inside = where(out, mul(0.5, add(values.low, values.high)), x);
    const bin = binsOf(inside, values, 'x');
    const { value, logSlope } = rise(bin, div(sub(inside, bin.left), bin.width));
    return {
      value: where(out, x, add(bin.bottom, value)),
      logDeterminant: () => where(out, 0, logSlope()),
    };
  },
  inverse: (y, values) => {
    const out = outside(y, values);
    const inside = where(out, mul(0.5, add(values.low, values.high)), y);
    const bin = binsOf(inside, values, 'y');
    const up = sub(inside, bin.bottom);
    const steepness = div(bin.height, bin.width);
    const bend = sub(add(bin.slopeRight, bin.slopeLeft), mul(2, steepness));
    const a = add(mul(bin.height, sub(steepness, bin.slopeLeft)), mul(up, bend));
    const b = sub(mul(bin.height, bin.slopeLeft), mul(up, bend));
    const c = mul(steepness, up);
    const xi = div(mul(2, c), add(b, sqrt(add(square(b), mul(mul(4, a), c)))));
    return {
      value: where(out, y, add(bin.left, mul(xi, bin.width))),
      logDeterminant: () => where(out, 0, neg(rise(bin, xi).logSlope())),
    };
  },
});
