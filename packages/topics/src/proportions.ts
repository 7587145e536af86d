import { foldIn, key, type Matrix, rowStride, type SparseCounts, sharedArray, topicsPool } from '@baytes/kernels';
import type { TopicLayer } from './network-state';

export interface TransformOptions {
  /** Layer of the topics; default 0, the first. */
  readonly layer?: number;
  /** Sweeps before the first that counts; default 50. */
  readonly burn?: number;
  /** Sweeps that are averaged; default 50. */
  readonly samples?: number;
  /** The share of draws between lower and upper, if they are wanted, such as 0.9. */
  readonly interval?: number;
  readonly seed?: number;
  readonly workers?: number;
}

/** documents x topics. */
export interface Proportions {
  readonly mean: Matrix;
  /** The ends of the interval that was asked for, of each document and topic. */
  readonly lower: Matrix | undefined;
  readonly upper: Matrix | undefined;
}

interface Network {
  readonly layers: readonly TopicLayer[];
  readonly r: Float32Array;
  readonly rates: readonly number[];
  readonly priors: { readonly a0: number; readonly b0: number; readonly e0: number; readonly f0: number };
}

/** Proportions of new documents under fixed topics, by Gibbs sweeps of what is theirs alone. */
export async function proportionsOf(
  network: Network,
  documents: SparseCounts,
  options: TransformOptions,
): Promise<Proportions> {
  const { layer = 0, burn = 50, samples = 50, interval, seed = 0, workers = 1 } = options;
  for (const [name, value] of Object.entries({ burn, samples: samples - 1 }))
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name}: expected a whole number; got ${value}`);
  if (interval !== undefined && !(interval > 0 && interval < 1))
    throw new RangeError(`interval: expected a share between 0 and 1; got ${interval}`);
  const n = documents.starts.length - 1;
  const { width } = network.layers[layer];
  const stride = rowStride(width);
  const T = network.layers.length;
  const layers = network.layers.map((each, t) => {
    const floats = () => sharedArray(Float32Array, n * rowStride(each.width));
    const theta = floats();
    for (let j = 0; j < n; j++) theta.fill(1 / each.width, j * rowStride(each.width), j * rowStride(each.width) + each.width);
    return { ...each, counts: floats(), theta, ...(t === layer && { proportions: floats() }) };
  });
  const rates = sharedArray(Float64Array, n * T);
  for (let i = 0; i < rates.length; i++) rates[i] = network.rates[i % T];
  const job = { documents, layers, r: network.r, rates, spread: sharedArray(Float64Array, n), priors: network.priors };
  const pool = await topicsPool(workers);
  const draws: Float32Array[] = [];
  const sum = layers[layer].proportions as Float32Array;
  try {
    const early = Math.min(10, burn);
    if (interval === undefined) {
      // Scales stay as they are for the first sweeps, as in the authors' code.
      await pool.networkSweeps({
        ...job,
        key: foldIn(key(seed), 0),
        sweeps: burn + samples,
        keepFrom: burn,
        scalesFrom: early,
        cold: true,
      });
    } else {
      if (burn > 0)
        await pool.networkSweeps({
          ...job,
          key: foldIn(key(seed), 0),
          sweeps: burn,
          keepFrom: burn,
          scalesFrom: early,
          cold: true,
        });
      for (let i = 0; i < samples; i++) {
        const before = sum.slice();
        await pool.networkSweeps({
          ...job,
          key: foldIn(key(seed), i + 1),
          sweeps: 1,
          scalesFrom: 0,
          cold: burn === 0 && i === 0,
        });
        draws.push(sum.map((value, at) => value - before[at]));
      }
    }
  } finally {
    await pool.terminate();
  }
  const matrix = (value: (at: number) => number): Matrix => {
    const data = new Float64Array(n * width);
    for (let j = 0; j < n; j++) for (let k = 0; k < width; k++) data[j * width + k] = value(j * stride + k);
    return { data, rows: n, columns: width };
  };
  const tail = (1 - (interval ?? 1)) / 2;
  const quantile = (share: number) =>
    matrix((at) => {
      const sorted = Float64Array.from(draws, (draw) => draw[at]).sort();
      return sorted[Math.min(samples - 1, Math.floor(share * samples))];
    });
  return {
    mean: matrix((at) => sum[at] / samples),
    lower: interval === undefined ? undefined : quantile(tail),
    upper: interval === undefined ? undefined : quantile(1 - tail),
  };
}
