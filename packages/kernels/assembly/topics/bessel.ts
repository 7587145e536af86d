// The latent count of a positive number under the Poisson-randomised gamma link: P(m) proportional to (alpha / 2)^(2 m) / (m! (m - 1)!),
// m = 1, 2, ... (Zhou, Cong and Chen, "Augmentable gamma belief networks", JMLR 2016, section 2.4). Masses fall off on both sides of the
// mode at least as fast as those of a Poisson law of its size, so a walk outwards from it ends soon.
import { uniform } from '../random/stream';

export function truncatedBessel(alpha: f64): f64 {
  if (!(alpha > 0)) return 1;
  const x = 0.25 * alpha * alpha;
  const mode = Math.max(1, Math.floor(0.5 * (Math.sqrt(alpha * alpha + 1) + 1)));
  // The sum of all masses over that of the mode, then the same walk once more up to the chosen one.
  const sum = walk(x, mode, Infinity);
  return walk(x, mode, uniform() * sum);
}

/** Steps outwards from the mode until the masses passed exceed `target`: the count there; or, if they never do, their sum. */
function walk(x: f64, mode: f64, target: f64): f64 {
  let passed: f64 = 1;
  if (passed > target) return mode;
  let up: f64 = 1;
  let down: f64 = 1;
  let high = mode;
  let low = mode;
  while (up > 1e-17 || (down > 1e-17 && low > 1)) {
    up *= x / ((high + 1) * high);
    high += 1;
    passed += up;
    if (passed > target) return high;
    if (low > 1) {
      down *= (low * (low - 1)) / x;
      low -= 1;
      passed += down;
      if (passed > target) return low;
    }
  }
  return target == Infinity ? passed : mode;
}
