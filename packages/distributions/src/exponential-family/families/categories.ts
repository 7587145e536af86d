// Categories: one share for each, eta = logits, which are free up to a constant.
import { lgamma } from '@baytes/special';
import { logSumExp } from '@baytes/tensor';
import { add, cast, log, mul, oneHot, sub, sum, type Tensor, zeros, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { averages } from '../weighted';

type Choice = Values<'probs' | 'logits'>;
type Trials = Values<'totalCount' | 'probs' | 'logits'>;

const without = (x: Tensor) => zeros(x.shape.slice(0, -1));

/** x, a one among zeros; A = log of the sum of exp(eta). */
export const oneHotCategoricalFamily: ExponentialFamily = {
  law: 'oneHotCategorical',
  statistics: { x: 1 },
  natural: (values: Choice) => ({ x: values.given('logits') ? values.logits : log(values.probs) }),
  parameters: ({ x }) => ({ logits: x }),
  sufficient: (x) => ({ x }),
  logNormalizer: ({ x }) => logSumExp(x),
  logBaseMeasure: without,
  maximumLikelihood: (sample) => ({ probs: averages(sample, (x) => x) }),
};

/** The same with the category as a number. */
export const categoricalFamily: ExponentialFamily = {
  ...oneHotCategoricalFamily,
  law: 'categorical',
  sufficient: (x, values: Choice) => {
    const { shape } = values.given('logits') ? values.logits : values.probs;
    return { x: cast(oneHot(cast(x, 'int32'), shape[shape.length - 1]), 'float32') };
  },
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => {
    const counts: number[] = [];
    let whole = 0;
    sample.weights.forEach((weight, row) => {
      const category = sample.values[row];
      while (counts.length <= category) counts.push(0);
      counts[category] += weight;
      whole += weight;
    });
    return { probs: counts.map((count) => count / whole) };
  },
};

/** x, counts of a known total n; A = n log of the sum of exp(eta). */
export const multinomialFamily: ExponentialFamily = {
  ...oneHotCategoricalFamily,
  law: 'multinomial',
  known: ['totalCount'],
  logNormalizer: ({ x }, { totalCount }: Trials) => mul(totalCount, logSumExp(x)),
  logBaseMeasure: (x, { totalCount }: Trials) => sub(lgamma(add(totalCount, 1)), sum(lgamma(add(x, 1)), -1)),
  maximumLikelihood: (sample, { totalCount }) => ({ probs: averages(sample, (x) => x / totalCount) }),
};
