// Topics given their counts: columns of Dirichlet draws, by rows. Row v takes the random numbers of element v.
import { standardLogGamma } from '../random/gamma';
import { useKey, useLongElement } from '../random/stream';
import { gammaRow } from './gamma';
import { useDocument, useWordsKey } from './words';

/** Entries under this are 0: see LEAST_EXPONENT of belief-network.ts. */
const LEAST: f32 = 1e-18;

/**
 * phi[v][k] = Dirichlet(eta + counts[.][k])_v in columns k < width of `rows` rows of `stride` floats; 0 in the others. counts: integers
 * in the same layout. sums: scratch of 2 stride doubles and 2 stride floats.
 */
export function dirichletColumns(
  k0: u32, k1: u32, k2: u32, k3: u32,
  counts: usize, eta: f32, rows: u32, width: u32, stride: u32, phi: usize, sums: usize,
): void {
  useKey(k0, k1);
  useWordsKey(k2, k3);
  const bytes = <usize>stride << 2;
  const shape = sums + 2 * bytes;
  const number = shape + bytes;
  memory.fill(sums, 0, 4 * bytes);
  for (let k: u32 = 0; k < width; k++) store<f32>(shape + (<usize>k << 2), eta);
  for (let v: u32 = 0; v < rows; v++) {
    useLongElement(v);
    useDocument(v);
    const row = phi + <usize>v * bytes;
    const from = counts + <usize>v * bytes;
    for (let at: usize = 0; at < bytes; at += 16) v128.store(number + at, f32x4.convert_i32x4_u(v128.load(from + at)));
    gammaRow(shape, number, 1, row, 0, stride, -80);
    for (let k: u32 = 0; k < width; k++)
      store<f64>(sums + (<usize>k << 3), load<f64>(sums + (<usize>k << 3)) + <f64>load<f32>(row + (<usize>k << 2)));
  }
  for (let k: u32 = 0; k < width; k++) {
    const sum = load<f64>(sums + (<usize>k << 3));
    store<f32>(shape + (<usize>k << 2), sum > 0 ? <f32>(1 / sum) : 0);
  }
  normalise(phi, rows, stride, shape);
  for (let k: u32 = 0; k < width; k++) if (!(load<f64>(sums + (<usize>k << 3)) > 0)) inLogarithms(counts, eta, rows, stride, phi, k);
}

/** Columns times `inverse`, without what is under LEAST. */
function normalise(phi: usize, rows: u32, stride: u32, inverse: usize): void {
  const bytes = <usize>stride << 2;
  const least = f32x4.splat(LEAST);
  for (let v: u32 = 0; v < rows; v++) {
    const row = phi + <usize>v * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      const value = f32x4.mul(v128.load(row + at), v128.load(inverse + at));
      v128.store(row + at, v128.and(value, f32x4.gt(value, least)));
    }
  }
}

/** A column whose draws were all too small for floats: few rows and a small eta. Its logarithms are drawn twice, to be held nowhere. */
function inLogarithms(counts: usize, eta: f32, rows: u32, stride: u32, phi: usize, k: u32): void {
  const bytes = <usize>stride << 2;
  const column = counts + (<usize>k << 2);
  let greatest = -Infinity;
  let sum: f64 = 0;
  useLongElement(rows + k);
  for (let v: u32 = 0; v < rows; v++) {
    const log = standardLogGamma(<f64>eta + <f64>load<u32>(column + <usize>v * bytes));
    if (log > greatest) {
      sum = sum * Math.exp(greatest - log) + 1;
      greatest = log;
    } else sum += Math.exp(log - greatest);
  }
  useLongElement(rows + k);
  for (let v: u32 = 0; v < rows; v++) {
    const log = standardLogGamma(<f64>eta + <f64>load<u32>(column + <usize>v * bytes));
    store<f32>(phi + <usize>v * bytes + (<usize>k << 2), <f32>(Math.exp(log - greatest) / sum));
  }
}
