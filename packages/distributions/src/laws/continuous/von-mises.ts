import { vonMises as draws } from '@baytes/random';
import { besselI0e, besselI1e, vonMisesCdf } from '@baytes/special';
import {
  add,
  div,
  exp,
  fill,
  floor,
  greater,
  log,
  maximum,
  mul,
  neg,
  sin,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { nonNegative, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { bisection } from '../../formulas/bisection';
import { implicit } from '../../formulas/implicit';
import type { ParameterLike, Values } from '../../parameters';

export interface VonMisesParameters {
  /** The mean direction, an angle in radians. Default 0. */
  loc?: ParameterLike;
  /** From 0 on, where all directions are alike. */
  concentration: ParameterLike;
}

type Parameters = Values<'loc' | 'concentration'>;

const TURN = 2 * Math.PI;
const angle = /* @__PURE__ */ interval(-Math.PI, Math.PI, {
  name: 'angle',
  words: 'an angle from -pi to pi',
  closed: 'both',
});

/** The distribution function of mean 0, continued over all turns. */
function continued(x: Tensor, concentration: Tensor): Tensor {
  const turns = floor(mul(add(x, Math.PI), 1 / TURN));
  return add(turns, vonMisesCdf(concentration, sub(x, mul(TURN, turns))));
}

/** P(-pi <= X <= x) */
const below = (x: Tensor, loc: Tensor, concentration: Tensor) =>
  maximum(sub(continued(sub(x, loc), concentration), continued(sub(-Math.PI, loc), concentration)), 0);

/** k (cos(x - loc) - 1) - log(2 pi I0(k) exp(-k)), which a large k does not cancel. */
const logProb = (x: Tensor, { loc, concentration: k }: Parameters) =>
  sub(mul(mul(-2, k), square(sin(mul(0.5, sub(x, loc))))), add(log(besselI0e(k)), Math.log(TURN)));

/** I1(k) / I0(k): the length of the mean of the unit vectors. */
const resultant = (k: Tensor) => div(besselI1e(k), besselI0e(k));

/**
 * The von Mises law of angles from -pi to pi: density exp(k cos(x - loc)) / (2 pi I0(k)), k the concentration.
 *
 * `mean` is the mean direction, `variance` the circular one, 1 - I1(k) / I0(k); `cdf` counts from -pi, and where `loc` is not 0 has an absolute error of 1e-7. Draws move with `loc` as the angle
 * does, round the circle.
 *
 * @example
 * vonMises({ loc: 1, concentration: 4 }).logProb([1, -1]); // [-0.2628, -5.9274]
 */
export const vonMises = /* @__PURE__ */ defineDistribution<VonMisesParameters, 'loc' | 'concentration'>({
  name: 'vonMises',
  parameters: { loc: { constraint: real, default: 0 }, concentration: { constraint: nonNegative } },
  support: angle,
  sample: (key, { loc, concentration }, shape) => draws(key, { loc, concentration }, { shape }),
  logProb,
  cdf: (x, { loc, concentration }) => below(x, loc, concentration),
  survival: (x, { loc, concentration }) => below(neg(x), neg(loc), concentration),
  icdf: (p, values) => {
    const cdf = (x: Tensor) => below(x, values.loc, values.concentration);
    const { shape } = add(p, add(values.loc, values.concentration));
    const upper = greater(p, 0.5);
    const excess = (x: Tensor) =>
      where(upper, sub(sub(1, p), below(neg(x), neg(values.loc), values.concentration)), sub(cdf(x), p));
    const found = bisection(fill(shape, -Math.PI), fill(shape, Math.PI), excess);
    return implicit(found, p, cdf, (x) => exp(logProb(x, values)));
  },
  entropy: ({ concentration: k }) => add(log(besselI0e(k)), add(mul(k, sub(1, resultant(k))), Math.log(TURN))),
  mean: ({ loc }) => loc,
  variance: ({ concentration }) => sub(1, resultant(concentration)),
  mode: ({ loc }) => loc,
});
