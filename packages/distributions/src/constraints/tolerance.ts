/** How far an equation may be off, relative to 1: float32 sums of up to some thousand numbers. */
export const TOLERANCE = 1e-4;
