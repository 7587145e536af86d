import { getGradient, registerGradient, type GradConfig } from '@tensorflow/tfjs-core';
import { arithmetic } from './arithmetic';
import { constants } from './constants';
import { convolution } from './convolution';
import { elementwise } from './elementwise';
import { images } from './image';
import { indexing } from './indexing';
import { matrixProduct } from './matrix-product';
import { mendTape } from './mend-tape';
import { normalization } from './normalization';
import { pooling } from './pooling';
import { reduction } from './reduction';
import { gradConfig, type Rules } from './rule';
import { shape } from './shape';
import { unsupported } from './unsupported';

/** All gradients, by the names of their kernels. */
export const rules: Rules = {
  ...elementwise,
  ...arithmetic,
  ...constants,
  ...reduction,
  ...shape,
  ...indexing,
  ...matrixProduct,
  ...convolution,
  ...pooling,
  ...images,
  ...normalization,
};

let configs: GradConfig[] | undefined;

/**
 * Registers the gradients of TensorFlow.js's kernels: right to any order, whatever else has been imported. Every function of
 * this package that needs them does so itself; call it if you use TensorFlow.js's own `grad` before any of those. Calling it
 * again is cheap, and repairs what a later import of `@tensorflow/tfjs` has overwritten.
 */
export function ensureGradients(): void {
  if (configs && getGradient(configs[0].kernelName) === configs[0]) return;
  configs ??= [
    ...Object.entries(rules).map(([kernelName, rule]) => gradConfig(kernelName, rule)),
    ...Object.entries(unsupported).map(([kernelName, { missing }]) => ({
      kernelName,
      gradFunc: () => {
        throw new Error(`${kernelName} has no gradient: ${missing}`);
      },
    })),
  ];
  for (const config of configs) registerGradient(config);
  mendTape();
}
