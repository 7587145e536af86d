// Observations as people give them, checked and laid out by rows.
import { Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint';
import type { WeightedSample } from './exponential-family';

/** Observations: numbers, or rows of numbers where one event is a vector. */
export type Observations = ArrayLike<number> | readonly ArrayLike<number>[] | Tensor;

/**
 * Observations with their weights.
 *
 * @param law for errors.
 * @param weights one for each observation. Default: 1.
 * @throws RangeError that names the first weight or row that does not fit.
 */
export function weighted(law: string, observations: Observations, given?: ArrayLike<number>): WeightedSample {
  const { values, size } = rowsOf(observations);
  const rows = values.length / size;
  if (rows === 0) throw new RangeError(`${law}: there are no observations`);
  const weights = given === undefined ? new Float64Array(rows).fill(1) : Float64Array.from(given);
  if (weights.length !== rows)
    throw new RangeError(`${law}: weights must be ${rows}, one for each observation; got ${weights.length}`);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad >= 0)
    throw new RangeError(`${law}: weights of shape [${rows}] must be finite and not negative; got ${weights[bad]} at [${bad}]`);
  if (!weights.some((weight) => weight > 0)) throw new RangeError(`${law}: all weights are 0`);
  return { values, size, weights };
}

function rowsOf(observations: Observations): { values: Float64Array; size: number } {
  if (observations instanceof Tensor) {
    const { shape } = observations;
    return { values: Float64Array.from(observations.dataSync()), size: shape.length > 1 ? shape[shape.length - 1] : 1 };
  }
  const first = (observations as ArrayLike<unknown>)[0];
  if (typeof first !== 'object' || first === null)
    return { values: Float64Array.from(observations as ArrayLike<number>), size: 1 };
  const rows = observations as readonly ArrayLike<number>[];
  const size = rows[0].length;
  const values = new Float64Array(rows.length * size);
  rows.forEach((row, i) => {
    if (row.length !== size)
      throw new RangeError(`observations must be rows of one length; row 0 has ${size} numbers, row ${i} has ${row.length}`);
    values.set(Array.from(row), i * size);
  });
  return { values, size };
}

/** Throws for the first row outside a law's support. */
export function checkRows(law: string, { values, size, weights }: WeightedSample, support: Constraint): void {
  for (let row = 0; row < weights.length; row++) {
    const event = Array.from(values.subarray(row * size, (row + 1) * size));
    if (!support.holds(event, support.eventRank === 0 ? [] : [size]))
      throw new RangeError(
        `${law}: observations must be ${support.words}; got ${size === 1 ? event[0] : `[${event}]`} at [${row}]`,
      );
  }
}
