import { add, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { crops } from '../gradients/image';
import type { Replacement } from './replacement';

/** Crops by the nearest pixel, for which TensorFlow.js on webgpu takes other pixels than elsewhere. */
export const cropAndResizeOnWebgpu: Replacement = ({ inputs, backend, attributes, original }) => {
  if (attributes.method !== 'nearest') return original!({ inputs, backend, attrs: attributes });
  const { image, boxes, boxInd } = inputs as Record<string, Tensor>;
  // Outside the image a crop is 0, and so the value to be there once that is taken off everywhere and put back.
  const outside = attributes.extrapolationValue as number;
  return tidy(() => add(crops(sub(image, outside), boxes, boxInd, attributes), outside));
};
