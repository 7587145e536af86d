import { type Matrix, symmetricEigen } from '@baytes/kernels';
import type { GaussianMixture } from '@baytes/mixtures';

/** A plane to look at rows in: y = A x + b. */
export interface Plane {
  /** What the two axes are, in words. */
  readonly axes: readonly [string, string];
  /** 2 x D. */
  readonly A: Matrix;
  readonly b: readonly [number, number];
  /** Index of each row that can be drawn (a missing value has no place), and where. */
  project(rows: Matrix): { index: number; x: number; y: number }[];
  /** The mixture in the plane. */
  mixture(model: GaussianMixture): GaussianMixture;
}

function planeOf(axes: readonly [string, string], A: Matrix, b: readonly [number, number]): Plane {
  const D = A.columns;
  return {
    axes,
    A,
    b,
    project({ data, rows }) {
      const points: { index: number; x: number; y: number }[] = [];
      for (let index = 0; index < rows; index++) {
        const place = [b[0], b[1]];
        for (let i = 0; i < 2; i++) {
          for (let j = 0; j < D; j++) {
            const a = A.data[i * D + j];
            if (a !== 0) place[i] += a * data[index * D + j];
          }
        }
        if (!Number.isNaN(place[0] + place[1])) points.push({ index, x: place[0], y: place[1] });
      }
      return points;
    },
    mixture: (model) => model.transform(A, b),
  };
}

/** Two of the columns, in their own units. */
export function columnPlane(columns: readonly string[], [first, second]: readonly [number, number]): Plane {
  const D = columns.length;
  const data = new Float64Array(2 * D);
  data[first] = 1;
  data[D + second] = 1;
  return planeOf([columns[first], columns[second]], { data, rows: 2, columns: D }, [0, 0]);
}

/** The first two principal components of the standardised columns, from the complete rows. */
export function principalPlane({ data, rows, columns: D }: Matrix): Plane {
  const mean = new Float64Array(D);
  const deviation = new Float64Array(D);
  for (let j = 0; j < D; j++) {
    const values = Array.from({ length: rows }, (_, i) => data[i * D + j]).filter((value) => !Number.isNaN(value));
    mean[j] = values.reduce((sum, value) => sum + value / values.length, 0);
    deviation[j] = Math.sqrt(values.reduce((sum, value) => sum + (value - mean[j]) ** 2 / values.length, 0)) || 1;
  }
  const correlation = new Float64Array(D * D);
  let complete = 0;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * D, (i + 1) * D);
    if (row.some(Number.isNaN)) continue;
    complete++;
    for (let a = 0; a < D; a++) {
      for (let c = 0; c < D; c++) {
        correlation[a * D + c] += ((row[a] - mean[a]) / deviation[a]) * ((row[c] - mean[c]) / deviation[c]);
      }
    }
  }
  if (complete > 0) for (let at = 0; at < correlation.length; at++) correlation[at] /= complete;
  const { values, vectors } = symmetricEigen(correlation, D);
  const order = Array.from({ length: D }, (_, j) => j).sort((i, j) => values[j] - values[i]);
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const A = new Float64Array(2 * D);
  const b: [number, number] = [0, 0];
  for (let i = 0; i < 2; i++) {
    // A vector's sign is free: let its largest entry be positive, so that the picture does not turn over.
    const vector = Array.from({ length: D }, (_, j) => vectors[j * D + order[i]]);
    const sign = Math.sign(vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)) || 1;
    vector.forEach((value, j) => {
      A[i * D + j] = (sign * value) / deviation[j];
      b[i] -= A[i * D + j] * mean[j];
    });
  }
  const share = (i: number) => `${Math.round((100 * values[order[i]]) / total)} %`;
  return planeOf([`first principal component (${share(0)})`, `second (${share(1)})`], { data: A, rows: 2, columns: D }, b);
}
