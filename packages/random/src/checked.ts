import { isRecording } from '@baytes/tensor';
import { Tensor, tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { type Constraint, check } from './constraint';
import type { ParameterLike } from './law';

/** A parameter as a tensor, all its numbers checked. */
export function checked(law: string, name: string, given: ParameterLike | undefined, constraint: Constraint): Tensor {
  if (given == null) throw new TypeError(`${law}: ${name} is missing`);
  const result = given instanceof Tensor ? given : tensor(given as TensorLike, undefined, 'float32');
  if (!isRecording()) check(law, name, result.dataSync() as Float32Array, result.shape, constraint);
  return result;
}
