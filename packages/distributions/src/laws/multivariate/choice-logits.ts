// Probabilities of categories along the last axis, given as such or by logits.
import { logSoftmax } from '@baytes/tensor';
import { exp, log, maximum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { real } from '../../constraints/numbers';
import { simplex } from '../../constraints/simplex';
import type { ShapeOf } from '../../law';
import type { ParameterSpec, Values } from '../../parameters';

export type ChoiceNames = 'probs' | 'logits';

/** The least number that is taken the logarithm of: the smallest normal float32. */
const LEAST = 2 ** -126;

/** For the parameters of a page. */
export const choiceSpec: { readonly [K in ChoiceNames]: ParameterSpec<ChoiceNames> } = {
  probs: { constraint: simplex, otherwise: ({ logits }) => exp(logSoftmax(logits)) },
  logits: { constraint: each(real, 1), otherwise: ({ probs }) => log(maximum(probs, LEAST)) },
};

/** log of the probabilities. */
export const logProbs = (values: Values<ChoiceNames>): Tensor =>
  values.given('logits') ? logSoftmax(values.logits) : values.logits;

/** How many categories there are. */
export const categories = (shapeOf: ShapeOf<ChoiceNames>): number =>
  (shapeOf('probs').at(-1) ?? shapeOf('logits').at(-1)) as number;
