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
  cauchy: locationScale(laws.cauchy),
  chiSquared: { factory: laws.chiSquared as never, smooth: { x: [0.8, 3], degreesOfFreedom: [2.5, 4] } },
  exponential: { factory: laws.exponential as never, smooth: { x: [0.5, 2], rate: [0.8, 2] } },
  gamma: { factory: laws.gamma as never, smooth: { x: [0.5, 2], concentration: [1.5, 3], rate: [0.8, 2] } },
  gumbel: locationScale(laws.gumbel),
  halfCauchy: scaleAlone(laws.halfCauchy),
  halfNormal: scaleAlone(laws.halfNormal),
  inverseGamma: { factory: laws.inverseGamma as never, smooth: { x: [0.5, 2], concentration: [2.5, 4], scale: [0.8, 2] } },
  laplace: locationScale(laws.laplace),
  logNormal: {
    factory: laws.logNormal as never,
    smooth: { x: [0.5, 2], loc: [-0.3, 0.5], scale: [0.5, 1] },
    looser: { roundTrips: { factor: 8, because: 'log x near -20 has steps of 2e-6, for a scale of 0.01' } },
  },
  logistic: locationScale(laws.logistic),
  normal: locationScale(laws.normal),
  pareto: { factory: laws.pareto as never, smooth: { x: [2, 4], concentration: [2.5, 4], scale: [0.8, 1.6] }, path: MOVING },
  rayleigh: scaleAlone(laws.rayleigh),
  uniform: {
    factory: laws.uniform as never,
    smooth: { x: [0.2, 0.9], low: [-1, -0.2], high: [1.2, 2] },
    path: MOVING,
    arrange: ({ low, high }) => ({ low: Math.min(low, high) - 0.1, high: Math.max(low, high) }),
  },
  weibull: { factory: laws.weibull as never, smooth: { x: [0.5, 2], concentration: [1.2, 2.5], scale: [0.8, 2] } },
};
