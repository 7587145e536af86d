import { hypergeometricDraws } from '@baytes/kernels';
import { count } from '../constraint';
import { defineLaw } from '../law';

/**
 * Hypergeometric draws: marked items among `drawn` that are taken, without replacement, from `total`, of which `marked` are marked.
 *
 * HRUA (Stadlober 1990); one by one where few are drawn. Where more are marked or drawn than there are, the draw is NaN.
 *
 * @param parameters `total`, `marked`, `drawn`: whole numbers.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * hypergeometric(key(0), { total: 100, marked: 30, drawn: 10 }, { shape: [100] });
 */
export const hypergeometric = /* @__PURE__ */ defineLaw(['total', 'marked', 'drawn'], {
  law: 'hypergeometric',
  kernel: 'RandomHypergeometric',
  parameters: { total: count, marked: count, drawn: count },
  draw: (key, out, total, marked, drawn) => hypergeometricDraws(key, total, marked, drawn, out),
});
