import { defineDistribution } from '../../define-distribution';
import type { OneOf } from '../../parameters';
import { poisson } from './poisson';
import type { Law } from '../../law';
import type { RateNames } from './rate';
import { type GateNames, inflatedPage } from './zero-inflation';

export type ZeroInflatedPoissonParameters = OneOf<GateNames> & OneOf<RateNames>;

/**
 * The zero-inflated Poisson law: 0 with probability `gate` = 1 / (1 + exp(-`gateLogits`)), else a Poisson count of `rate`, or of the
 * rate's logarithm `logRate`. Mass gate [x = 0] + (1 - gate) rate^x exp(-rate) / x!.
 *
 * @example
 * zeroInflatedPoisson({ gate: 0.5, rate: 2 }).mean(); // 1
 */
export const zeroInflatedPoisson = /* @__PURE__ */ defineDistribution<ZeroInflatedPoissonParameters, GateNames | RateNames>(
  /* @__PURE__ */ inflatedPage('zeroInflatedPoisson', poisson.page as unknown as Law<RateNames>),
);
