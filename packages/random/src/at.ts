/** Element `i` of a parameter that is one number for all draws, or one a draw. */
export const at = (parameter: number | ArrayLike<number>, i: number): number =>
  typeof parameter === 'number' ? parameter : parameter[i];
