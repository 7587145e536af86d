import type { ExponentialFamily } from '../exponential-family';
import { betaFamily } from './beta';
import { categoricalFamily, multinomialFamily, oneHotCategoricalFamily } from './categories';
import { chiSquaredFamily } from './chi-squared';
import { dirichletFamily } from './dirichlet';
import { exponentialFamily } from './exponential';
import { gammaFamily } from './gamma';
import { geometricFamily } from './geometric';
import { halfNormalFamily } from './half-normal';
import { inverseGammaFamily } from './inverse-gamma';
import { inverseGaussianFamily } from './inverse-gaussian';
import { laplaceFamily } from './laplace';
import { logNormalFamily } from './log-normal';
import { negativeBinomialFamily } from './negative-binomial';
import { normalFamily } from './normal';
import { paretoFamily } from './pareto';
import { poissonFamily } from './poisson';
import { rayleighFamily } from './rayleigh';
import { bernoulliFamily, binomialFamily } from './trials';
import { vonMisesFamily } from './von-mises';
import { weibullFamily } from './weibull';

/** Every law that is an exponential family, as one. */
export const families: readonly ExponentialFamily[] = [
  bernoulliFamily,
  betaFamily,
  binomialFamily,
  categoricalFamily,
  chiSquaredFamily,
  dirichletFamily,
  exponentialFamily,
  gammaFamily,
  geometricFamily,
  halfNormalFamily,
  inverseGammaFamily,
  inverseGaussianFamily,
  laplaceFamily,
  logNormalFamily,
  multinomialFamily,
  negativeBinomialFamily,
  normalFamily,
  oneHotCategoricalFamily,
  paretoFamily,
  poissonFamily,
  rayleighFamily,
  vonMisesFamily,
  weibullFamily,
];
