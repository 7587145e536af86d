// k-means on the same transposed blocks as the mixture: each row is read once and finds its nearest centre.
import { BLOCK, STRIDE, transpose } from './block';
import { at } from './memory';

/** Doubles of scratch for a block of D columns, the best distances and labels. */
export function kMeansScratch(D: i32): i32 {
  return (D + 3) * BLOCK;
}

/**
 * The nearest centre of eight rows, the first of those that are equally near, and its squared distance. Two centres at a time: eight
 * sums hide the latency of an addition. Differences are squared one by one; |x|^2 - 2 x c + |c|^2 would be faster and would lose the
 * digits of clusters that lie close together far from the origin.
 */
// @ts-ignore: decorator
@inline
function assign(x: usize, D: i32, K: i32, centres: usize, best: usize, who: usize): void {
  let top0 = f64x2.splat(Infinity), top1 = top0, top2 = top0, top3 = top0;
  let who0 = f64x2.splat(0), who1 = who0, who2 = who0, who3 = who0;
  const row = <usize>D << 3;
  for (let k = 0; k < K; k += 2) {
    // An odd last centre is its own partner, which changes nothing: only a nearer one wins.
    let a = centres + <usize>k * row;
    let b = k + 1 < K ? a + row : a;
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    const end = a + row;
    let column = x;
    while (a < end) {
      const ca = v128.load64_splat(a), cb = v128.load64_splat(b);
      let v = v128.load(column);
      let d = f64x2.sub(v, ca), e = f64x2.sub(v, cb);
      a0 = f64x2.add(a0, f64x2.mul(d, d));
      b0 = f64x2.add(b0, f64x2.mul(e, e));
      v = v128.load(column, 16);
      d = f64x2.sub(v, ca), e = f64x2.sub(v, cb);
      a1 = f64x2.add(a1, f64x2.mul(d, d));
      b1 = f64x2.add(b1, f64x2.mul(e, e));
      v = v128.load(column, 32);
      d = f64x2.sub(v, ca), e = f64x2.sub(v, cb);
      a2 = f64x2.add(a2, f64x2.mul(d, d));
      b2 = f64x2.add(b2, f64x2.mul(e, e));
      v = v128.load(column, 48);
      d = f64x2.sub(v, ca), e = f64x2.sub(v, cb);
      a3 = f64x2.add(a3, f64x2.mul(d, d));
      b3 = f64x2.add(b3, f64x2.mul(e, e));
      a += 8;
      b += 8;
      column += STRIDE;
    }
    const name = f64x2.splat(<f64>k);
    let nearer = f64x2.lt(a0, top0);
    top0 = v128.bitselect(a0, top0, nearer), who0 = v128.bitselect(name, who0, nearer);
    nearer = f64x2.lt(a1, top1);
    top1 = v128.bitselect(a1, top1, nearer), who1 = v128.bitselect(name, who1, nearer);
    nearer = f64x2.lt(a2, top2);
    top2 = v128.bitselect(a2, top2, nearer), who2 = v128.bitselect(name, who2, nearer);
    nearer = f64x2.lt(a3, top3);
    top3 = v128.bitselect(a3, top3, nearer), who3 = v128.bitselect(name, who3, nearer);
    const next = f64x2.splat(<f64>(k + 1));
    nearer = f64x2.lt(b0, top0);
    top0 = v128.bitselect(b0, top0, nearer), who0 = v128.bitselect(next, who0, nearer);
    nearer = f64x2.lt(b1, top1);
    top1 = v128.bitselect(b1, top1, nearer), who1 = v128.bitselect(next, who1, nearer);
    nearer = f64x2.lt(b2, top2);
    top2 = v128.bitselect(b2, top2, nearer), who2 = v128.bitselect(next, who2, nearer);
    nearer = f64x2.lt(b3, top3);
    top3 = v128.bitselect(b3, top3, nearer), who3 = v128.bitselect(next, who3, nearer);
  }
  v128.store(best, top0);
  v128.store(best, top1, 16);
  v128.store(best, top2, 32);
  v128.store(best, top3, 48);
  v128.store(who, who0);
  v128.store(who, who1, 16);
  v128.store(who, who2, 32);
  v128.store(who, who3, 48);
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
    transpose(X, start, rows, D, x);
    for (let o: usize = 0; o < STRIDE; o += 64) assign(x + o, D, K, centres, best + o, who + o);
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
