import type { Binary, Key, Parameter, Sampler } from '@baytes/kernels';
import type { Tensor } from '@tensorflow/tfjs-core';
import { bound, type Constraint } from './constraint';
import { defineLaw, type Law, type Parameters } from './law';
import { beyond, wide } from './wide';

/**
 * A law with one shape parameter whose draw is not a closed function of it: three kernels, the draw and its first and second derivative
 * at a fixed quantile, of which each is the gradient of the one before. The last has none.
 *
 * @param first gives the first derivative from the parameter and the draw, `second` the second.
 * @param keepsDraw whether the first derivative is taken of the draw as it was rounded to float32, and no draw is made again. The second
 *   needs all digits, so it draws again, in float64.
 */
export function shapeLaw<P extends string>(
  law: string,
  kernel: string,
  parameter: P,
  constraint: Constraint,
  draws: Sampler<[Parameter]>,
  first: Binary,
  second: Binary,
  keepsDraw: boolean,
): Law<P> {
  type Given = Parameters<P>;
  const parameters = { [parameter]: constraint } as { [K in P]: Constraint };
  const only = (slope: () => Tensor) => ({ [parameter]: slope }) as never;
  const derivative =
    (of: Binary) =>
    (key: Key, out: Float32Array, shape: Parameter): void => {
      const at = wide(shape, out.length);
      out.set(of(at, draws(key, at, new Float64Array(out.length))));
    };
  const common = { law, parameters };
  const curvature = defineLaw([parameter], {
    ...common,
    kernel: `${kernel}Curvature`,
    draw: derivative(second),
    slopes: () => only(() => beyond(law, 'third')),
  });
  const bend = (key: Key, given: Given, shape: number[]) =>
    only(() => curvature(key, { [parameter]: given[parameter] } as Given, { shape }));
  const slope = keepsDraw
    ? defineLaw([parameter, 'drawn'], {
        law,
        kernel: `${kernel}Slope`,
        parameters: { ...parameters, drawn: bound } as { [K in P | 'drawn']: Constraint },
        draw: (_, out, shape, drawn) => {
          if (typeof drawn === 'number') out[0] = first(shape as number, drawn);
          else first(shape as Float32Array, drawn as Float32Array, out);
        },
        slopes: ({ key, parameters: given, shape }) => bend(key, given as Given, shape),
      })
    : defineLaw([parameter], {
        ...common,
        kernel: `${kernel}Slope`,
        draw: derivative(first),
        slopes: ({ key, parameters: given, shape }) => bend(key, given, shape),
      });
  return defineLaw([parameter], {
    ...common,
    kernel,
    draw: (key, out, shape) => draws(key, shape, out),
    keepsDraw,
    slopes: ({ key, parameters: given, drawn, shape }) =>
      only(() => slope(key, (keepsDraw ? { ...given, drawn } : given) as never, { shape })),
  });
}
