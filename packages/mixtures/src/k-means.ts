import {
  foldIn,
  kernelPool,
  key,
  kMeansPlusPlus,
  type Matrix,
  nearestCentres,
  type Rows,
  uniformStream,
} from '@baytes/kernels';
import { hasSettled, meanVariance, movedCentres } from './lloyd';
import { checkRows, checkWeights } from './observations';
import { measureScale, type Scaling, scaleRows } from './scaling';

export interface KMeansOptions {
  /** Number of clusters, K. */
  clusters: number;
  /** Independent runs; the one with the least inertia is kept; 1. */
  nInit?: number;
  /** Lloyd iterations a run at the most; 300. */
  maxIterations?: number;
  /** Stop when the centres' squared movement falls to this share of the data's mean variance; 1e-4. */
  tolerance?: number;
  /** Coordinates in which distances are taken; 'none', the data's own. */
  scaling?: Scaling;
  /** n weights; 2 is the same as the row twice. */
  rowWeights?: ArrayLike<number> | undefined;
  seed?: number;
  /** Threads that share the assignment of rows to centres; 0, this thread alone. The result is the same to the last bit. */
  workers?: number;
  signal?: AbortSignal | undefined;
}

export interface KMeansSnapshot {
  /** Iterations done, over all runs. */
  step: number;
  total: number;
  metrics: { run: number; inertia: number; best: number; converged: boolean };
  /** Centres of this run so far, K x D in scaled coordinates. */
  state: Float64Array;
}

export interface KMeansJSON {
  type: 'k-means';
  version: 1;
  clusters: number;
  dimensions: number;
  centres: number[];
  shift: number[];
  scale: number[];
  inertia: number;
  converged: boolean;
}

/**
 * k-means clustering: greedy k-means++ seeds (Arthur and Vassilvitskii 2007) and Lloyd's iteration. It never changes once
 * it is fitted. Rows must be complete.
 *
 * @example
 * const model = await KMeans.fit([[0, 0], [0, 1], [9, 9], [9, 8]], { clusters: 2 });
 * model.predict([[1, 1]]);
 */
export class KMeans {
  readonly clusters: number;
  readonly dimensions: number;
  /** K x D in the data's own units. */
  readonly centres: Float64Array;
  /** Weighted sum of squared distances of the training rows to their centres, in scaled coordinates. */
  readonly inertia: number;
  readonly converged: boolean;
  private readonly shift: Float64Array;
  private readonly scale: Float64Array;

  private constructor(
    from: Omit<KMeansJSON, 'type' | 'version' | 'centres' | 'shift' | 'scale'> &
      Record<'centres' | 'shift' | 'scale', Float64Array>,
  ) {
    this.clusters = from.clusters;
    this.dimensions = from.dimensions;
    this.centres = from.centres;
    this.inertia = from.inertia;
    this.converged = from.converged;
    this.shift = from.shift;
    this.scale = from.scale;
    Object.freeze(this);
  }

  /** Clusters n x D rows. */
  static async fit(rows: Rows, options: KMeansOptions & { onProgress?: (snapshot: KMeansSnapshot) => void }): Promise<KMeans> {
    const steps = KMeans.fitting(rows, options);
    for (;;) {
      const { done, value } = await steps.next();
      if (done) return value;
      options.onProgress?.(value);
    }
  }

  /** The same as a stream of snapshots, one an iteration; returns the model. */
  static async *fitting(given: Rows, options: KMeansOptions): AsyncGenerator<KMeansSnapshot, KMeans> {
    const {
      clusters: K,
      nInit = 1,
      maxIterations = 300,
      tolerance = 1e-4,
      scaling = 'none',
      seed = 0,
      workers = 0,
      signal,
    } = options;
    for (const [name, value] of Object.entries({ clusters: K, nInit, maxIterations })) {
      if (!Number.isSafeInteger(value) || value < 1)
        throw new RangeError(`${name}: expected an integer of at least 1; got ${value}`);
    }
    if (!Number.isSafeInteger(workers) || workers < 0)
      throw new RangeError(`workers: expected an integer of at least 0; got ${workers}`);
    if (!(tolerance >= 0)) throw new RangeError(`tolerance: expected a number of at least 0; got ${tolerance}`);
    const raw = complete(checkRows(given));
    const weights = checkWeights(options.rowWeights, raw.rows);
    const D = raw.columns;
    const affine = measureScale(raw, scaling, weights);
    const { data } = scaleRows(raw, affine);
    const enough = tolerance * meanVariance(data, D);
    let best: { centres: Float64Array; inertia: number; converged: boolean } | undefined;
    let step = 0;
    const pool = workers > 0 ? await kernelPool(workers) : undefined;
    const nearest = pool?.nearestCentres ?? nearestCentres;
    try {
      for (let run = 0; run < nInit; run++) {
        let centres = kMeansPlusPlus(data, D, K, uniformStream(foldIn(key(seed), run)), weights);
        let converged = false;
        let before: Int32Array | undefined;
        for (let iteration = 0; iteration < maxIterations && !converged; iteration++) {
          signal?.throwIfAborted();
          const next = movedCentres(data, D, centres, await nearest(data, D, centres, weights), weights);
          centres = next.centres;
          converged = hasSettled(next, before, enough);
          before = next.labels;
          step++;
          const metrics = {
            run,
            inertia: next.inertia,
            best: Math.min(best?.inertia ?? Number.POSITIVE_INFINITY, next.inertia),
            converged,
          };
          yield { step, total: nInit * maxIterations, metrics, state: centres };
          // Let timers, signals and progress bars have their turn.
          if (iteration % 8 === 7) await new Promise((resume) => setTimeout(resume));
        }
        const { inertia } = await nearest(data, D, centres, weights);
        if (!best || inertia < best.inertia) best = { centres, inertia, converged };
      }
    } finally {
      await pool?.terminate();
    }
    const { shift, scale } = affine;
    const { inertia, converged, centres } = best!;
    return new KMeans({
      clusters: K,
      dimensions: D,
      inertia,
      converged,
      shift,
      scale,
      centres: centres.map((c, at) => shift[at % D] + scale[at % D] * c),
    });
  }

  /** The nearest centre of every row. */
  predict(rows: Rows): Int32Array {
    const { dimensions: D, shift, scale } = this;
    const { data } = scaleRows(complete(checkRows(rows, D)), { shift, scale });
    return nearestCentres(
      data,
      D,
      this.centres.map((c, at) => (c - shift[at % D]) / scale[at % D]),
    ).labels;
  }

  static fromJSON(json: unknown): KMeans {
    const found = json as KMeansJSON;
    if (found?.type !== 'k-means' || found.version !== 1) throw new TypeError('json: this is not a k-means model, version 1');
    const centres = Float64Array.from(found.centres);
    if (centres.length !== found.clusters * found.dimensions || !centres.every(Number.isFinite)) {
      throw new TypeError(`json: centres must be ${found.clusters} x ${found.dimensions} finite numbers`);
    }
    return new KMeans({ ...found, centres, shift: Float64Array.from(found.shift), scale: Float64Array.from(found.scale) });
  }

  toJSON(): KMeansJSON {
    const { clusters, dimensions, centres, shift, scale, inertia, converged } = this;
    return {
      type: 'k-means',
      version: 1,
      clusters,
      dimensions,
      centres: [...centres],
      shift: [...shift],
      scale: [...scale],
      inertia,
      converged,
    };
  }
}

function complete(rows: Matrix): Matrix {
  const bad = rows.data.findIndex(Number.isNaN);
  if (bad >= 0) {
    throw new RangeError(
      `rows: row ${Math.floor(bad / rows.columns)}, column ${bad % rows.columns} of ${rows.rows} x ${rows.columns} is missing; k-means needs complete rows: leave it out, or fit a GaussianMixture`,
    );
  }
  return rows;
}
