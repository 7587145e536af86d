// Kernels of @baytes/tensor that pick parts of matrices: as views and picks, which cost nothing, instead of calls.
import { sizeOf } from '@baytes/tensor';
import { along } from '../graph/build';
import type { Affine, Node, Shape } from '../graph/node';
import type { Call, Rules } from './rule';

const counter = (rank: number, terms: readonly (readonly [axis: number, scale: number])[], offset = 0): Affine => {
  const coefficients = new Array<number>(rank).fill(0);
  for (const [axis, scale] of terms) coefficients[axis] += scale;
  return { offset, coefficients };
};

/** Rows and columns of [..., rows, columns]. */
const axes = (shape: Shape): [number, number] => [shape.length - 2, shape.length - 1];

/** Diagonals of [..., n, n] as [..., n]. */
function diagonalOf({ build }: Call, a: Node, shape: Shape): Node {
  const rank = shape.length;
  const batch = shape.slice(0, -1).map((_, axis) => along(rank, axis));
  return build.view(a, shape, [...batch, along(rank, rank - 1), along(rank, rank - 1)]);
}

/** Places of the lower triangle of an n by n matrix, row by row. */
function trianglePlaces(n: number): [row: number, column: number][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: i + 1 }, (_, j): [number, number] => [i, j])).flat();
}

export const matrixParts: Rules = {
  MatrixBandPart: ({ build, inputs: { a }, attributes: { lower, upper } }) => {
    const { shape } = a;
    const [row, column] = axes(shape);
    const below = build.iota(
      shape,
      counter(shape.length, [
        [row, 1],
        [column, -1],
      ]),
    );
    const inside = [
      ...(lower < 0 ? [] : [build.map('lessEqual', [below, build.number(lower)])]),
      ...(upper < 0 ? [] : [build.map('lessEqual', [build.number(-upper), below])]),
    ];
    return inside.reduce<Node>((rest, each) => build.map('select', [each, rest, build.number(0)]), a);
  },
  MatrixDiag: ({ build, inputs: { v }, outputs: [{ shape }] }) => {
    const n = shape[shape.length - 1];
    const rows = sizeOf(v.shape.slice(0, -1));
    const lines = build.assemble([rows, n * n], [{ node: build.reshape(v, [rows, n]), start: [0, 0], step: [1, n + 1] }]);
    return build.reshape(lines, shape);
  },
  MatrixDiagPart: (call) => diagonalOf(call, call.inputs.a, call.outputs[0].shape),
  MatrixSetDiag: ({ build, inputs: { a, v } }) => {
    const { shape } = a;
    const rank = shape.length;
    const [row, column] = axes(shape);
    const off = build.iota(
      shape,
      counter(rank, [
        [row, 1],
        [column, -1],
      ]),
    );
    // v is as long as the shorter side; off the diagonal what is read of it is not used.
    const side = shape[row] <= shape[column] ? row : column;
    const spread = build.view(v, shape, [...shape.slice(0, -2).map((_, axis) => along(rank, axis)), along(rank, side)]);
    return build.map('select', [build.map('equal', [off, build.number(0)]), spread, a]);
  },
  FillLowerTriangle: ({ build, inputs: { v }, outputs: [{ shape }] }) => {
    const n = shape[shape.length - 1];
    const rank = shape.length;
    const [row, column] = axes(shape);
    const places = new Float64Array(n * n);
    trianglePlaces(n).forEach(([i, j], at) => {
      places[i * n + j] = at;
    });
    const count = (n * (n + 1)) / 2;
    const batch = counter(rank, [
      ...shape.slice(0, -2).map((_, axis): [number, number] => [axis, count * sizeOf(shape.slice(axis + 1, -2))]),
    ]);
    const node = build.broadcast(build.constant(places, [n, n]), shape);
    const upper = build.iota(
      shape,
      counter(rank, [
        [column, 1],
        [row, -1],
      ]),
    );
    return build.map('select', [
      build.map('lessEqual', [upper, build.number(0)]),
      build.take(v, shape, batch, [{ node, stride: 1 }]),
      build.number(0),
    ]);
  },
  LowerTriangleValues: ({ build, inputs: { a }, outputs: [{ shape }] }) => {
    const n = a.shape[a.shape.length - 1];
    const rank = shape.length;
    const places = Float64Array.from(trianglePlaces(n), ([i, j]) => i * n + j);
    const batch = counter(rank, [
      ...shape.slice(0, -1).map((_, axis): [number, number] => [axis, n * n * sizeOf(shape.slice(axis + 1, -1))]),
    ]);
    const node = build.broadcast(build.constant(places, [places.length]), shape);
    return build.take(a, shape, batch, [{ node, stride: 1 }]);
  },
};
