// Kernels without a gradient of ours. Each throws, and says what to do.
import { missing } from './rule';

const inside = missing(
  'it runs only inside the gradient of another kernel; differentiate that once less, or write it with other ops',
);
const complex = missing(
  'the tape of TensorFlow.js takes real gradients only; write the transform as products with the real matrices of cosines and sines',
);
const strings = missing('it works on text or on ragged tensors');
const places = missing('its output are places, not smooth values');

export const unsupported = {
  BitwiseAnd: missing('it works on whole numbers'),
  BroadcastArgs: missing('its output is a shape'),
  Complex: complex,
  ComplexAbs: complex,
  Draw: missing('it paints on a canvas'),
  EluGrad: inside,
  FFT: complex,
  Fill: missing('it has no tensor inputs'),
  FromPixels: missing('it reads an image'),
  FusedConv2D: missing('use conv2d, add and the activation'),
  FusedDepthwiseConv2D: missing('use depthwiseConv2d, add and the activation'),
  IFFT: complex,
  Imag: complex,
  LRNGrad: inside,
  LinSpace: missing('it has no tensor inputs'),
  MaxPoolWithArgmax: missing('use maxPool for the values'),
  Multinomial: missing('it draws at random'),
  NonMaxSuppressionV3: places,
  NonMaxSuppressionV4: places,
  NonMaxSuppressionV5: places,
  RaggedGather: strings,
  RaggedRange: strings,
  RaggedTensorToTensor: strings,
  Range: missing('it has no tensor inputs'),
  Real: complex,
  ResizeBilinearGrad: inside,
  RotateWithOffset: missing('it takes the nearest pixel; use gather'),
  SparseFillEmptyRows: missing('use gather or scatterND'),
  SparseReshape: missing('its output are places and a shape'),
  StaticRegexReplace: strings,
  StringNGrams: strings,
  StringSplit: strings,
  StringToHashBucketFast: strings,
  Transform: missing('use cropAndResize, or gather with weights'),
  Unique: places,
  _FusedMatMul: missing('use matMul, add and the activation'),
};
