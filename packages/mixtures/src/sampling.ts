import { cholesky, foldIn, key, type Matrix, normalStream, uniformStream } from '@baytes/kernels';
import { covarianceOf, type MixtureParameters } from './parameters';

/** n draws from a mixture, n x D, and the components that they came from: first the component, then mean + L z. */
export function drawRows(parameters: MixtureParameters, n: number, seed: number): { rows: Matrix; labels: Int32Array } {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`n: expected a number of draws; got ${n}`);
  const { components: K, dimensions: D, weights, means } = parameters;
  const uniform = uniformStream(foldIn(key(seed), 0));
  const normal = normalStream(foldIn(key(seed), 1));
  const factors = Array.from({ length: K }, (_, k) => cholesky(covarianceOf(parameters, k), D)!);
  const last = weights.reduce((found, w, k) => (w > 0 ? k : found), 0);
  const data = new Float64Array(n * D);
  const labels = new Int32Array(n);
  const z = new Float64Array(D);
  for (let r = 0; r < n; r++) {
    let u = uniform();
    let k = 0;
    // Rounding may leave a little of u at the end; it belongs to the last component that has a weight.
    while (k < last && u >= weights[k]) u -= weights[k++];
    labels[r] = k;
    for (let j = 0; j < D; j++) z[j] = normal();
    const L = factors[k];
    for (let i = 0, at = 0; i < D; i++) {
      let x = means[k * D + i];
      for (let j = 0; j <= i; j++, at++) x += L[at] * z[j];
      data[r * D + i] = x;
    }
  }
  return { rows: { data, rows: n, columns: D }, labels };
}
