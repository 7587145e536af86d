import type { Link } from '@baytes/kernels';
import type { Completion } from './completion';
import type { NetworkState } from './network-state';

/** What decides the path of a fit. Defaults are those of Zhou, Cong and Chen (JMLR 2016) and their code. */
export interface NetworkOptions {
  /** Topics of each layer, from the words up; one number is Poisson factor analysis. */
  readonly layers: readonly number[];
  /** Gibbs sweeps; default 500. */
  readonly sweeps?: number;
  /** Concentration of the Dirichlet priors of topics, one for all layers or one each; default 0.05. */
  readonly eta?: number | readonly number[];
  /** Beta(a0, b0) prior of p_j, and Gamma(a0, b0) of gamma0; default 0.01 each. */
  readonly a0?: number;
  readonly b0?: number;
  /** Gamma(e0, f0) prior of c_j and of c0; default 1 each. */
  readonly e0?: number;
  readonly f0?: number;
  /** How observations come from counts: `'count'` (default), `'binary'` or `'positive'`. */
  readonly link?: Link;
  /**
   * Whether the first layer's theta and topics are integrated out where its words are assigned: mixes in fewer sweeps, by one thread.
   * Default: for counts.
   */
  readonly collapsed?: boolean;
  /** The first sweep that samples rates, which are 1 before; default 10. */
  readonly scalesFrom?: number;
  /**
   * Trains layer after layer, and finds their widths: `layers` are budgets, and topics that no word needs after `burn` sweeps of a
   * layer are taken out; then `collect` more sweeps before the next. Replaces `sweeps`.
   */
  readonly layerwise?: { readonly burn: number; readonly collect: number };
  /** Topics that may begin with more of some words: for each, words of the vocabulary. */
  readonly seedWords?: readonly (readonly string[])[];
  readonly seed?: number;
}

/** What does not. */
export interface FittingOptions {
  /** Threads; no bit of the result depends on them. Default 1. */
  readonly workers?: number;
  /** Documents of which a part is predicted while training goes on. */
  readonly completion?: Completion;
  readonly signal?: AbortSignal;
  /** A state to go on from: of the same documents and options. */
  readonly resume?: NetworkState;
}

export type Settled = Required<Omit<NetworkOptions, 'eta' | 'layerwise' | 'seedWords'>> & {
  readonly eta: readonly number[];
  readonly layerwise: NetworkOptions['layerwise'];
  readonly seedWords: readonly (readonly string[])[];
};

/** Every option with a value, or a RangeError that names the one that is wrong. */
export function settle(options: NetworkOptions): Settled {
  const { layers, link = 'count', layerwise } = options;
  if (layers.length === 0) throw new RangeError('layers: expected the number of topics of at least one layer; got none');
  layers.forEach((width, t) => {
    if (!Number.isSafeInteger(width) || width < 1 || width > 65536)
      throw new RangeError(`layers: layer ${t} has ${width} topics; expected an integer from 1 to 65536`);
  });
  if (!['count', 'binary', 'positive'].includes(link))
    throw new RangeError(`link: expected 'count', 'binary' or 'positive'; got ${link}`);
  const { collapsed = link === 'count' } = options;
  if (collapsed && link !== 'count')
    throw new RangeError(
      `collapsed: link '${link}' draws its counts given theta, which cannot be integrated out then; leave it out`,
    );
  const etaGiven = options.eta ?? 0.05;
  const eta = typeof etaGiven === 'number' ? layers.map(() => etaGiven) : etaGiven;
  if (eta.length !== layers.length) throw new RangeError(`eta: ${eta.length} numbers for ${layers.length} layers`);
  for (const [t, value] of eta.entries()) positive(`eta of layer ${t}`, value);
  const { a0 = 0.01, b0 = 0.01, e0 = 1, f0 = 1 } = options;
  for (const [name, value] of Object.entries({ a0, b0, e0, f0 })) positive(name, value);
  const { sweeps = 500, scalesFrom = 10, seed = 0, seedWords = [] } = options;
  for (const [name, value] of Object.entries({ sweeps, scalesFrom, ...layerwise }))
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name}: expected an integer of at least 0; got ${value}`);
  if (seedWords.length > layers[0])
    throw new RangeError(`seedWords: ${seedWords.length} topics for a first layer of ${layers[0]}`);
  return { layers, link, collapsed, eta, a0, b0, e0, f0, sweeps, scalesFrom, layerwise, seedWords, seed };
}

function positive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${name}: expected a positive number; got ${value}`);
}
