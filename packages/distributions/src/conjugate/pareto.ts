// A Pareto prior on the upper end of a uniform law that starts at 0.
import { pareto } from '../laws/continuous/pareto';
import type { Updates } from './conjugate-update';
import { weightedSum } from './sums';

export const paretoUpdates: Updates = {
  prior: pareto,
  updates: [
    {
      likelihood: 'uniform',
      posterior: ({ concentration: [concentration], scale: [scale] }, sample) => {
        let largest = scale;
        sample.values.forEach((x, row) => {
          if (sample.weights[row] > 0 && x > largest) largest = x;
          if (!(x >= 0)) throw new RangeError(`pareto: observations must be from 0 on; got ${x} at [${row}]`);
        });
        return { concentration: concentration + weightedSum(sample, () => 1), scale: largest };
      },
    },
  ],
};
