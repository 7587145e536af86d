// Kernels that put the same numbers in other places.
import { backend_util, slice_util } from '@tensorflow/tfjs-core';
import { sizeOf } from '@baytes/tensor';
import { along, type Builder, fixed } from '../graph/build';
import type { Affine, Node, Part, Shape } from '../graph/node';
import { axesOf, type Call, listOf, type Rules } from './rule';

const reshaped = (input: string) => (call: Call) => call.build.reshape(call.inputs[input], call.outputs[0].shape);

const ones = (shape: Shape) => shape.map(() => 1);

function concatenated(build: Builder, nodes: Node[], axis: number, { shape, dtype }: Call['outputs'][0]): Node {
  let at = 0;
  const parts: Part[] = nodes.map((node) => {
    const start = shape.map((_, each) => (each === axis ? at : 0));
    at += node.shape[axis];
    return { node, start, step: ones(shape) };
  });
  return build.assemble(shape, parts, 0, dtype);
}

/** Repeats along axes: axis n becomes [reps, n], which is then one axis again. */
function tiled(build: Builder, x: Node, reps: readonly number[], shape: Shape): Node {
  const pairs = x.shape.flatMap((length, axis) => [reps[axis], length]);
  const index = x.shape.map((_, axis) => along(pairs.length, 2 * axis + 1));
  const single = x.shape.every((length, axis) => length === 1 || reps[axis] === 1);
  return single ? build.broadcast(x, shape) : build.reshape(build.view(x, pairs, index), shape);
}

/** Where each end of an axis is mirrored: a slice turned around. */
function mirrored(call: Call): Node {
  const { build, inputs, attributes } = call;
  const again = attributes.mode === 'symmetric' ? 1 : 0;
  return (attributes.paddings as [number, number][]).reduce<Node>((x, [before, after], axis) => {
    if (before === 0 && after === 0) return x;
    const { shape } = x;
    const turned = (start: number, length: number) => {
      const index: Affine[] = shape.map((_, each) =>
        along(shape.length, each, each === axis ? -1 : 1, each === axis ? start : 0),
      );
      return build.view(
        x,
        shape.map((each, k) => (k === axis ? length : each)),
        index,
      );
    };
    const parts = [turned(before - again, before), x, turned(shape[axis] - 2 + again, after)];
    const whole = shape.map((each, k) => (k === axis ? before + each + after : each));
    return concatenated(build, parts, axis, { shape: whole, dtype: x.dtype });
  }, inputs.x);
}

export const shapes: Rules = {
  Reshape: reshaped('x'),
  ExpandDims: reshaped('input'),
  BroadcastTo: ({ build, inputs: { x }, outputs: [{ shape }] }) => build.broadcast(x, shape),
  Transpose: ({ build, inputs: { x }, attributes: { perm } }) => build.transpose(x, perm),
  Reverse: ({ build, inputs: { x }, attributes: { dims } }) => build.reverse(x, axesOf(dims, x.shape.length)),
  Tile: ({ build, inputs: { x }, attributes: { reps }, outputs: [{ shape }] }) => tiled(build, x, reps, shape),
  Slice: ({ build, inputs: { x }, attributes: { begin, size } }) => {
    const [from, lengths] = slice_util.parseSliceParams({ shape: [...x.shape] } as never, begin, size);
    return build.slice(x, from, lengths);
  },
  StridedSlice: ({ build, inputs: { x }, attributes, outputs: [{ shape }] }) => {
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
    const info = slice_util.sliceInfo(
      [...x.shape],
      begin,
      end,
      strides,
      beginMask,
      endMask,
      ellipsisMask,
      newAxisMask,
      shrinkAxisMask,
    );
    const lengths = info.begin.map((from, axis) => Math.max(0, Math.ceil((info.end[axis] - from) / info.strides[axis])));
    return build.reshape(build.slice(x, info.begin, lengths, info.strides), shape);
  },
  Concat: (call) => {
    const nodes = listOf(call);
    const [axis] = axesOf(call.attributes.axis, call.outputs[0].shape.length);
    return concatenated(call.build, nodes, axis, call.outputs[0]);
  },
  Pack: (call) => {
    const { build, outputs } = call;
    const [{ shape }] = outputs;
    const [axis] = axesOf(call.attributes.axis, shape.length);
    const one = shape.map((length, each) => (each === axis ? 1 : length));
    return concatenated(
      build,
      listOf(call).map((node) => build.reshape(node, one)),
      axis,
      outputs[0],
    );
  },
  Unpack: ({ build, inputs: { value }, attributes, outputs }) => {
    const [axis] = axesOf(attributes.axis, value.shape.length);
    return outputs.map(({ shape }, number) => {
      const index = value.shape.map((_, each) =>
        each === axis ? fixed(shape.length, number) : along(shape.length, each - (each > axis ? 1 : 0)),
      );
      return build.view(value, shape, index);
    });
  },
  SplitV: ({ build, inputs: { x }, attributes, outputs }) => {
    const [axis] = axesOf(attributes.axis, x.shape.length);
    let at = 0;
    return outputs.map(({ shape }) => {
      const begin = shape.map((_, each) => (each === axis ? at : 0));
      at += shape[axis];
      return build.slice(x, begin, shape);
    });
  },
  PadV2: ({ build, inputs: { x }, attributes: { paddings, constantValue }, outputs: [{ shape, dtype }] }) =>
    build.assemble(
      shape,
      [{ node: x, start: (paddings as [number, number][]).map(([before]) => before), step: ones(shape) }],
      constantValue ?? 0,
      dtype,
    ),
  MirrorPad: mirrored,
  FlipLeftRight: ({ build, inputs: { image } }) => build.reverse(image, [2]),
  DepthToSpace: ({ build, inputs: { x }, attributes: { blockSize: b }, outputs: [{ shape }] }) => {
    const [n, height, width, depth] = x.shape;
    const blocks = build.reshape(x, [n, height, width, b, b, depth / (b * b)]);
    return build.reshape(build.transpose(blocks, [0, 1, 3, 2, 4, 5]), shape);
  },
  SpaceToBatchND: ({ build, inputs: { x }, attributes: { blockShape, paddings }, outputs: [{ shape, dtype }] }) => {
    const count = sizeOf(blockShape);
    const around = [[0, 0], ...(paddings as number[][]), ...x.shape.slice(1 + blockShape.length).map(() => [0, 0])];
    const padded = x.shape.map((length, axis) => length + around[axis][0] + around[axis][1]);
    const whole = build.assemble(padded, [{ node: x, start: around.map(([before]) => before), step: ones(padded) }], 0, dtype);
    const split = build.reshape(whole, backend_util.getReshaped(padded, blockShape, count, false));
    return build.reshape(build.transpose(split, backend_util.getPermuted(split.shape.length, blockShape.length, false)), shape);
  },
  BatchToSpaceND: ({ build, inputs: { x }, attributes: { blockShape, crops }, outputs: [{ shape }] }) => {
    const count = sizeOf(blockShape);
    const split = build.reshape(x, backend_util.getReshaped([...x.shape], blockShape, count));
    const turned = build.transpose(split, backend_util.getPermuted(split.shape.length, blockShape.length));
    const whole = build.reshape(turned, backend_util.getReshapedPermuted([...x.shape], blockShape, count));
    return build.slice(whole, backend_util.getSliceBeginCoords(crops, blockShape.length), shape);
  },
  Diag: ({ build, inputs: { x }, outputs: [{ shape, dtype }] }) => {
    const { length: rank } = x.shape;
    const whole = [...shape];
    const flat = build.reshape(x, [sizeOf(x.shape)]);
    const n = flat.shape[0];
    const line = build.assemble([n * n], [{ node: flat, start: [0], step: [n + 1] }], 0, dtype);
    return build.reshape(line, rank === 0 ? [] : whole);
  },
};
