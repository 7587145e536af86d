import { defineDistribution } from '../../define-distribution';
import type { Law } from '../../law';
import type { OneOf } from '../../parameters';
import { type NegativeBinomialNames, type NegativeBinomialParameters, negativeBinomial } from './negative-binomial';
import { type GateNames, inflatedPage } from './zero-inflation';

export type ZeroInflatedNegativeBinomialParameters = OneOf<GateNames> & NegativeBinomialParameters;

/**
 * The zero-inflated negative binomial law: 0 with probability `gate` = 1 / (1 + exp(-`gateLogits`)), else a count of
 * {@link negativeBinomial}, whose parameters the others are: single cell counts, say. `mean`, where it is given, is that of the counts
 * before zeros come in.
 *
 * @example
 * zeroInflatedNegativeBinomial({ gate: 0.25, concentration: 2, mean: 4 }).mean(); // 3
 */
export const zeroInflatedNegativeBinomial = /* @__PURE__ */ defineDistribution<
  ZeroInflatedNegativeBinomialParameters,
  GateNames | NegativeBinomialNames
>(/* @__PURE__ */ inflatedPage('zeroInflatedNegativeBinomial', negativeBinomial.page as unknown as Law<NegativeBinomialNames>));
