// Kernels that move numbers about without changing them: the gradient moves them back.
import {
  batchToSpaceND,
  concat,
  gather,
  image,
  pad,
  range,
  reshape,
  reverse,
  slice,
  slice_util,
  spaceToBatchND,
  stack,
  sum,
  type Tensor,
  type Tensor4D,
  transpose,
  unstack,
  zeros,
} from '@tensorflow/tfjs-core';
import { addAlong } from './scatter';
import { type Rules, unary } from './rule';

type Paddings = [number, number][];

/** Puts `stride - 1` zeros after each element along `axis`, but the last. */
export function dilate(x: Tensor, axis: number, stride: number): Tensor {
  if (stride === 1) return x;
  const { shape } = x;
  const inner = shape.slice(axis + 1).reduce((size, each) => size * each, 1);
  // Rows of what follows the axis, each made longer: no tensor of a higher rank, which not every backend pads.
  const rows = pad(reshape(x, [-1, inner]), [
    [0, 0],
    [0, (stride - 1) * inner],
  ]);
  const length = Math.max(0, (shape[axis] - 1) * stride + 1);
  const flat = reshape(rows, [...shape.slice(0, axis), shape[axis] * stride, ...shape.slice(axis + 1)]);
  return slice(
    flat,
    shape.map(() => 0),
    shape.map((each, at) => (at === axis ? length : each)),
  );
}

/** Where `mirrorPad` reads from: the index into an axis of `length`, for each index of the padded axis. */
function mirrored(length: number, [before, after]: [number, number], mode: 'reflect' | 'symmetric'): number[] {
  const repeat = mode === 'reflect' ? 0 : 1; // is the edge itself repeated?
  return Array.from({ length: before + length + after }, (_, at) => {
    const i = at - before;
    if (i < 0) return -i - repeat;
    return i < length ? i : 2 * (length - 1) - i + repeat;
  });
}

export const shape: Rules = {
  BatchToSpaceND: unary((_x, dy, { blockShape, crops }) => spaceToBatchND(dy as Tensor4D, blockShape, crops)),
  Concat: {
    list: (inputs, dy, { axis }) => {
      const along = axis < 0 ? axis + dy.rank : axis;
      let begin = 0;
      return inputs.map((input) => {
        const start = dy.shape.map((_, each) => (each === along ? begin : 0));
        begin += input.shape[along];
        return () => slice(dy, start, input.shape);
      });
    },
  },
  DepthToSpace: unary((x, dy, { blockSize, dataFormat }) => {
    const last = dataFormat !== 'NCHW';
    const [batch, height, width, depth] = (last ? [0, 1, 2, 3] : [0, 2, 3, 1]).map((axis) => (x.shape as number[])[axis]);
    const channels = depth / blockSize ** 2;
    const nhwc = last ? dy : transpose(dy, [0, 2, 3, 1]);
    const blocks = reshape(nhwc, [batch * height, blockSize, width, blockSize * channels]);
    const back = reshape(transpose(blocks, [0, 2, 1, 3]), [batch, height, width, depth]);
    return last ? back : transpose(back, [0, 3, 1, 2]);
  }),
  Diag: unary((x, dy) => {
    const places = range(0, x.size * (x.size + 1), x.size + 1, 'int32');
    return reshape(gather(reshape(dy, [-1]), places), x.shape);
  }),
  ExpandDims: unary((input, dy) => reshape(dy, input.shape), 'input'),
  FlipLeftRight: unary((_image, dy) => image.flipLeftRight(dy as Tensor4D), 'image'),
  MirrorPad: unary((x, dy, { paddings, mode }) => {
    let result = dy;
    x.shape.forEach((length, axis) => {
      if (paddings[axis].every((each: number) => each === 0)) return;
      result = addAlong(result, axis, mirrored(length, paddings[axis], mode), length);
    });
    return result;
  }),
  Pack: { list: (inputs, dy, { axis }) => inputs.map((_, i) => () => unstack(dy, axis)[i]) },
  PadV2: unary((x, dy, { paddings }) =>
    slice(
      dy,
      paddings.map(([before]: [number, number]) => before),
      x.shape,
    ),
  ),
  Reshape: unary((x, dy) => reshape(dy, x.shape)),
  Reverse: unary((_x, dy, { dims }) => (dims.length === 0 ? dy : reverse(dy, dims))),
  Slice: unary((x, dy, { begin, size }) => {
    const [start, length] = slice_util.parseSliceParams(x, begin, size);
    return pad(dy, x.shape.map((whole, axis) => [start[axis], whole - start[axis] - length[axis]]) as Paddings);
  }),
  SpaceToBatchND: unary((_x, dy, { blockShape, paddings }) => batchToSpaceND(dy as Tensor4D, blockShape, paddings)),
  SplitV: {
    inputs: ['x'],
    gradient: (_inputs, _dy, { axis }, dys) => ({ x: () => concat(dys, axis) }),
  },
  StridedSlice: unary((x, dy, attributes) => {
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
    const info = slice_util.sliceInfo(
      x.shape,
      begin,
      end,
      strides,
      beginMask,
      endMask,
      ellipsisMask,
      newAxisMask,
      shrinkAxisMask,
    );
    if (dy.size === 0) return zeros(x.shape);
    // As long as the axes of x: what was read at begin, begin + stride, ... goes back there, all else is 0.
    let back = reshape(
      dy,
      (x.shape as number[]).map((_, axis) => Math.ceil((info.end[axis] - info.begin[axis]) / info.strides[axis])),
    );
    x.shape.forEach((whole, axis) => {
      const stride = info.strides[axis];
      const count = back.shape[axis];
      const last = info.begin[axis] + (count - 1) * stride;
      if (stride < 0) back = reverse(back, axis);
      back = dilate(back, axis, Math.abs(stride));
      const before = Math.min(info.begin[axis], last);
      const after = whole - before - back.shape[axis];
      back = pad(back, back.shape.map((_, each) => (each === axis ? [before, after] : [0, 0])) as Paddings);
    });
    return back;
  }),
  Tile: unary((x, dy, { reps }) => {
    let result = dy;
    x.shape.forEach((length, axis) => {
      if (reps[axis] === 1) return;
      const before = result.shape.slice(0, axis).reduce((size, each) => size * each, 1);
      const inner = result.shape.slice(axis + 1).reduce((size, each) => size * each, length);
      const copies = reshape(result, [before, reps[axis], inner]); // also where there is nothing
      result = reshape(sum(copies, 1), [...result.shape.slice(0, axis), length, ...result.shape.slice(axis + 1)]);
    });
    return result;
  }),
  Transpose: unary((_x, dy, { perm }) =>
    transpose(
      dy,
      perm.map((_: number, axis: number) => perm.indexOf(axis)),
    ),
  ),
  Unpack: {
    inputs: ['value'],
    gradient: (_inputs, _dy, { axis }, dys) => ({ value: () => stack(dys, axis) }),
  },
};
