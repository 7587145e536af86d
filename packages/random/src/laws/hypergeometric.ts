import { hypergeometricDraws, type Parameter } from '@baytes/kernels';
import { at } from '../at';
import { count } from '../constraint';
import { defineLaw } from '../law';

function atMostTotal(name: string, part: Parameter, total: Parameter): void {
  const length = Math.max(...[part, total].map((each) => (typeof each === 'number' ? 1 : each.length)));
  for (let i = 0; i < length; i++) {
    if (!(at(part, i) > at(total, i))) continue;
    throw new RangeError(`hypergeometric: ${name} is ${at(part, i)} of a total of ${at(total, i)} (element ${i} of ${length})`);
  }
}

/**
 * Hypergeometric draws: marked items among `drawn` that are taken, without replacement, from `total`, of which `marked` are marked.
 *
 * HRUA (Stadlober 1990); one by one where few are drawn. It is an error where more are
 * marked or drawn than there are.
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
  draw: (key, out, total, marked, drawn) => {
    atMostTotal('marked', marked, total);
    atMostTotal('drawn', drawn, total);
    hypergeometricDraws(key, total, marked, drawn, out);
  },
});
