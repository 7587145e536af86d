// k-means on the same transposed blocks as the mixture: each row is read once and finds its nearest centre.
import { at } from './memory';

const BLOCK: i32 = 64;
const STRIDE: usize = 512;

/** Doubles of scratch for a block of D columns, the best distances and labels. */
export function kMeansScratch(D: i32): i32 {
  return (D + 3) * BLOCK;
}

/**
 * Labels every row with its nearest centre and adds its weight, its weighted difference from that centre and its weighted
 * squared distance to counts (K), sums (K x D) and the returned inertia. distances: 0, or n doubles.
 */
export function nearestCentres(
  X: usize, rowWeights: usize, n: i32, D: i32, K: i32, centres: usize, labels: usize, distances: usize,
  counts: usize, sums: usize, scratch: usize,
): f64 {
  const x = scratch;
  const best = x + <usize>D * STRIDE;
  const who = best + STRIDE;
  let inertia: f64 = 0;
  for (let start = 0; start < n; start += BLOCK) {
    const rows = min(BLOCK, n - start);
    for (let r = 0; r < BLOCK; r++) {
      const row = at(X, (start + min(r, rows - 1)) * D);
      for (let j = 0; j < D; j++) f64.store(at(x + <usize>j * STRIDE, r), f64.load(at(row, j)));
    }
    for (let o: usize = 0; o < STRIDE; o += 32) {
      let top0 = f64x2.splat(Infinity), top1 = top0;
      let who0 = f64x2.splat(0), who1 = who0;
      for (let k = 0; k < K; k++) {
        let s0 = f64x2.splat(0), s1 = s0;
        let centre = at(centres, k * D);
        let column = x + o;
        for (let j = 0; j < D; j++) {
          const c = v128.load64_splat(centre);
          const d0 = f64x2.sub(v128.load(column), c), d1 = f64x2.sub(v128.load(column, 16), c);
          s0 = f64x2.add(s0, f64x2.mul(d0, d0));
          s1 = f64x2.add(s1, f64x2.mul(d1, d1));
          centre += 8;
          column += STRIDE;
        }
        const name = f64x2.splat(<f64>k);
        const nearer0 = f64x2.lt(s0, top0), nearer1 = f64x2.lt(s1, top1);
        top0 = v128.bitselect(s0, top0, nearer0);
        top1 = v128.bitselect(s1, top1, nearer1);
        who0 = v128.bitselect(name, who0, nearer0);
        who1 = v128.bitselect(name, who1, nearer1);
      }
      v128.store(best + o, top0);
      v128.store(best + o, top1, 16);
      v128.store(who + o, who0);
      v128.store(who + o, who1, 16);
    }
    for (let r = 0; r < rows; r++) {
      const k = <i32>f64.load(at(who, r));
      const weight = rowWeights ? f64.load(at(rowWeights, start + r)) : 1;
      const distance = f64.load(at(best, r));
      inertia += weight * distance;
      i32.store(labels + (<usize>(start + r) << 2), k);
      if (distances) f64.store(at(distances, start + r), distance);
      const count = at(counts, k);
      f64.store(count, f64.load(count) + weight);
      const row = at(X, (start + r) * D);
      const centre = at(centres, k * D);
      const sum = at(sums, k * D);
      for (let j = 0; j < D; j++) {
        f64.store(at(sum, j), f64.load(at(sum, j)) + weight * (f64.load(at(row, j)) - f64.load(at(centre, j))));
      }
    }
  }
  return inertia;
}

/** distances[n] = min(distances[n], |x_n - centre|^2), the inner loop of k-means++ seeding. Returns the weighted sum. */
export function seedingDistances(X: usize, rowWeights: usize, n: i32, D: i32, centre: usize, distances: usize): f64 {
  let sum: f64 = 0;
  for (let r = 0; r < n; r++) {
    const row = at(X, r * D);
    let s: f64 = 0;
    for (let j = 0; j < D; j++) {
      const d = f64.load(at(row, j)) - f64.load(at(centre, j));
      s += d * d;
    }
    const cell = at(distances, r);
    const nearest = min(s, f64.load(cell));
    f64.store(cell, nearest);
    sum += nearest * (rowWeights ? f64.load(at(rowWeights, r)) : 1);
  }
  return sum;
}
