// One training with document completion as it goes, and what came of it.
import { fittingDlda, fittingLda, GammaBeliefNetwork } from '@baytes/topics';
import { newsgroups } from '../../bench/topics-data.mjs';

/**
 * @typedef {object} Input
 * @property {string} folder of data sets
 * @property {'lda' | 'gibbs' | 'tlasgr' | 'tlfsgr' | 'sgrld'} method
 * @property {number[]} layers
 * @property {number} steps sweeps or mini-batches
 * @property {number} from the first step that gives a sample
 * @property {number} every
 * @property {number} sweeps of the test documents for each sample
 * @property {'expected' | 'drawn'} rates
 * @property {boolean} [collapsed]
 * @property {boolean} [optimizeAlpha]
 * @property {boolean} [expectedCounts]
 * @property {number} seed
 *
 * @typedef {{ perplexity: number, samples: number, lastSample: number, protocol: string, trainSeconds: number, seconds: number, curve: { step: number, seconds: number, samples: number, perplexity: number }[] }} Result
 */

/** @param {Input} input @param {(share: number) => void} emit @returns {Promise<Result>} */
export async function topicsRun({ folder, method, layers, steps, from, every, sweeps, rates, seed, ...more }, emit) {
  const { train, observed, held } = newsgroups(folder);
  const completion = { observed, held, from, every, sweeps, rates };
  const common = { seed, completion };
  const stream =
    method === 'lda'
      ? fittingLda(train, { topics: layers[0], sweeps: steps, optimizeAlpha: more.optimizeAlpha ?? false, ...common })
      : method === 'gibbs'
        ? GammaBeliefNetwork.fitting(train, {
            layers,
            sweeps: steps,
            ...(more.collapsed !== undefined && { collapsed: more.collapsed }),
            ...common,
          })
        : fittingDlda(train, {
            layers,
            batches: steps,
            sampler: method,
            expectedCounts: more.expectedCounts ?? false,
            ...common,
          });
  const processor = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const start = processor();
  let trainSeconds = 0;
  const curve = [];
  let last;
  for await (const { step, metrics } of stream) {
    if (step <= from) trainSeconds = processor() - start;
    last = metrics.completion;
    if (step % Math.max(1, Math.floor(steps / 20)) === 0) {
      emit(step / steps);
      if (last && last.samples > 0)
        curve.push({ step, seconds: processor() - start, samples: last.samples, perplexity: last.perplexity });
    }
  }
  if (!last) throw new Error('no snapshot');
  // Seconds of training alone: test documents cost nothing before the first sample.
  return { ...last, trainSeconds: (trainSeconds * steps) / from, seconds: processor() - start, curve };
}
