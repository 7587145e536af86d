// Our side of bench:special: special functions of a million float32 numbers, one call each, arguments from the same ranges as the
// peers' script draws.
import * as kernels from '@baytes/kernels';
import { seconds, session } from './timing.mjs';

const { wants, line, runs } = session();
const N = 1e6;
const uniform = kernels.uniformStream(kernels.key(0));

/** @param {() => number} draw */
const numbers = (draw) => Float32Array.from({ length: N }, draw);
/** @param {number} low @param {number} high */
const between = (low, high) => numbers(() => low + (high - low) * uniform());
/** @param {number} low @param {number} high */
const logUniform = (low, high) => between(Math.log(low), Math.log(high)).map(Math.exp);

/** Draws of Gamma(a, 1) by their quantiles, at least 1e-30. @param {Float32Array} a */
const gammaDraws = (a) => kernels.igammaPInverse(a, between(0, 1)).map((x) => Math.min(1e30, Math.max(1e-30, x)));

function betaArguments() {
  const [a, b] = [logUniform(0.1, 100), logUniform(0.1, 100)];
  const [x, y] = [gammaDraws(a), gammaDraws(b)];
  return [a, b, x.map((each, i) => Math.min(1 - 1e-6, Math.max(1e-6, each / (each + y[i]))))];
}

/** @type {Record<string, { kernel: string, inputs: () => Float32Array[] }>} */
const works = {
  lgamma: { kernel: 'lgamma', inputs: () => [logUniform(1e-3, 1e3)] },
  digamma: { kernel: 'digamma', inputs: () => [logUniform(1e-3, 1e3)] },
  gammainc: {
    kernel: 'igammaP',
    inputs: () => {
      const a = logUniform(0.05, 500);
      return [a, gammaDraws(a)];
    },
  },
  gammaincinv: { kernel: 'igammaPInverse', inputs: () => [logUniform(0.05, 500), between(0.001, 0.999)] },
  betainc: { kernel: 'betainc', inputs: betaArguments },
  betaincinv: { kernel: 'betaincinv', inputs: () => [...betaArguments().slice(0, 2), between(0.001, 0.999)] },
  erf: { kernel: 'erf', inputs: () => [between(-4, 4)] },
  erfinv: { kernel: 'erfinv', inputs: () => [between(-0.998, 0.998)] },
  ndtri: { kernel: 'ndtri', inputs: () => [between(0.001, 0.999)] },
  log1p: { kernel: 'log1p', inputs: () => [logUniform(1e-6, 1e3)] },
  expm1: { kernel: 'expm1', inputs: () => [between(-10, 10)] },
};

for (const [work, { kernel, inputs }] of Object.entries(works)) {
  if (!wants(work)) continue;
  const f = /** @type {Record<string, unknown>} */ ({ ...kernels })[kernel];
  if (typeof f !== 'function') continue;
  const args = inputs();
  const out = new Float32Array(N);
  line(work, { n: N, ...(await seconds(() => f(...args, out), { runs })), note: 'float32' });
}
