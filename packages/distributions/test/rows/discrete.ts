// The registry of the discrete laws: what the suite has to know of each beyond its golden rows.
import { bernoulli } from '../../src';
import type { Row } from '../suite/row';

export const discreteRows: Record<string, Row> = {
  bernoulli: { factory: bernoulli as never, smooth: { probs: [0.2, 0.8] } },
};
