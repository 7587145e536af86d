import { gumbel } from '@baytes/random';
import { logSoftmax, logSumExp } from '@baytes/tensor';
import { add, div, exp, expandDims, log, maximum, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { KeyLike } from '@baytes/random';
import { lgamma } from '@baytes/kernels';
import { positive } from '../../constraints/numbers';
import { simplex } from '../../constraints/simplex';
import { logSimplex } from '../../constraints/log-simplex';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike, Values } from '../../parameters';
import { type ChoiceNames, categories, choiceSpec, logProbs } from './choice-logits';

export type ConcreteParameters = {
  /** Positive: near 0 draws are nearly one-hot. */
  temperature: ParameterLike;
} & OneOf<ChoiceNames>;

type Parameter = 'temperature' | ChoiceNames;
type Given = Values<Parameter>;

/** The least share that a logarithm is taken of: the smallest normal float32. */
const LEAST = 2 ** -126;

/** (K - 1)! T^(K - 1) prod_k a_k exp(-T y_k) / (sum_k a_k exp(-T y_k))^K, of y = log x; as a logarithm. */
function logDensity(y: Tensor, values: Given): Tensor {
  const { temperature } = values;
  const K = y.shape[y.rank - 1];
  const terms = sub(logProbs(values), mul(expandDims(temperature, -1), y));
  const constant = add(lgamma(K), mul(K - 1, log(temperature)));
  return add(constant, sub(sum(terms, -1), mul(K, logSumExp(terms))));
}

/** Logarithms of draws: softmax((logits + Gumbel) / T). */
function logDraws(key: KeyLike, values: Given, shape: readonly number[]): Tensor {
  const noise = gumbel(key, { loc: 0, scale: 1 }, { shape });
  return logSoftmax(div(add(logProbs(values), noise), expandDims(values.temperature, -1)));
}

const shared = {
  parameters: { temperature: { constraint: positive }, ...choiceSpec },
  oneOf: [['probs', 'logits']],
  eventShape: (shapeOf: (name: Parameter) => readonly number[]) => [categories(shapeOf)],
} as const;

/**
 * The Concrete law on vectors of K shares, a categorical law relaxed to the inside of the simplex: density (K - 1)! T^(K - 1)
 * prod_k a_k x_k^(-T - 1) / (sum_k a_k x_k^-T)^K with respect to the first K - 1 shares, T the temperature, a the `probs`. At low
 * temperatures shares underflow; a share of 0 counts as the least normal float32 here, and `logConcrete` has no such limit.
 *
 * Source: Maddison, Mnih, Teh 2017, The Concrete distribution, definition 1.
 *
 * @example
 * concrete({ temperature: 1, probs: [0.5, 0.5] }).logProb([0.5, 0.5]); // 0
 */
export const concrete = /* @__PURE__ */ defineDistribution<ConcreteParameters, Parameter>({
  name: 'concrete',
  ...shared,
  support: simplex,
  sample: (key, values, shape) => exp(logDraws(key, values, shape)),
  logProb: (x, values) => {
    const y = log(maximum(x, LEAST));
    return sub(logDensity(y, values), sum(y, -1));
  },
});

/**
 * Logarithms of {@link concrete} draws, which do not underflow: density (K - 1)! T^(K - 1) prod_k a_k exp(-T y_k) / (sum_k a_k
 * exp(-T y_k))^K with respect to dx_1 ... dx_{K - 1} / (x_1 ... x_K), x = exp(y).
 *
 * Source: Maddison, Mnih, Teh 2017, The Concrete distribution, appendix C.3.
 *
 * @example
 * logConcrete({ temperature: 1, probs: [0.5, 0.5] }).logProb([Math.log(0.5), Math.log(0.5)]); // -2 log 2
 */
export const logConcrete = /* @__PURE__ */ defineDistribution<ConcreteParameters, Parameter>({
  name: 'logConcrete',
  ...shared,
  support: logSimplex,
  sample: logDraws,
  logProb: logDensity,
});
