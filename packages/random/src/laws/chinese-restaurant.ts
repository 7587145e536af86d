import { chineseRestaurantDraws } from '@baytes/kernels';
import { count, nonNegative } from '../constraint';
import { defineLaw } from '../law';

/**
 * CRT draws: the number of tables that customers of a Chinese restaurant occupy, a sum of Bernoulli(r / (r + i)) over i = 0, 1, ...,
 * customers - 1, r the concentration. The augmentation of negative binomial models (Zhou and Carin 2015).
 *
 * One by one where that is short; else thinned out of a geometric walk, at a cost of the order of the result.
 *
 * @param parameters `customers` whole, from 0 on; `concentration` >= 0 (at 0, all sit at one table).
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * chineseRestaurant(key(0), { customers: [10, 1000], concentration: 0.5 });
 */
export const chineseRestaurant = /* @__PURE__ */ defineLaw(['customers', 'concentration'], {
  law: 'chineseRestaurant',
  kernel: 'RandomChineseRestaurant',
  parameters: { customers: count, concentration: nonNegative },
  draw: (key, out, customers, concentration) => chineseRestaurantDraws(key, customers, concentration, out),
});
