// A Dirichlet prior on shares: counts are added to the concentration.
import { dirichlet } from '../laws/multivariate/dirichlet';
import type { Updates } from './conjugate-update';

export const dirichletUpdates: Updates = {
  prior: dirichlet,
  updates: [
    {
      likelihood: 'categorical',
      posterior: ({ concentration }, { values, weights }) => {
        const counts = [...concentration];
        for (let row = 0; row < weights.length; row++) {
          const category = values[row];
          if (!(category < counts.length))
            throw new RangeError(`dirichlet: there are ${counts.length} categories, from 0 on; got ${category} at [${row}]`);
          counts[category] += weights[row];
        }
        return { concentration: counts };
      },
    },
    ...['oneHotCategorical', 'multinomial'].map((likelihood) => ({
      likelihood,
      posterior: (
        { concentration }: Readonly<Record<string, readonly number[]>>,
        { values, size, weights }: { values: Float64Array; size: number; weights: Float64Array },
      ) => {
        if (size !== concentration.length)
          throw new RangeError(`dirichlet: observations must be rows of ${concentration.length} counts; they have ${size}`);
        const counts = [...concentration];
        for (let row = 0; row < weights.length; row++)
          for (let k = 0; k < size; k++) counts[k] += weights[row] * values[row * size + k];
        return { concentration: counts };
      },
    })),
  ],
};
