// A probability that is given as such or by its logit.
import { log1p, log1pexp, logit, logSigmoid } from '@baytes/special';
import { log, neg, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { Interval } from '../../constraints/interval';
import { real, unitInterval } from '../../constraints/numbers';
import type { ParameterSpec, Values } from '../../parameters';

export type ProbabilityNames = 'probs' | 'logits';

/** For the parameters of a page. */
export const probabilitySpec = (
  constraint: Interval = unitInterval,
): { readonly [K in ProbabilityNames]: ParameterSpec<ProbabilityNames> } => ({
  probs: { constraint, otherwise: ({ logits }) => sigmoid(logits) },
  logits: { constraint: real, otherwise: ({ probs }) => logit(probs) },
});

/** log p */
export const logSuccess = (values: Values<ProbabilityNames>): Tensor =>
  values.given('logits') ? logSigmoid(values.logits) : log(values.probs);

/** log(1 - p) */
export const logFailure = (values: Values<ProbabilityNames>): Tensor =>
  values.given('logits') ? neg(log1pexp(values.logits)) : log1p(neg(values.probs));

/** 1 - p */
export const failure = (values: Values<ProbabilityNames>): Tensor =>
  values.given('logits') ? sigmoid(neg(values.logits)) : sub(1, values.probs);
