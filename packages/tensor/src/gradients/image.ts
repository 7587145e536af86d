// Resampling of images: linear in them, and separable by axis.
import {
  abs,
  add,
  engine,
  expandDims,
  floor,
  gather,
  grad,
  greaterEqual,
  image,
  lessEqual,
  logicalAnd,
  matMul,
  mul,
  range,
  relu,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tensor,
  transpose,
  unstack,
  zeros,
} from '@tensorflow/tfjs-core';
import { type KernelAttributes, only, type Rules } from './rule';
import { addAlong } from './scatter';

const run = (kernel: string, inputs: Record<string, Tensor>, attributes: KernelAttributes) =>
  engine().runKernel(kernel, inputs, attributes) as Tensor;

const length = (x: Tensor, axis: number): number => (x.shape as number[])[axis];

interface Sampling {
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/** Where an axis of length `to` reads from one of length `from`, as TensorFlow.js's kernels compute it. */
function places(from: number, to: number, { alignCorners, halfPixelCenters }: Sampling): number[] {
  const ends = alignCorners && to > 1;
  const scale = ends ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, i) => (halfPixelCenters ? scale * (i + 0.5) - 0.5 : scale * i));
}

/** The adjoint of linear interpolation along one axis. */
function backLinear(dy: Tensor, axis: number, from: number, sampling: Sampling): Tensor {
  const at = places(from, length(dy, axis), sampling);
  const clip = (i: number) => Math.max(0, Math.min(from - 1, i));
  const lower = at.map((place) => clip(Math.floor(place)));
  const upper = at.map((place) => clip(Math.ceil(place)));
  const shape = dy.shape.map((_, each) => (each === axis ? at.length : 1));
  const weight = tensor(
    at.map((place) => place - Math.floor(place)),
    shape,
    'float32',
  );
  const rest = tensor(
    at.map((place) => 1 - (place - Math.floor(place))),
    shape,
    'float32',
  );
  return add(addAlong(mul(dy, rest), axis, lower, from), addAlong(mul(dy, weight), axis, upper, from));
}

/** The adjoint of taking the nearest along one axis. */
function backNearest(dy: Tensor, axis: number, from: number, sampling: Sampling): Tensor {
  const { alignCorners, halfPixelCenters } = sampling;
  const to = length(dy, axis);
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  const nearest = Array.from({ length: to }, (_, i) => {
    const place = halfPixelCenters ? scale * (i + 0.5) : scale * i;
    return Math.max(0, Math.min(from - 1, alignCorners ? Math.round(place) : Math.floor(place)));
  });
  return addAlong(dy, axis, nearest, from);
}

/**
 * How much of each place of an axis of length `from` each of `to` places of a crop takes, [boxes, to, from]: a tent over the place that
 * it reads, or the nearest; none, if that lies outside. As functions of the box, so that they can be differentiated.
 */
function cropWeights(low: Tensor, high: Tensor, to: number, from: number, method: string): Tensor {
  const column = (x: Tensor) => reshape(x, [-1, 1]);
  const start = mul(column(low), from - 1);
  const at =
    to > 1
      ? add(start, mul(mul(column(sub(high, low)), (from - 1) / (to - 1)), reshape(range(0, to, 1, 'float32'), [1, to])))
      : mul(column(add(low, high)), 0.5 * (from - 1));
  const inside = logicalAnd(greaterEqual(at, 0), lessEqual(at, from - 1));
  const places = range(0, from, 1, 'float32');
  // Halves are rounded up, as the kernels round them.
  const away = sub(expandDims(method === 'nearest' ? floor(add(at, 0.5)) : at, 2), places);
  return only(logicalAnd(expandDims(inside, 2), lessEqual(abs(away), 1)), relu(sub(1, abs(away))));
}

/** What a crop reads from the images: zero outside, which for a gradient is as good as any other constant. */
export function crops(
  x: Tensor,
  boxes: Tensor,
  boxInd: Tensor,
  { cropSize: [rows, columns], method }: KernelAttributes,
): Tensor {
  const [, height, width, channels] = x.shape as number[];
  const [top, left, bottom, right] = unstack(boxes, 1);
  const count = boxes.shape[0] as number;
  const each = reshape(gather(x, boxInd as Tensor1D), [count, height, width * channels]);
  const byRows = reshape(matMul(cropWeights(top, bottom, rows, height, method), each), [count, rows, width, channels]);
  const across = reshape(transpose(byRows, [0, 2, 1, 3]), [count, width, rows * channels]);
  const both = matMul(cropWeights(left, right, columns, width, method), across);
  return transpose(reshape(both, [count, columns, rows, channels]), [0, 2, 1, 3]);
}

export const images: Rules = {
  CropAndResize: {
    inputs: ['image', 'boxes', 'boxInd'],
    gradient: ({ image: x, boxes, boxInd }, dy, attributes) => {
      const back = (one: Tensor, f: (one: Tensor) => Tensor) => grad((each: Tensor) => sum(mul(f(each), dy)))(one);
      return {
        image: () => back(x, (each) => crops(each, boxes, boxInd, attributes)),
        boxes: () => back(boxes, (each) => crops(x, each, boxInd, attributes)),
        boxInd: () => zeros(boxInd.shape),
      };
    },
  },
  ResizeBilinear: {
    inputs: ['images'],
    gradient: ({ images: x }, dy, attributes) => ({
      // TensorFlow.js's own backward kernel swaps height and width, and does not know half-pixel centres.
      images: () => backLinear(backLinear(dy, 1, length(x, 1), attributes), 2, length(x, 2), attributes),
    }),
  },
  ResizeNearestNeighbor: {
    inputs: ['images'],
    gradient: ({ images: x }, dy, attributes) => ({
      images: () => {
        if (!attributes.halfPixelCenters) return run('ResizeNearestNeighborGrad', { dy, images: x }, attributes);
        return backNearest(backNearest(dy, 1, length(x, 1), attributes), 2, length(x, 2), attributes);
      },
    }),
  },
  ResizeNearestNeighborGrad: {
    inputs: ['dy', 'images'],
    gradient: ({ dy, images: x }, ddx, { alignCorners }) => ({
      dy: () => image.resizeNearestNeighbor(ddx as Tensor4D, [length(dy, 1), length(dy, 2)], alignCorners, false),
      images: () => mul(0, x),
    }),
  },
};
