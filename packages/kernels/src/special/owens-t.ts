import { elementwise } from '../elementwise';

/** Owen's T: the probability of X > h and 0 < Y < a X for independent standard normal X, Y. */
export const owensT = /* @__PURE__ */ elementwise('owensT', 'h', 'a');
