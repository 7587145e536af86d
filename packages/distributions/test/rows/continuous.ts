// The registry of the continuous laws: what the suite has to know of each beyond its golden rows.
import { gamma, normal } from '../../src';
import type { Row } from '../suite/row';

export const continuousRows: Record<string, Row> = {
  gamma: { factory: gamma as never, smooth: { x: [0.5, 2], concentration: [1.5, 3], rate: [0.8, 2] } },
  normal: { factory: normal as never, smooth: { x: [-1, 2], loc: [-0.5, 1], scale: [0.8, 2] } },
};
