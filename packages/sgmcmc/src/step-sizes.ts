/** Steps a ((b + i) / (b + 1))^-c, i = 1, 2, ...: the first is a. */
export interface StepSizes {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** The i-th step, i from 1 on. */
export const stepSize = ({ a, b, c }: StepSizes, i: number): number => a * ((b + i) / (b + 1)) ** -c;
