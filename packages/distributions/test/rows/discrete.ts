// The registry of the discrete laws: what the suite has to know of each beyond its golden rows.
import * as laws from '../../src';
import type { Range, Row } from '../suite/row';

const COUNTS: Range = [0, 40];

export const discreteRows: Record<string, Row> = {
  bernoulli: { factory: laws.bernoulli as never, smooth: { probs: [0.2, 0.8] } },
  betaBinomial: {
    factory: laws.betaBinomial as never,
    fixed: { totalCount: 3 },
    smooth: { concentration1: [1.5, 3], concentration0: [1.2, 2.5] },
    random: { totalCount: COUNTS, concentration1: [0.05, 100], concentration0: [0.05, 100] },
  },
  binomial: {
    factory: laws.binomial as never,
    fixed: { totalCount: 3 },
    smooth: { probs: [0.2, 0.8] },
    random: { totalCount: COUNTS },
  },
  discreteUniform: {
    factory: laws.discreteUniform as never,
    fixed: { low: 1, high: 6 },
    smooth: {},
    random: { low: [-20, 0], high: [1, 30] },
  },
  geometric: {
    factory: laws.geometric as never,
    smooth: { probs: [0.2, 0.8] },
    random: { probs: [1e-4, 1] },
  },
  hypergeometric: {
    factory: laws.hypergeometric as never,
    fixed: { total: 50, marked: 20, drawn: 10 },
    smooth: {},
    random: { total: [20, 60], marked: [0, 20], drawn: [1, 20] },
  },
  logarithmic: {
    factory: laws.logarithmic as never,
    smooth: { probs: [0.2, 0.8] },
    random: { probs: [1e-4, 0.9999] },
  },
  negativeBinomial: {
    factory: laws.negativeBinomial as never,
    smooth: { totalCount: [1.5, 4], probs: [0.2, 0.8] },
    random: { totalCount: [0.1, 50], probs: [0, 0.95] },
  },
  poisson: { factory: laws.poisson as never, smooth: { rate: [0.5, 4] }, random: { rate: [0, 100] } },
  zeroInflatedNegativeBinomial: {
    factory: laws.zeroInflatedNegativeBinomial as never,
    smooth: { gate: [0.2, 0.8], totalCount: [1.5, 4], probs: [0.2, 0.8] },
    random: { gate: [0, 1], totalCount: [0.1, 50], probs: [0, 0.95] },
  },
  zeroInflatedPoisson: {
    factory: laws.zeroInflatedPoisson as never,
    smooth: { gate: [0.2, 0.8], rate: [0.5, 4] },
    random: { rate: [0, 100] },
  },
  zeroTruncatedPoisson: {
    factory: laws.zeroTruncatedPoisson as never,
    smooth: { rate: [0.5, 4] },
    random: { rate: [1e-3, 100] },
  },
};
