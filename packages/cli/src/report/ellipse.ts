import { cholesky, type Matrix } from '@baytes/kernels';

/**
 * Points of the ellipse that holds `share` of a Gaussian in two dimensions: mean + r L (cos t, sin t), where L L' is the covariance
 * and r^2 = -2 log(1 - share), a quantile of chi-squared with two degrees of freedom.
 */
export function ellipse(mean: readonly [number, number], covariance: Matrix, share: number, points = 64): [number, number][] {
  const [xx = 0, yx = 0, yy = 0] = cholesky(covariance.data, 2) ?? [];
  const r = Math.sqrt(-2 * Math.log(1 - share));
  return Array.from({ length: points + 1 }, (_, i) => {
    const c = r * Math.cos((2 * Math.PI * i) / points);
    const s = r * Math.sin((2 * Math.PI * i) / points);
    return [mean[0] + xx * c, mean[1] + yx * c + yy * s];
  });
}
