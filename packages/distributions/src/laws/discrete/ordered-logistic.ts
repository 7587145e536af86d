import { categorical as draws } from '@baytes/random';
import { log1mexp, logSigmoid } from '@baytes/special';
import {
  add,
  argMax,
  cast,
  concat,
  exp,
  expandDims,
  mul,
  neg,
  sigmoid,
  slice,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { real } from '../../constraints/numbers';
import { ordered } from '../../constraints/ordered';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';
import { categoryOf, pick } from './pick';

export interface OrderedLogisticParameters {
  /** Of shape [..., K - 1], ascending: where one category ends and the next begins. */
  cutpoints: ParameterLike;
  /** Where the logistic law lies that is cut. */
  loc: ParameterLike;
}

type Given = Values<'cutpoints' | 'loc'>;

/** How far each cutpoint is above loc. */
const gaps = ({ cutpoints, loc }: Given): Tensor => sub(cutpoints, expandDims(loc, -1));

/**
 * log of sigmoid(g_k) - sigmoid(g_{k - 1}) for all categories, [..., K], as log sigmoid(g_k) + log sigmoid(-g_{k - 1}) +
 * log(1 - exp(g_{k - 1} - g_k)), of which no term cancels another.
 */
function logMasses(values: Given): Tensor {
  const g = gaps(values);
  const n = g.shape[g.rank - 1];
  const part = (from: number, size: number) =>
    slice(g, [...g.shape.slice(1).map(() => 0), from], [...g.shape.slice(0, -1), size]);
  const ends = [logSigmoid(part(0, 1)), logSigmoid(neg(part(n - 1, 1)))];
  if (n === 1) return concat(ends, -1);
  const [low, high] = [part(0, n - 1), part(1, n - 1)];
  const between = add(add(logSigmoid(high), logSigmoid(neg(low))), log1mexp(sub(low, high)));
  return concat([ends[0], between, ends[1]], -1);
}

const categoriesOf = ({ cutpoints }: Given) => cutpoints.shape[cutpoints.rank - 1] + 1;

/**
 * The ordered logistic law on 0 .. K - 1: the category of a logistic number around `loc` between K - 1 cutpoints. P(X <= k) =
 * 1 / (1 + exp(loc - cutpoints_k)).
 *
 * @example
 * orderedLogistic({ cutpoints: [-1, 1], loc: 0 }).mode(); // 1
 */
export const orderedLogistic = /* @__PURE__ */ defineDistribution<OrderedLogisticParameters, 'cutpoints' | 'loc'>({
  name: 'orderedLogistic',
  parameters: { cutpoints: { constraint: ordered }, loc: { constraint: real } },
  support: (values) => categoryOf(categoriesOf(values)),
  sample: (key, values, shape) => cast(draws(key, { logits: logMasses(values) }, { shape: [...shape] }), 'float32'),
  logProb: (x, values) => pick(logMasses(values), x),
  cdf: (x, values) => sigmoid(pick(gaps(values), x)),
  logCdf: (x, values) => logSigmoid(pick(gaps(values), x)),
  survival: (x, values) => sigmoid(neg(pick(gaps(values), x))),
  logSurvival: (x, values) => logSigmoid(neg(pick(gaps(values), x))),
  entropy: (values) => {
    const logs = logMasses(values);
    return neg(sum(mul(exp(logs), logs), -1));
  },
  mode: (values) => cast(argMax(logMasses(values), -1), 'float32'),
});
