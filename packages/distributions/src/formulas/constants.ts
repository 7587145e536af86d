/** Euler's constant: the mean of the standard Gumbel law. */
export const EULER = 0.5772156649015329;

/** log sqrt(2 pi) */
export const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
