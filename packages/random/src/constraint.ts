import { placeOf } from '@baytes/tensor';

/** What a parameter may be: checked for every number before anything is drawn. */
export interface Constraint {
  /** As it ends the sentence "must be ...". */
  readonly words: string;
  readonly holds: (x: number) => boolean;
}

const finite = Number.isFinite;

export const real: Constraint = { words: 'finite', holds: finite };
export const bound: Constraint = { words: 'a number', holds: (x) => !Number.isNaN(x) };
export const positive: Constraint = { words: 'positive and finite', holds: (x) => x > 0 && finite(x) };
export const nonNegative: Constraint = { words: 'finite and not negative', holds: (x) => x >= 0 && finite(x) };
export const probability: Constraint = { words: 'between 0 and 1', holds: (x) => x >= 0 && x <= 1 };
export const positiveProbability: Constraint = { words: 'above 0 and at most 1', holds: (x) => x > 0 && x <= 1 };
export const properProbability: Constraint = { words: 'at least 0 and below 1', holds: (x) => x >= 0 && x < 1 };
export const openProbability: Constraint = { words: 'above 0 and below 1', holds: (x) => x > 0 && x < 1 };
export const count: Constraint = { words: 'a whole number from 0 on', holds: (x) => x >= 0 && Number.isInteger(x) };
export const logWeight: Constraint = { words: 'a number below infinity', holds: (x) => x < Infinity };

/**
 * Throws if any of `values` breaks the constraint.
 *
 * @throws RangeError that names law, parameter, shape and the first bad value with its place.
 */
export function check(
  law: string,
  parameter: string,
  values: ArrayLike<number>,
  shape: readonly number[],
  { words, holds }: Constraint,
): void {
  for (let i = 0; i < values.length; i++) {
    if (holds(values[i])) continue;
    throw new RangeError(
      `${law}: ${parameter} of shape [${shape}] must be ${words}; got ${values[i]} at [${placeOf(i, shape)}]`,
    );
  }
}
