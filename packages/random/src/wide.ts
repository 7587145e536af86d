import type { Parameter } from '@baytes/kernels';

/** A parameter in float64, one number for each of `length` draws. */
export function wide(parameter: Parameter, length: number): Float64Array {
  return typeof parameter === 'number' ? new Float64Array(length).fill(parameter) : new Float64Array(parameter);
}

/** What a derivative beyond those that a law has throws. */
export function beyond(law: string, order: string): never {
  throw new Error(`${law}: there is no ${order} derivative of a draw in its parameters; stopGradient says that none is wanted`);
}
