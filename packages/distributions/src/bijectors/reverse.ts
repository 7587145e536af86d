import { reverse as reversed } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/** The last axis from its end to its start; its own inverse. */
export const reverse = /* @__PURE__ */ defineBijector({
  name: 'reverse',
  domain: each(real, 1),
  codomain: each(real, 1),
  linear: true,
  forward: (x) => ({ value: reversed(x, -1), logDeterminant: () => 0 }),
  inverse: (y) => ({ value: reversed(y, -1), logDeterminant: () => 0 }),
});
