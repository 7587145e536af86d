import type { Tensor } from '@tensorflow/tfjs-core';

/** What a parameter or a draw can be: the whole of one event (a number, a vector, a matrix). */
export interface Constraint {
  /** As it is written in tables and in JSON. */
  readonly name: string;
  /** As it ends the sentence "must be ...". */
  readonly words: string;
  /** How many axes one event has: 0 for numbers, 1 for vectors, 2 for matrices. */
  readonly eventRank: number;
  /** Whether only countably many values are meant, so that a law over it has masses rather than densities. */
  readonly discrete: boolean;
  /**
   * Whether one event holds, on the host: numbers by rows and the shape of the event. Tolerant of float32 rounding where a
   * constraint is an equation.
   */
  holds(event: ArrayLike<number>, shape: readonly number[]): boolean;
  /**
   * True where x is outside, without the event's axes. NaN is not outside: it travels on, so that it is seen.
   */
  outside(x: Tensor): Tensor;
  /**
   * An event of that shape that holds: what formulas are given in place of x outside, so that their gradients are not NaN there.
   * Intervals, and arrays of them, have theirs from their bounds.
   */
  inside?(shape: readonly number[]): Tensor;
}

/** Text for errors and tables. */
export const describe = ({ words }: Constraint): string => `must be ${words}`;
