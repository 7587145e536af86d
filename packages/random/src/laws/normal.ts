import { randomNormal } from '@baytes/kernels';
import { onesLike, type Tensor } from '@tensorflow/tfjs-core';
import { at } from '../at';
import { positive, real } from '../constraint';
import { defineLaw, type DrawOptions, type ParameterLike } from '../law';
import type { KeyLike } from '../key';

const law = /* @__PURE__ */ defineLaw(['loc', 'scale'], {
  law: 'normal',
  kernel: 'RandomNormalDraw',
  parameters: { loc: real, scale: positive },
  draw: (key, out, loc, scale) => {
    randomNormal(key, out);
    if (loc === 0 && scale === 1) return;
    for (let i = 0; i < out.length; i++) out[i] = at(loc, i) + at(scale, i) * out[i];
  },
  slopes: ({ key, shape, again }) => ({
    loc: () => onesLike(again()),
    scale: () => normal(key, {}, { shape }),
  }),
});

/**
 * Normal draws, by default standard: loc + scale z, where z are the numbers of `jax.random.normal(key, shape)` on a CPU to the last
 * bit (sqrt(2) erfinv of a uniform number, Giles 2010).
 *
 * @example
 * normal(key(0), { loc: [0, 100], scale: 2 });
 */
export function normal(
  key: KeyLike,
  { loc = 0, scale = 1, ...rest }: { loc?: ParameterLike; scale?: ParameterLike } = {},
  options?: DrawOptions,
): Tensor {
  return law(key, { ...rest, loc, scale }, options);
}
