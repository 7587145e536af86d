import type { Binary, Parameter, Sampler } from '@baytes/kernels';
import type { Constraint } from './constraint';
import { defineLaw, type Law } from './law';
import { beyond, wide } from './wide';

/**
 * A law with one shape parameter whose draw is not a closed function of it: three kernels, the draw and its first and second derivative
 * at a fixed quantile, of which each is the gradient of the one before. The last has none.
 *
 * @param first gives the first derivative from the parameter and the draw, `second` the second.
 */
export function shapeLaw<P extends string>(
  law: string,
  kernel: string,
  parameter: P,
  constraint: Constraint,
  draws: Sampler<[Parameter]>,
  first: Binary,
  second: Binary,
): Law<P> {
  const parameters = { [parameter]: constraint } as { [K in P]: Constraint };
  type Draw = (key: Parameters<typeof draws>[0], out: Float32Array, shape: Parameter) => void;
  const step = (suffix: string, draw: Draw, next: Law<P> | undefined): Law<P> =>
    defineLaw([parameter], {
      law,
      kernel: `${kernel}${suffix}`,
      parameters,
      draw,
      slopes: ({ key, parameters: given, shape }) =>
        ({ [parameter]: () => (next ? next(key, given, { shape }) : beyond(law, 'third')) }) as never,
    });
  const derivative =
    (of: Binary): Draw =>
    (key, out, shape) => {
      const at = wide(shape, out.length);
      out.set(of(at, draws(key, at, new Float64Array(out.length))));
    };
  const curvature = step('Curvature', derivative(second), undefined);
  const slope = step('Slope', derivative(first), curvature);
  return step('', (key, out, shape) => draws(key, shape, out), slope);
}
