// Where the maxima of windows are: what the second derivative of a maximum reads. In tensor ops alone, so that every backend has it.
import {
  add,
  argMax,
  backend_util,
  cast,
  equal,
  mul,
  pad,
  slice,
  stack,
  stridedSlice,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { KernelAttributes } from './rule';

/** One spatial axis of the windows. */
interface Axis {
  input: number;
  output: number;
  size: number;
  stride: number;
  dilation: number;
  before: number;
}

type Shape3 = [number, number, number];
type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

/** The windows of a maximum pool of images (rank 4) or volumes (rank 5). */
export function poolAxes(shape: readonly number[], { filterSize, strides, pad, dimRoundingMode }: KernelAttributes): Axis[] {
  if (shape.length === 5) {
    const info = backend_util.computePool3DInfo(shape as Shape5, filterSize, strides, 1, pad, dimRoundingMode);
    const depth = { input: info.inDepth, output: info.outDepth, size: info.filterDepth, stride: info.strideDepth };
    return [{ ...depth, dilation: 1, before: info.padInfo.front }, ...planeAxes(info)];
  }
  return planeAxes(backend_util.computePool2DInfo(shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode));
}

/** The windows of a dilation of images by a filter [height, width, channels]. */
export const dilationAxes = (x: readonly number[], filter: readonly number[], attributes: KernelAttributes): Axis[] =>
  planeAxes(
    backend_util.computeDilation2DInfo(
      x as Shape4,
      filter as Shape3,
      attributes.strides,
      attributes.pad,
      'NHWC',
      attributes.dilations,
    ),
  );

type Planes = Pick<
  backend_util.Conv2DInfo,
  'inHeight' | 'inWidth' | 'outHeight' | 'outWidth' | 'filterHeight' | 'filterWidth' | 'strideHeight' | 'strideWidth'
> &
  Pick<backend_util.Conv2DInfo, 'dilationHeight' | 'dilationWidth'> & { padInfo: { top: number; left: number } };

const planeAxes = (info: Planes): Axis[] => [
  {
    input: info.inHeight,
    output: info.outHeight,
    size: info.filterHeight,
    stride: info.strideHeight,
    dilation: info.dilationHeight,
    before: info.padInfo.top,
  },
  {
    input: info.inWidth,
    output: info.outWidth,
    size: info.filterWidth,
    stride: info.strideWidth,
    dilation: info.dilationWidth,
    before: info.padInfo.left,
  },
];

/** Below every float32 that a net computes with; an infinity would be NaN where it is multiplied by 0. */
const LOWEST = -3e38;

/** What every window has at its first element, its second, ...: tensors of the windows' shape. Padding counts as `outside`. */
function elementsOf(x: Tensor, axes: readonly Axis[], outside: number): Tensor[] {
  const paddings = axes.map(({ input, output, size, stride, dilation, before }): [number, number] => [
    before,
    Math.max(0, (output - 1) * stride + (size - 1) * dilation + 1 - before - input),
  ]);
  const wide = pad(x, [[0, 0], ...paddings, [0, 0]], outside);
  let offsets: number[][] = [[]];
  for (const { size } of axes) offsets = offsets.flatMap((each) => Array.from({ length: size }, (_, i) => [...each, i]));
  return offsets.map((offset) => {
    const begin = offset.map((place, axis) => place * axes[axis].dilation);
    const end = begin.map((place, axis) => place + (axes[axis].output - 1) * axes[axis].stride + 1);
    const strides = axes.map(({ stride }) => stride);
    const channels = x.shape[x.rank - 1];
    if (strides.every((stride) => stride === 1)) {
      const lengths = axes.map(({ output }) => output);
      return slice(wide, [0, ...begin, 0], [x.shape[0], ...lengths, channels]);
    }
    return stridedSlice(wide, [0, ...begin, 0], [x.shape[0], ...end, channels], [1, ...strides, 1]);
  });
}

/** For each element of a window 1 where it is the first that is greatest, else 0. `added`: what is added to each element before. */
export function selectors(x: Tensor, axes: readonly Axis[], added?: readonly Tensor[]): Tensor[] {
  const elements = elementsOf(x, axes, LOWEST).map((each, i) => (added ? add(each, added[i]) : each));
  const greatest = argMax(stack(elements, 0), 0);
  return elements.map((_, i) => cast(equal(greatest, i), 'float32'));
}

/** What `values` has at the places that `selected` says. */
export const atMaxima = (values: Tensor, axes: readonly Axis[], selected: readonly Tensor[]): Tensor =>
  elementsOf(values, axes, 0)
    .map((each, i) => mul(each, selected[i]))
    .reduce((total, each) => add(total, each));
