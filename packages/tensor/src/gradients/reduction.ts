// Sums, products, extremes and scans along axes.
import {
  add,
  cast,
  cumprod,
  cumsum,
  div,
  equal,
  max,
  min,
  mul,
  onesLike,
  reshape,
  softmax,
  stack,
  sub,
  sum,
  type Tensor,
  tile,
  transpose,
  unstack,
  util,
} from '@tensorflow/tfjs-core';
import { keptShape, type Rules, unary } from './rule';

/** `dy` of a reduction of `x` along `axes`, with those axes back at length 1. */
const kept = (x: Tensor, dy: Tensor, axes: readonly number[]) => reshape(dy, keptShape(x.shape, axes));

const axesOf = (x: Tensor, axis: number | number[] | undefined | null) =>
  util.parseAxisParam(axis ?? x.shape.map((_, each) => each), x.shape);

function spread(x: Tensor, dy: Tensor, axis: number | number[]): Tensor {
  const axes = axesOf(x, axis);
  return tile(
    kept(x, dy, axes),
    x.shape.map((length, each) => (axes.includes(each) ? length : 1)),
  );
}

/** The cotangent goes to the elements that attain the extreme, in equal parts, as in TensorFlow and JAX. */
function toExtreme(extreme: typeof max | typeof min, x: Tensor, dy: Tensor, axis: number | number[]): Tensor {
  const axes = axesOf(x, axis);
  const attained = cast(equal(x, extreme(x, axes, true)), 'float32');
  return mul(kept(x, dy, axes), div(attained, sum(attained, axes, true)));
}

/** Of the product of each row of `x`: each element gets the product of the others, also where there are zeros. */
function productOfOthers(x: Tensor): Tensor {
  const axis = x.rank - 1;
  return mul(cumprod(x, axis, true, false), cumprod(x, axis, true, true));
}

export const reduction: Rules = {
  Cumprod: unary((x, dy, { axis, exclusive, reverse }) => {
    // p_j = p_(j-1) x_j backwards, step by step: no quotients, so zeros are no exception.
    const steps = (whole: Tensor) => (reverse ? [...unstack(whole, axis)].reverse() : unstack(whole, axis));
    const factors = steps(x);
    const dys = steps(dy);
    // before[j] is the product of the factors before j; in an exclusive scan that is the output at j.
    const before = [onesLike(factors[0])];
    for (let j = 0; j + 1 < factors.length; j++) before.push(mul(before[j], factors[j]));
    const result: Tensor[] = new Array(factors.length);
    let carried: Tensor | undefined; // the cotangent of the product of the factors up to j, from the outputs after it
    for (let j = factors.length - 1; j >= 0; j--) {
      const own = exclusive ? undefined : dys[j];
      const all = own && carried ? add(own, carried) : (own ?? carried);
      result[j] = all ? mul(all, before[j]) : mul(0, factors[j]);
      const next = all && mul(all, factors[j]);
      carried = exclusive ? (next ? add(next, dys[j]) : dys[j]) : next;
    }
    return stack(reverse ? result.reverse() : result, axis);
  }),
  Cumsum: unary((_x, dy, { axis, exclusive, reverse }) => cumsum(dy, axis, exclusive, !reverse)),
  Max: unary((x, dy, { reductionIndices, axis }) => toExtreme(max, x, dy, reductionIndices ?? axis)),
  Mean: unary((x, dy, { axis }) => div(spread(x, dy, axis), Math.max(1, x.size / Math.max(1, dy.size)))),
  Min: unary((x, dy, { axis }) => toExtreme(min, x, dy, axis)),
  Prod: unary((x, dy, { axis }) => {
    const axes = axesOf(x, axis);
    const rest = x.shape.map((_, each) => each).filter((each) => !axes.includes(each));
    const order = [...rest, ...axes];
    const moved = transpose(x, order);
    const rows = reshape(moved, [...rest.map((each) => x.shape[each]), -1]);
    const others = transpose(
      reshape(productOfOthers(rows), moved.shape),
      order.map((_, each) => order.indexOf(each)),
    );
    return mul(kept(x, dy, axes), others);
  }),
  Softmax: unary((logits, dy, { dim }) => {
    const probabilities = softmax(logits, dim);
    return mul(probabilities, sub(dy, sum(mul(dy, probabilities), dim, true)));
  }, 'logits'),
  Sum: unary((x, dy, { axis }) => spread(x, dy, axis)),
};
