import { permutationDraw } from '@baytes/kernels';
import { add, fill, gather, log, reshape, Tensor, tensor, tidy, topk } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { nonNegative } from '../constraint';
import { asKey, type KeyLike } from '../key';
import type { ParameterLike } from '../law';
import { categorical } from './categorical';
import { gumbel } from './gumbel';

/** How to choose. */
export interface ChoiceOptions {
  /** The shape of the result. Default: one item. */
  shape?: readonly number[];
  /** Whether an item can come more than once. Default true. */
  replace?: boolean;
  /** Weights of the items, need not sum to 1. Default: all alike. */
  weights?: ParameterLike;
}

/**
 * Items drawn from 0 .. n - 1, or rows from a tensor. Without replacement and with weights, items come in the order of a race in which
 * each next one is drawn with the weights of those that are left (Gumbel keys, Efraimidis and Spirakis 2006).
 *
 * @example
 * choice(key(0), 10, { shape: [3], replace: false }); // int32, [3]
 */
export function choice(key: KeyLike, of: number | Tensor, { shape = [], replace = true, weights }: ChoiceOptions = {}): Tensor {
  const from = asKey(key, 'choice');
  const n = of instanceof Tensor ? of.shape[0] : of;
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`choice: expected a whole number from 1 on, or a tensor with rows; got ${n}`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (!replace && size > n) throw new RangeError(`choice: ${size} of ${n} items cannot be drawn without replacement`);
  return tidy(() => {
    let places: Tensor;
    if (weights === undefined && !replace) {
      places = tensor(permutationDraw(from, n, size), [...shape], 'int32');
    } else {
      const given = weights === undefined ? fill([n], 1) : checked('choice', 'weights', weights, nonNegative);
      if (given.size !== n) throw new RangeError(`choice: weights of shape [${given.shape}] for ${n} items`);
      const logits = log(reshape(given, [n]));
      places = replace
        ? categorical(from, { logits }, { shape })
        : reshape(topk(add(logits, gumbel(from, { loc: 0, scale: 1 }, { shape: [n] })), size).indices, [...shape]);
    }
    return of instanceof Tensor ? gather(of, places) : places;
  });
}
