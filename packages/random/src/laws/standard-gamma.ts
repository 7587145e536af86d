// Gamma draws of rate 1 and their logarithms, with the exact first and second derivative in the shape at a fixed quantile: a kernel
// for each, so that the derivative of one is the next. The second has none.
import {
  gammaDrawFirst,
  gammaDraws,
  gammaDrawSecond,
  logGammaDrawFirst,
  logGammaDraws,
  logGammaDrawSecond,
  type Binary,
  type Parameter,
  type Sampler,
} from '@baytes/kernels';
import { positive } from '../constraint';
import { defineLaw, type Law } from '../law';
import { beyond, wide } from '../wide';

function gammaLaw(
  law: string,
  kernel: string,
  draws: Sampler<[Parameter]>,
  first: Binary,
  second: Binary,
): Law<'concentration'> {
  const parameters = { concentration: positive };
  const derivative = (of: Binary) => (key: Parameters<typeof draws>[0], out: Float32Array, concentration: Parameter) => {
    const a = wide(concentration, out.length);
    out.set(of(a, draws(key, a, new Float64Array(out.length))));
  };
  const curvature = defineLaw(['concentration'], {
    law,
    kernel: `${kernel}Curvature`,
    parameters,
    draw: derivative(second),
    slopes: () => ({ concentration: () => beyond(law, 'third') }),
  });
  const slope = defineLaw(['concentration'], {
    law,
    kernel: `${kernel}Slope`,
    parameters,
    draw: derivative(first),
    slopes: ({ key, parameters, shape }) => ({ concentration: () => curvature(key, parameters, { shape }) }),
  });
  return defineLaw(['concentration'], {
    law,
    kernel,
    parameters,
    draw: (key, out, concentration) => draws(key, concentration, out),
    slopes: ({ key, parameters, shape }) => ({ concentration: () => slope(key, parameters, { shape }) }),
  });
}

/** Gamma draws of rate 1. */
export const standardGamma = /* @__PURE__ */ gammaLaw('gamma', 'RandomGammaDraw', gammaDraws, gammaDrawFirst, gammaDrawSecond);

/** The logarithms of the same draws. */
export const standardLogGamma = /* @__PURE__ */ gammaLaw(
  'logGamma',
  'RandomLogGamma',
  logGammaDraws,
  logGammaDrawFirst,
  logGammaDrawSecond,
);
