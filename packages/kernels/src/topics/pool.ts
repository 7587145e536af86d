import { topicsWorkerSource } from '../generated/topics-worker';
import { canShare, startWorkers } from '../pool';
import { topicsModule } from './engine';
import { networkSweeps, type Sweeps } from './network-sweeps';
import { type TopicsJob, work } from './worker';

/** An array's type, to be made on memory that workers can share. */
export interface SharedArrayType<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): A;
  new (buffer: SharedArrayBuffer): A;
}

/** An array of zeros, on memory that threads share where there is such. */
export function sharedArray<A>(Type: SharedArrayType<A>, length: number): A {
  if (!canShare()) return new Type(length);
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT));
}

/** Sweeps on several cores, with the results of one thread to the last bit. */
export interface TopicsPool {
  readonly workers: number;
  /**
   * As the function of the same name. Arrays are from `sharedArray`; in a browser that is not cross-origin isolated, and for the collapsed
   * sampler, whose tokens see each other, the work is done by the caller's thread.
   */
  networkSweeps(job: Sweeps): Promise<void>;
  /** Ends the workers; calls under way are rejected. */
  terminate(): Promise<void>;
}

/** Expected counts are sums of floats: they are made in as many parts, whatever the number of workers, and added in order. */
const EXPECTATION_PARTS = 4;

/** Documents are worth about this many distinct words each, before any of theirs. */
const DOCUMENT_COST = 25;

/** @param workers at least 1. */
export async function topicsPool(workers: number): Promise<TopicsPool> {
  const pool = workers === 1 ? undefined : await startWorkers(workers);
  const tallies = new Map<string, Uint32Array | Float32Array | Float64Array>();

  /** A worker's own array to add to. */
  function own<A extends Uint32Array | Float32Array | Float64Array>(name: string, like: A): A {
    let found = tallies.get(name) as A | undefined;
    if (found === undefined || found.length !== like.length) {
      found = sharedArray(like.constructor as unknown as SharedArrayType<A>, like.length);
      tallies.set(name, found);
    }
    return found;
  }

  /** The job of one part, which adds to arrays of its own. */
  function partOf(job: Sweeps, part: number): Sweeps {
    return {
      ...job,
      layers: job.layers.map((layer, t) => ({
        ...layer,
        ...(layer.tally && { tally: own(`tally ${t} ${part}`, layer.tally) }),
        ...(layer.expectation && { expectation: own(`expectation ${t} ${part}`, layer.expectation) }),
      })),
      ...(job.restaurants && {
        restaurants: {
          sizes: own(`restaurants ${part}`, job.restaurants.sizes),
          late: own(`late ${part}`, job.restaurants.late),
        },
      }),
      ...(job.expectedTables && { expectedTables: own(`expectedTables ${part}`, job.expectedTables) }),
    };
  }

  return {
    workers,
    async networkSweeps(job) {
      const expects = job.expectedTables !== undefined || job.layers.some(({ expectation }) => expectation);
      const alone = !pool || !canShare() || job.collapsed !== undefined;
      if (alone && !expects) return networkSweeps(job);
      const parts = expects ? EXPECTATION_PARTS : workers;
      const cuts = evenCuts(job.documents.starts, parts);
      const jobs = cuts.slice(1).map((to, part): TopicsJob => {
        return { module: topicsModule.compiled(), sweeps: partOf(job, part), from: cuts[part], to };
      });
      if (alone) for (const each of jobs) work(each);
      else await Promise.all(jobs.map((each) => pool.exec('run', [topicsWorkerSource, [each]])));
      for (const { sweeps } of jobs) addUp(job, sweeps);
    },
    async terminate() {
      await pool?.terminate(true);
    },
  };
}

/** Adds what one part has counted. */
function addUp(job: Sweeps, part: Sweeps): void {
  const add = (into?: Uint32Array | Float32Array | Float64Array, from?: Uint32Array | Float32Array | Float64Array) => {
    if (into && from) for (let i = 0; i < into.length; i++) into[i] += from[i];
  };
  for (const [t, layer] of job.layers.entries()) {
    add(layer.tally, part.layers[t].tally);
    add(layer.expectation, part.layers[t].expectation);
  }
  add(job.restaurants?.sizes, part.restaurants?.sizes);
  add(job.restaurants?.late, part.restaurants?.late);
  add(job.expectedTables, part.expectedTables);
}

/** Bounds of `parts` ranges of documents of about the same work. */
function evenCuts(starts: Uint32Array, parts: number): number[] {
  const documents = starts.length - 1;
  const all = starts[documents] + DOCUMENT_COST * documents;
  const cuts = [0];
  for (let part = 1, j = 0; part < parts; part++) {
    while (j < documents && starts[j] + DOCUMENT_COST * j < (all * part) / parts) j++;
    cuts.push(j);
  }
  return [...cuts, documents];
}
