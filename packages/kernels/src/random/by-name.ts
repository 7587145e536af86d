import type { Numbers } from '../elementwise';
import type { Key } from '../threefry';
import * as all from './laws';
import type { Parameter } from './sampler';

/** The samplers of numbers, by the names of their functions. */
export type DrawsName = keyof typeof all;

/** Calls the sampler `name`. */
export function drawsByName(name: DrawsName, key: Key, parameters: readonly Parameter[], out: Numbers, first: number): void {
  const draws = all[name] as (key: Key, ...rest: unknown[]) => Numbers;
  draws(key, ...parameters, out, first);
}
