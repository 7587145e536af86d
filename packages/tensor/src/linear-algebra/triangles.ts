import { linalg, type Tensor } from '@tensorflow/tfjs-core';

/** Every matrix of a batch with zeros above its diagonal, or below. */
export const triangle = (matrices: Tensor, lower: boolean): Tensor =>
  lower ? linalg.bandPart(matrices, -1, 0) : linalg.bandPart(matrices, 0, -1);
