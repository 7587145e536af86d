import { lgamma, log1mexp, logSigmoid } from '@baytes/special';
import { add, exp, mul, neg, sub } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

type Trials = Values<'totalCount' | 'probs' | 'logits'>;

/** x, eta = log(probs), A = -r log(1 - exp(eta)), the total count r known. */
export const negativeBinomialFamily: ExponentialFamily = {
  law: 'negativeBinomial',
  statistics: { x: 0 },
  known: ['totalCount'],
  natural: ({ logits }: Trials) => ({ x: logSigmoid(logits) }),
  parameters: ({ x }) => ({ probs: exp(x) }),
  sufficient: (x) => ({ x }),
  logNormalizer: ({ x }, { totalCount }: Trials) => neg(mul(totalCount, log1mexp(x))),
  logBaseMeasure: (x, { totalCount }: Trials) => sub(lgamma(add(x, totalCount)), add(lgamma(add(x, 1)), lgamma(totalCount))),
  maximumLikelihood: (sample, { totalCount }) => {
    const mean = average(sample, (x) => x);
    return { probs: mean / (totalCount + mean) };
  },
};
