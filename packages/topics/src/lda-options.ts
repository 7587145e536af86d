import type { Completion } from './completion';

/** What decides the path of a fit. */
export interface LdaOptions {
  readonly topics: number;
  /** `'gibbs'` (default): collapsed Gibbs sampling (Griffiths and Steyvers 2004). `'variational'`: online variational Bayes (Hoffman et al. 2010). */
  readonly method?: 'gibbs' | 'variational';
  /** Dirichlet prior of a document's proportions: one number for all topics or one each; default 0.1. */
  readonly alpha?: number | readonly number[];
  /** Dirichlet prior of topics; default 0.05. */
  readonly eta?: number;
  /** Gibbs: whether alpha is fitted, one number a topic, every ten sweeps from the twentieth on (Minka's fixed point); default false. */
  readonly optimizeAlpha?: boolean;
  /** Gibbs sweeps, or passes over the documents; default 500, or 10. */
  readonly sweeps?: number;
  /** Variational: documents of a mini-batch; default 256. */
  readonly batch?: number;
  /** Variational: step (offset + i)^-decay of mini-batch i; defaults 10 and 0.7. */
  readonly offset?: number;
  readonly decay?: number;
  readonly seedWords?: readonly (readonly string[])[];
  readonly seed?: number;
}

export interface LdaFitting {
  readonly workers?: number;
  readonly completion?: Completion;
  readonly signal?: AbortSignal;
}
