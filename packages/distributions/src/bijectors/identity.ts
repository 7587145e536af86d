import { real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/** y = x: what takes real numbers to real numbers. */
export const identity = /* @__PURE__ */ defineBijector({
  name: 'identity',
  domain: real,
  codomain: real,
  linear: true,
  increasing: true,
  forward: (x) => ({ value: x, logDeterminant: () => 0 }),
  inverse: (y) => ({ value: y, logDeterminant: () => 0 }),
});
