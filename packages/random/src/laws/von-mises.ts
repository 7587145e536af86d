import { vonMisesDrawK, vonMisesDrawKK, vonMisesDraws } from '@baytes/kernels';
import { add, floor, mul, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { nonNegative, real } from '../constraint';
import type { KeyLike } from '../key';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import { shapeLaw } from '../shape-law';

const standard = /* @__PURE__ */ shapeLaw(
  'vonMises',
  'RandomVonMises',
  'concentration',
  nonNegative,
  vonMisesDraws,
  vonMisesDrawK,
  vonMisesDrawKK,
  // Near the angle opposite to loc the derivative is lost in the rounding of the draw.
  false,
);

const TURN = 2 * Math.PI;

/**
 * von Mises draws: angles on [-pi, pi) with density proportional to exp(concentration cos(x - loc)).
 *
 * Best and Fisher 1979, in terms of 1 - cos, so that narrow laws keep their digits. The draw carries its first and exact second
 * derivative in the concentration, at a fixed quantile counted from the angle opposite to loc.
 *
 * @param parameters `loc` (default 0), an angle; `concentration` >= 0.
 * @example
 * vonMises(key(0), { loc: Math.PI / 2, concentration: 4 }, { shape: [100] });
 */
export function vonMises(
  key: KeyLike,
  { concentration, loc = 0 }: { concentration: ParameterLike; loc?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('vonMises', { concentration, loc }, options);
    const angle = add(checked('vonMises', 'loc', loc, real), standard(key, { concentration }, { shape }));
    return sub(angle, mul(TURN, floor(mul(add(angle, Math.PI), 1 / TURN))));
  });
}
