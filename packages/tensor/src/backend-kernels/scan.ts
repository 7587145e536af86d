import { free, type Replacement, run } from './replacement';

/**
 * Cumulative sums and products from the end, on webgpu. TensorFlow.js keeps the compiled shader of the first length that it met, and
 * uses it for every other: here the numbers are turned around before and after.
 */
export const reversedScan: Replacement = ({ inputs: { x }, backend, attributes, original }) => {
  const forward = (input: typeof x) => original!({ inputs: { x: input }, backend, attrs: { ...attributes, reverse: false } });
  if (!attributes.reverse) return forward(x);
  const turn = (input: typeof x) => run('Reverse', 'webgpu', backend, { x: input }, { dims: [attributes.axis] });
  const turned = turn(x);
  const scanned = forward(turned) as typeof x;
  const result = turn(scanned);
  free(backend, turned, scanned);
  return result;
};
