import { log1mexp, log1p } from '@baytes/special';
import { exp, neg, sub, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/** x failures before the first success, eta = log(1 - probs), A = -log(1 - exp(eta)). */
export const geometricFamily: ExponentialFamily = {
  law: 'geometric',
  statistics: { x: 0 },
  natural: ({ probs }: Values<'probs' | 'logits'>) => ({ x: log1p(neg(probs)) }),
  parameters: ({ x }) => ({ probs: sub(1, exp(x)) }),
  sufficient: (x) => ({ x }),
  logNormalizer: ({ x }) => neg(log1mexp(x)),
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => ({ probs: 1 / (1 + average(sample, (x) => x)) }),
};
