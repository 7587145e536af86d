// Kernels over rows of K values and K parameters: one number a row, in float64 and rounded once, since what it is made of is large
// and cancels.
import { broadcastShape, broadcastValues } from '@baytes/tensor';

type Shapes = { readonly x: readonly number[]; readonly parameters: readonly number[] };

/** The shape of the result: that of the broadcast rows. */
export const rowsShape = (law: string, { x, parameters }: Shapes): number[] =>
  broadcastShape({ value: x, parameters }, law).slice(0, -1);

/** Calls `row` with the values and parameters of each. */
export function eachRow(
  law: string,
  values: { readonly x: Float32Array; readonly parameters: Float32Array },
  shapes: Shapes,
  out: Float32Array,
  row: (events: Float32Array, parameters: Float32Array) => number,
): void {
  const whole = broadcastShape({ value: shapes.x, parameters: shapes.parameters }, law);
  const K = whole[whole.length - 1];
  const events = broadcastValues(values.x, shapes.x, whole);
  const parameters = broadcastValues(values.parameters, shapes.parameters, whole);
  for (let i = 0; i < out.length; i++) {
    out[i] = row(events.subarray(i * K, (i + 1) * K), parameters.subarray(i * K, (i + 1) * K));
  }
}
