import { rayleighDraws } from '@baytes/kernels';
import { positive } from '../constraint';
import { defineLaw, type Law } from '../law';

/**
 * Rayleigh draws, scale sqrt(2 E) with E exponential: density x / scale^2 exp(-x^2 / (2 scale^2)).
 *
 * @param parameters `scale` > 0.
 * @example
 * rayleigh(key(0), { scale: 3 }, { shape: [100] });
 */
export const rayleigh: Law<'scale'> = /* @__PURE__ */ defineLaw(['scale'], {
  law: 'rayleigh',
  kernel: 'RandomRayleigh',
  parameters: { scale: positive },
  draw: (key, out, scale) => rayleighDraws(key, scale, out),
  slopes: ({ key, shape }) => ({ scale: () => rayleigh(key, { scale: 1 }, { shape }) }),
});
