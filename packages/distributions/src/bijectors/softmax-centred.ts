import { logSoftmax } from '@baytes/tensor';
import { concat, exp, log, neg, sub, sum, zeros } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { simplex } from '../constraints/simplex';
import { defineBijector } from './define-bijector';
import { longerBy, part } from './vectors';

/**
 * y = softmax([x, 0]): from K - 1 real numbers to K shares that add up to one, log odds against the last. log |det| is the sum of the
 * logarithms of all K shares, with respect to the first K - 1.
 *
 * @example
 * softmaxCentred().forward([0, 0]); // [1/3, 1/3, 1/3]
 */
export const softmaxCentred = /* @__PURE__ */ defineBijector({
  name: 'softmaxCentred',
  domain: each(real, 1),
  codomain: simplex,
  eventShape: longerBy('softmaxCentred', 1),
  forward: (x) => {
    const logShares = logSoftmax(concat([x, zeros([...x.shape.slice(0, -1), 1])], -1));
    return { value: exp(logShares), logDeterminant: () => sum(logShares, -1) };
  },
  inverse: (y) => {
    const logShares = log(y);
    const n = y.shape[y.rank - 1] - 1;
    return { value: sub(part(logShares, 0, n), part(logShares, n)), logDeterminant: () => neg(sum(logShares, -1)) };
  },
});
