import {
  add,
  div,
  exp,
  expandDims,
  isFinite as finite,
  log,
  max,
  maximum,
  mul,
  sub,
  sum,
  type Tensor,
  type TensorLike,
  tensor,
  tidy,
  util,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { stopGradient } from '../autodiff/stop-gradient';
import { defineKernel } from '../kernel/define-kernel';
import { sizeOf } from '../kernel/broadcast';

/** One axis of length `length`, between blocks of `outer` and `inner` numbers. */
const along = (shape: readonly number[], axis: number) => ({
  outer: sizeOf(shape.slice(0, axis)),
  length: shape[axis],
  inner: sizeOf(shape.slice(axis + 1)),
});

/** x less its largest along an axis, as a constant; as it is where that is infinite. */
function shifted(x: Tensor, axis: number): Tensor {
  const largest = stopGradient(max(x, axis, true));
  return sub(x, where(finite(largest), largest, zerosLike(largest)));
}

/** Shares that add up to one along an axis; all zero where everything is -Infinity. */
function shares(x: Tensor, axis: number): Tensor {
  const each = exp(shifted(x, axis));
  return div(each, maximum(sum(each, axis, true), 1)); // the largest of each is 1, if there is any
}

const kernel = defineKernel({
  name: 'LogSumExp',
  inputs: ['x'],
  output: ({ x }, { axis }: { axis: number }) => ({ shape: x.filter((_, each) => each !== axis) }),
  host: ({ x }, out, { shapes, attributes: { axis } }) => {
    const { outer, length, inner } = along(shapes.x, axis);
    for (let block = 0; block < outer; block++) {
      for (let column = 0; column < inner; column++) {
        const first = block * length * inner + column;
        let largest = Number.NEGATIVE_INFINITY;
        let missing = false;
        for (let i = 0; i < length; i++) {
          const value = x[first + i * inner];
          if (value > largest) largest = value;
          else if (Number.isNaN(value)) missing = true;
        }
        let total = 0;
        if (Number.isFinite(largest)) for (let i = 0; i < length; i++) total += Math.exp(x[first + i * inner] - largest);
        out[block * inner + column] = missing ? Number.NaN : Number.isFinite(largest) ? largest + Math.log(total) : largest;
      }
    }
  },
  composite: ({ x }, { axis }) => {
    const largest = max(x, axis);
    const total = log(sum(exp(shifted(x, axis)), axis));
    return add(total, where(finite(largest), largest, zerosLike(largest)));
  },
  gradient: ({ x }, dy, { axis }) => ({ x: () => mul(expandDims(dy, axis), shares(x, axis)) }),
});

/**
 * log(sum(exp(x))) along an axis, without overflow, summed in float64. -Infinity where all are, or where there are none.
 *
 * @param x float32, rank 1 or more.
 * @param axis the axis that is summed over; negative counts from the end. Default: the last.
 * @param keepDims keep the axis, with length 1.
 *
 * @example
 * logSumExp([1000, 1000]); // 1000.6931...
 */
export function logSumExp(x: Tensor | TensorLike, axis = -1, keepDims = false): Tensor {
  return tidy(() => {
    const values = asTensor(x);
    const [place] = util.parseAxisParam(axis, values.shape);
    const result = kernel(values, { axis: place });
    return keepDims ? expandDims(result, place) : result;
  });
}

/**
 * log of the softmax along an axis: x - logSumExp(x). Unlike `tf.logSoftmax`, for any axis and differentiable to any order.
 *
 * @example
 * logSoftmax([0, 0]); // [-0.6931..., -0.6931...]
 */
export function logSoftmax(x: Tensor | TensorLike, axis = -1): Tensor {
  return tidy(() => {
    const values = asTensor(x);
    const [place] = util.parseAxisParam(axis, values.shape);
    // Of numbers that are near 0, so that no digits are lost to a common offset.
    const near = shifted(values, place);
    return sub(near, logSumExp(near, place, true));
  });
}

const asTensor = (x: Tensor | TensorLike): Tensor =>
  typeof x === 'object' && 'dataId' in x ? (x as Tensor) : tensor(x as TensorLike);
