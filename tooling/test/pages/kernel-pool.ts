// One E step by one thread and by pools of workers: what the page reports is every number to its last bit.
import { key, kernelPool, type MixtureMoments, mixtureMoments, uniformStream } from '@baytes/kernels';

const components = 3;
const dimensions = 4;
const rowCount = 5000;

function hexOf(moments: MixtureMoments): string {
  const numbers = Float64Array.of(moments.logLikelihood, ...moments.counts, ...moments.first, ...moments.second);
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
  const alone = hexOf(mixtureMoments(density, rows, 'full', weights));
  const together: Record<number, string> = {};
  for (const workers of [1, 2, 3]) {
    const pool = await kernelPool(workers);
    together[workers] = hexOf(await pool.mixtureMoments(density, rows, 'full', weights));
    await pool.terminate();
  }
  return { isolated: globalThis.crossOriginIsolated ?? false, alone, together };
}
