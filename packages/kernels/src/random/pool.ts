import { workerSource } from '../generated/worker';
import { laws } from '../laws-engine';
import { canShare, part, startWorkers } from '../pool';
import type { Key } from '../threefry';
import type { DrawJob } from '../worker';
import { type DrawsName, drawsByName } from './by-name';
import type { Parameter } from './sampler';

/** Random draws on several cores: those of one thread to the last bit, whatever the number of workers. */
export interface DrawsPool {
  readonly workers: number;
  /**
   * Fills `out` as the sampler `name` does, such as `'gammaDraws'`.
   *
   * @param parameters those of the sampler, in its order: a number, or one for each draw.
   *
   * Arrays on shared memory, parameters and `out`, are not copied.
   */
  draws<A extends Float64Array | Float32Array>(name: DrawsName, key: Key, parameters: readonly Parameter[], out: A): Promise<A>;
  /** Ends the workers; calls under way are rejected. */
  terminate(): Promise<void>;
}

/** Takes the least of the spare pieces of memory that is large enough, or a new one. */
function rent(spare: SharedArrayBuffer[], bytes: number): SharedArrayBuffer {
  const fits = spare.filter(({ byteLength }) => byteLength >= bytes);
  if (fits.length === 0) {
    spare.length = 0;
    return new SharedArrayBuffer(bytes);
  }
  const least = fits.reduce((best, each) => (each.byteLength < best.byteLength ? each : best));
  spare.splice(spare.indexOf(least), 1);
  return least;
}

/** Fewer draws than this are made here and now. */
const LEAST_DRAWS = 20_000;

/**
 * Workers that make draws: apart from `kernelPool`, so that who needs no draws does not carry their kernels.
 *
 * @param workers at least 1.
 * @example
 * const pool = await drawsPool(2);
 * const draws = await pool.draws('gammaDraws', key(0), [0.5], new Float64Array(1e6));
 * await pool.terminate();
 */
export async function drawsPool(workers: number): Promise<DrawsPool> {
  const pool = await startWorkers(workers);
  // Shared memory for results, which lasts from call to call: a system hands out new memory page by page, slowly.
  const spare: SharedArrayBuffer[] = [];
  return {
    workers,
    async draws(name, key, parameters, out) {
      const n = out.length;
      if (n < LEAST_DRAWS || workers === 1) {
        drawsByName(name, key, parameters, out, 0);
        return out;
      }
      const odd = parameters.find((each) => typeof each !== 'number' && each.length !== n);
      if (odd !== undefined)
        throw new RangeError(`${name}: a parameter has ${(odd as Float64Array).length} numbers for ${n} draws`);
      const Numbers = out.constructor as new (size: number | SharedArrayBuffer, at?: number, length?: number) => typeof out;
      const inPlace = !(out.buffer instanceof ArrayBuffer);
      const rented = inPlace || !canShare() ? undefined : rent(spare, out.byteLength);
      const common = inPlace ? out : rented && new Numbers(rented, 0, n);
      const cut = (hand: number) => Math.floor((hand * n) / workers);
      const parts = await Promise.all(
        Array.from({ length: workers }, (_, hand): Promise<typeof out> => {
          const [from, to] = [cut(hand), cut(hand + 1)];
          const job: DrawJob = {
            module: laws.compiled(),
            name,
            key,
            parameters: parameters.map((each) => (typeof each === 'number' ? each : part(each, from, to))),
            out: common ? common.subarray(from, to) : new Numbers(to - from),
            first: from,
          };
          return pool.exec('run', [workerSource, [job]]) as never;
        }),
      );
      if (rented) {
        out.set(common!);
        spare.push(rented);
      } else if (!inPlace) for (const [hand, each] of parts.entries()) out.set(each, cut(hand));
      return out;
    },
    async terminate() {
      await pool.terminate(true);
    },
  };
}
