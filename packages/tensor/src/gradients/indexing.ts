// Reading and writing by index.
import {
  cast,
  equal,
  expandDims,
  gather,
  gatherND,
  greaterEqual,
  less,
  maximum,
  minimum,
  mul,
  oneHot,
  onesLike,
  reciprocal,
  reshape,
  scalar,
  scatterND,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  topk,
  unsortedSegmentSum,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { only, type Rule, type Rules } from './rule';
import { gatherAdjoint } from './scatter';

const noGradient = (indices: Tensor) => () => zeros(indices.shape);

/** Sums or means of the rows of `data` at `indices`, by segment. */
const sparseSegments = (weightsOf: (segmentIds: Tensor, segments: number) => Tensor | undefined): Rule => ({
  inputs: ['data', 'indices', 'segmentIds'],
  gradient: ({ data, indices, segmentIds }, dy) => ({
    data: () => {
      const rows = gather(dy, segmentIds as Tensor1D);
      const weights = weightsOf(segmentIds, dy.shape[0] as number);
      const weighted = weights ? mul(rows, reshape(weights, [-1, ...new Array(dy.rank - 1).fill(1)])) : rows;
      return unsortedSegmentSum(weighted, indices as Tensor1D, data.shape[0]);
    },
    indices: noGradient(indices),
    segmentIds: noGradient(segmentIds),
  }),
});

/** Counts by value, weighted: each weight goes to the count of its value, if there is one. */
const bincount: Rule = {
  inputs: ['x', 'weights'],
  gradient: ({ x, weights }, dy, { size, binaryOutput }) => ({
    x: noGradient(x),
    weights: () => {
      if (weights.size === 0 || binaryOutput) return zeros(weights.shape);
      const found = gather(dy, minimum(x, scalar(size - 1, 'int32')) as Tensor1D, dy.rank - 1, dy.rank - 1);
      return only(less(x, scalar(size, 'int32')), found);
    },
  }),
};

export const indexing: Rules = {
  Bincount: bincount,
  DenseBincount: bincount,
  GatherNd: {
    inputs: ['params', 'indices'],
    gradient: ({ params, indices }, dy) => ({
      params: () => scatterND(indices, dy, params.shape),
      indices: noGradient(indices),
    }),
  },
  GatherV2: {
    inputs: ['x', 'indices'],
    gradient: ({ x, indices }, dy, { axis, batchDims }) => ({
      x: () => gatherAdjoint(dy, x.shape, indices, axis < 0 ? axis + x.rank : axis, batchDims ?? 0),
      indices: noGradient(indices),
    }),
  },
  ScatterNd: {
    inputs: ['indices'],
    gradient: ({ indices }, dy) => ({ updates: () => gatherND(dy, indices), indices: noGradient(indices) }),
  },
  SparseSegmentMean: sparseSegments((ids, segments) =>
    reciprocal(gather(unsortedSegmentSum(onesLike(cast(ids, 'float32')), ids as Tensor1D, segments), ids as Tensor1D)),
  ),
  SparseSegmentSum: sparseSegments(() => undefined),
  SparseToDense: {
    inputs: ['sparseIndices', 'sparseValues', 'defaultValue'],
    gradient: ({ sparseIndices, sparseValues, defaultValue }, dy) => {
      const places = () => reshape(sparseIndices, [-1, dy.rank]);
      const at = () => gatherND(dy, places());
      return {
        sparseIndices: noGradient(sparseIndices),
        sparseValues: () => (sparseValues.rank === 0 ? sum(at()) : reshape(at(), sparseValues.shape)),
        defaultValue: () => reshape(sub(sum(dy), sum(at())), defaultValue.shape),
      };
    },
  },
  TensorScatterUpdate: {
    inputs: ['indices', 'updates'],
    gradient: ({ indices, updates }, dy) => ({
      tensor: () => only(equal(scatterND(indices, onesLike(updates), dy.shape), 0), dy),
      indices: noGradient(indices),
      updates: () => gatherND(dy, indices),
    }),
  },
  TopK: {
    inputs: ['x'],
    gradient: ({ x }, _dy, { k, sorted }, [dy]) => ({
      x: () => {
        const { indices } = topk(x, k, sorted);
        const places = cast(oneHot(indices, x.shape[x.rank - 1]), 'float32');
        return sum(mul(places, expandDims(dy, dy.rank)), dy.rank - 1);
      },
    }),
  },
  UnsortedSegmentSum: {
    inputs: ['segmentIds'],
    gradient: ({ segmentIds }, dy) => ({
      x: () => {
        // A negative id drops its slice.
        const found = gather(dy, maximum(segmentIds, zerosLike(segmentIds)) as Tensor1D);
        const shape = [...segmentIds.shape, ...new Array(found.rank - segmentIds.rank).fill(1)];
        return only(reshape(greaterEqual(segmentIds, zerosLike(segmentIds)), shape), found);
      },
      segmentIds: noGradient(segmentIds),
    }),
  },
};
