import { exponential } from '@baytes/random';
import { expm1, log1p } from '@baytes/special';
import {
  add,
  div,
  exp,
  less,
  log,
  logicalAnd,
  mul,
  neg,
  reciprocal,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { logOfPart } from '../../formulas/log-of-part';
import type { ParameterLike, Values } from '../../parameters';
import { splitKey } from '../../split-key';

export interface AsymmetricLaplaceParameters {
  /** The mode. Default 0. */
  loc?: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
  /** Positive: above 1 the lower tail is the longer one, below 1 the upper. Default 1. */
  asymmetry?: ParameterLike;
}

type Parameters = Values<'loc' | 'scale' | 'asymmetry'>;

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Parameters) => div(sub(x, loc), scale);

/** k + 1 / k: the density is its reciprocal at the mode. */
const width = (k: Tensor) => add(k, reciprocal(k));
/** The share of the probability below the mode, and above it. */
const shareBelow = (k: Tensor) => div(k, width(k));
const shareAbove = (k: Tensor) => div(reciprocal(k), width(k));

/** P(Z <= z): sums of what is positive on both sides. */
function below(z: Tensor, k: Tensor): Tensor {
  const lower = less(z, 0);
  const inner = mul(shareBelow(k), exp(div(where(lower, z, 0), k)));
  return where(lower, inner, sub(shareBelow(k), mul(shareAbove(k), expm1(neg(mul(k, where(lower, 0, z)))))));
}

function logBelow(z: Tensor, k: Tensor): Tensor {
  const rest = below(neg(z), reciprocal(k));
  return where(less(z, 0), add(log(shareBelow(k)), div(z, k)), logOfPart(below(z, k), rest));
}

function quantile(p: Tensor, k: Tensor): Tensor {
  const [share, rest] = [shareBelow(k), shareAbove(k)];
  const lower = less(p, share);
  const down = mul(k, log(div(where(lower, p, share), share)));
  // log((1 - p) / rest): from the distance of p from the mode's share where both are small, otherwise from 1 - p.
  const safe = where(lower, share, p);
  const part = div(sub(safe, share), rest);
  const near = logicalAnd(less(part, 0.5), less(share, 0.5));
  const logRest = where(near, log1p(neg(where(near, part, 0))), log(div(sub(1, where(near, share, safe)), rest)));
  const up = neg(div(logRest, k));
  return where(lower, down, up);
}

/**
 * The asymmetric Laplace law: density exp(-z k) above the mode and exp(z / k) below it, over scale (k + 1 / k); z = (x - loc) / scale, k the
 * asymmetry.
 *
 * Source: Kotz, Kozubowski and Podgorski 2001, The Laplace Distribution and Generalizations, chapter 3.
 *
 * @example
 * asymmetricLaplace({ asymmetry: 2 }).cdf([-2, 0]); // [0.2943, 0.8]
 */
export const asymmetricLaplace = /* @__PURE__ */ defineDistribution<AsymmetricLaplaceParameters, 'loc' | 'scale' | 'asymmetry'>(
  {
    name: 'asymmetricLaplace',
    parameters: {
      loc: { constraint: real, default: 0 },
      scale: { constraint: positive, default: 1 },
      asymmetry: { constraint: positive, default: 1 },
    },
    support: real,
    // The difference of two exponential variables, of means 1 / k and k.
    sample: (key, { loc, scale, asymmetry: k }, shape) => {
      const [up, down] = splitKey(key, 2).map((each) => exponential(each, { rate: 1 }, { shape }));
      return add(loc, mul(scale, sub(div(up, k), mul(down, k))));
    },
    logProb: (x, values) => {
      const z = standard(x, values);
      const { scale, asymmetry: k } = values;
      return sub(where(less(z, 0), div(z, k), neg(mul(z, k))), add(log(scale), log(width(k))));
    },
    cdf: (x, values) => below(standard(x, values), values.asymmetry),
    logCdf: (x, values) => logBelow(standard(x, values), values.asymmetry),
    survival: (x, values) => below(neg(standard(x, values)), reciprocal(values.asymmetry)),
    logSurvival: (x, values) => logBelow(neg(standard(x, values)), reciprocal(values.asymmetry)),
    icdf: (p, { loc, scale, asymmetry }) => add(loc, mul(scale, quantile(p, asymmetry))),
    entropy: ({ scale, asymmetry }) => add(1, add(log(scale), log(width(asymmetry)))),
    mean: ({ loc, scale, asymmetry: k }) => add(loc, mul(scale, sub(reciprocal(k), k))),
    variance: ({ scale, asymmetry: k }) => mul(square(scale), add(square(k), reciprocal(square(k)))),
    mode: ({ loc }) => loc,
  },
);
