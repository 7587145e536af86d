// The fused E step of a Gaussian mixture. Each row is read once: its K log-densities, their log-sum-exp, its responsibilities
// and what it adds to the statistics live in a block of BLOCK rows and are gone when the block is done.
// A block is kept transposed (one column of BLOCK doubles a dimension), so that every loop runs along rows, two a vector.
//
// Density of component k at row x, with d = x - mean_k:  log p = logConstant_k - |W_k d|^2 / 2.
//   shape FULL: W_k lower triangular, packed by rows (D(D+1)/2);  shape DIAGONAL: W_k is D numbers;
//   shape SPHERICAL: W_k is one number.
// Statistics about the centre mean_k, so that nothing cancels: N_k = sum r, first_k = sum r d, and by `scatter`
//   0 none;  1 the diagonal sum r d_i^2;  2 the packed lower triangle sum r d_i d_j.
import { BLOCK, STRIDE, transpose } from './block';
import { exp2 } from './exp';
import { at, both } from './memory';

const FULL: i32 = 0;
const DIAGONAL: i32 = 1;

/** Doubles of scratch that a call needs: two blocks of D columns, K columns of log-densities. */
export function mixtureScratch(D: i32, K: i32): i32 {
  return (3 * D + K + 4) * BLOCK;
}

// @ts-ignore: decorator
@inline
function centre(x: usize, mean: usize, d: usize, D: i32): void {
  for (let j = 0; j < D; j++) {
    const m = v128.load64_splat(at(mean, j));
    const from = x + <usize>j * STRIDE;
    const to = d + <usize>j * STRIDE;
    for (let o: usize = 0; o < STRIDE; o += 16) v128.store(to + o, f64x2.sub(v128.load(from + o), m));
  }
}

/** q[row] = |W d|^2 for W lower triangular. Two rows of W and eight rows of data at a time. */
function quadraticFull(d: usize, W: usize, q: usize, D: i32): void {
  for (let o: usize = 0; o < STRIDE; o += 64) {
    let q0 = f64x2.splat(0), q1 = q0, q2 = q0, q3 = q0;
    let w = W;
    let i = 0;
    for (; i + 1 < D; i += 2) {
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      const second = w + (<usize>(i + 1) << 3);
      let column = d + o;
      for (let j = 0; j <= i; j++) {
        const wa = v128.load64_splat(at(w, j));
        const wb = v128.load64_splat(at(second, j));
        const x0 = v128.load(column), x1 = v128.load(column, 16), x2 = v128.load(column, 32), x3 = v128.load(column, 48);
        a0 = f64x2.add(a0, f64x2.mul(wa, x0));
        a1 = f64x2.add(a1, f64x2.mul(wa, x1));
        a2 = f64x2.add(a2, f64x2.mul(wa, x2));
        a3 = f64x2.add(a3, f64x2.mul(wa, x3));
        b0 = f64x2.add(b0, f64x2.mul(wb, x0));
        b1 = f64x2.add(b1, f64x2.mul(wb, x1));
        b2 = f64x2.add(b2, f64x2.mul(wb, x2));
        b3 = f64x2.add(b3, f64x2.mul(wb, x3));
        column += STRIDE;
      }
      const last = v128.load64_splat(at(second, i + 1));
      b0 = f64x2.add(b0, f64x2.mul(last, v128.load(column)));
      b1 = f64x2.add(b1, f64x2.mul(last, v128.load(column, 16)));
      b2 = f64x2.add(b2, f64x2.mul(last, v128.load(column, 32)));
      b3 = f64x2.add(b3, f64x2.mul(last, v128.load(column, 48)));
      q0 = f64x2.add(q0, f64x2.add(f64x2.mul(a0, a0), f64x2.mul(b0, b0)));
      q1 = f64x2.add(q1, f64x2.add(f64x2.mul(a1, a1), f64x2.mul(b1, b1)));
      q2 = f64x2.add(q2, f64x2.add(f64x2.mul(a2, a2), f64x2.mul(b2, b2)));
      q3 = f64x2.add(q3, f64x2.add(f64x2.mul(a3, a3), f64x2.mul(b3, b3)));
      w = second + (<usize>(i + 2) << 3);
    }
    if (i < D) {
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let column = d + o;
      for (let j = 0; j <= i; j++) {
        const wa = v128.load64_splat(at(w, j));
        a0 = f64x2.add(a0, f64x2.mul(wa, v128.load(column)));
        a1 = f64x2.add(a1, f64x2.mul(wa, v128.load(column, 16)));
        a2 = f64x2.add(a2, f64x2.mul(wa, v128.load(column, 32)));
        a3 = f64x2.add(a3, f64x2.mul(wa, v128.load(column, 48)));
        column += STRIDE;
      }
      q0 = f64x2.add(q0, f64x2.mul(a0, a0));
      q1 = f64x2.add(q1, f64x2.mul(a1, a1));
      q2 = f64x2.add(q2, f64x2.mul(a2, a2));
      q3 = f64x2.add(q3, f64x2.mul(a3, a3));
    }
    v128.store(q + o, q0);
    v128.store(q + o, q1, 16);
    v128.store(q + o, q2, 32);
    v128.store(q + o, q3, 48);
  }
}

/** q[row] = sum_j (w_j d_j)^2; `step` is 8 for one weight a dimension, 0 for one weight in all. */
function quadraticDiagonal(d: usize, W: usize, q: usize, D: i32, step: usize): void {
  for (let o: usize = 0; o < STRIDE; o += 16) v128.store(q + o, f64x2.splat(0));
  let w = W;
  for (let j = 0; j < D; j++) {
    const scale = v128.load64_splat(w);
    const column = d + <usize>j * STRIDE;
    for (let o: usize = 0; o < STRIDE; o += 16) {
      const z = f64x2.mul(scale, v128.load(column + o));
      v128.store(q + o, f64x2.add(v128.load(q + o), f64x2.mul(z, z)));
    }
    w += step;
  }
}

// @ts-ignore: decorator
@inline
function addTo(target: usize, value: f64): void {
  f64.store(target, f64.load(target) + value);
}

/** scatter[i, j] += sum_rows e_i d_j for j <= i, where e = r d. Tiles of two by four columns. */
function scatterFull(e: usize, d: usize, scatter: usize, D: i32): void {
  for (let i = 0; i < D; i += 2) {
    const pair = i + 1 < D;
    const ei = e + <usize>i * STRIDE;
    const ek = pair ? ei + STRIDE : ei;
    const rowI = scatter + (<usize>((i * (i + 1)) >> 1) << 3);
    const rowK = rowI + (<usize>(i + 1) << 3);
    const end = pair ? i + 2 : i + 1;
    let j = 0;
    for (; j + 4 <= end; j += 4) {
      const d0 = d + <usize>j * STRIDE;
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      for (let o: usize = 0; o < STRIDE; o += 16) {
        const x = v128.load(ei + o), y = v128.load(ek + o);
        const z0 = v128.load(d0 + o), z1 = v128.load(d0 + o, 512), z2 = v128.load(d0 + o, 1024), z3 = v128.load(d0 + o, 1536);
        a0 = f64x2.add(a0, f64x2.mul(x, z0));
        a1 = f64x2.add(a1, f64x2.mul(x, z1));
        a2 = f64x2.add(a2, f64x2.mul(x, z2));
        a3 = f64x2.add(a3, f64x2.mul(x, z3));
        b0 = f64x2.add(b0, f64x2.mul(y, z0));
        b1 = f64x2.add(b1, f64x2.mul(y, z1));
        b2 = f64x2.add(b2, f64x2.mul(y, z2));
        b3 = f64x2.add(b3, f64x2.mul(y, z3));
      }
      addTo(at(rowI, j), both(a0));
      addTo(at(rowI, j + 1), both(a1));
      addTo(at(rowI, j + 2), both(a2));
      if (j + 3 <= i) addTo(at(rowI, j + 3), both(a3));
      if (pair) {
        addTo(at(rowK, j), both(b0));
        addTo(at(rowK, j + 1), both(b1));
        addTo(at(rowK, j + 2), both(b2));
        addTo(at(rowK, j + 3), both(b3));
      }
    }
    for (; j < end; j++) {
      const d0 = d + <usize>j * STRIDE;
      let a0 = f64x2.splat(0), b0 = a0;
      for (let o: usize = 0; o < STRIDE; o += 16) {
        const z0 = v128.load(d0 + o);
        a0 = f64x2.add(a0, f64x2.mul(v128.load(ei + o), z0));
        b0 = f64x2.add(b0, f64x2.mul(v128.load(ek + o), z0));
      }
      if (j <= i) addTo(at(rowI, j), both(a0));
      if (pair) addTo(at(rowK, j), both(b0));
    }
  }
}

/**
 * X: n x D by rows. rowWeights: n doubles, or 0 for ones. means: K x D. W: by shape. logConstants: K.
 * counts: K, first: K x D, second: by scatter; all are added to, not set. perRow: 0, or n doubles for log p(x).
 * responsibilities: 0, or n x K doubles by rows. Returns sum_n w_n log p(x_n).
 */
export function mixtureStatistics(
  X: usize, rowWeights: usize, n: i32, D: i32, K: i32, shape: i32, means: usize, W: usize, logConstants: usize,
  scatter: i32, counts: usize, first: usize, second: usize, perRow: usize, responsibilities: usize, scratch: usize,
): f64 {
  const x = scratch;
  const d = x + <usize>D * STRIDE;
  const e = d + <usize>D * STRIDE;
  const logs = e + <usize>D * STRIDE;
  const weights = logs + <usize>K * STRIDE;
  const highest = weights + STRIDE;
  const total = highest + STRIDE;
  const sizeW = shape == FULL ? (D * (D + 1)) >> 1 : shape == DIAGONAL ? D : 1;
  const sizeS = scatter == 2 ? (D * (D + 1)) >> 1 : scatter == 1 ? D : 0;
  const half = f64x2.splat(-0.5);
  let logLikelihood: f64 = 0;

  for (let start = 0; start < n; start += BLOCK) {
    const rows = min(BLOCK, n - start);
    transpose(X, start, rows, D, x);
    // Rows past the end repeat the last one with weight zero.
    for (let r = 0; r < BLOCK; r++) {
      f64.store(at(weights, r), r >= rows ? 0 : rowWeights ? f64.load(at(rowWeights, start + r)) : 1);
    }
    for (let o: usize = 0; o < STRIDE; o += 16) v128.store(highest + o, f64x2.splat(-Infinity));
    for (let k = 0; k < K; k++) {
      const q = logs + <usize>k * STRIDE;
      centre(x, at(means, k * D), d, D);
      const w = at(W, k * sizeW);
      if (shape == FULL) quadraticFull(d, w, q, D);
      else quadraticDiagonal(d, w, q, D, shape == DIAGONAL ? 8 : 0);
      const c = v128.load64_splat(at(logConstants, k));
      for (let o: usize = 0; o < STRIDE; o += 16) {
        const logp = f64x2.add(c, f64x2.mul(half, v128.load(q + o)));
        v128.store(q + o, logp);
        // In this order a NaN becomes the highest, so that the row's log-density is NaN and not minus infinity.
        v128.store(highest + o, f64x2.pmax(logp, v128.load(highest + o)));
      }
    }
    for (let o: usize = 0; o < STRIDE; o += 16) {
      const top = v128.load(highest + o);
      let sum = f64x2.splat(0);
      for (let k = 0; k < K; k++) {
        const cell = logs + <usize>k * STRIDE + o;
        const p = exp2(f64x2.sub(v128.load(cell), top));
        v128.store(cell, p);
        sum = f64x2.add(sum, p);
      }
      const factor = f64x2.div(f64x2.splat(1), sum);
      v128.store(total + o, sum);
      for (let k = 0; k < K; k++) {
        const cell = logs + <usize>k * STRIDE + o;
        v128.store(cell, f64x2.mul(v128.load(cell), factor));
      }
    }
    for (let r = 0; r < rows; r++) {
      const logp = f64.load(at(highest, r)) + Math.log(f64.load(at(total, r)));
      logLikelihood += f64.load(at(weights, r)) * logp;
      if (perRow) f64.store(at(perRow, start + r), logp);
      if (responsibilities) {
        const out = at(responsibilities, (start + r) * K);
        for (let k = 0; k < K; k++) f64.store(at(out, k), f64.load(at(logs + <usize>k * STRIDE, r)));
      }
    }
    if (!counts) continue;
    for (let k = 0; k < K; k++) {
      const r = logs + <usize>k * STRIDE;
      let count = f64x2.splat(0);
      for (let o: usize = 0; o < STRIDE; o += 16) {
        const weighted = f64x2.mul(v128.load(r + o), v128.load(weights + o));
        v128.store(r + o, weighted);
        count = f64x2.add(count, weighted);
      }
      const size = both(count);
      if (size == 0) continue;
      addTo(at(counts, k), size);
      centre(x, at(means, k * D), d, D);
      for (let j = 0; j < D; j++) {
        const column = d + <usize>j * STRIDE;
        const product = e + <usize>j * STRIDE;
        let s = f64x2.splat(0);
        for (let o: usize = 0; o < STRIDE; o += 16) {
          const rd = f64x2.mul(v128.load(r + o), v128.load(column + o));
          v128.store(product + o, rd);
          s = f64x2.add(s, rd);
        }
        addTo(at(first, k * D + j), both(s));
      }
      if (scatter == 2) scatterFull(e, d, at(second, k * sizeS), D);
      else if (scatter == 1) {
        for (let j = 0; j < D; j++) {
          const column = d + <usize>j * STRIDE;
          const product = e + <usize>j * STRIDE;
          let s = f64x2.splat(0);
          for (let o: usize = 0; o < STRIDE; o += 16) s = f64x2.add(s, f64x2.mul(v128.load(product + o), v128.load(column + o)));
          addTo(at(second, k * D + j), both(s));
        }
      }
    }
  }
  return logLikelihood;
}
