import type { Sampler, Parameter } from '@baytes/kernels';
import { onesLike } from '@tensorflow/tfjs-core';
import { positive, real } from './constraint';
import { defineLaw, type Law } from './law';

/** The op of a law loc + scale z with z of a law without parameters. */
export function locationScale(law: string, kernel: string, draws: Sampler<[Parameter, Parameter]>): Law<'loc' | 'scale'> {
  const op: Law<'loc' | 'scale'> = defineLaw(['loc', 'scale'], {
    law,
    kernel,
    parameters: { loc: real, scale: positive },
    draw: (key, out, loc, scale) => draws(key, loc, scale, out),
    slopes: ({ key, shape, again }) => ({
      loc: () => onesLike(again()),
      scale: () => op(key, { loc: 0, scale: 1 }, { shape }),
    }),
  });
  return op;
}
