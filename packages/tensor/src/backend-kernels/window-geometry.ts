// Where the windows of a convolution lie in memory, in bytes, for any number of spatial axes.
import { backend_util } from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernel/broadcast';
import type { Call } from './replacement';
import type { Workspace } from './workspace';

/** One spatial axis of a convolution. */
export interface Axis {
  input: number;
  output: number;
  filter: number;
  stride: number;
  dilation: number;
  /** Padding before the first place. */
  before: number;
}

export interface Geometry {
  batch: number;
  axes: Axis[];
  inChannels: number;
  outChannels: number;
  outShape: number[];
}

type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

export function geometry2D(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { attributes }: Call,
  depthwise = false,
): Geometry {
  const { strides, pad, dimRoundingMode, dataFormat = 'NHWC', dilations = 1 } = attributes;
  if (dataFormat !== 'NHWC')
    throw new Error(`conv2d: the wasm backend has no gradient for data format ${dataFormat}; use NHWC`);
  const info = backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
  const { batchSize, inChannels, outChannels, outShape, padInfo } = info;
  return {
    batch: batchSize,
    inChannels,
    outChannels,
    outShape,
    axes: [
      {
        input: info.inHeight,
        output: info.outHeight,
        filter: info.filterHeight,
        stride: info.strideHeight,
        dilation: info.dilationHeight,
        before: padInfo.top,
      },
      {
        input: info.inWidth,
        output: info.outWidth,
        filter: info.filterWidth,
        stride: info.strideWidth,
        dilation: info.dilationWidth,
        before: padInfo.left,
      },
    ],
  };
}

export function geometry3D(inputShape: readonly number[], filterShape: readonly number[], { attributes }: Call): Geometry {
  const { strides, dilations = 1, pad } = attributes;
  const info = backend_util.computeConv3DInfo(inputShape as Shape5, filterShape as Shape5, strides, dilations, pad);
  const { batchSize, inChannels, outChannels, outShape, padInfo } = info;
  return {
    batch: batchSize,
    inChannels,
    outChannels,
    outShape,
    axes: [
      {
        input: info.inDepth,
        output: info.outDepth,
        filter: info.filterDepth,
        stride: info.strideDepth,
        dilation: info.dilationDepth,
        before: padInfo.front,
      },
      {
        input: info.inHeight,
        output: info.outHeight,
        filter: info.filterHeight,
        stride: info.strideHeight,
        dilation: info.dilationHeight,
        before: padInfo.top,
      },
      {
        input: info.inWidth,
        output: info.outWidth,
        filter: info.filterWidth,
        stride: info.strideWidth,
        dilation: info.dilationWidth,
        before: padInfo.left,
      },
    ],
  };
}

/** Images of channels: bytes from one to the next, and along each axis. */
export interface Images {
  image: number;
  steps: number[];
}

function images(lengths: readonly number[], channels: number): Images {
  const steps = lengths.map(() => 0);
  let bytes = 4 * channels;
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    steps[axis] = bytes;
    bytes *= lengths[axis];
  }
  return { image: bytes, steps };
}

/** The most bytes of images that are worked on at a time: they stay in the second cache while everything is done with them. */
const CHUNK = 2 ** 18;

/** Images that are worked on at a time, and the first of each chunk. */
export function chunks(batch: number, bytesPerImage: number): { most: number; firsts: number[] } {
  const most = Math.max(1, Math.min(batch, Math.floor(CHUNK / Math.max(1, bytesPerImage))));
  return { most, firsts: Array.from({ length: Math.ceil(batch / most) }, (_, i) => i * most) };
}

/** Images with zeros around them. */
export interface Padded extends Images {
  /** Copies `count` images from an address to where they are padded, and says where that is. */
  take(address: number, count: number): number;
}

/** Room for `most` images with `before` zeros in front of each axis and `total` places in all; what is beyond is left out. */
export function padded(
  space: Workspace,
  most: number,
  channels: number,
  axes: readonly { length: number; before: number; total: number }[],
): Padded {
  const from = images(
    axes.map(({ length }) => length),
    channels,
  );
  if (axes.every(({ length, before, total }) => before === 0 && total <= length))
    return { ...from, take: (address) => address };
  const to = images(
    axes.map(({ total }) => total),
    channels,
  );
  const room = space.room((most * to.image) / 4);
  space.zero(room, (most * to.image) / 4);
  const kept = axes.map(({ length, before, total }) => Math.max(0, Math.min(length, total - before)));
  const last = axes.length - 1;
  const start = axes.reduce((bytes, { before }, axis) => bytes + before * to.steps[axis], room);
  const outer = kept.slice(0, last - 1);
  const sources = lattice(most, from.image, outer, from.steps);
  const targets = lattice(most, to.image, outer, to.steps);
  return {
    ...to,
    take: (address, count) => {
      for (let i = 0; i < (sources.length / most) * count; i++) {
        space.products.copyRows(
          ...[address + sources[i], start + targets[i], kept[last - 1], 4 * channels * kept[last]],
          ...[from.steps[last - 1], to.steps[last - 1]],
        );
      }
      return room;
    },
  };
}

/** Every point of a grid in every image, in order: `start`, and along each axis `counts` points, `steps` apart. */
export function lattice(
  batch: number,
  image: number,
  counts: readonly number[],
  steps: readonly number[],
  start = 0,
): Int32Array {
  const size = counts.reduce((product, count) => product * count, batch);
  const places = new Int32Array(size);
  let filled = 1;
  if (size > 0) places[0] = start;
  // The last axis first: what is there is repeated, a step further on.
  for (let axis = counts.length - 1; axis >= 0; axis--) {
    filled = repeat(places, filled, counts[axis], steps[axis]);
  }
  repeat(places, filled, batch, image);
  return places;
}

function repeat(places: Int32Array, filled: number, count: number, step: number): number {
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < filled; j++) places[i * filled + j] = places[j] + i * step;
  }
  return filled * count;
}

/** Windows over the images of a chunk, and the runs of neighbouring numbers that each is made of. */
export interface Windows {
  /** Of every window, image after image. */
  from: Int32Array;
  runs: Int32Array;
  /** Numbers of a run. */
  length: number;
}

/** The windows of a convolution, and how the images of a chunk are put where they are. */
export interface ForwardWindows extends Windows {
  /** Windows of an image. */
  each: number;
  /** Where each element of the filter lies in a window. */
  taps: Int32Array;
  take(address: number, count: number): number;
}

export function forwardWindows(space: Workspace, most: number, { axes, inChannels }: Geometry): ForwardWindows {
  const wide = padded(
    space,
    most,
    inChannels,
    axes.map(({ input, output, filter, stride, dilation, before }) => ({
      length: input,
      before,
      total: (output - 1) * stride + (filter - 1) * dilation + 1,
    })),
  );
  const outputs = axes.map(({ output }) => output);
  const from = lattice(
    most,
    wide.image,
    outputs,
    axes.map(({ stride }, axis) => stride * wide.steps[axis]),
  );
  const counts = axes.map(({ filter }) => filter);
  const steps = axes.map(({ dilation }, axis) => dilation * wide.steps[axis]);
  const taps = lattice(1, 0, counts, steps);
  const last = axes.length - 1;
  const together = axes[last].dilation === 1;
  return {
    from,
    each: sizeOf(outputs),
    taps,
    runs: together ? lattice(1, 0, counts.slice(0, last), steps) : taps,
    length: together ? axes[last].filter * inChannels : inChannels,
    take: wide.take,
  };
}

/** Runs shorter than this cost more than they hold. */
const SHORT = 16;

/** Bytes that the windows of an image take if they are laid out. */
export const laidOut = ({ axes, inChannels }: Geometry): number =>
  axes[axes.length - 1].filter * inChannels < SHORT
    ? 4 * inChannels * sizeOf(axes.map(({ output, filter }) => output * filter))
    : 0;

/** Windows of short runs laid out, each as one run; others as they are. */
export function inLongRuns(space: Workspace, windows: ForwardWindows): ForwardWindows {
  const { from, runs, length, each } = windows;
  if (length >= SHORT || runs.length === 1) return windows;
  const size = runs.length * length;
  const out = space.room(from.length * size);
  const places = space.tables({ from, runs });
  return {
    ...windows,
    from: lattice(from.length, 4 * size, [], []),
    runs: new Int32Array(1),
    length: size,
    take: (address, count) => {
      const images = windows.take(address, count);
      space.products.layWindows(images, places.from, count * each, places.runs, runs.length, length, out);
      return out;
    },
  };
}

/** Places of an axis that the same elements of a filter meet: every `stride`-th from `first` on. */
interface Phase {
  first: number;
  count: number;
  /** Elements of the filter, and which output each meets at the first place; in the order of the outputs. */
  taps: { filter: number; output: number }[];
}

function phasesOf({ input, filter, stride, dilation, before }: Axis): Phase[] {
  const phases: Phase[] = [];
  for (let first = 0; first < Math.min(stride, input); first++) {
    const taps = [];
    for (let place = filter - 1; place >= 0; place--) {
      const at = first + before - place * dilation;
      if (at % stride === 0) taps.push({ filter: place, output: at / stride });
    }
    phases.push({ first, count: Math.ceil((input - first) / stride), taps });
  }
  return phases;
}

/** Some places of the input of a convolution, as windows over its padded outputs: the way back. */
export interface BackwardWindows extends Windows {
  /** Windows of an image. */
  each: number;
  /** Where the results go, in the input. */
  to: Int32Array;
  /** Each run's elements of the filter, by their place among all. */
  filter: Int32Array;
  /** Where each of those lies in a window. */
  taps: Int32Array;
}

/** All places of the input, in parts. Those that no window covers are left out. */
export function backwardWindows(
  space: Workspace,
  most: number,
  { axes, inChannels, outChannels }: Geometry,
): { take: Padded['take']; parts: BackwardWindows[] } {
  const phases = axes.map(phasesOf);
  const spans = phases.map((each, axis) => {
    const taps = each.flatMap((phase) => phase.taps.map(({ output }) => ({ low: output, high: output + phase.count - 1 })));
    const before = Math.max(0, ...taps.map(({ low }) => -low));
    return { length: axes[axis].output, before, total: before + Math.max(0, ...taps.map(({ high }) => high)) + 1 };
  });
  const wide = padded(space, most, outChannels, spans);
  const target = images(
    axes.map(({ input }) => input),
    inChannels,
  );
  const parts: BackwardWindows[] = [];
  const last = axes.length - 1;
  const visit = (chosen: Phase[]): void => {
    if (chosen.length < axes.length) {
      for (const phase of phases[chosen.length]) if (phase.taps.length > 0) visit([...chosen, phase]);
      return;
    }
    const counts = chosen.map(({ count }) => count);
    const at = (axis: number) =>
      chosen[axis].taps.map(({ filter, output }) => ({ filter, bytes: (output + spans[axis].before) * wide.steps[axis] }));
    let taps = [{ filter: 0, bytes: 0 }];
    let firsts = taps; // of the last axis only the first tap
    for (let axis = 0; axis <= last; axis++) {
      const cross = (all: typeof taps, more: typeof taps) =>
        all.flatMap((one) =>
          more.map((two) => ({ filter: one.filter * axes[axis].filter + two.filter, bytes: one.bytes + two.bytes })),
        );
      const more = at(axis);
      firsts = cross(firsts, axis === last ? more.slice(0, 1) : more);
      taps = cross(taps, more);
    }
    const row = chosen[last].taps;
    const together = row.every(({ output }, i) => output === row[0].output + i);
    parts.push({
      each: sizeOf(counts),
      from: lattice(most, wide.image, counts, wide.steps),
      to: lattice(
        most,
        target.image,
        counts,
        axes.map(({ stride }, axis) => stride * target.steps[axis]),
        chosen.reduce((bytes, { first }, axis) => bytes + first * target.steps[axis], 0),
      ),
      runs: Int32Array.from(together ? firsts : taps, ({ bytes }) => bytes),
      length: together ? row.length * outChannels : outChannels,
      filter: Int32Array.from(taps, ({ filter }) => filter),
      taps: Int32Array.from(taps, ({ bytes }) => bytes),
    });
  };
  visit([]);
  return { take: wide.take, parts };
}
