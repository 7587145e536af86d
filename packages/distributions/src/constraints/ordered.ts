import { any, less, lessEqual, logicalOr, range, slice, sum, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';

/** x_{i + 1} <= x_i for some i. */
function descends(x: Tensor): Tensor {
  const n = x.shape[x.rank - 1];
  const lead = x.shape.slice(0, -1);
  if (n < 2) return less(sum(zerosLike(x), -1), 0); // wasm's "any" of nothing is not false
  const from = (start: number) => slice(x, [...lead.map(() => 0), start], [...lead, Math.max(0, n - 1)]);
  return any(lessEqual(from(1), from(0)), -1);
}

const ascending = (event: ArrayLike<number>) => {
  for (let i = 0; i < event.length; i++) if (!Number.isFinite(event[i]) || (i > 0 && !(event[i] > event[i - 1]))) return false;
  return true;
};

/** Vectors whose elements ascend: cutpoints of ordinal models, labels of mixtures that cannot be exchanged. */
export const ordered: Constraint = {
  name: 'ordered',
  words: 'numbers that ascend along the last axis',
  eventRank: 1,
  discrete: false,
  holds: ascending,
  outside: descends,
  inside: ([n]) => range(1, n + 1),
};

/** Vectors of positive elements that ascend. */
export const positiveOrdered: Constraint = {
  name: 'positiveOrdered',
  words: 'positive numbers that ascend along the last axis',
  eventRank: 1,
  discrete: false,
  holds: (event) => ascending(event) && (event.length === 0 || event[0] > 0),
  outside: (x) => logicalOr(descends(x), any(lessEqual(x, 0), -1)),
  inside: ([n]) => range(1, n + 1),
};
