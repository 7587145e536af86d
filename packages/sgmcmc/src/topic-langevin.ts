import { foldIn, type Key, normalStream, rowStride, type SimplexBoundary, simplexStep } from '@baytes/kernels';
import { type StepSizes, stepSize } from './step-sizes';
import type { TopicPosition, TopicState, TopicStatistics, TopicStepInfo } from './topic-position';

export interface TopicLangevinOptions {
  /** Steps of topics and r; the papers' for each kernel by default. */
  readonly steps?: StepSizes;
  /** Weights of the newest batch in the running means of sizes. */
  readonly sizeSteps?: StepSizes;
  /** Dirichlet concentration of topics, one for all layers or one each; default 0.05. */
  readonly eta?: number | readonly number[];
  /** Gamma prior of r: shape gamma0 / K and rate c0; default 1 each. */
  readonly gamma0?: number;
  readonly c0?: number;
  /** How a step that leaves the simplex comes back; default `'mirror'`. */
  readonly boundary?: SimplexBoundary;
  /** Sizes are at least this, so that a topic without tokens keeps a finite step; default 1. */
  readonly leastSize?: number;
}

/** A pure kernel: neither changes what it is given. */
export interface TopicKernel {
  init(position: TopicPosition): TopicState;
  step(key: Key, state: TopicState, statistics: TopicStatistics): { state: TopicState; info: TopicStepInfo };
}

/** The paper's steps of the kernels that divide them by sizes. */
const ADAPTIVE: StepSizes = { a: 1, b: 20, c: 0.7 };

type Kind = 'tlasgr' | 'tlfsgr' | 'sgrld';

/**
 * Topic-layer-adaptive stochastic gradient Riemannian MCMC (Cong, Chen, Liu and Zhou, ICML 2017): Langevin steps preconditioned by the
 * inverse Fisher information, which is block diagonal over topics and layers, so that every topic has a step of its own.
 *
 * @example
 * const kernel = tlasgr({ eta: 0.05 });
 * let state = kernel.init(position);
 * ({ state } = kernel.step(key(1), state, statistics));
 */
export const tlasgr = (options: TopicLangevinOptions = {}): TopicKernel => kernelOf('tlasgr', { steps: ADAPTIVE, ...options });

/** The same with one size for all topics and layers, the mean of the first layer's: the paper's baseline without adaptation. */
export const tlfsgr = (options: TopicLangevinOptions = {}): TopicKernel => kernelOf('tlfsgr', { steps: ADAPTIVE, ...options });

/**
 * Stochastic gradient Riemannian Langevin dynamics in the expanded mean (Patterson and Teh, NIPS 2013), for topics; r takes the steps of
 * TLASGR, since its gradient grows with the corpus.
 */
export const sgrld = (options: TopicLangevinOptions = {}): TopicKernel =>
  kernelOf('sgrld', { steps: { a: 0.1, b: 20, c: 0.9 }, ...options });

function kernelOf(kind: Kind, options: TopicLangevinOptions & { steps: StepSizes }): TopicKernel {
  const { steps, sizeSteps = { a: 0.5, b: 20, c: 0.7 }, gamma0 = 1, c0 = 1, boundary = 'mirror', leastSize = 1 } = options;
  for (const [name, { a, b, c }] of Object.entries({ steps, sizeSteps }))
    if (!(a > 0 && b >= 0 && c >= 0))
      throw new RangeError(`${name}: expected a > 0, b >= 0 and c >= 0; got a ${a}, b ${b}, c ${c}`);
  const etaOf = (t: number) => (typeof options.eta === 'object' ? options.eta[t] : (options.eta ?? 0.05));

  return {
    init(position) {
      return {
        step: 0,
        position,
        sizes: position.layers.map(({ width }) => new Float64Array(width)),
        topSize: 0,
        // Expanded means start with the weight that the prior alone would give them.
        expanded:
          kind === 'sgrld'
            ? position.layers.map(({ topics }, t) => topics.map((p) => p * rowsOf(position, t) * etaOf(t)))
            : undefined,
      };
    },
    step(key, state, statistics) {
      const i = state.step + 1;
      const epsilon = stepSize(steps, i);
      const memory = i === 1 ? 1 : stepSize(sizeSteps, i);
      const mix = (before: number, now: number) => (1 - memory) * before + memory * now;
      const totals = statistics.counts.map((counts, t) => columnTotals(counts, state.position.layers[t].width));
      const sizes = state.sizes.map((before, t) => before.map((size, k) => mix(size, totals[t][k])));
      const topSize = mix(state.topSize, statistics.spread);
      const common = sizes[0].reduce((sum, size) => sum + size, 0) / sizes[0].length;
      const topicSteps = sizes.map((layer) =>
        layer.map((size) => (kind === 'sgrld' ? epsilon : epsilon / Math.max(leastSize, kind === 'tlfsgr' ? common : size))),
      );
      const expanded = state.expanded?.map((y) => y.slice());
      const layers = state.position.layers.map(({ width, topics }, t) => {
        const moved = topics.slice();
        const padded = new Float32Array(rowStride(width));
        padded.set(topicSteps[t]);
        simplexStep({
          key: foldIn(key, t),
          topics: moved,
          width,
          counts: statistics.counts[t],
          eta: etaOf(t),
          steps: padded,
          boundary,
          ...(expanded && { expanded: expanded[t] }),
        });
        return { width, topics: moved };
      });
      const K = layers[layers.length - 1].width;
      const normal = normalStream(foldIn(key, layers.length));
      const r = state.position.r.slice();
      const topStep = stepSize(kind === 'sgrld' ? ADAPTIVE : steps, i) / Math.max(leastSize, topSize);
      for (let k = 0; k < K; k++) {
        const drift = statistics.tables[k] + gamma0 / K - r[k] * (c0 + statistics.spread);
        r[k] = Math.abs(r[k] + topStep * drift + Math.sqrt(2 * topStep * r[k]) * normal());
      }
      return {
        state: { step: i, position: { layers, r }, sizes, topSize, expanded },
        info: {
          stepSize: epsilon,
          topicSteps: topicSteps.map((layer) => [Math.min(...layer), Math.max(...layer)] as const),
        },
      };
    },
  };
}

function rowsOf({ layers }: TopicPosition, t: number): number {
  return layers[t].topics.length / rowStride(layers[t].width);
}

function columnTotals(counts: Float32Array, width: number): Float64Array {
  const stride = rowStride(width);
  const totals = new Float64Array(width);
  for (let row = 0; row < counts.length; row += stride) for (let k = 0; k < width; k++) totals[k] += counts[row + k];
  return totals;
}
