import { categorical as draws } from '@baytes/random';
import { xlogy } from '@baytes/special';
import { diagonal, logSoftmax } from '@baytes/tensor';
import { argMax, cast, expandDims, equal, mul, neg, oneHot as oneHotOf, sub, sum, where } from '@tensorflow/tfjs-core';
import { oneHot } from '../../constraints/one-hot';
import { defineDistribution } from '../../define-distribution';
import type { OneOf } from '../../parameters';
import { type ChoiceNames, categories, choiceSpec } from './choice-logits';

export type OneHotCategoricalParameters = OneOf<ChoiceNames>;

/**
 * The categorical law with the category as a vector of K numbers, a one among zeros: mass prod_k p_k^x_k, p the `probs` = softmax(logits)
 * along the last axis.
 *
 * @example
 * oneHotCategorical({ probs: [0.2, 0.3, 0.5] }).logProb([0, 0, 1]); // log(1/2)
 */
export const oneHotCategorical = /* @__PURE__ */ defineDistribution<OneHotCategoricalParameters, ChoiceNames>({
  name: 'oneHotCategorical',
  parameters: choiceSpec,
  oneOf: [['probs', 'logits']],
  support: oneHot,
  eventShape: (shapeOf) => [categories(shapeOf)],
  sample: (key, { logits }, shape) =>
    cast(oneHotOf(draws(key, { logits }, { shape: shape.slice(0, -1) }), shape[shape.length - 1]), 'float32'),
  logProb: (x, values) => {
    if (!values.given('logits')) return sum(xlogy(x, values.probs), -1);
    const logs = logSoftmax(values.logits);
    return sum(where(equal(x, 0), 0, mul(x, logs)), -1);
  },
  entropy: (values) => neg(sum(xlogy(values.probs, values.probs), -1)),
  mean: ({ probs }) => probs,
  variance: ({ probs }) => mul(probs, sub(1, probs)),
  mode: ({ probs }, [K]) => cast(oneHotOf(argMax(probs, -1), K), 'float32'),
  covariance: ({ probs }) => sub(diagonal(probs), mul(expandDims(probs, -1), expandDims(probs, -2))),
});
