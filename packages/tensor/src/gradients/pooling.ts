// Pooling. Averages are linear; the gradient of a maximum reads and writes at the place where it was attained.
import { backend_util, div, engine, mul, type Tensor, tensor, zeros } from '@tensorflow/tfjs-core';
import type { KernelAttributes, Rule, Rules } from './rule';
import { atMaxima, poolAxes, selectors } from './window-maxima';

const run = (kernel: string, inputs: Record<string, Tensor>, attributes: KernelAttributes) =>
  engine().runKernel(kernel, inputs, attributes) as Tensor;

/** TensorFlow.js leaves padding out of the average, but its backward kernels divide by the whole area; TensorFlow's own do not. */
const cover = (shape: readonly number[], attributes: KernelAttributes): Tensor | undefined =>
  engine().backendName === 'tensorflow' ? undefined : coverOf(shape, attributes);

/** How many elements each window averages over, over the area of a window: one number a window. Nothing, where all windows are whole. */
export function coverOf(
  shape: readonly number[],
  { filterSize, strides, pad, dimRoundingMode }: KernelAttributes,
): Tensor | undefined {
  const volume = shape.length === 5;
  const info = volume
    ? backend_util.computePool3DInfo(shape as Shape5, filterSize, strides, 1, pad, dimRoundingMode)
    : backend_util.computePool2DInfo(shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
  const axes = [
    ...('filterDepth' in info
      ? [
          {
            size: info.filterDepth,
            out: info.outDepth,
            length: info.inDepth,
            stride: info.strideDepth,
            before: info.padInfo.front,
          },
        ]
      : []),
    {
      size: info.filterHeight,
      out: info.outHeight,
      length: info.inHeight,
      stride: info.strideHeight,
      before: info.padInfo.top,
    },
    { size: info.filterWidth, out: info.outWidth, length: info.inWidth, stride: info.strideWidth, before: info.padInfo.left },
  ];
  const shares = axes.map(({ size, out, length, stride, before }) =>
    Array.from({ length: out }, (_, i) => {
      const start = i * stride - before;
      return (Math.min(start + size, length) - Math.max(start, 0)) / size;
    }),
  );
  if (shares.flat().every((share) => share === 1)) return undefined;
  let all = [1];
  for (const each of shares) all = all.flatMap((share) => each.map((other) => share * other));
  return tensor(all, [1, ...axes.map(({ out }) => out), 1], 'float32');
}

type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

/** An average pool, and the kernel behind its gradient: the adjoint of sums over windows, divided by the area of a window. */
const average = (forward: string, backward: string): Rules => ({
  [forward]: {
    inputs: ['x'],
    gradient: ({ x }, dy, attributes) => ({
      x: () => {
        const share = cover(x.shape, attributes);
        return run(backward, { dy: share ? div(dy, share) : dy, input: x }, attributes);
      },
    }),
  },
  [backward]: {
    inputs: ['dy', 'input'],
    gradient: ({ input }, ddx, attributes) => ({
      dy: () => {
        const share = cover(input.shape, attributes);
        const averaged = run(forward, { x: ddx }, attributes);
        return share ? mul(averaged, share) : averaged;
      },
      input: () => zeros(input.shape), // only its shape counts
    }),
  },
});

/** The kernel behind the gradient of a maximum pool: linear in the cotangent, which goes to where the maximum is. */
const maximumBackward: Rule = {
  inputs: ['dy', 'input', 'output'],
  gradient: ({ input, output }, ddx, attributes) => ({
    dy: () => {
      const axes = poolAxes(input.shape, attributes);
      return atMaxima(ddx, axes, selectors(input, axes));
    },
    input: () => zeros(input.shape), // where the maximum is does not move with a small step
    output: () => zeros(output.shape),
  }),
};

export const pooling: Rules = {
  ...average('AvgPool', 'AvgPoolGrad'),
  ...average('AvgPool3D', 'AvgPool3DGrad'),
  MaxPool: {
    inputs: ['x'],
    gradient: ({ x }, dy, attributes) => ({
      x: () => run('MaxPoolGrad', { dy, input: x, output: run('MaxPool', { x }, attributes) }, attributes),
    }),
  },
  MaxPoolGrad: maximumBackward,
  MaxPool3D: {
    inputs: ['x'],
    gradient: ({ x }, dy, attributes) => ({
      x: () => run('MaxPool3DGrad', { dy, input: x, output: run('MaxPool3D', { x }, attributes) }, attributes),
    }),
  },
  MaxPool3DGrad: maximumBackward,
};
