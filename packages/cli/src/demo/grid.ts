import type { Matrix } from '@baytes/kernels';
import { GaussianMixture } from '@baytes/mixtures';

const LATTICE = [-4, -2, 0, 2, 4];

/** The true means, 25 x 2. */
export const gridMeans: readonly (readonly [number, number])[] = LATTICE.flatMap((x) => LATTICE.map((y) => [x, y] as const));

/** 25 equal Gaussians on a lattice, the simulation of Big Learning EM's paper (arXiv 2312.11926). */
export const gridTruth = (): GaussianMixture =>
  GaussianMixture.fromParameters({
    covariance: 'spherical',
    weights: gridMeans.map(() => 1 / gridMeans.length),
    means: gridMeans,
    covariances: gridMeans.map(() => 0.1),
  });

/** How many of the true means have a fitted one (K x 2) within half a unit; which do not. */
export function modesFound(
  truth: readonly (readonly [number, number])[],
  fitted: Float64Array | Matrix,
): { found: number; missed: (readonly [number, number])[] } {
  const means = fitted instanceof Float64Array ? fitted : fitted.data;
  const missed = truth.filter(([x, y]) => {
    for (let at = 0; at < means.length; at += 2) if (Math.hypot(means[at] - x, means[at + 1] - y) < 0.5) return false;
    return true;
  });
  return { found: truth.length - missed.length, missed };
}
