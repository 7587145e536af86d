// Collapsed Gibbs sampling of LDA: the network's collapsed sweep, with the shapes of theta_1 held at alpha.
import { type Key, networkSweeps, rowStride, sharedArray } from '@baytes/kernels';
import type { Corpus } from './corpus';
import { columnSums } from './gibbs';
import { settle } from './network-options';
import { firstState, type WorkingState } from './network-state';

/** The state of a collapsed sampler of K topics. */
export function ldaState(
  corpus: Corpus,
  K: number,
  eta: number,
  alpha: Float64Array,
  seeds: readonly (readonly number[])[],
  key: Key,
): WorkingState {
  const state = firstState(corpus, corpus.vocabulary.length, settle({ layers: [K], eta }), seeds, key);
  for (let k = 0; k < K; k++) state.r[k] = alpha[k];
  return state;
}

/** One sweep over all tokens. Returns how many documents have 1, 2, ... tokens of each topic, if they are wanted. */
export function ldaSweep(state: WorkingState, corpus: Corpus, eta: number, key: Key, wanted: boolean): Uint32Array | undefined {
  const [layer] = state.layers;
  const stride = rowStride(layer.width);
  const tokens = new Float32Array(layer.tally);
  const sizes = columnSums(layer.tally, stride);
  const restaurants = wanted
    ? { sizes: sharedArray(Uint32Array, 256 * stride), late: sharedArray(Uint32Array, stride) }
    : undefined;
  networkSweeps({
    key,
    documents: corpus,
    layers: [{ ...layer, tally: undefined }],
    r: state.r,
    rates: state.rates,
    spread: state.spread,
    collapsed: { eta, assignments: state.assignments, tokens, sizes },
    priors: { a0: 1, b0: 1, e0: 1, f0: 1 },
    sweeps: 1,
    cold: true,
    ...(restaurants && { restaurants }),
  });
  layer.tally.set(tokens);
  state.sweep++;
  return restaurants?.sizes;
}

/**
 * A step of Minka's fixed point ("Estimating a Dirichlet distribution", 2000, equation 55): alpha_k times the sum over documents of
 * psi(n_jk + alpha_k) - psi(alpha_k), over that of psi(n_j + sum alpha) - psi(sum alpha).
 *
 * @param sizes stride x 256: how many documents have 1, 2, ..., at least 256 tokens of a topic; more tokens than that add little.
 */
export function improveAlpha(alpha: Float32Array, K: number, sizes: Uint32Array, lengths: Float64Array): void {
  let sum = 0;
  for (let k = 0; k < K; k++) sum += alpha[k];
  let all = 0;
  for (const length of lengths) for (let i = 0; i < length; i++) all += 1 / (sum + i);
  for (let k = 0; k < K; k++) {
    let having = 0;
    let own = 0;
    for (let i = 255; i >= 0; i--) {
      having += sizes[k * 256 + i];
      own += having / (alpha[k] + i);
    }
    alpha[k] = Math.max(1e-6, (alpha[k] * own) / all);
  }
}
