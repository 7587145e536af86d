import type { Method } from './chapter';

/** How many colours labels have; a label beyond them is drawn in the last one. */
export const LABEL_COLOURS = 8;

export const colourOfMethod = (method: Method): string => `var(--${method})`;

export const colourOfLabel = (index: number): string => `var(--label-${Math.min(index, LABEL_COLOURS - 1)})`;
