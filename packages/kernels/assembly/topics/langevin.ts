// Langevin steps of topics on the simplex, in place, by rows of floats; a topic is a column.
//
// TLASGR (Cong, Chen, Liu and Zhou, "Deep latent Dirichlet allocation with topic-layer-adaptive stochastic gradient Riemannian MCMC",
// ICML 2017, equations 7 to 9): y = phi + step_k [(counts + eta) - (total_k + V eta) phi] + N(0, 2 step_k diag(phi)), put back on the hyperplane
// of unit sums by y - (sum y - 1) phi (Cong, Chen and Zhou, "Fast simulation of hyperplane-truncated multivariate normal distributions",
// 2017), which is the Gaussian of covariance 2 step_k (diag(phi) - phi phi'); then mirrored or clipped, and normalised.
import { direction_f32x4, radius_f32x4, sines } from './normal';
import { takeWords, useDocument, useWordsKey } from './words';

const MIRROR: u32 = 1;
const EXPANDED: u32 = 2; // SGRLD's expanded mean: y is kept, phi is y over its sum

// @ts-ignore: decorator
@inline
function add2(sums: usize, x: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(x)));
  v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15))), 16);
}

/**
 * One step. y: rows of `stride` floats; phi likewise, and the same array unless `expanded`. counts: expected counts of the whole corpus.
 * steps: one number a column. pulls: total_k + V eta (or, expanded, total_k + sum of y). sums: scratch of 2 stride doubles and a stride of
 * floats. Row v takes the random numbers of element v.
 */
export function simplexStep(
  k0: u32, k1: u32, y: usize, phi: usize, counts: usize, eta: f32, steps: usize, pulls: usize, rows: u32, width: u32, stride: u32, next: usize,
  sums: usize, flags: u32,
): void {
  useWordsKey(k0, k1);
  const bytes = <usize>stride << 2;
  const scale = sums + 2 * bytes;
  memory.fill(sums, 0, 2 * bytes);
  const etas = f32x4.splat(eta);
  const two = f32x4.splat(2);
  const expanded = (flags & EXPANDED) != 0;
  // Proposals, and their sums.
  for (let v: u32 = 0; v < rows; v++) {
    useDocument(v);
    const row = <usize>v * bytes;
    for (let at: usize = 0; at < bytes; at += 32) {
      const words = takeWords(8);
      const radius = radius_f32x4(v128.load(words));
      const first = f32x4.mul(radius, direction_f32x4(v128.load(words, 16)));
      const second = f32x4.mul(radius, sines());
      for (let half: usize = 0; half < 32; half += 16) {
        const here = row + at + half;
        const p = v128.load(phi + here);
        const old = v128.load(y + here);
        const step = v128.load(steps + at + half);
        const drift = f32x4.sub(f32x4.add(v128.load(counts + here), etas), f32x4.mul(v128.load(pulls + at + half), p));
        const noise = f32x4.mul(f32x4.sqrt(f32x4.mul(two, f32x4.mul(step, old))), half ? second : first);
        let moved = f32x4.add(f32x4.add(old, f32x4.mul(step, drift)), noise);
        if (expanded) moved = f32x4.abs(moved);
        v128.store(next + here, moved);
        add2(sums + 2 * (at + half), moved);
      }
    }
  }
  if (!expanded) {
    // Back to the hyperplane, then into the simplex.
    for (let k: u32 = 0; k < stride; k++) store<f32>(scale + (<usize>k << 2), <f32>(load<f64>(sums + (<usize>k << 3)) - 1));
    memory.fill(sums, 0, 2 * bytes);
    const mirror = (flags & MIRROR) != 0;
    for (let v: u32 = 0; v < rows; v++) {
      const row = <usize>v * bytes;
      for (let at: usize = 0; at < bytes; at += 16) {
        const flat = f32x4.sub(v128.load(next + row + at), f32x4.mul(v128.load(scale + at), v128.load(phi + row + at)));
        const inside = mirror ? f32x4.abs(flat) : f32x4.max(flat, f32x4.splat(1e-16));
        v128.store(next + row + at, inside);
        add2(sums + 2 * at, inside);
      }
    }
  } else memory.copy(y, next, <usize>rows * bytes);
  for (let k: u32 = 0; k < stride; k++) {
    const sum = load<f64>(sums + (<usize>k << 3));
    store<f32>(scale + (<usize>k << 2), k < width && sum > 0 ? <f32>(1 / sum) : 0);
  }
  for (let v: u32 = 0; v < rows; v++) {
    const row = <usize>v * bytes;
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(phi + row + at, f32x4.mul(v128.load(next + row + at), v128.load(scale + at)));
  }
}
