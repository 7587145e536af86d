import { categorical as draws } from '@baytes/random';
import { xlogy } from '@baytes/special';
import { logSoftmax } from '@baytes/tensor';
import {
  argMax,
  cast,
  cumsum,
  expandDims,
  less,
  lessEqual,
  log,
  minimum,
  neg,
  range,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, Values } from '../../parameters';
import { type ChoiceNames, choiceSpec } from '../multivariate/choice-logits';
import { categoryOf, pick } from './pick';

export type CategoricalParameters = OneOf<ChoiceNames>;

const sizeOf = ({ probs }: Values<ChoiceNames>) => probs.shape[probs.rank - 1];

/** The sum of the probabilities of the categories that a condition holds for. */
const sumWhere = (condition: Tensor, probs: Tensor): Tensor => sum(where(condition, probs, 0), -1);

/**
 * The categorical law on 0 .. K - 1: mass p_x, p the `probs` = softmax(`logits`) along the last axis.
 *
 * @example
 * categorical({ probs: [0.2, 0.3, 0.5] }).logProb(2); // log(1/2)
 */
export const categorical = /* @__PURE__ */ defineDistribution<CategoricalParameters, ChoiceNames>({
  name: 'categorical',
  parameters: choiceSpec,
  oneOf: [['probs', 'logits']],
  support: (values) => categoryOf(sizeOf(values)),
  sample: (key, { logits }, shape) => cast(draws(key, { logits }, { shape: [...shape] }), 'float32'),
  logProb: (x, values) => (values.given('logits') ? pick(logSoftmax(values.logits), x) : log(pick(values.probs, x))),
  cdf: (x, values) => sumWhere(lessEqual(range(0, sizeOf(values)), expandDims(x, -1)), values.probs),
  survival: (x, values) => sumWhere(less(expandDims(x, -1), range(0, sizeOf(values))), values.probs),
  icdf: (p, values) => {
    const below = less(cumsum(values.probs, -1), expandDims(p, -1));
    return minimum(sum(cast(below, 'float32'), -1), sizeOf(values) - 1);
  },
  entropy: (values) => neg(sum(xlogy(values.probs, values.probs), -1)),
  mode: ({ probs }) => cast(argMax(probs, -1), 'float32'),
});
