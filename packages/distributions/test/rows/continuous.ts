// The registry of the continuous laws: what the suite has to know of each beyond its golden rows.
import * as laws from '../../src/laws/continuous/index';
import type { Row } from '../suite/row';

const locationScale = (factory: unknown, rest: Partial<Row> = {}): Row => ({
  factory: factory as never,
  smooth: { x: [1.6, 3], loc: [0.1, 1.2], scale: [0.8, 2] },
  ...rest,
});
const scaleAlone = (factory: unknown, rest: Partial<Row> = {}): Row => ({
  factory: factory as never,
  smooth: { x: [0.5, 2], scale: [0.8, 2] },
  ...rest,
});

const MOVING = { kind: 'smooth', because: 'the support moves' } as const;

export const continuousRows: Record<string, Row> = {
  asymmetricLaplace: {
    factory: laws.asymmetricLaplace as never,
    smooth: { x: [1.6, 3], loc: [0.1, 1.2], scale: [0.8, 2], asymmetry: [0.7, 1.5] },
    path: {
      kind: 'composed',
      orders: 1,
      because: 'a draw is the difference of two exponential ones; the density has a kink at loc',
    },
    random: { asymmetry: [0.05, 20] },
  },
  beta: {
    factory: laws.beta as never,
    smooth: { x: [0.25, 0.7], concentration1: [1.5, 3], concentration0: [1.5, 3] },
  },
  betaPrime: {
    factory: laws.betaPrime as never,
    smooth: { x: [0.5, 2], concentration1: [1.5, 3], concentration0: [2.5, 4] },
  },
  cauchy: locationScale(laws.cauchy),
  chiSquared: { factory: laws.chiSquared as never, smooth: { x: [0.8, 3], degreesOfFreedom: [2.5, 4] } },
  exponential: { factory: laws.exponential as never, smooth: { x: [0.5, 2], rate: [0.8, 2] } },
  gamma: { factory: laws.gamma as never, smooth: { x: [0.5, 2], concentration: [1.5, 3], rate: [0.8, 2] } },
  generalisedExtremeValue: {
    factory: laws.generalisedExtremeValue as never,
    smooth: { x: [1.5, 2.5], loc: [0.1, 0.9], scale: [0.9, 2], concentration: [-0.25, 0.25] },
    path: MOVING,
    random: { concentration: [-1.5, 1.5] },
  },
  generalisedInverseGaussian: {
    factory: laws.generalisedInverseGaussian as never,
    smooth: { x: [0.5, 2], order: [0.4, 1.5], a: [1, 2], b: [1, 2] },
    random: { order: [-5, 5], a: [0.01, 100], b: [0.01, 100] },
  },
  generalisedPareto: {
    factory: laws.generalisedPareto as never,
    smooth: { x: [1.5, 2.5], loc: [0.1, 0.9], scale: [0.9, 2], concentration: [-0.25, 0.25] },
    path: MOVING,
    random: { concentration: [-1.5, 1.5] },
  },
  gumbel: locationScale(laws.gumbel),
  halfCauchy: scaleAlone(laws.halfCauchy),
  halfNormal: scaleAlone(laws.halfNormal),
  halfStudentT: { factory: laws.halfStudentT as never, smooth: { x: [0.5, 2], degreesOfFreedom: [2.8, 5], scale: [0.8, 2] } },
  inverseGamma: { factory: laws.inverseGamma as never, smooth: { x: [0.5, 2], concentration: [2.5, 4], scale: [0.8, 2] } },
  inverseGaussian: { factory: laws.inverseGaussian as never, smooth: { x: [0.5, 2], loc: [0.8, 2], concentration: [1, 3] } },
  kumaraswamy: {
    factory: laws.kumaraswamy as never,
    looser: { integral: { factor: 8, because: 'next to 1, where the density is steep, float32 has few numbers' } },
    smooth: { x: [0.25, 0.7], concentration1: [1.5, 3], concentration0: [1.5, 3] },
  },
  laplace: locationScale(laws.laplace),
  logGamma: {
    factory: laws.logGamma as never,
    smooth: { x: [-0.5, 1], concentration: [1.5, 3], rate: [0.8, 2] },
    looser: { roundTrips: { factor: 10, because: 'the logarithm of 1e4 has steps of 1e-6, its standard deviation is 0.01' } },
  },
  logNormal: {
    factory: laws.logNormal as never,
    smooth: { x: [0.5, 2], loc: [-0.3, 0.5], scale: [0.5, 1] },
    looser: { roundTrips: { factor: 8, because: 'log x near -20 has steps of 2e-6, for a scale of 0.01' } },
  },
  logLogistic: { factory: laws.logLogistic as never, smooth: { x: [0.5, 2], concentration: [2.5, 4], scale: [0.8, 2] } },
  logistic: locationScale(laws.logistic),
  normal: locationScale(laws.normal),
  pareto: { factory: laws.pareto as never, smooth: { x: [2, 4], concentration: [2.5, 4], scale: [0.8, 1.6] }, path: MOVING },
  rayleigh: scaleAlone(laws.rayleigh),
  relaxedBernoulli: {
    factory: laws.relaxedBernoulli as never,
    smooth: { x: [0.25, 0.7], temperature: [0.8, 2], logits: [-0.6, 0.9] },
    random: { temperature: [0.3, 5], logits: [-4, 4] },
  },
  skewNormal: {
    factory: laws.skewNormal as never,
    smooth: { x: [1.6, 3], loc: [0.1, 1.2], scale: [0.8, 2], skewness: [0.5, 2] },
    path: { kind: 'composed', because: 'a draw is the sum of two normal ones, one of them folded' },
    thinTail: { error: 2e-7, because: 'the distribution function is a difference' },
  },
  studentT: {
    factory: laws.studentT as never,
    smooth: { x: [1.6, 3], degreesOfFreedom: [2.8, 5], loc: [0.1, 1.2], scale: [0.8, 2] },
  },
  triangular: {
    factory: laws.triangular as never,
    smooth: { x: [0.7, 1], low: [-1, -0.2], high: [1.6, 2.2], peak: [0.1, 0.5] },
    path: MOVING,
    arrange: ({ low, high, peak }) => {
      const [first, second, third] = [low, high, peak].sort((a, b) => a - b);
      return { low: first - 0.1, high: third, peak: second };
    },
  },
  truncatedNormal: {
    factory: laws.truncatedNormal as never,
    smooth: { x: [0.2, 1.5], loc: [0.1, 1], scale: [0.8, 2] },
    fixed: { low: -1, high: 2.5 },
    looser: { roundTrips: { factor: 20, because: 'log probabilities near -450 have steps of 3e-5' } },
    random: { low: [-3, 3], high: [-3, 3] },
    arrange: ({ low, high, ...rest }) => ({ ...rest, low: Math.min(low, high) - 0.1, high: Math.max(low, high) }),
  },
  uniform: {
    factory: laws.uniform as never,
    smooth: { x: [0.2, 0.9], low: [-1, -0.2], high: [1.2, 2] },
    path: MOVING,
    arrange: ({ low, high }) => ({ low: Math.min(low, high) - 0.1, high: Math.max(low, high) }),
  },
  vonMises: {
    factory: laws.vonMises as never,
    smooth: { x: [-0.5, 1], loc: [-0.2, 0.3], concentration: [9, 11] },
    thinTail: { error: 2e-7, because: 'counted from -pi, the distribution function is a difference' },
    random: { loc: [-3, 3], concentration: [0, 100] },
  },
  weibull: { factory: laws.weibull as never, smooth: { x: [0.5, 2], concentration: [1.2, 2.5], scale: [0.8, 2] } },
};
