import { broadcastShape } from '@baytes/tensor';
import { add, concat, expandDims, reshape, slice, type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint';
import { each } from '../constraints/each';
import type { Distribution } from '../distribution';
import { splitKey, wrap } from './wrap';

/**
 * A vector drawn number by number: p(x) = p(x_1) p(x_2 | x_1) ... p(x_n | x_1, ..., x_{n - 1}).
 *
 * @param next from the numbers so far, of shape [..., i] with i = 0 to n - 1, to the law of the next one, whose batch is [...] or
 *   broadcasts to it. It is called for every number of a draw or a log density, with the checks of what it makes: { validate: false } saves
 *   them.
 * @param length n.
 * @param batchShape Default [].
 * @example
 * autoregressive((before) => normal({ loc: sum(before, -1) }), 3); // a random walk of three steps: x_i - x_1 - ... - x_{i - 1} is normal
 */
export function autoregressive(
  next: (before: Tensor) => Distribution,
  length: number,
  batchShape: readonly number[] = [],
): Distribution {
  if (!Number.isInteger(length) || length < 1)
    throw new RangeError(`autoregressive: length must be a whole number from 1 on; got ${length}`);
  const lawAfter = (before: Tensor): Distribution => {
    const law = next(before);
    const wanted = before.shape.slice(0, -1);
    if (law.eventShape.length > 0)
      throw new RangeError(
        `autoregressive: the law of the next number must be one of numbers; ${law.law} has events of [${law.eventShape}]`,
      );
    const whole = broadcastShape({ 'the numbers so far': wanted, 'the law of the next': law.batchShape }, 'autoregressive');
    if (String(whole) !== String(wanted))
      throw new RangeError(
        `autoregressive: after numbers of shape [${before.shape}] the law of the next must have the batch [${wanted}], or one that ` +
          `broadcasts to it; ${law.law} has [${law.batchShape}]; give the batch as third argument`,
      );
    return law.expand(wanted);
  };
  const before = (x: Tensor, i: number) =>
    slice(
      x,
      x.shape.map(() => 0),
      [...x.shape.slice(0, -1), i],
    );
  const draw = (key: Parameters<Distribution['sample']>[0], lead: readonly number[]) => {
    const keys = splitKey(key, length);
    const shape = [...lead, ...batchShape];
    let value = zeros([...shape, 0]);
    let logProb = zeros(shape);
    for (let i = 0; i < length; i++) {
      const drawn = lawAfter(value).sampleAndLogProb(keys[i]);
      value = i === 0 ? expandDims(drawn.value, -1) : concat([value, expandDims(drawn.value, -1)], -1);
      logProb = add(logProb, drawn.logProb);
    }
    return { value, logProb };
  };
  return wrap({
    law: 'autoregressive',
    parameters: {},
    batchShape,
    eventShape: [length],
    support: () => each(tidy(() => lawAfter(zeros([...batchShape, 0])).support as never) as Constraint, 1),
    sample: (key, lead) => draw(key, lead).value,
    sampleAndLogProb: draw,
    logProb: (x) => {
      const lead = x.shape.slice(0, -1);
      let total = zeros(lead);
      for (let i = 0; i < length; i++) {
        const own = reshape(slice(x, [...lead.map(() => 0), i], [...lead, 1]), lead);
        total = add(total, lawAfter(before(x, i)).logProb(own));
      }
      return total;
    },
    methods: {},
    expand: (shape) => autoregressive(next, length, shape),
    plain: () => {
      throw new TypeError('autoregressive: a function cannot be written as JSON; write down what it is made of instead');
    },
  });
}
