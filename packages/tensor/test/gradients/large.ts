// Values of the kernels behind gradients at sizes where every path of them runs: panels and single columns, runs long and short,
// several chunks, odd ends. One backend against another.
import { engine, matMul, randomUniform, type Tensor } from '@tensorflow/tfjs-core';
import type { Case } from './check';

const run = (kernel: string, inputs: Record<string, Tensor>, attributes: object) =>
  engine().runKernel(kernel, inputs, attributes as never) as Tensor;
const input = (shape: number[]) => ({ shape, from: -2, to: 2 });

interface Convolution {
  names: [forward: string, backInput: string, backFilter: string];
  x: number[];
  filter: number[];
  strides: number | number[];
  pad: 'same' | 'valid' | number;
}

/** The output's shape is the kernel's to say; its cotangents are made when it is known. */
function convolution({ names: [forward, backInput, backFilter], x, filter, strides, pad }: Convolution): Case[] {
  const attributes = { strides, pad, dilations: 1, dataFormat: 'NHWC' };
  const what = `large, [${x}] by [${filter}], stride ${strides}, padding ${pad}`;
  const cotangent = (a: Tensor, b: Tensor) =>
    randomUniform(run(forward, { x: a, filter: b }, attributes).shape, -1, 1, 'float32', 3);
  const inputs = [input(x), input(filter)];
  return [
    { kernel: forward, what, inputs, f: (a, b) => run(forward, { x: a, filter: b }, attributes) },
    {
      kernel: backInput,
      what,
      inputs,
      f: (a, b) => run(backInput, { dy: cotangent(a, b), filter: b }, { ...attributes, inputShape: x }),
    },
    {
      kernel: backFilter,
      what,
      inputs,
      f: (a, b) => run(backFilter, { x: a, dy: cotangent(a, b) }, { ...attributes, filterShape: filter }),
    },
  ];
}

const planes = (x: number[], filter: number[], strides: number, pad: Convolution['pad']) =>
  convolution({ names: ['Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'], x, filter, strides, pad });
const volumes = (x: number[], filter: number[], strides: number[], pad: 'same' | 'valid') =>
  convolution({ names: ['Conv3D', 'Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2'], x, filter, strides, pad });
const depthwise = (x: number[], filter: number[], strides: number, pad: Convolution['pad']) =>
  convolution({
    names: ['DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter'],
    x,
    filter,
    strides,
    pad,
  });

const flags = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
];
const turned = (shape: number[], turn: boolean) => (turn ? [...shape.slice(0, -2), ...shape.slice(-2).reverse()] : shape);

export const large: Case[] = [
  ...planes([3, 7, 9, 5], [3, 3, 5, 11], 1, 'same'),
  ...planes([2, 8, 9, 16], [5, 5, 16, 12], 2, 'same'),
  ...planes([21, 28, 28, 1], [5, 5, 1, 17], 2, 'same'),
  ...planes([2, 6, 5, 20], [3, 3, 20, 3], 1, 'valid'),
  ...planes([2, 6, 5, 20], [3, 3, 20, 2], 2, 'same'),
  ...planes([1, 9, 9, 33], [3, 2, 33, 1], 1, 'same'),
  ...planes([2, 5, 5, 6], [1, 1, 6, 20], 2, 'valid'),
  ...planes([1, 9, 8, 2], [2, 3, 2, 9], 3, 1),
  ...planes([5, 40, 40, 9], [2, 2, 9, 7], 1, 'same'),
  ...volumes([2, 4, 5, 6, 3], [2, 3, 2, 3, 10], [1, 1, 1], 'same'),
  ...volumes([1, 5, 5, 6, 2], [2, 3, 3, 2, 13], [2, 1, 2], 'valid'),
  ...depthwise([3, 9, 7, 6], [3, 3, 6, 1], 1, 'same'),
  ...depthwise([2, 9, 8, 5], [3, 2, 5, 2], 2, 'same'),
  ...depthwise([2, 9, 8, 4], [3, 2, 4, 3], 1, 'valid'),
  ...flags.flatMap(([a, b]) =>
    [[], [3]].map((batch) => ({
      kernel: 'BatchMatMul',
      what: `large, transposes ${a}, ${b}, batch [${batch}]`,
      inputs: [input(turned([...batch, 37, 43], a)), input(turned([...batch, 43, 29], b))],
      f: (x: Tensor, y: Tensor) => matMul(x, y, a, b),
    })),
  ),
];
