import { lgamma } from '@baytes/kernels';
import { multinomial as draws } from '@baytes/random';
import { digamma, xdivy } from '@baytes/special';
import { defineKernel, diagonal, logSoftmax, sumToShape } from '@baytes/tensor';
import { add, expandDims, exp, log, maximum, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { countsOf } from '../../constraints/counts-of';
import { count } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike } from '../../parameters';
import { type ChoiceNames, categories, choiceSpec } from './choice-logits';
import { eachRow, rowsShape } from './rows';

export type MultinomialParameters = {
  /** How many trials: a whole number from 0 on. */
  totalCount: ParameterLike;
} & OneOf<ChoiceNames>;

/** Of one row: log(n! / prod_k x_k!) + sum_k x_k log p_k, with logits p_k in their place. */
function logMassOf(counts: Float32Array, parameters: Float32Array, logits: boolean): number {
  let total = 0;
  let mass = 0;
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < counts.length; k++) {
    const x = counts[k];
    total += x;
    if (logits) largest = Math.max(largest, parameters[k]);
    if (x !== 0) mass += x * (logits ? parameters[k] : Math.log(parameters[k])) - lgamma(x + 1);
  }
  if (logits) {
    let scale = 0;
    for (const each of parameters) scale += Math.exp(each - largest);
    mass -= total * (largest + Math.log(scale));
  }
  return mass + lgamma(total + 1);
}

const logMass: (x: Tensor, parameters: Tensor, attributes: { logits: boolean }) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MultinomialLogMass',
  inputs: ['x', 'parameters'],
  output: (shapes, _attributes: { logits: boolean }) => ({ shape: rowsShape('multinomial', shapes) }),
  host: (values, out, { shapes, attributes: { logits } }) =>
    eachRow('multinomial', values, shapes, out, (counts, parameters) => logMassOf(counts, parameters, logits)),
  gradient: ({ x, parameters }, dy, { logits }) => {
    const each = expandDims(dy, -1);
    const total = () => sum(x, -1, true);
    const logs = () => (logits ? logSoftmax(parameters) : log(maximum(parameters, 2 ** -126)));
    return {
      x: () => sumToShape(mul(each, add(logs(), sub(digamma(add(total(), 1)), digamma(add(x, 1))))), x.shape),
      parameters: () =>
        sumToShape(
          mul(each, logits ? sub(x, mul(total(), exp(logSoftmax(parameters)))) : xdivy(x, parameters)),
          parameters.shape,
        ),
    };
  },
});

/**
 * The multinomial law on counts x of K categories among `totalCount` = n trials: mass n! prod_k p_k^x_k / x_k!, p the `probs` =
 * softmax(logits) along the last axis.
 *
 * @example
 * multinomial({ totalCount: 3, probs: [0.5, 0.5] }).logProb([1, 2]); // log(3/8)
 */
export const multinomial = /* @__PURE__ */ defineDistribution<MultinomialParameters, 'totalCount' | ChoiceNames>({
  name: 'multinomial',
  parameters: { totalCount: { constraint: count }, ...choiceSpec },
  oneOf: [['probs', 'logits']],
  support: ({ totalCount }) => countsOf(totalCount),
  eventShape: (shapeOf) => [categories(shapeOf)],
  sample: (key, { totalCount, logits }, shape) => draws(key, { trials: totalCount, logits }, { shape: shape.slice(0, -1) }),
  logProb: (x, values) =>
    values.given('logits') ? logMass(x, values.logits, { logits: true }) : logMass(x, values.probs, { logits: false }),
  mean: ({ totalCount, probs }) => mul(expandDims(totalCount, -1), probs),
  variance: ({ totalCount, probs }) => mul(expandDims(totalCount, -1), mul(probs, sub(1, probs))),
  covariance: ({ totalCount, probs }) => {
    const one = sub(diagonal(probs), mul(expandDims(probs, -1), expandDims(probs, -2)));
    return mul(expandDims(expandDims(totalCount, -1), -1), one);
  },
});
