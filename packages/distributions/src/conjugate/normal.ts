// Normal observations: a normal prior on their mean, an inverse gamma prior on their variance.
import { inverseGamma } from '../laws/continuous/inverse-gamma';
import { normal } from '../laws/continuous/normal';
import type { Updates } from './conjugate-update';
import { weightedSum } from './sums';

export const normalUpdates: readonly Updates[] = [
  {
    prior: normal,
    updates: [
      {
        likelihood: 'normal',
        known: ['scale'],
        posterior: ({ loc: [loc], scale: [deviation] }, sample, { scale }) => {
          // Precisions add up; the mean is their weighted average, taken about the prior's so that no digits are lost.
          const prior = 1 / deviation ** 2;
          const data = weightedSum(sample, () => 1) / scale ** 2;
          const pull = weightedSum(sample, (x) => x - loc) / scale ** 2;
          return { loc: loc + pull / (prior + data), scale: 1 / Math.sqrt(prior + data) };
        },
      },
    ],
  },
  {
    prior: inverseGamma,
    updates: [
      {
        likelihood: 'normal',
        known: ['loc'],
        posterior: ({ concentration: [concentration], scale: [scale] }, sample, { loc }) => ({
          concentration: concentration + weightedSum(sample, () => 0.5),
          scale: scale + weightedSum(sample, (x) => 0.5 * (x - loc) ** 2),
        }),
      },
    ],
  },
];
