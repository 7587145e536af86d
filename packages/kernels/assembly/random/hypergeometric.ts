// Hypergeometric draws: successes among `drawn` items taken without replacement from `total`, of which `marked` are successes. By
// symmetry at most half is drawn and at most half is marked. Few items: one by one. Else HRUA, the ratio of uniforms of Stadlober,
// "The ratio of uniforms approach for generating discrete random variates", 1990.
import { binomialLogMass } from './log-mass';
import { uniform } from './stream';

// @sampler 3
export function hypergeometric(total: f64, marked: f64, drawn: f64): f64 {
  if (!(marked >= 0 && drawn >= 0 && marked <= total && drawn <= total)) return NaN;
  const fewMarked = Math.min(marked, total - marked);
  const fewDrawn = Math.min(drawn, total - drawn);
  let count = fewDrawn < 10 ? oneByOne(total, fewMarked, fewDrawn) : ratioOfUniforms(total, fewMarked, fewDrawn);
  if (marked > fewMarked) count = fewDrawn - count;
  return drawn > fewDrawn ? marked - count : count;
}

function oneByOne(total: f64, marked: f64, drawn: f64): f64 {
  let left = marked;
  for (let i: f64 = 0; i < drawn; i++) if (uniform() * (total - i) < left) left -= 1;
  return marked - left;
}

/** log of the mass, by three binomial ones with the same probability (Loader 2000). */
function logMass(k: f64, total: f64, marked: f64, drawn: f64): f64 {
  const p = drawn / total;
  const q = 1 - p;
  return binomialLogMass(k, marked, p, q) + binomialLogMass(drawn - k, total - marked, p, q);
}

function ratioOfUniforms(total: f64, marked: f64, drawn: f64): f64 {
  const p = marked / total;
  const mean = drawn * p;
  const centre = mean + 0.5;
  const variance = ((total - drawn) * drawn * p * (1 - p)) / (total - 1);
  // 2 sqrt(2 / e) and 3 - 2 sqrt(3 / e).
  const spread = Math.sqrt(variance + 0.5);
  const height = 1.7155277699214135 * spread + 0.8989161620588988;
  const mode = Math.floor(((drawn + 1) * (marked + 1)) / (total + 2));
  const top = logMass(mode, total, marked, drawn);
  const end = Math.min(Math.min(drawn, marked) + 1, Math.floor(centre + 16 * spread));
  while (true) {
    const u = uniform();
    const x = centre + (height * (uniform() - 0.5)) / u;
    if (x < 0 || x >= end) continue;
    const k = Math.floor(x);
    if (2 * Math.log(u) <= logMass(k, total, marked, drawn) - top) return k;
  }
}
