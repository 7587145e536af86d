// Kernels that pick numbers by integer arrays.
import { along, flatPlace } from '../graph/build';
import { type Affine, type Node, stridesOf } from '../graph/node';
import { axesOf, type Rules } from './rule';

export const indexing: Rules = {
  // x of [batch..., before..., n, after...], indices of [batch..., k...]: result [batch..., before..., k..., after...].
  GatherV2: ({ build, inputs: { x, indices }, attributes, outputs: [{ shape }] }) => {
    const [axis] = axesOf(attributes.axis ?? 0, x.shape.length);
    const batches: number =
      (attributes.batchDims ?? 0) < 0 ? attributes.batchDims + indices.shape.length : (attributes.batchDims ?? 0);
    const picked = indices.shape.length - batches;
    const full = [...x.shape.slice(0, axis), ...indices.shape.slice(batches), ...x.shape.slice(axis + 1)];
    const rank = full.length;
    const index: Affine[] = x.shape.map((_, each) => {
      if (each === axis) return { offset: 0, coefficients: new Array<number>(rank).fill(0) };
      return along(rank, each < axis ? each : each - 1 + picked);
    });
    const at = indices.shape.map((_, each) => along(rank, each < batches ? each : axis + each - batches));
    const node = build.view(indices, full, at);
    return build.reshape(
      build.take(x, full, flatPlace(index, x.shape, rank), [{ node, stride: stridesOf(x.shape)[axis] }]),
      shape,
    );
  },
  // The last axis of the indices is a place along the first axes of params.
  GatherNd: ({ build, inputs: { params, indices }, outputs: [{ shape }] }) => {
    const depth = indices.shape[indices.shape.length - 1];
    const rank = shape.length;
    const lead = indices.shape.length - 1;
    const strides = stridesOf(params.shape);
    const place: Affine = { offset: 0, coefficients: shape.map((_, axis) => (axis < lead ? 0 : strides[depth + axis - lead])) };
    const picks = Array.from({ length: depth }, (_, k) => {
      const index = indices.shape.map((_, axis) =>
        axis < lead ? along(rank, axis) : { offset: k, coefficients: new Array<number>(rank).fill(0) },
      );
      return { node: build.view(indices, shape, index) as Node, stride: strides[k] };
    });
    return build.take(params, shape, place, picks);
  },
};
