import { randomUniform } from '@baytes/kernels';
import { sub, type Tensor } from '@tensorflow/tfjs-core';
import { at } from '../at';
import { real } from '../constraint';
import { defineLaw, type DrawOptions, type ParameterLike } from '../law';
import type { KeyLike } from '../key';

const law = /* @__PURE__ */ defineLaw(['low', 'high'], {
  law: 'uniform',
  kernel: 'RandomUniformDraw',
  parameters: { low: real, high: real },
  draw: (key, out, low, high) => {
    randomUniform(key, out);
    for (let i = 0; i < out.length; i++) {
      const from = at(low, i);
      // In float32 with one rounding of product and sum, as JAX on a CPU.
      out[i] = Math.max(from, Math.fround(out[i] * Math.fround(at(high, i) - from) + from));
    }
  },
  slopes: ({ key, shape }) => {
    const fraction = () => uniform(key, {}, { shape });
    return { low: () => sub(1, fraction()), high: fraction };
  },
});

/**
 * Uniform draws on [low, high), by default [0, 1): the numbers of `jax.random.uniform(key, shape, minval=low, maxval=high)` to the
 * last bit. 23 random bits each.
 *
 * @example
 * uniform(key(0), {}, { shape: [3] }); // 0.9476670, 0.9785799, 0.3322915
 */
export function uniform(
  key: KeyLike,
  { low = 0, high = 1, ...rest }: { low?: ParameterLike; high?: ParameterLike } = {},
  options?: DrawOptions,
): Tensor {
  return law(key, { ...rest, low, high }, options);
}
