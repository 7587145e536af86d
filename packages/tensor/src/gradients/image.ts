// Resampling of images: linear, and separable by axis.
import { add, engine, image, mul, type Tensor, type Tensor4D, tensor } from '@tensorflow/tfjs-core';
import type { KernelAttributes, Rules } from './rule';
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

export const images: Rules = {
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
