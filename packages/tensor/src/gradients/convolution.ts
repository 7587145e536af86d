// Convolutions. Each is linear in its input and in its filter, so three kernels (the convolution and its two adjoints) are each
// other's gradients, to any order.
import { add, engine, mul, reshape, type Tensor, stridedSlice, unstack, zeros } from '@tensorflow/tfjs-core';
import type { KernelAttributes, Rule, Rules } from './rule';
import { dilate } from './shape';
import { atMaxima, dilationAxes, selectors } from './window-maxima';

const run = (kernel: string, inputs: Record<string, Tensor>, attributes: KernelAttributes) =>
  engine().runKernel(kernel, inputs, attributes) as Tensor;

/** A filter with `dilations - 1` zeros between its elements, of a plain convolution that is the same as the dilated one. */
const spread = (filter: Tensor, dilations: readonly number[]) =>
  dilations.reduce((wide, dilation, axis) => dilate(wide, axis, dilation), filter);

/** The other way about: the elements that {@link spread} placed. */
function gathered(wide: Tensor, dilations: readonly number[]): Tensor {
  if (dilations.every((each) => each === 1)) return wide;
  return stridedSlice(
    wide,
    wide.shape.map(() => 0),
    [...wide.shape],
    wide.shape.map((_, axis) => dilations[axis] ?? 1),
  );
}

interface Family {
  forward: string;
  backInput: string;
  backFilter: string;
  spatial: number;
}

/** The three kernels of a kind of convolution, from the names that they have. */
function family({ forward, backInput, backFilter, spatial }: Family): Rules {
  const pair = (value: number | number[] | undefined): number[] =>
    Array.isArray(value) ? value.slice(-spatial) : new Array(spatial).fill(value ?? 1);
  const one = (attributes: KernelAttributes) => ({ ...attributes, dilations: new Array(spatial).fill(1) });
  const plain = (attributes: KernelAttributes, what: string) => {
    if (pair(attributes.dilations).some((each) => each !== 1)) throw new Error(`${what} has no dilations in a gradient`);
  };
  const linear = (x: Tensor, filter: Tensor, attributes: KernelAttributes) =>
    run(forward, { x, filter }, { dataFormat: 'NHWC', ...one(attributes) });
  const toInput = (inputShape: number[], dy: Tensor, filter: Tensor, attributes: KernelAttributes) =>
    run(backInput, { dy, filter }, { dataFormat: 'NHWC', ...one(attributes), inputShape });
  const toFilter = (filterShape: number[], x: Tensor, dy: Tensor, attributes: KernelAttributes) =>
    run(backFilter, { x, dy }, { dataFormat: 'NHWC', ...one(attributes), filterShape });

  const rule: Rule = {
    inputs: ['x', 'filter'],
    gradient: ({ x, filter }, dy, attributes) => {
      const dilations = pair(attributes.dilations);
      const wide = filter.shape.map((length, axis) => (length - 1) * (dilations[axis] ?? 1) + 1);
      return {
        x: () => toInput(x.shape, dy, spread(filter, dilations), attributes),
        filter: () => gathered(toFilter(wide, x, dy, attributes), dilations),
      };
    },
  };
  return {
    [forward]: rule,
    [backInput]: {
      inputs: ['dy', 'filter'],
      gradient: ({ dy, filter }, ddx, attributes) => {
        plain(attributes, backInput);
        return {
          dy: () => linear(ddx, filter, attributes),
          filter: () => toFilter(filter.shape, ddx, dy, attributes),
        };
      },
    },
    [backFilter]: {
      inputs: ['x', 'dy'],
      gradient: ({ x, dy }, ddw, attributes) => {
        plain(attributes, backFilter);
        return {
          x: () => toInput(x.shape, dy, ddw, attributes),
          dy: () => linear(x, ddw, attributes),
        };
      },
    },
  };
}

export const convolution: Rules = {
  ...family({ forward: 'Conv2D', backInput: 'Conv2DBackpropInput', backFilter: 'Conv2DBackpropFilter', spatial: 2 }),
  ...family({ forward: 'Conv3D', backInput: 'Conv3DBackpropInputV2', backFilter: 'Conv3DBackpropFilterV2', spatial: 3 }),
  ...family({
    forward: 'DepthwiseConv2dNative',
    backInput: 'DepthwiseConv2dNativeBackpropInput',
    backFilter: 'DepthwiseConv2dNativeBackpropFilter',
    spatial: 2,
  }),
  Dilation2D: {
    inputs: ['x', 'filter'],
    gradient: ({ x, filter }, dy, attributes) => ({
      x: () => run('Dilation2DBackpropInput', { x, filter, dy }, attributes),
      filter: () => run('Dilation2DBackpropFilter', { x, filter, dy }, attributes),
    }),
  },
  // Both are linear in dy, which goes to where the maximum of x + filter is; that does not move with a small step.
  Dilation2DBackpropInput: {
    inputs: ['x', 'filter'],
    gradient: ({ x, filter }, ddx, attributes) => ({
      dy: () => {
        const axes = dilationAxes(x.shape, filter.shape, attributes);
        return atMaxima(ddx, axes, selectors(x, axes, elements(filter)));
      },
      x: () => zeros(x.shape),
      filter: () => zeros(filter.shape),
    }),
  },
  Dilation2DBackpropFilter: {
    inputs: ['x', 'filter'],
    gradient: ({ x, filter }, ddw, attributes) => ({
      dy: () => {
        const selected = selectors(x, dilationAxes(x.shape, filter.shape, attributes), elements(filter));
        return elements(ddw)
          .map((each, i) => mul(selected[i], each))
          .reduce((total, each) => add(total, each));
      },
      x: () => zeros(x.shape),
      filter: () => zeros(filter.shape),
    }),
  },
};

/** The channels of each element of a filter [height, width, channels]. */
const elements = (filter: Tensor): Tensor[] => unstack(reshape(filter, [-1, filter.shape[2] as number]), 0);
