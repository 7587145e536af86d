// Counts of yes-or-no trials: Bernoulli, and binomial of a known number of trials.
import { lgamma, log1pexp } from '@baytes/special';
import { add, mul, sub, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

type Choice = Values<'probs' | 'logits'>;
type Trials = Values<'totalCount' | 'probs' | 'logits'>;

/** x, eta = logits, A = log(1 + exp(eta)). */
export const bernoulliFamily: ExponentialFamily = {
  law: 'bernoulli',
  statistics: { x: 0 },
  natural: ({ logits }: Choice) => ({ x: logits }),
  parameters: ({ x }) => ({ logits: x }),
  sufficient: (x) => ({ x }),
  logNormalizer: ({ x }) => log1pexp(x),
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => ({ probs: average(sample, (x) => x) }),
};

/** x, eta = logits, A = n log(1 + exp(eta)), the number of trials n known. */
export const binomialFamily: ExponentialFamily = {
  ...bernoulliFamily,
  law: 'binomial',
  known: ['totalCount'],
  logNormalizer: ({ x }, { totalCount }: Trials) => mul(totalCount, log1pexp(x)),
  logBaseMeasure: (x, { totalCount }: Trials) =>
    sub(lgamma(add(totalCount, 1)), add(lgamma(add(x, 1)), lgamma(sub(add(totalCount, 1), x)))),
  maximumLikelihood: (sample, { totalCount }) => ({ probs: average(sample, (x) => x) / totalCount }),
};
