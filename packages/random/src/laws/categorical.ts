import { categoricalDraws, multinomialDraws } from '@baytes/kernels';
import { broadcastValues, defineKernel, sizeOf, shapeOf } from '@baytes/tensor';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, count, logWeight } from '../constraint';
import { asKey, type Key, type KeyLike } from '../key';
import { type DrawOptions, type ParameterLike, settleShape } from '../law';

type Attributes = { key: number[]; shape: number[] };

/** Rows of logits for rows of draws: one row if it serves all. */
function rowsOf(law: string, logits: Float32Array, from: readonly number[], batch: readonly number[]): Float64Array {
  check(law, 'logits', logits, from, logWeight);
  const categories = from[from.length - 1];
  for (let row = 0; row < logits.length; row += categories) {
    if (logits.subarray(row, row + categories).every((logit) => logit === -Infinity))
      throw new RangeError(`${law}: row ${row / categories} of logits of shape [${from}] is minus infinity throughout`);
  }
  const wide = new Float64Array(logits);
  return wide.length === categories ? wide : broadcastValues(wide, from, [...batch, categories]);
}

function categoriesOf(law: string, logits: ParameterLike): { rows: number[]; categories: number } {
  if (logits == null) throw new TypeError(`${law}: logits is missing`);
  const shape = shapeOf(logits);
  const categories = shape.at(-1);
  if (!categories) throw new RangeError(`${law}: logits must be a vector or rows of them; got the shape [${shape}]`);
  return { rows: shape.slice(0, -1), categories };
}

const categoricalKernel = /* @__PURE__ */ defineKernel({
  name: 'RandomCategorical',
  inputs: ['logits'],
  output: (_, { shape }: Attributes) => ({ shape, dtype: 'int32' }),
  host: ({ logits }, out: unknown, { shapes, attributes: { key, shape } }) => {
    const rows = rowsOf('categorical', logits, shapes.logits, shape);
    categoricalDraws(key as unknown as Key, rows, shapes.logits[shapes.logits.length - 1], out as Int32Array);
  },
});

/**
 * Categories 0 .. K - 1 with probabilities softmax(logits): inversion of the cumulative weights. Many draws from the same logits
 * share a table.
 *
 * @param parameters `logits` of shape [..., K], need not be normalised; minus infinity is a category that never comes.
 * @param options `shape` is that of the result, which the rows of logits must broadcast to.
 * @returns int32.
 * @example
 * categorical(key(0), { logits: [0, 1, 2] }, { shape: [100] });
 */
export function categorical(key: KeyLike, { logits }: { logits: ParameterLike }, options?: DrawOptions): Tensor {
  const { rows } = categoriesOf('categorical', logits);
  const shape = settleShape('categorical', { 'rows of logits': rows }, options);
  return categoricalKernel(logits, { key: [...asKey(key, 'categorical')], shape });
}

const multinomialKernel = /* @__PURE__ */ defineKernel({
  name: 'RandomMultinomial',
  inputs: ['trials', 'logits'],
  output: ({ logits }, { shape }: Attributes) => ({ shape: [...shape, logits[logits.length - 1]] }),
  host: ({ trials, logits }, out, { shapes, attributes: { key, shape } }) => {
    check('multinomial', 'trials', trials, shapes.trials, count);
    const rows = rowsOf('multinomial', logits, shapes.logits, shape);
    const each =
      trials.length === 1 || sizeOf(shape) === 0 ? trials[0] : new Float64Array(broadcastValues(trials, shapes.trials, shape));
    multinomialDraws(key as unknown as Key, each, rows, shapes.logits[shapes.logits.length - 1], out);
  },
});

/**
 * Multinomial counts of trials over K categories with probabilities softmax(logits).
 *
 * Few trials for the number of categories are placed one by one by a table, many by a binomial draw for each category.
 *
 * @param parameters `trials` whole, from 0 on, a number or [...]; `logits` [..., K].
 * @param options `shape` is that of the rows: the result has the shape [...shape, K].
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * multinomial(key(0), { trials: 20, logits: [0, 1, 2] }, { shape: [100] }); // [100, 3]
 */
export function multinomial(
  key: KeyLike,
  { trials, logits }: { trials: ParameterLike; logits: ParameterLike },
  options?: DrawOptions,
): Tensor {
  const { rows } = categoriesOf('multinomial', logits);
  if (trials == null) throw new TypeError('multinomial: trials is missing');
  const shape = settleShape('multinomial', { trials: shapeOf(trials), 'rows of logits': rows }, options);
  return multinomialKernel(trials, logits, { key: [...asKey(key, 'multinomial')], shape });
}
