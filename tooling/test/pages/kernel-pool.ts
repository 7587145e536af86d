// One E step, and one assignment to centres, by one thread and by pools of workers: what the page reports is every number to its last bit.
import {
  key,
  kernelPool,
  type KMeansMoments,
  type MixtureMoments,
  mixtureMoments,
  nearestCentres,
  uniformStream,
} from '@baytes/kernels';

const components = 3;
const dimensions = 4;
const rowCount = 9000;

function hexOf(moments: MixtureMoments, { inertia, counts, sums, labels, distances }: KMeansMoments): string {
  const numbers = Float64Array.of(
    ...[moments.logLikelihood, ...moments.counts, ...moments.first, ...moments.second],
    ...[inertia, ...counts, ...sums, ...labels, ...distances],
  );
  return Array.from(new BigUint64Array(numbers.buffer), (bits) => bits.toString(16)).join(' ');
}

export default async function run(): Promise<{ isolated: boolean; alone: string; together: Record<number, string> }> {
  const uniform = uniformStream(key(1));
  const draw = (length: number) => Float64Array.from({ length }, uniform);
  const rows = draw(rowCount * dimensions);
  const weights = draw(rowCount);
  const density = {
    shape: 'full' as const,
    components,
    dimensions,
    means: draw(components * dimensions),
    whitening: draw((components * dimensions * (dimensions + 1)) / 2),
    logConstants: draw(components),
  };
  const centres = draw(7 * dimensions);
  const alone = hexOf(mixtureMoments(density, rows, 'full', weights), nearestCentres(rows, dimensions, centres, weights));
  const together: Record<number, string> = {};
  for (const workers of [1, 2, 3]) {
    const pool = await kernelPool(workers);
    together[workers] = hexOf(
      await pool.mixtureMoments(density, rows, 'full', weights),
      await pool.nearestCentres(rows, dimensions, centres, weights),
    );
    await pool.terminate();
  }
  return { isolated: globalThis.crossOriginIsolated ?? false, alone, together };
}
