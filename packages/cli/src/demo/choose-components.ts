import type { Matrix } from '@baytes/kernels';
import { type FitOptions, GaussianMixture } from '@baytes/mixtures';
import { follow } from '../fitting/follow';
import type { Candidate } from '../report/chapter';
import type { Watch } from './compare';

/** Fits mixtures of each size and scores them by BIC on the rows that they were fitted to; lower is better. */
export async function candidatesByBic(
  rows: Matrix,
  sizes: readonly number[],
  options: Partial<FitOptions>,
  { progress, interrupt }: Watch,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  progress.start(`BIC of K = ${sizes[0]} to ${sizes[sizes.length - 1]}`);
  for (const [at, components] of sizes.entries()) {
    const { result: model } = await follow(GaussianMixture.fitting(rows, { ...options, components }), interrupt, (snapshot) =>
      progress.update(at * snapshot.total + snapshot.step, sizes.length * snapshot.total, snapshot.metrics.best),
    );
    if (!model) break;
    found.push({ components, bic: model.bic(rows), logLikelihood: model.score(rows) });
  }
  const best = leastBic(found);
  progress.stop(best ? `least at K = ${best.components}` : 'stopped');
  return found;
}

/** The candidate with the least BIC. */
export const leastBic = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((best, each) => (best && best.bic <= each.bic ? best : each), undefined);
