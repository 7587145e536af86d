// Reading and writing by index.
import {
  cast,
  equal,
  expandDims,
  gather,
  gatherND,
  greaterEqual,
  maximum,
  mul,
  oneHot,
  onesLike,
  reshape,
  scatterND,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  topk,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { only, type Rules } from './rule';
import { gatherAdjoint } from './scatter';

const noGradient = (indices: Tensor) => () => zeros(indices.shape);

export const indexing: Rules = {
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
