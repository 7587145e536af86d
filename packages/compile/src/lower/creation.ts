// Kernels that make numbers from their attributes.
import { along } from '../graph/build';
import type { Rules } from './rule';

export const creation: Rules = {
  Fill: ({ build, attributes: { value }, outputs: [{ shape, dtype }] }) => build.fill(Number(value), shape, dtype),
  LinSpace: ({ build, attributes: { start, stop, num }, outputs: [{ shape }] }) =>
    build.iota(shape, along(1, 0, num > 1 ? (stop - start) / (num - 1) : 0, start)),
  Range: ({ build, attributes: { start, step }, outputs: [{ shape, dtype }] }) =>
    build.iota(shape, along(1, 0, step, start), dtype),
  OneHot: ({ build, inputs: { indices }, attributes: { onValue, offValue }, outputs: [{ shape, dtype }] }) => {
    const rank = shape.length;
    const category = build.iota(shape, along(rank, rank - 1), 'int32');
    const wanted = build.broadcast(build.reshape(indices, [...indices.shape, 1]), shape);
    return build.map(
      'select',
      [build.map('equal', [wanted, category]), build.number(onValue), build.number(offValue)],
      shape,
      dtype,
    );
  },
};
