import { besselI0e, besselI1e } from '@baytes/kernels';
import { besselI0e as besselI0eOp } from '@baytes/special';
import { add, atan2, cos, log, mul, sin, sqrt, square, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/** The concentration at which I1 / I0 is r in (0, 1), by Newton steps. Source: Mardia and Jupp 2000, section 5.3.1. */
function concentrationOf(r: number): number {
  let c = (r * (2 - r * r)) / (1 - r * r); // Best and Fisher's start
  for (let step = 0; step < 100; step++) {
    const ratio = besselI1e(c) / besselI0e(c);
    const slope = 1 - ratio * ratio - ratio / c;
    const change = (ratio - r) / slope;
    c = c - change > 0 ? c - change : c / 2;
    if (Math.abs(change) <= 1e-14 * c) break;
  }
  return c;
}

/** cos x and sin x, eta = concentration (cos loc, sin loc), A = log I0(|eta|). */
export const vonMisesFamily: ExponentialFamily = {
  law: 'vonMises',
  statistics: { cosine: 0, sine: 0 },
  natural: ({ loc, concentration }: Values<'loc' | 'concentration'>) => ({
    cosine: mul(concentration, cos(loc)),
    sine: mul(concentration, sin(loc)),
  }),
  parameters: ({ cosine, sine }) => ({
    loc: atan2(sine, cosine),
    concentration: sqrt(add(square(cosine), square(sine))),
  }),
  sufficient: (x) => ({ cosine: cos(x), sine: sin(x) }),
  logNormalizer: ({ cosine, sine }) => {
    const concentration = sqrt(add(square(cosine), square(sine)));
    return add(log(besselI0eOp(concentration)), concentration);
  },
  logBaseMeasure: (x) => add(zerosLike(x), -Math.log(2 * Math.PI)),
  maximumLikelihood: (sample) => {
    const cosine = average(sample, Math.cos);
    const sine = average(sample, Math.sin);
    return { loc: Math.atan2(sine, cosine), concentration: concentrationOf(Math.hypot(cosine, sine)) };
  },
};
