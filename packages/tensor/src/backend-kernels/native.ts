// Kernels of TensorFlow's that refuse what TensorFlow.js allows: padding by numbers, and a dense tensor from places in any order.
import {
  add,
  backend_util,
  div,
  engine,
  mul,
  pad,
  reshape,
  scatterND,
  slice,
  sub,
  Tensor,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { coverOf } from '../gradients/pooling';
import type { Call, Replacement } from './replacement';

type Shape4 = [number, number, number, number];

/** Whether padding is given by numbers, one for all sides or a list of pairs. */
const byNumbers = ({ attributes }: Call): boolean => typeof attributes.pad === 'number' || Array.isArray(attributes.pad);

interface Window {
  paddings: [number, number][];
  /** The shape with its padding. */
  wide: number[];
}

type WindowOf = (call: Call) => Window;

/** So much around, that windows without padding are those that the numbers say. */
function around(
  shape: readonly number[],
  info: Pick<
    backend_util.Conv2DInfo,
    'padInfo' | 'outHeight' | 'outWidth' | 'strideHeight' | 'strideWidth' | 'effectiveFilterHeight' | 'effectiveFilterWidth'
  >,
): Window {
  const [batch, height, width, channels] = shape;
  const { top, left } = info.padInfo;
  const bottom = Math.max(0, (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight - top - height);
  const right = Math.max(0, (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth - left - width);
  return {
    paddings: [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    wide: [batch, height + top + bottom, width + left + right, channels],
  };
}

const ofFilter =
  (depthwise: boolean): WindowOf =>
  ({ inputs, attributes }) => {
    const { strides, dilations = 1, pad: padding, dimRoundingMode, dataFormat = 'NHWC' } = attributes;
    if (dataFormat !== 'NHWC')
      throw new Error(`padding by numbers needs data format NHWC on the native backend; got ${dataFormat}`);
    const x = attributes.inputShape ?? inputs.x.shape;
    const filter = attributes.filterShape ?? inputs.filter.shape;
    return around(x, backend_util.computeConv2DInfo(x, filter, strides, dilations, padding, dimRoundingMode, depthwise));
  };

const ofPool: WindowOf = ({ inputs, attributes }) => {
  const { shape } = inputs.x ?? inputs.input;
  const { filterSize, strides, pad: padding, dimRoundingMode } = attributes;
  return around(shape, backend_util.computePool2DInfo(shape as Shape4, filterSize, strides, 1, padding, dimRoundingMode));
};

const inside = (wide: Tensor, { paddings }: Window, shape: readonly number[]): Tensor =>
  slice(
    wide,
    paddings.map(([before]) => before),
    [...shape],
  );

/** A kernel whose padding is done before it, and undone after it, as `work` says; `plain` runs it without padding. */
const explicit =
  (
    windowOf: WindowOf,
    work: (call: Call & { window: Window; plain: (inputs: object, more?: object) => Tensor }) => Tensor,
  ): Replacement =>
  (call) => {
    const { inputs, backend, attributes, original } = call;
    if (!byNumbers(call)) return original!({ inputs, backend, attrs: attributes });
    return tidy(() => {
      const window = windowOf(call);
      const attrs = { ...attributes, pad: 'valid', dimRoundingMode: undefined };
      const plain = (given: object, more: object = {}) => {
        const info = original!({ inputs: { ...inputs, ...given }, backend, attrs: { ...attrs, ...more } as never });
        return info instanceof Tensor ? info : engine().makeTensorFromTensorInfo(info as TensorInfo);
      };
      return work({ ...call, window, plain });
    });
  };

const tensorOf = (call: Call, name: string) => call.inputs[name] as Tensor;
const LOWEST = -3.4e38;

const family = (forward: string, backInput: string, backFilter: string, depthwise: boolean): Record<string, Replacement> => ({
  [forward]: explicit(ofFilter(depthwise), (call) => call.plain({ x: pad(tensorOf(call, 'x'), call.window.paddings) })),
  [backInput]: explicit(ofFilter(depthwise), (call) =>
    inside(call.plain({}, { inputShape: call.window.wide }), call.window, call.attributes.inputShape),
  ),
  [backFilter]: explicit(ofFilter(depthwise), (call) => call.plain({ x: pad(tensorOf(call, 'x'), call.window.paddings) })),
});

export const native: Record<string, Replacement> = {
  ...family('Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter', false),
  ...family('DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter', true),
  MaxPool: explicit(ofPool, (call) => call.plain({ x: pad(tensorOf(call, 'x'), call.window.paddings, LOWEST) })),
  MaxPoolGrad: explicit(ofPool, (call) => {
    const input = tensorOf(call, 'input');
    return inside(call.plain({ input: pad(input, call.window.paddings, LOWEST) }), call.window, input.shape);
  }),
  // Padding is left out of an average.
  AvgPool: explicit(ofPool, (call) => {
    const x = tensorOf(call, 'x');
    const share = coverOf(x.shape, call.attributes);
    const averaged = call.plain({ x: pad(x, call.window.paddings) });
    return share ? div(averaged, share) : averaged;
  }),
  AvgPoolGrad: explicit(ofPool, (call) => {
    const [dy, input] = [tensorOf(call, 'dy'), tensorOf(call, 'input')];
    const share = coverOf(input.shape, call.attributes);
    const wide = call.plain({ dy: share ? div(dy, share) : dy, input: pad(input, call.window.paddings) });
    return inside(wide, call.window, input.shape);
  }),
  SparseToDense: (call) => {
    const { inputs, backend, attributes, original } = call;
    if (inputs.sparseValues.dtype !== 'float32') return original!({ inputs, backend, attrs: attributes });
    return tidy(() => {
      const [indices, values, rest] = ['sparseIndices', 'sparseValues', 'defaultValue'].map((name) => tensorOf(call, name));
      const shape = attributes.outputShape as number[];
      const places = reshape(indices, [-1, shape.length]);
      const differences = mul(sub(values, rest), new Array(places.shape[0]).fill(1));
      return add(scatterND(places, differences, shape as [number]), rest);
    });
  },
};
