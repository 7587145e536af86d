import type { Samplers } from '../generated/samplers';
import { LawsFrame, laws } from '../laws-engine';
import type { Numbers } from '../elementwise';
import type { Key } from '../threefry';

/** One parameter of a law: a number, or one number for each draw. */
export type Parameter = Numbers | number;

type Parameters = {
  0: [];
  1: [Parameter];
  2: [Parameter, Parameter];
  3: [Parameter, Parameter, Parameter];
  4: [Parameter, Parameter, Parameter, Parameter];
};

/**
 * Draws from a law into an array: `draws(key, ...parameters, out, first)`.
 *
 * Draw i depends on the key, on its own parameters and on `first + i` alone: any part of an array of draws can be made by itself,
 * with the same bits. `out` is filled and returned; float64 inside, rounded once where it is a Float32Array. Parameters are not
 * checked here: those outside their range give NaN or an arbitrary number.
 */
export type Sampler<P extends unknown[]> = <A extends Numbers>(
  key: Key,
  ...rest: [...parameters: P, out: A, first?: number]
) => A;

/** Elements a call copies through the kernels' memory. */
const CHUNK = 4096;

/**
 * The TypeScript face of a function that is marked `// @sampler` in assembly/random/.
 *
 * @param name its name there.
 * @param parameters the names of its parameters, for errors.
 */
export function sampler<Name extends keyof Samplers & string>(
  name: Name,
  ...parameters: string[]
): Sampler<Parameters[Samplers[Name] extends keyof Parameters ? Samplers[Name] : never]> {
  const arity = parameters.length;
  const draws = (key: Key, ...rest: unknown[]) => {
    const out = rest[arity] as Numbers;
    const length = out.length;
    const first = (rest[arity + 1] as number | undefined) ?? 0;
    checkPlaces(name, first, length);
    for (let i = 0; i < arity; i++) {
      const given = rest[i] as Parameter;
      if (typeof given !== 'number' && given.length !== length)
        throw new RangeError(`${name}: ${parameters[i]} has ${given.length} numbers for ${length} draws`);
    }
    const room = Math.min(length, CHUNK);
    const frame = new LawsFrame();
    const call: number[] = [];
    for (let i = 0; i < arity; i++) {
      const walks = typeof rest[i] !== 'number';
      call.push(frame.reserve(walks ? room : 1), walks ? 1 : 0);
      if (!walks) frame.view(call[2 * i], 1)[0] = rest[i] as number;
    }
    const result = frame.reserve(room);
    const kernel = laws.exports()[`${name}_draws`];
    for (let start = 0; start < length; start += CHUNK) {
      const end = Math.min(length, start + CHUNK);
      for (let i = 0; i < arity; i++) {
        const given = rest[i] as Parameter;
        if (typeof given !== 'number') frame.view(call[2 * i], end - start).set(given.subarray(start, end));
      }
      kernel(key[0], key[1], first + start, ...call, result, end - start);
      out.set(frame.view(result, end - start), start);
    }
    return out;
  };
  return draws as never;
}

/** Places of draws under a key are counters of 32 bits. */
export function checkPlaces(name: string, first: number, length: number): void {
  if (!Number.isSafeInteger(first) || first < 0 || first + length > 2 ** 32)
    throw new RangeError(`${name}: draws ${first} to ${first + length} do not fit under one key; a key has 2^32 places`);
}
