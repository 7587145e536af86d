// Every kernel of TensorFlow.js that has a rule, value and gradient.
import { grad, useBackend } from '@baytes/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../src/lower/lower';
import { expectAgreement, someNumbers } from './agree';

beforeAll(async () => {
  await useBackend('cpu');
});

interface Case {
  run: (x: Tensor) => Tensor | Tensor[];
  /** Of x. Default [2, 3]. */
  shape?: number[];
  /** From numbers between -2 and 2 to the domain. */
  map?: (x: number) => number;
  dtype?: 'float32' | 'int32' | 'bool';
  /** The gradient is not there, or not tested. */
  constant?: boolean;
}

const positive = (x: number) => Math.abs(x) + 0.3;
const unit = (x: number) => x / 2.5;
const ints = (x: number) => Math.floor(2 * x);
const places = (n: number) => (x: number) => Math.min(n - 1, Math.floor(((x + 2) / 4) * n));
const row = (): Tensor => tf.tensor([0.5, -1.5, 2]);
const matrix = (rows: number, columns: number, seed = 2) => tf.tensor(someNumbers(rows * columns, seed), [rows, columns]);

/** One by one the kernel's name, with a suffix where there are several. */
const cases: Record<string, Case> = {
  Abs: { run: tf.abs },
  Acos: { run: tf.acos, map: unit },
  Acosh: { run: tf.acosh, map: (x) => positive(x) + 1 },
  Add: { run: (x) => tf.add(x, row()) },
  'Add of integers': { run: (x) => tf.add(x, tf.scalar(2 ** 31 - 2, 'int32')), dtype: 'int32', map: ints, constant: true },
  AddN: { run: (x) => tf.addN([x, tf.square(x), x]) },
  All: { run: (x) => tf.all(x, 1), dtype: 'bool', map: places(2), constant: true },
  Any: { run: (x) => tf.any(x, 0), dtype: 'bool', map: places(2), constant: true },
  ArgMax: { run: (x) => tf.argMax(x, 1), shape: [3, 5], constant: true },
  ArgMin: { run: (x) => tf.argMin(x, 0), shape: [3, 5], constant: true },
  Asin: { run: tf.asin, map: unit },
  Asinh: { run: tf.asinh },
  Atan: { run: tf.atan },
  Atan2: { run: (x) => tf.atan2(x, row()) },
  Atanh: { run: tf.atanh, map: unit },
  BatchToSpaceND: {
    run: (x) =>
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [0, 0],
        ],
      ),
    shape: [4, 2, 2, 3],
  },
  BatchMatMul: { run: (x) => tf.matMul(x, matrix(3, 4)) },
  'BatchMatMul transposed left': { run: (x) => tf.matMul(x, matrix(2, 4), true) },
  'BatchMatMul transposed right': { run: (x) => tf.matMul(x, matrix(4, 3), false, true) },
  'BatchMatMul both': { run: (x) => tf.matMul(x, matrix(4, 2), true, true) },
  'BatchMatMul in batches': { run: (x) => tf.matMul(x, tf.transpose(x, [0, 2, 1])), shape: [3, 2, 4] },
  'BatchMatMul larger': { run: (x) => tf.matMul(x, matrix(20, 30)), shape: [10, 20] },
  Bincount: { run: (x) => tf.bincount(x as never, [], 4), shape: [6], dtype: 'int32', map: places(4), constant: true },
  BitwiseAnd: { run: (x) => tf.bitwiseAnd(x, tf.fill(x.shape, 6, 'int32')), dtype: 'int32', map: places(8), constant: true },
  BroadcastTo: { run: (x) => tf.broadcastTo(x, [4, 2, 3]) },
  Cast: { run: (x) => tf.cast(x, 'int32'), constant: true },
  'Cast to bool': { run: (x) => tf.mul(tf.cast(tf.cast(x, 'bool'), 'float32'), 2), map: places(2), constant: true },
  Ceil: { run: tf.ceil },
  ClipByValue: { run: (x) => tf.clipByValue(x, -1, 1.2) },
  Concat: { run: (x) => tf.concat([x, tf.square(x), matrix(2, 1)], 1) },
  Cos: { run: tf.cos },
  Cosh: { run: tf.cosh },
  Cumprod: { run: (x) => tf.cumprod(x, 1) },
  'Cumprod exclusive from the end': { run: (x) => tf.cumprod(x, 0, true, true) },
  Cumsum: { run: (x) => tf.cumsum(x, 0) },
  'Cumsum exclusive from the end': { run: (x) => tf.cumsum(x, 1, true, true) },
  DenseBincount: {
    run: (x) => tf.denseBincount(x as never, tf.ones([2, 3]) as never, 4),
    dtype: 'int32',
    map: places(4),
    constant: true,
  },
  DepthToSpace: { run: (x) => tf.depthToSpace(x as never, 2), shape: [1, 2, 2, 8] },
  Diag: { run: tf.diag, shape: [4] },
  Einsum: { run: (x) => tf.einsum('ij,jk->ki', x, matrix(3, 4)) },
  'Einsum of one': { run: (x) => tf.einsum('ij->j', x) },
  Elu: { run: tf.elu },
  Equal: { run: (x) => tf.where(tf.equal(x, 1), tf.square(x), x), map: ints },
  Erf: { run: tf.erf },
  Exp: { run: tf.exp },
  ExpandDims: { run: (x) => tf.mul(tf.expandDims(x, 1), tf.expandDims(x, 0)) },
  Expm1: { run: tf.expm1 },
  Fill: { run: (x) => tf.mul(x, tf.fill([2, 3], 0.1)) },
  FlipLeftRight: { run: (x) => tf.image.flipLeftRight(x as never), shape: [2, 2, 3, 1] },
  Floor: { run: tf.floor },
  FloorDiv: { run: (x) => tf.floorDiv(x, tf.tensor([3, -2, 2], [3], 'int32')), dtype: 'int32', map: ints, constant: true },
  FusedBatchNorm: {
    run: (x) => tf.batchNorm(x as never, row(), tf.tensor([1, 2, 3]), tf.tensor([0.1, 0.2, 0.3]), row(), 0.01) as Tensor,
    shape: [2, 2, 2, 3],
  },
  GatherNd: { run: (x) => tf.gatherND(x, tf.tensor([1, 0, 0, 2, 1, 2], [3, 2], 'int32')) },
  'GatherNd of rows': { run: (x) => tf.gatherND(x, tf.tensor([1, 0, 1], [3, 1], 'int32')) },
  GatherV2: { run: (x) => tf.gather(x, tf.tensor([2, 0, 0, 1], [4], 'int32'), 1) },
  'GatherV2 in rows': {
    run: (x) =>
      tf.gather(
        x,
        tf.tensor(
          [
            [1, 0],
            [0, 1],
          ],
          [2, 2],
          'int32',
        ),
        0,
      ),
  },
  'GatherV2 in batches': {
    run: (x) =>
      tf.gather(
        x,
        tf.tensor(
          [
            [1, 0],
            [2, 2],
          ],
          [2, 2],
          'int32',
        ),
        1,
        1,
      ),
  },
  Greater: { run: (x) => tf.where(tf.greater(x, 0.2), tf.exp(x), x) },
  GreaterEqual: { run: (x) => tf.where(tf.greaterEqual(x, 0), tf.exp(x), x), map: ints },
  Identity: { run: (x) => tf.add(tf.clone(x), 1) },
  IsFinite: { run: (x) => tf.where(tf.isFinite(x), x, tf.zerosLike(x)) },
  IsInf: { run: (x) => tf.isInf(tf.div(x, 0)), map: ints, constant: true },
  IsNan: { run: (x) => tf.isNaN(tf.div(x, 0)), map: ints, constant: true },
  LeakyRelu: { run: (x) => tf.leakyRelu(x, 0.3) },
  Less: { run: (x) => tf.where(tf.less(x, row()), tf.square(x), x) },
  LessEqual: { run: (x) => tf.where(tf.lessEqual(x, 1), tf.square(x), x), map: ints },
  LinSpace: { run: (x) => tf.mul(x, tf.linspace(0, 1, 3)) },
  Log: { run: tf.log, map: positive },
  Log1p: { run: tf.log1p, map: positive },
  LogicalAnd: { run: (x) => tf.logicalAnd(tf.greater(x, 0), tf.less(x, 1)), constant: true },
  LogicalNot: { run: (x) => tf.logicalNot(tf.greater(x, 0)), constant: true },
  LogicalOr: { run: (x) => tf.logicalOr(tf.greater(x, 1), tf.less(x, 0)), constant: true },
  LogicalXor: { run: (x) => tf.logicalXor(tf.greater(x, 0), tf.less(x, 1)), constant: true },
  LogSoftmax: { run: (x) => tf.logSoftmax(x) },
  'SearchSorted left': { run: (x) => tf.lowerBound(tf.tensor([-1, 0, 0.5, 1]), tf.reshape(x, [6])), constant: true },
  Max: { run: (x) => tf.max(x, 1) },
  'Max of all': { run: (x) => tf.max(x) },
  Maximum: { run: (x) => tf.maximum(x, row()) },
  Mean: { run: (x) => tf.mean(x, 0) },
  Min: { run: (x) => tf.min(x, [0, 1], true) },
  Minimum: { run: (x) => tf.minimum(x, row()) },
  MirrorPad: {
    run: (x) =>
      tf.mirrorPad(
        x,
        [
          [1, 0],
          [2, 1],
        ],
        'reflect',
      ),
  },
  'MirrorPad symmetric': {
    run: (x) =>
      tf.mirrorPad(
        x,
        [
          [1, 2],
          [0, 3],
        ],
        'symmetric',
      ),
  },
  Mod: { run: (x) => tf.mod(x, row()) },
  Multiply: { run: (x) => tf.mul(x, row()) },
  Neg: { run: tf.neg },
  NotEqual: { run: (x) => tf.where(tf.notEqual(x, 1), tf.square(x), x), map: ints },
  OneHot: { run: (x) => tf.oneHot(x as never, 4, 2, -1), shape: [5], dtype: 'int32', map: places(4), constant: true },
  OnesLike: { run: (x) => tf.add(x, tf.onesLike(x)) },
  Pack: { run: (x) => tf.stack([x, tf.square(x)], 1) },
  PadV2: {
    run: (x) =>
      tf.pad(
        x,
        [
          [1, 0],
          [0, 2],
        ],
        1.5,
      ),
  },
  Pow: { run: (x) => tf.pow(x, tf.tensor([2, 3, -1])), map: positive },
  Prelu: { run: (x) => tf.prelu(x, row()) },
  Prod: { run: (x) => tf.prod(x, 1) },
  Range: { run: (x) => tf.mul(x, tf.range(0, 3)) },
  RealDiv: { run: (x) => tf.div(x, row()) },
  Reciprocal: { run: tf.reciprocal, map: positive },
  Relu: { run: tf.relu },
  Relu6: { run: (x) => tf.relu6(tf.mul(x, 5)) },
  Reshape: { run: (x) => tf.sum(tf.mul(tf.reshape(tf.exp(x), [3, 2]), tf.tensor([1, 2])), 0) },
  'Reshape of a transpose': { run: (x) => tf.reshape(tf.transpose(x), [6]) },
  Reverse: { run: (x) => tf.reverse(x, 1) },
  Round: { run: (x) => tf.round(tf.mul(x, 2)), map: (x) => Math.round(2 * x) / 4 },
  Rsqrt: { run: tf.rsqrt, map: positive },
  ScatterNd: { run: (x) => tf.scatterND(tf.tensor([[2], [0]], [2, 1], 'int32'), x, [4, 3]) },
  Select: { run: (x) => tf.where(tf.tensor([true, false, true], [3], 'bool'), tf.square(x), x) },
  Selu: { run: tf.selu },
  Sigmoid: { run: tf.sigmoid },
  Sign: { run: tf.sign },
  Sin: { run: tf.sin },
  Sinh: { run: tf.sinh },
  Slice: { run: (x) => tf.slice(x, [0, 1], [2, 2]) },
  Softmax: { run: (x) => tf.softmax(x) },
  Softplus: { run: tf.softplus },
  SpaceToBatchND: {
    run: (x) =>
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [1, 0],
        ],
      ),
    shape: [2, 2, 3, 2],
  },
  SparseToDense: {
    run: (x) => tf.sparseToDense(tf.tensor([1, 4], [2], 'int32'), tf.tensor1d([5, 6]), [6], tf.sum(x) as never),
    constant: true,
  },
  SplitV: { run: (x) => tf.mul(...(tf.split(x, [1, 1], 0) as [Tensor, Tensor])) },
  Sqrt: { run: tf.sqrt, map: positive },
  Square: { run: tf.square },
  SquaredDifference: { run: (x) => tf.squaredDifference(x, row()) },
  Step: { run: (x) => tf.step(x, 0.25) },
  StridedSlice: { run: (x) => tf.stridedSlice(x, [0, 2], [2, 0], [1, -1]) },
  'StridedSlice that drops an axis': { run: (x) => tf.stridedSlice(x, [1, 0], [2, 3], [1, 2], 0, 0, 0, 0, 1) },
  Sub: { run: (x) => tf.sub(row(), x) },
  Sum: { run: (x) => tf.sum(x, 1) },
  'Sum of columns': { run: (x) => tf.sum(x, 0), shape: [30, 20] },
  Tan: { run: tf.tan, map: unit },
  Tanh: { run: tf.tanh },
  TensorScatterUpdate: { run: (x) => tf.tensorScatterUpdate(x, tf.tensor([[1]], [1, 1], 'int32'), tf.tensor([[7, 8, 9]])) },
  Tile: { run: (x) => tf.tile(x, [2, 3]) },
  'Tile of one row': { run: (x) => tf.tile(x, [4, 1]), shape: [1, 3] },
  TopK: { run: (x) => tf.topk(x, 2).values, shape: [3, 5] },
  'TopK places': { run: (x) => tf.topk(x, 2).indices, shape: [3, 5], constant: true },
  Transpose: { run: (x) => tf.exp(tf.transpose(x, [2, 0, 1])), shape: [2, 3, 4] },
  Unpack: { run: (x) => tf.sub(tf.unstack(x, 1)[2], tf.unstack(x, 1)[0]) },
  UnsortedSegmentSum: {
    run: (x) => tf.unsortedSegmentSum(x, tf.tensor([1, 0, 1, 2], [4], 'int32') as never, 3),
    shape: [4, 2],
  },
  'SearchSorted right': { run: (x) => tf.upperBound(tf.tensor([-1, 0, 0.5, 1]), tf.reshape(x, [6])), constant: true },
  ZerosLike: { run: (x) => tf.add(x, tf.zerosLike(x)) },
};

/** Rules of kernels that TensorFlow.js's ops do not call on this backend, or call only inside of gradients. */
const without = new Set(['EluGrad', '_FusedMatMul']);

describe('kernels', () => {
  it('all have a case here', () => {
    const named = new Set(Object.keys(cases).map((name) => name.split(' ')[0]));
    expect(Object.keys(rules).filter((name) => !named.has(name) && !without.has(name))).toEqual([]);
  });

  it.each(Object.entries(cases))('%s', (_, { run, shape = [2, 3], map = (x) => x, dtype = 'float32', constant = false }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const x = tf.tensor(someNumbers(size).map(map), shape, dtype);
    expectAgreement((at) => run(at as Tensor) as Tensor, x as Tensor);
    if (!constant) {
      const weigh = (y: Tensor) => tf.sum(tf.mul(tf.sin(tf.range(1, y.size + 1)), tf.reshape(y, [y.size])));
      expectAgreement(
        grad((at: Tensor) => weigh(run(at) as Tensor)),
        x as Tensor,
      );
    }
    x.dispose();
  });
});
