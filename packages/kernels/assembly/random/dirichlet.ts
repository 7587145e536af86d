// Rows of gamma draws over their sums.
import { standardGamma, standardLogGamma } from './gamma';
import { CHUNK, makeAhead, useElement, useKey } from './stream';

/**
 * `rows` rows of K; the concentrations in rows (stride 1) or one row for all (stride 0). Component k of row r takes the random numbers
 * of element (first + r) K + k.
 */
export function dirichletDraws(k0: u32, k1: u32, first: u32, concentration: usize, stride: u32, K: u32, out: usize, rows: u32): void {
  useKey(k0, k1);
  const n = rows * K;
  const from = first * K;
  let k: u32 = 0;
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(from + start, end - start, 2);
    for (let i = start; i < end; i++) {
      useElement(from + i);
      store<f64>(out + (<usize>i << 3), standardGamma(load<f64>(concentration + (<usize>(stride ? i : k) << 3))));
      if (++k == K) k = 0;
    }
  }
  for (let row: u32 = 0; row < rows; row++) {
    const at = out + ((<usize>row * <usize>K) << 3);
    let sum: f64 = 0;
    let least = Infinity;
    for (let k: u32 = 0; k < K; k++) {
      const x = load<f64>(at + (<usize>k << 3));
      sum += x;
      least = Math.min(least, x);
    }
    if (least < 1e-290) {
      inLogarithms(from + row * K, concentration + ((<usize>(row * K * stride)) << 3), K, at);
      continue;
    }
    const inverse = 1 / sum;
    for (let k: u32 = 0; k < K; k++) store<f64>(at + (<usize>k << 3), load<f64>(at + (<usize>k << 3)) * inverse);
  }
}

/** The same draws by their logarithms, where one has underflowed or nearly so. */
function inLogarithms(from: u32, concentration: usize, K: u32, at: usize): void {
  makeAhead(from, 0, 0);
  let greatest = -Infinity;
  for (let k: u32 = 0; k < K; k++) {
    useElement(from + k);
    const log = standardLogGamma(load<f64>(concentration + (<usize>k << 3)));
    store<f64>(at + (<usize>k << 3), log);
    greatest = Math.max(greatest, log);
  }
  let sum: f64 = 0;
  for (let k: u32 = 0; k < K; k++) {
    const x = Math.exp(load<f64>(at + (<usize>k << 3)) - greatest);
    store<f64>(at + (<usize>k << 3), x);
    sum += x;
  }
  for (let k: u32 = 0; k < K; k++) store<f64>(at + (<usize>k << 3), load<f64>(at + (<usize>k << 3)) / sum);
}
