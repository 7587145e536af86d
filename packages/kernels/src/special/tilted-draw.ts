import { elementwise } from '../elementwise';

/**
 * dy/dp at a fixed quantile of y = log x, x a draw with density x^(p-1) exp(-w (x + 1/x) / 2): a generalised inverse Gaussian of order p
 * with a = b = w. By quadrature; for w from 1e-4 to 1e4 and quantiles 1e-8 to 1 - 1e-8 the relative error is under 1e-8, that of second
 * derivatives under 1e-6, but where they pass through 0.
 */
export const logGeneralisedInverseGaussianDrawP = /* @__PURE__ */ elementwise(
  'logGeneralisedInverseGaussianDrawP',
  'p',
  'w',
  'y',
);
/** dy/dw, as {@link logGeneralisedInverseGaussianDrawP}. */
export const logGeneralisedInverseGaussianDrawW = /* @__PURE__ */ elementwise(
  'logGeneralisedInverseGaussianDrawW',
  'p',
  'w',
  'y',
);
/** d2y/dp2, as {@link logGeneralisedInverseGaussianDrawP}. */
export const logGeneralisedInverseGaussianDrawPP = /* @__PURE__ */ elementwise(
  'logGeneralisedInverseGaussianDrawPP',
  'p',
  'w',
  'y',
);
/** d2y/dp dw, as {@link logGeneralisedInverseGaussianDrawP}. */
export const logGeneralisedInverseGaussianDrawPW = /* @__PURE__ */ elementwise(
  'logGeneralisedInverseGaussianDrawPW',
  'p',
  'w',
  'y',
);
/** d2y/dw2, as {@link logGeneralisedInverseGaussianDrawP}. */
export const logGeneralisedInverseGaussianDrawWW = /* @__PURE__ */ elementwise(
  'logGeneralisedInverseGaussianDrawWW',
  'p',
  'w',
  'y',
);

/** dx/ds at a fixed quantile, x a draw of the inverse Gaussian law of mean 1 and shape s. */
export const inverseGaussianDrawShape = /* @__PURE__ */ elementwise('inverseGaussianDrawShape', 'shape', 'x');
/** d2x/ds2, as {@link inverseGaussianDrawShape}. */
export const inverseGaussianDrawShapeShape = /* @__PURE__ */ elementwise('inverseGaussianDrawShapeShape', 'shape', 'x');

/** df/dk at a fixed quantile, f = 1 - cos of the angle between a von Mises-Fisher draw and its mean, k the concentration. */
export const vonMisesFisherFallDrawK = /* @__PURE__ */ elementwise(
  'vonMisesFisherFallDrawK',
  'concentration',
  'dimension',
  'fall',
);
/** d2f/dk2, as {@link vonMisesFisherFallDrawK}. */
export const vonMisesFisherFallDrawKK = /* @__PURE__ */ elementwise(
  'vonMisesFisherFallDrawKK',
  'concentration',
  'dimension',
  'fall',
);
