// The constraints on single numbers that laws name.
import { cast, zerosLike } from '@tensorflow/tfjs-core';
import { type Interval, interval } from './interval';

export const real: Interval = interval(-Infinity, Infinity, { name: 'real', words: 'finite' });
/** A bound that may be infinite, which then bounds nothing. */
export const extendedReal: Interval = {
  ...real,
  name: 'extendedReal',
  words: 'a number, which may be infinite',
  holds: ({ 0: x }) => !Number.isNaN(x),
  outside: (x) => zerosLike(cast(x, 'bool')),
};
export const integer: Interval = interval(-Infinity, Infinity, { name: 'integer', words: 'a whole number', integer: true });
export const positive: Interval = interval(0, Infinity, { name: 'positive', words: 'positive and finite' });
export const nonNegative: Interval = interval(0, Infinity, {
  name: 'nonNegative',
  words: 'finite and not negative',
  closed: 'low',
});
export const unitInterval: Interval = interval(0, 1, { name: 'unitInterval', words: 'between 0 and 1', closed: 'both' });
export const openUnitInterval: Interval = interval(0, 1, { name: 'openUnitInterval', words: 'above 0 and below 1' });
export const count: Interval = interval(0, Infinity, {
  name: 'count',
  words: 'a whole number from 0 on',
  closed: 'low',
  integer: true,
});
export const positiveCount: Interval = interval(1, Infinity, {
  name: 'positiveCount',
  words: 'a whole number from 1 on',
  closed: 'low',
  integer: true,
});
export const binary: Interval = interval(0, 1, { name: 'binary', words: '0 or 1', closed: 'both', integer: true });
