// Kernels of @baytes packages that are more than one function of numbers, written out so that they fuse with what is around them.
import type { Builder } from '../graph/build';
import type { Node } from '../graph/node';
import type { Rules } from './rule';

/** The largest along an axis, kept with length 1; 0 where it is infinite. In the words of the kernel's gradient, to be shared with it. */
function finiteLargest(build: Builder, x: Node, axis: number): Node {
  const largest = build.reduce('maximum', x, [axis], true);
  return build.map('select', [build.map('isFinite', [largest]), largest, build.number(0)]);
}

export const stable: Rules = {
  LogSumExp: ({ build, inputs: { x }, attributes: { axis }, outputs: [{ shape }] }) => {
    const largest = finiteLargest(build, x, axis);
    const total = build.reduce('sum', build.map('exp', [build.map('subtract', [x, largest])]), [axis], true);
    return build.reshape(build.map('add', [build.map('log', [total]), largest]), shape);
  },
  // max(a, b) + log1p(exp(-|a - b|)), and the infinity itself where both are the same.
  LogAddExp: ({ build, inputs: { a, b }, outputs: [{ shape }] }) => {
    const gap = build.map('absolute', [build.map('subtract', [a, b], shape)]);
    const sum = build.map('add', [
      build.map('maximum', [a, b], shape),
      build.map('log1p', [build.map('exp', [build.map('negate', [gap])])]),
    ]);
    const same = build.map('and', [build.map('equal', [a, b], shape), build.map('isInfinite', [a])]);
    return build.map('select', [same, a, sum], shape);
  },
  Xdivy: ({ build, inputs: { x, y }, outputs: [{ shape }] }) =>
    build.map('select', [build.map('equal', [x, build.number(0)]), build.number(0), build.map('divide', [x, y], shape)], shape),
};
