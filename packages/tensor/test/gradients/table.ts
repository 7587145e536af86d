// Every kernel that has a gradient, with the functions that test it.
import {
  abs,
  acos,
  acosh,
  add,
  addN,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  avgPool,
  avgPool3d,
  batchNorm,
  batchToSpaceND,
  cast,
  clipByValue,
  clone,
  concat,
  conv1d,
  conv2d,
  conv2dTranspose,
  conv3d,
  conv3dTranspose,
  cos,
  cosh,
  cumprod,
  cumsum,
  depthToSpace,
  depthwiseConv2d,
  diag,
  dilation2d,
  div,
  einsum,
  elu,
  engine,
  erf,
  exp,
  expandDims,
  expm1,
  gather,
  gatherND,
  greater,
  image,
  leakyRelu,
  localResponseNormalization,
  log,
  log1p,
  matMul,
  max,
  maximum,
  maxPool,
  maxPool3d,
  maxPoolWithArgmax,
  mean,
  min,
  minimum,
  mirrorPad,
  mod,
  mul,
  neg,
  pad,
  pow,
  prelu,
  prod,
  reciprocal,
  relu,
  relu6,
  reshape,
  reverse,
  rsqrt,
  scatterND,
  selu,
  separableConv2d,
  sigmoid,
  sin,
  sinh,
  slice,
  softmax,
  softplus,
  spaceToBatchND,
  sparseToDense,
  split,
  sqrt,
  square,
  squaredDifference,
  stack,
  stridedSlice,
  sub,
  sum,
  tan,
  tanh,
  type Tensor,
  tensor,
  tensorScatterUpdate,
  tile,
  topk,
  transpose,
  unsortedSegmentSum,
  unstack,
  where,
  logSoftmax,
  logSumExp,
  losses,
} from '@tensorflow/tfjs-core';
import { type Case, numbers } from './check';

// TensorFlow.js's ops say which rank they take; the table's tensors do not.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Loose = (...args: any[]) => any;
const loose = <F>(op: F) => op as Loose;

type Range = [from: number, to: number];
const real: Range = [-2, 2];
const positive: Range = [0.4, 2.5];
const unit: Range = [-0.8, 0.8];
const input = (shape: number[], [from, to]: Range = real) => ({ shape, from, to });

const one = (kernel: string, f: Loose, range: Range = real, more: Partial<Case> = {}): Case => ({
  kernel,
  inputs: [input([2, 3], range)],
  f,
  ...more,
});
const two = (kernel: string, f: Loose, a: Range = real, b: Range = real): Case[] => [
  { kernel, inputs: [input([2, 3], a), input([2, 3], b)], f },
  { kernel, what: 'broadcast', inputs: [input([2, 1], a), input([3], b)], f },
  { kernel, what: 'broadcast with a scalar', inputs: [input([2, 2], a), input([], b)], f },
];
const many = (kernel: string, shape: number[], cases: Record<string, Loose>, range: Range = real): Case[] =>
  Object.entries(cases).map(([what, f]) => ({ kernel, what, inputs: [input(shape, range)], f }));

const run = (kernel: string, inputs: Record<string, Tensor>, attributes: object) =>
  engine().runKernel(kernel, inputs, attributes as never) as Tensor;
const ints = (values: number[], shape?: number[]) => tensor(values, shape, 'int32');

const elementwise: Case[] = [
  one('Abs', abs),
  one('Acos', acos, unit),
  one('Acosh', acosh, [1.3, 3]),
  one('Asin', asin, unit),
  one('Asinh', asinh),
  one('Atan', atan),
  one('Atanh', atanh, [-0.7, 0.7]),
  one('Cast', (x) => mul(cast(cast(x, 'bool'), 'float32'), x)),
  one('ClipByValue', (x) => clipByValue(x, -1, 0.5), [-1.9, 2.1]),
  one('Cos', cos),
  one('Cosh', cosh),
  one('Elu', elu),
  one('Erf', erf),
  one('Exp', exp),
  one('Expm1', expm1),
  one('Identity', clone),
  one('LeakyRelu', (x) => leakyRelu(x, 0.3)),
  one('Log', log, positive),
  one('Log1p', log1p, [-0.4, 2]),
  one('Neg', neg),
  { kernel: 'Prelu', inputs: [input([2, 4]), input([4], positive)], f: loose(prelu) },
  one('Reciprocal', reciprocal, positive),
  one('Relu', relu),
  one('Relu6', relu6, [-3, 8.5]),
  one('Rsqrt', rsqrt, positive),
  one('Selu', selu),
  one('Sigmoid', sigmoid),
  one('Sin', sin),
  one('Sinh', sinh),
  one('Softplus', softplus),
  one('Sqrt', sqrt, positive),
  one('Square', square),
  one('Tan', tan, [-1, 1]),
  one('Tanh', tanh),
];

const arithmetic: Case[] = [
  ...two('Add', add),
  { kernel: 'AddN', inputs: [input([3]), input([3])], f: (a, b) => addN([a, b, a]) },
  ...two('Atan2', atan2, positive, positive),
  ...two('Maximum', maximum, [-2, 2], [-1.7, 2.1]),
  ...two('Minimum', minimum, [-2, 2], [-1.7, 2.1]),
  ...two('Mod', mod, [0.2, 0.9], [1.1, 2]),
  ...two('Multiply', mul),
  ...two('Pow', pow, positive),
  one('Pow', (x) => pow(x, 3), real, { what: 'negative base' }),
  one('Pow', (x) => pow(x, tensor([0, 1, 2])), positive, { what: 'exponents 0, 1, 2' }),
  ...two('RealDiv', div, real, positive),
  { kernel: 'Select', inputs: [input([6]), input([6])], f: (a, b) => where(greater(a, b), mul(a, b), exp(b)) },
  { kernel: 'Select', what: 'broadcast', inputs: [input([2, 3]), input([3])], f: (a, b) => where(greater(a, 0), b, square(a)) },
  ...two('SquaredDifference', squaredDifference),
  ...two('Sub', sub),
];

const reductions: Case[] = [
  ...many('Cumprod', [2, 4], {
    plain: (x) => cumprod(x, 1),
    'first axis': (x) => cumprod(x, 0),
    exclusive: (x) => cumprod(x, 1, true),
    reverse: (x) => cumprod(x, 1, false, true),
    'exclusive and reverse': (x) => cumprod(x, 1, true, true),
    'with a zero': (x) => cumprod(mul(x, tensor([1, 0, 1, 1])), 1),
  }),
  ...many('Cumsum', [2, 5], { 'reverse, of another length': (x) => cumsum(x, 1, false, true) }),
  ...many('Cumsum', [3, 3], {
    plain: (x) => cumsum(x, 1),
    'first axis': (x) => cumsum(x, 0),
    exclusive: (x) => cumsum(x, 0, true),
    reverse: (x) => cumsum(x, 1, true, true),
  }),
  ...many('Max', [2, 3, 2], { all: (x) => max(x), axis: (x) => max(x, 1), axes: (x) => max(x, [0, 2], true) }),
  ...many('Mean', [2, 3, 2], { all: (x) => mean(x), axis: (x) => mean(x, 1), axes: (x) => mean(x, [0, -1], true) }),
  ...many('Min', [2, 3, 2], { all: (x) => min(x), axis: (x) => min(x, 1), axes: (x) => min(x, [0, 2], true) }),
  ...many('Prod', [2, 3, 2], {
    axis: (x) => prod(x, 1),
    axes: (x) => prod(x, [0, 2]),
    'kept axis': (x) => prod(x, 0, true),
    'with a zero': (x) => prod(mul(x, tensor([1, 0, 1], [3, 1])), 1),
    'with two zeros': (x) => prod(mul(x, tensor([0, 0, 1], [3, 1])), 1),
  }),
  one('Softmax', (x) => softmax(x)),
  ...many('Sum', [2, 3, 2], { all: (x) => sum(x), axis: (x) => sum(x, 1), axes: (x) => sum(x, [0, -1], true) }),
  ...many('Exp', [2, 3], {
    'in logSoftmax': (x) => logSoftmax(x),
    'in logSumExp': (x) => logSumExp(x, 1),
    'in a sigmoid cross entropy': (x) => losses.sigmoidCrossEntropy(tensor([0, 1, 1, 0, 1, 0], [2, 3]), x),
  }),
];

const shapes: Case[] = [
  ...many('BatchToSpaceND', [4, 2, 2, 1], {
    plain: (x) =>
      batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    cropped: (x) =>
      batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
  }),
  {
    kernel: 'Concat',
    inputs: [input([2, 2]), input([2, 1]), input([2, 3])],
    f: (a, b, c) => concat([a, b, c], 1),
  },
  { kernel: 'Concat', what: 'first axis', inputs: [input([2]), input([3])], f: (a, b) => concat([a, b], 0) },
  ...many('DepthToSpace', [1, 2, 2, 8], { plain: (x) => depthToSpace(x, 2) }),
  ...many('Diag', [4], { plain: (x) => diag(x) }),
  ...many('Diag', [2, 2], { matrix: (x) => diag(x) }),
  one('ExpandDims', (x) => expandDims(x, 1)),
  ...many('FlipLeftRight', [1, 2, 3, 1], { plain: (x) => image.flipLeftRight(x) }),
  ...many('MirrorPad', [2, 3], {
    reflect: (x) =>
      mirrorPad(
        x,
        [
          [1, 0],
          [2, 1],
        ],
        'reflect',
      ),
    symmetric: (x) =>
      mirrorPad(
        x,
        [
          [1, 2],
          [2, 3],
        ],
        'symmetric',
      ),
  }),
  { kernel: 'Pack', inputs: [input([2, 2]), input([2, 2])], f: (a, b) => stack([a, b], 1) },
  ...many('PadV2', [2, 3], {
    plain: (x) =>
      pad(
        x,
        [
          [1, 0],
          [0, 2],
        ],
        1,
      ),
  }),
  one('Reshape', (x) => reshape(x, [3, 2])),
  ...many('Reverse', [2, 3], { axis: (x) => reverse(x, 1), axes: (x) => reverse(x, [0, -1]) }),
  ...many('Slice', [3, 4], { plain: (x) => slice(x, [1, 0], [2, 2]), 'to the end': (x) => slice(x, [0, 1], [2, -1]) }),
  ...many('SpaceToBatchND', [1, 4, 4, 1], {
    plain: (x) =>
      spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    padded: (x) =>
      spaceToBatchND(
        x,
        [2, 2],
        [
          [1, 1],
          [2, 0],
        ],
      ),
  }),
  ...many('SplitV', [2, 4], {
    parts: (x) => mul(split(x, 2, 1)[0], split(x, 2, 1)[1]),
    'one part': (x) => square(split(x, [1, 3], 1)[1]),
  }),
  ...many('StridedSlice', [4, 5], {
    strides: (x) => stridedSlice(x, [0, 1], [4, 5], [2, 3]),
    backwards: (x) => stridedSlice(x, [3, 4], [0, 0], [-1, -2]),
    'masks and a dropped axis': (x) => stridedSlice(x, [1, 0], [2, 0], [1, 2], 0, 2, 0, 0, 1),
  }),
  ...many('Tile', [2, 3], { plain: (x) => tile(x, [2, 3]) }),
  ...many('Tile', [1, 2, 1, 1, 2], { 'rank 5': (x) => tile(x, [2, 1, 3, 1, 2]) }),
  ...many('Transpose', [2, 3, 2], { plain: (x) => transpose(x), cycle: (x) => transpose(x, [1, 2, 0]) }),
  ...many('Unpack', [2, 3], { plain: (x) => mul(unstack(x, 1)[0], unstack(x, 1)[2]) }),
];

const indices: Case[] = [
  ...many('GatherNd', [3, 3], { plain: (x) => gatherND(x, ints([0, 1, 2, 2, 0, 1], [3, 2])) }),
  ...many('GatherV2', [3, 4], {
    plain: (x) => gather(x, ints([2, 0, 2])),
    'other axis': (x) => gather(x, ints([3, 3, 0, 1], [2, 2]), 1),
    'batch dims': (x) => gather(x, ints([3, 0, 0, 1, 2, 2], [3, 2]), 1, 1),
  }),
  ...(['Sum', 'Mean'] as const).map((kind) => ({
    kernel: `SparseSegment${kind}`,
    inputs: [input([4, 2])],
    f: (data: Tensor) => run(`SparseSegment${kind}`, { data, indices: ints([3, 0, 1, 0]), segmentIds: ints([0, 0, 0, 1]) }, {}),
  })),
  {
    kernel: 'Bincount',
    inputs: [input([5])],
    f: (weights) => run('Bincount', { x: ints([1, 0, 3, 1, 1]), weights }, { size: 3 }),
  },
  {
    kernel: 'DenseBincount',
    inputs: [input([2, 3])],
    f: (weights) => run('DenseBincount', { x: ints([1, 0, 1, 2, 2, 0], [2, 3]), weights }, { size: 3, binaryOutput: false }),
  },
  ...many('ScatterNd', [3, 2], { plain: (x) => scatterND(ints([4, 1, 3], [3, 1]), x, [5, 2]) }),
  {
    kernel: 'SparseToDense',
    inputs: [input([3]), input([])],
    f: (values, rest) => sparseToDense(ints([1, 4, 2], [3, 1]), values, [6], rest as never),
  },
  {
    kernel: 'TensorScatterUpdate',
    inputs: [input([4]), input([2])],
    f: (x, updates) => tensorScatterUpdate(x, ints([3, 1], [2, 1]), updates),
  },
  ...many('TopK', [2, 5], { plain: (x) => topk(x, 3).values }),
  ...many('UnsortedSegmentSum', [5, 2], {
    plain: (x) => unsortedSegmentSum(x, ints([0, 2, 0, 1, 2]) as never, 3),
    'an empty segment': (x) => unsortedSegmentSum(x, ints([0, 3, 0, 1, 3]) as never, 4),
  }),
];

const flags = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
];
const turned = (shape: number[], turn: boolean) => (turn ? [...shape.slice(0, -2), ...shape.slice(-2).reverse()] : shape);
const matrices: Case[] = [
  ...flags.map(([a, b]) => ({
    kernel: 'BatchMatMul',
    what: `transposes ${a}, ${b}`,
    inputs: [input(turned([2, 3], a)), input(turned([3, 4], b))],
    f: (x: Tensor, y: Tensor) => matMul(x, y, a, b),
  })),
  ...flags.map(([a, b]) => ({
    kernel: 'BatchMatMul',
    what: `batches, transposes ${a}, ${b}`,
    inputs: [input(turned([2, 2, 3], a)), input(turned([1, 3, 2], b))],
    f: (x: Tensor, y: Tensor) => matMul(x, y, a, b),
  })),
  ...(
    [
      ['ij,jk->ik', [2, 3], [3, 2]],
      ['ij,kj->ki', [2, 3], [2, 3]],
      ['bij,bjk->bik', [2, 2, 3], [2, 3, 2]],
      ['i,j->ij', [2], [3]],
      ['ij,ij->i', [2, 3], [2, 3]],
      ['ij,jk->i', [2, 3], [3, 2]],
    ] as [string, number[], number[]][]
  ).map(([equation, a, b]) => ({
    kernel: 'Einsum',
    what: equation,
    inputs: [input(a), input(b)],
    f: (x: Tensor, y: Tensor) => einsum(equation, x, y),
  })),
  { kernel: 'Einsum', what: 'ij->j', inputs: [input([2, 3])], f: (x) => einsum('ij->j', x) },
  { kernel: 'Einsum', what: 'ij->ji', inputs: [input([2, 3])], f: (x) => einsum('ij->ji', x) },
];

const x44 = input([2, 4, 4, 2]);
const plan = (pads: (number | string)[], strides: number[], dilations: number[]) =>
  pads.flatMap((padding) =>
    strides.flatMap((stride) =>
      dilations.filter((dilation) => stride === 1 || dilation === 1).map((dilation) => ({ padding, stride, dilation })),
    ),
  );
const dilated = () => ({
  x: tensor(numbers([1, 3, 3, 2], -2, 2), [1, 3, 3, 2]),
  filter: tensor(numbers([2, 2, 2], -1, 1, 1), [2, 2, 2]),
});
const convolutions: Case[] = [
  ...plan(['same', 'valid', 1], [1, 2], [1, 2]).map(({ padding, stride, dilation }) => ({
    kernel: 'Conv2D',
    what: `padding ${padding}, stride ${stride}, dilation ${dilation}`,
    inputs: [input([1, 5, 4, 2]), input([2, 2, 2, 2])],
    f: (x: Tensor, filter: Tensor) => loose(conv2d)(x, filter, stride, padding, 'NHWC', dilation),
  })),
  { kernel: 'Conv2D', what: 'pointwise', inputs: [x44, input([1, 1, 2, 3])], f: (x, w) => loose(conv2d)(x, w, 1, 'same') },
  {
    kernel: 'Conv2D',
    what: 'conv1d',
    inputs: [input([1, 5, 2]), input([3, 2, 2])],
    f: (x, w) => loose(conv1d)(x, w, 2, 'same'),
  },
  ...plan(['same', 'valid'], [1, 2], [1]).map(({ padding, stride }) => ({
    kernel: 'Conv2DBackpropInput',
    what: `conv2dTranspose, padding ${padding}, stride ${stride}`,
    inputs: [input([1, 3, 2, 2]), input([2, 2, 2, 2])],
    f: (x: Tensor, filter: Tensor) => {
      const size = (length: number) => (padding === 'same' ? length * stride : (length - 1) * stride + 2);
      return loose(conv2dTranspose)(x, filter, [1, size(3), size(2), 2], stride, padding);
    },
  })),
  ...plan(['same', 'valid'], [1, 2], [1]).map(({ padding, stride }) => ({
    kernel: 'Conv2DBackpropFilter',
    what: `padding ${padding}, stride ${stride}`,
    inputs: [
      input([1, 4, 4, 2]),
      input([
        1,
        Math.ceil((4 - (padding === 'same' ? 0 : 1)) / stride),
        Math.ceil((4 - (padding === 'same' ? 0 : 1)) / stride),
        2,
      ]),
    ],
    f: (x: Tensor, dy: Tensor) =>
      run('Conv2DBackpropFilter', { x, dy }, { strides: stride, pad: padding, dataFormat: 'NHWC', filterShape: [2, 2, 2, 2] }),
  })),
  ...plan(['same', 'valid'], [1, 2], [1, 2]).map(({ padding, stride, dilation }) => ({
    kernel: 'DepthwiseConv2dNative',
    what: `padding ${padding}, stride ${stride}, dilation ${dilation}`,
    inputs: [input([1, 4, 4, 2]), input([2, 2, 2, 2])],
    f: (x: Tensor, filter: Tensor) => loose(depthwiseConv2d)(x, filter, stride, padding, 'NHWC', dilation),
  })),
  {
    kernel: 'DepthwiseConv2dNative',
    what: 'separable',
    inputs: [input([1, 3, 3, 2]), input([2, 2, 2, 1]), input([1, 1, 2, 2])],
    f: (x, depth, point) => loose(separableConv2d)(x, depth, point, 1, 'same'),
  },
  {
    kernel: 'DepthwiseConv2dNativeBackpropInput',
    inputs: [input([1, 3, 3, 2]), input([2, 2, 2, 1])],
    f: (dy, filter) =>
      run(
        'DepthwiseConv2dNativeBackpropInput',
        { dy, filter },
        { strides: 1, pad: 'same', dilations: [1, 1], inputShape: [1, 3, 3, 2] },
      ),
  },
  {
    kernel: 'DepthwiseConv2dNativeBackpropFilter',
    inputs: [input([1, 3, 3, 2]), input([1, 3, 3, 2])],
    f: (x, dy) =>
      run(
        'DepthwiseConv2dNativeBackpropFilter',
        { x, dy },
        { strides: 1, pad: 'same', dilations: [1, 1], filterShape: [2, 2, 2, 1] },
      ),
  },
  ...(['same', 'valid'] as const).map((padding) => ({
    kernel: 'Conv3D',
    what: `padding ${padding}`,
    inputs: [input([1, 3, 3, 2, 1]), input([2, 2, 2, 1, 2])],
    f: (x: Tensor, filter: Tensor) => loose(conv3d)(x, filter, 1, padding),
  })),
  {
    kernel: 'Conv3DBackpropInputV2',
    what: 'conv3dTranspose',
    inputs: [input([1, 2, 2, 1, 2]), input([2, 2, 2, 1, 2])],
    f: (x, filter) => loose(conv3dTranspose)(x, filter, [1, 4, 4, 2, 1], 2, 'same'),
  },
  {
    kernel: 'Conv3DBackpropFilterV2',
    inputs: [input([1, 3, 3, 2, 1]), input([1, 3, 3, 2, 2])],
    f: (x, dy) => run('Conv3DBackpropFilterV2', { x, dy }, { strides: [1, 1, 1], pad: 'same', filterShape: [2, 2, 2, 1, 2] }),
  },
  {
    kernel: 'Dilation2D',
    inputs: [input([1, 3, 3, 2]), input([2, 2, 2])],
    f: (x, filter) => loose(dilation2d)(x, filter, 1, 'valid'),
  },
  {
    kernel: 'Dilation2D',
    what: 'padding same, strides and dilations',
    inputs: [input([1, 5, 4, 2]), input([2, 2, 2])],
    f: (x, filter) => loose(dilation2d)(x, filter, [2, 1], 'same', [1, 2]),
  },
  {
    kernel: 'Dilation2DBackpropInput',
    inputs: [input([1, 2, 2, 2])],
    f: (dy) => run('Dilation2DBackpropInput', { ...dilated(), dy }, { strides: 1, pad: 'valid', dilations: 1 }),
  },
  {
    kernel: 'Dilation2DBackpropFilter',
    inputs: [input([1, 2, 2, 2])],
    f: (dy) => run('Dilation2DBackpropFilter', { ...dilated(), dy }, { strides: 1, pad: 'valid', dilations: 1 }),
  },
];

const pools: Case[] = [
  ...plan(['same', 'valid', 1], [1, 2], [1]).flatMap(({ padding, stride }) =>
    (
      [
        ['AvgPool', avgPool],
        ['MaxPool', maxPool],
      ] as [string, Loose][]
    ).map(([kernel, pool]) => ({
      kernel,
      what: `padding ${padding}, stride ${stride}`,
      inputs: [input([2, 4, 3, 2])],
      f: (x: Tensor) => pool(x, 2, stride, padding),
    })),
  ),
  {
    kernel: 'AvgPoolGrad',
    inputs: [input([1, 2, 2, 1])],
    f: (dy) =>
      run('AvgPoolGrad', { dy, input: tensor(new Float32Array(16), [1, 4, 4, 1]) }, { filterSize: 2, strides: 2, pad: 'same' }),
  },
  {
    kernel: 'MaxPoolGrad',
    inputs: [input([1, 2, 2, 1])],
    f: (dy) => {
      const x = tensor([1, 9, 2, 3, 4, 5, 8, 6, 11, 7, 12, 14, 13, 10, 15, 16], [1, 4, 4, 1]);
      const attributes = { filterSize: 2, strides: 2, pad: 'same' };
      return run('MaxPoolGrad', { dy, input: x, output: run('MaxPool', { x }, attributes) }, attributes);
    },
  },
  { kernel: 'AvgPool3D', inputs: [input([1, 4, 2, 2, 1])], f: (x) => loose(avgPool3d)(x, 2, 2, 'same') },
  {
    kernel: 'AvgPool3DGrad',
    inputs: [input([1, 2, 1, 1, 1])],
    f: (dy) =>
      run(
        'AvgPool3DGrad',
        { dy, input: tensor(new Float32Array(16), [1, 4, 2, 2, 1]) },
        { filterSize: 2, strides: 2, pad: 'same' },
      ),
  },
  { kernel: 'MaxPool3D', inputs: [input([1, 4, 2, 2, 1])], f: (x) => loose(maxPool3d)(x, 2, 2, 'same') },
  {
    kernel: 'MaxPool3D',
    what: 'windows that overlap',
    inputs: [input([1, 3, 4, 3, 2])],
    f: (x) => loose(maxPool3d)(x, [2, 3, 2], [1, 2, 1], 'valid'),
  },
  {
    kernel: 'MaxPool3DGrad',
    inputs: [input([1, 2, 1, 1, 1])],
    f: (dy) => {
      const x = tensor(numbers([1, 4, 2, 2, 1], -2, 2), [1, 4, 2, 2, 1]);
      const attributes = { filterSize: 2, strides: 2, pad: 'same' };
      return run('MaxPool3DGrad', { dy, input: x, output: run('MaxPool3D', { x }, attributes) }, attributes);
    },
  },
];

/** Boxes of which no sample comes near a pixel, where the derivative jumps. */
const boxes = (moved: Tensor) => add(tensor([0.1, 0.15, 0.9, 0.85, 0.8, 0.4, 0.2, 0.6], [2, 4]), mul(0.05, moved));
const imagesAndNorms: Case[] = [
  {
    kernel: 'CropAndResize',
    what: 'of images and boxes',
    inputs: [input([2, 4, 5, 2]), input([2, 4], unit)],
    f: (x, moved) => loose(image.cropAndResize)(x, boxes(moved), ints([1, 0]), [3, 2], 'bilinear', 0.3),
  },
  {
    kernel: 'CropAndResize',
    what: 'one row, partly outside',
    inputs: [input([1, 4, 4, 1]), { shape: [1, 4], from: -0.3, to: 1.3 }],
    f: (x, box) => loose(image.cropAndResize)(x, box, ints([0]), [1, 4], 'bilinear', 0.3),
  },
  {
    kernel: 'CropAndResize',
    what: 'nearest',
    inputs: [input([2, 4, 5, 2])],
    f: (x) => loose(image.cropAndResize)(x, tensor([0.1, 0.2, 0.8, 0.9], [1, 4]), ints([1]), [3, 2], 'nearest'),
  },
  ...[
    [5, 6],
    [2, 3],
  ].flatMap((size) =>
    [
      [false, false],
      [true, false],
      [false, true],
    ].flatMap(([alignCorners, halfPixelCenters]) =>
      (
        [
          ['ResizeBilinear', image.resizeBilinear],
          ['ResizeNearestNeighbor', image.resizeNearestNeighbor],
        ] as [string, Loose][]
      ).map(([kernel, resize]) => ({
        kernel,
        what: `to [${size}], alignCorners ${alignCorners}, halfPixelCenters ${halfPixelCenters}`,
        inputs: [input([1, 3, 4, 2])],
        f: (x: Tensor) => resize(x, size, alignCorners, halfPixelCenters),
      })),
    ),
  ),
  ...['ResizeNearestNeighborGrad'].map((kernel) => ({
    kernel,
    inputs: [input([1, 4, 3, 1])],
    f: (dy: Tensor) => run(kernel, { dy, images: tensor(new Float32Array(6), [1, 2, 3, 1]) }, { alignCorners: false }),
  })),
  {
    kernel: 'FusedBatchNorm',
    inputs: [input([2, 2, 2, 2]), input([2]), input([2], positive), input([2]), input([2])],
    f: (x, m, v, offset, scale) => loose(batchNorm)(x, m, v, offset, scale, 0.01),
  },
  {
    kernel: 'FusedBatchNorm',
    what: 'without scale and offset',
    inputs: [input([3, 2]), input([2]), input([2], positive)],
    f: (x, m, v) => loose(batchNorm)(x, m, v, undefined, undefined, 0.01),
  },
  {
    kernel: 'LRN',
    inputs: [input([1, 2, 2, 5])],
    f: (x) => loose(localResponseNormalization)(x, 1, 1, 0.5, 0.75),
  },
];

export const table: Case[] = [
  ...elementwise,
  ...arithmetic,
  ...reductions,
  ...shapes,
  ...indices,
  ...matrices,
  ...convolutions,
  ...pools,
  ...imagesAndNorms,
];

/** Kernels of which only the values are compared between backends. */
export const valuesOnly: Case[] = [
  ...[true, false].map((includeBatch) => ({
    kernel: 'MaxPoolWithArgmax',
    what: `batch in the index: ${includeBatch}`,
    inputs: [input([2, 4, 3, 2])],
    f: (x: Tensor) => cast(loose(maxPoolWithArgmax)(x, 2, 2, 'same', includeBatch).indexes, 'float32'),
  })),
  { kernel: 'Cast', what: 'to bool', inputs: [input([6])], f: (x) => cast(cast(mul(x, 0.3), 'bool'), 'float32') },
  {
    kernel: 'BatchMatMul',
    what: 'large, in batches, transposed',
    inputs: [input([3, 40, 30]), input([3, 50, 40])],
    f: (x, y) => matMul(x, y, true, true),
  },
  {
    kernel: 'BatchMatMul',
    what: 'large, one matrix against a batch',
    inputs: [input([30, 40]), input([3, 40, 50])],
    f: (x, y) => matMul(x, y),
  },
  {
    kernel: 'BatchMatMul',
    what: 'large, a batch against one matrix',
    inputs: [input([2, 2, 30, 40]), input([50, 40])],
    f: (x, y) => matMul(x, y, false, true),
  },
];

export const title = ({ kernel, what }: Case) => (what ? `${kernel} (${what})` : kernel);
