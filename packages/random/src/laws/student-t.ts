import { studentTDrawN, studentTDrawNN, studentTDraws } from '@baytes/kernels';
import { add, mul, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { positive, real } from '../constraint';
import type { KeyLike } from '../key';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import { shapeLaw } from '../shape-law';

const standard = /* @__PURE__ */ shapeLaw(
  'studentT',
  'RandomStudentT',
  'degreesOfFreedom',
  positive,
  (key, degrees, out, first) => studentTDraws(key, degrees, 0, 1, out, first),
  studentTDrawN,
  studentTDrawNN,
  true,
);

/**
 * Student's t draws: loc + scale z sqrt(nu / 2 / g), z normal and g gamma of concentration nu / 2, from log g.
 *
 * The draw carries its first and exact second derivative in nu at a fixed quantile.
 *
 * @param parameters `degreesOfFreedom` nu > 0, `loc` (default 0), `scale` > 0 (default 1).
 * @example
 * studentT(key(0), { degreesOfFreedom: 4 }, { shape: [100] });
 */
export function studentT(
  key: KeyLike,
  { degreesOfFreedom, loc = 0, scale = 1 }: { degreesOfFreedom: ParameterLike; loc?: ParameterLike; scale?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('studentT', { degreesOfFreedom, loc, scale }, options);
    const t = standard(key, { degreesOfFreedom }, { shape });
    return add(checked('studentT', 'loc', loc, real), mul(checked('studentT', 'scale', scale, positive), t));
  });
}
