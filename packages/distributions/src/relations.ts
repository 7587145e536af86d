// What must hold between the parameters of a law: low < high, marked <= total, degrees of freedom above a matrix's size.
import { broadcastShape, broadcastValues, shapeOf } from '@baytes/tensor';
import type { ParameterLike } from './parameters';
import { readable } from './readable';

/** A condition on the numbers of several parameters, element by element of the shape that they broadcast to. */
export interface Relation<P extends string = string> {
  /** The parameters that it is about; the first one is named in the error. */
  readonly of: readonly P[];
  /** As it ends the sentence "... must be". */
  readonly words: string;
  holds(...numbers: number[]): boolean;
}

/**
 * Checks every number of the parameters whose values are at hand without waiting.
 *
 * @throws RangeError that names law, parameters, and the first numbers for which a relation does not hold.
 */
export function checkRelations(
  law: string,
  relations: readonly Relation[],
  settled: Readonly<Record<string, ParameterLike>>,
): void {
  for (const { of, words, holds } of relations) {
    if (!of.every((name) => name in settled)) continue;
    const shapes = Object.fromEntries(of.map((name) => [name, shapeOf(settled[name])]));
    const whole = broadcastShape(shapes, law);
    const values = of.map((name) => {
      const numbers = readable(settled[name]);
      return numbers && broadcastValues(Float32Array.from(numbers), shapes[name], whole);
    });
    if (values.some((each) => each === undefined)) continue;
    const numbers = values as Float32Array[];
    for (let i = 0; i < numbers[0].length; i++) {
      const each = numbers.map((value) => value[i]);
      if (holds(...each)) continue;
      const got = of.map((name, j) => `${name} ${each[j]}`).join(' and ');
      throw new RangeError(`${law}: ${of[0]} of shape [${shapes[of[0]]}] must be ${words}; got ${got}`);
    }
  }
}
