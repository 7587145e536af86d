import { abs, add, div, greater, log, mul, neg, sub } from '@tensorflow/tfjs-core';
import { nonZero } from '../constraints/non-zero';
import { real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

export interface AffineParameters {
  /** Default 0. */
  loc?: ParameterLike;
  /** Not 0; a negative one reflects. Default 1. */
  scale?: ParameterLike;
}

/**
 * y = loc + scale x, element by element; log |dy/dx| = log |scale|.
 *
 * @example
 * affine({ loc: 1, scale: -2 }).forward([0, 3]); // [1, -5]
 */
export const affine = /* @__PURE__ */ defineBijector<AffineParameters, 'loc' | 'scale'>({
  name: 'affine',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: nonZero, default: 1 } },
  domain: real,
  codomain: real,
  linear: true,
  increasing: ({ scale }) => greater(scale, 0),
  forward: (x, { loc, scale }) => ({ value: add(loc, mul(scale, x)), logDeterminant: () => log(abs(scale)) }),
  inverse: (y, { loc, scale }) => ({ value: div(sub(y, loc), scale), logDeterminant: () => neg(log(abs(scale))) }),
});
