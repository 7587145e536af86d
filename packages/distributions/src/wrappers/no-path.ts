import { defineKernel } from '@baytes/tensor';

/**
 * A draw as it is, with an error for those who differentiate it: without it a gradient in the weights would silently be zero.
 */
export const withoutPath = /* @__PURE__ */ defineKernel({
  name: 'DrawWithoutPath',
  inputs: ['draw', 'logits'],
  output: ({ draw }) => ({ shape: draw }),
  host: ({ draw }, out) => void out.set(draw),
  gradient: () => {
    const none = () => {
      throw new Error(
        'this draw chooses between components or states, and has no pathwise derivative: mixtures have one for numbers with a cdf, for ' +
          'independent such numbers and for multivariate normal components; use a score-function estimator (the gradient of logProb at the ' +
          'draw, times the cost), or stopGradient',
      );
    };
    return { draw: none, logits: none };
  },
});
