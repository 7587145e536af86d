// Pooling. Averages are linear; the gradient of a maximum reads and writes at the place where it was attained.
import { cast, engine, gather, reshape, type Tensor, type Tensor4D, maxPoolWithArgmax, zeros } from '@tensorflow/tfjs-core';
import type { KernelAttributes, Rules } from './rule';

const run = (kernel: string, inputs: Record<string, Tensor>, attributes: KernelAttributes) =>
  engine().runKernel(kernel, inputs, attributes) as Tensor;

/** An average pool and its adjoint. */
const average = (forward: string, backward: string): Rules => ({
  [forward]: {
    inputs: ['x'],
    gradient: ({ x }, dy, attributes) => ({ x: () => run(backward, { dy, input: x }, attributes) }),
  },
  [backward]: {
    inputs: ['dy', 'input'],
    gradient: ({ input }, ddx, attributes) => ({
      dy: () => run(forward, { x: ddx }, attributes),
      input: () => zeros(input.shape), // only its shape counts
    }),
  },
});

export const pooling: Rules = {
  ...average('AvgPool', 'AvgPoolGrad'),
  ...average('AvgPool3D', 'AvgPool3DGrad'),
  MaxPool: {
    inputs: ['x'],
    gradient: ({ x }, dy, attributes) => ({
      x: () => run('MaxPoolGrad', { dy, input: x, output: run('MaxPool', { x }, attributes) }, attributes),
    }),
  },
  MaxPoolGrad: {
    inputs: ['dy', 'input', 'output'],
    gradient: ({ dy, input, output }, ddx, { filterSize, strides, pad }) => ({
      dy: () => {
        const { indexes } = maxPoolWithArgmax(input as Tensor4D, filterSize, strides, pad, true);
        return reshape(gather(reshape(ddx, [-1]), cast(reshape(indexes, [-1]), 'int32')), dy.shape);
      },
      input: () => zeros(input.shape), // where the maximum is does not move with a small step
      output: () => zeros(output.shape),
    }),
  },
  MaxPool3D: {
    inputs: ['x'],
    gradient: ({ x }, dy, attributes) => ({
      x: () => run('MaxPool3DGrad', { dy, input: x, output: run('MaxPool3D', { x }, attributes) }, attributes),
    }),
  },
};
