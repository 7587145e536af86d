import { vonMisesDraws } from '@baytes/kernels';
import { onesLike, type Tensor } from '@tensorflow/tfjs-core';
import { nonNegative, real } from '../constraint';
import type { KeyLike } from '../key';
import { defineLaw, type DrawOptions, type ParameterLike } from '../law';

const TURN = 2 * Math.PI;

const law = /* @__PURE__ */ defineLaw(['loc', 'concentration'], {
  law: 'vonMises',
  kernel: 'RandomVonMises',
  parameters: { loc: real, concentration: nonNegative },
  draw: (key, out, loc, concentration) => {
    const angles = vonMisesDraws(key, concentration, new Float64Array(out.length));
    for (let i = 0; i < out.length; i++) {
      const angle = angles[i] + (typeof loc === 'number' ? loc : loc[i]);
      out[i] = angle - TURN * Math.floor((angle + Math.PI) / TURN);
    }
  },
  slopes: ({ again }) => ({ loc: () => onesLike(again()) }),
});

/**
 * von Mises draws: angles on [-pi, pi) with density proportional to exp(concentration cos(x - loc)).
 *
 * Best and Fisher 1979, in terms of 1 - cos, so that narrow laws keep their digits. There is no derivative in the concentration.
 *
 * @param parameters `loc` (default 0), an angle; `concentration` >= 0.
 * @example
 * vonMises(key(0), { loc: Math.PI / 2, concentration: 4 }, { shape: [100] });
 */
export function vonMises(
  key: KeyLike,
  { loc = 0, ...rest }: { loc?: ParameterLike; concentration: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return law(key, { loc, ...rest }, options);
}
