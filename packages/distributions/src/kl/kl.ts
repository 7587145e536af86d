import type { KeyLike } from '@baytes/random';
import { broadcastShape, ensureGradients } from '@baytes/tensor';
import { broadcastTo, mean, sub, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Distribution } from '../distribution';
import { parametersOf } from '../page-of';
import { betaFamily } from './beta-family';
import { counts } from './counts';
import { gammaFamily } from './gamma-family';
import { locationAndConcentration } from './location-and-concentration';
import { matrices } from './matrices';
import { normalFamily } from './normal-family';
import type { ClosedForm, ClosedForms } from './pair';
import { scaleFamilies } from './scale-families';

const families: readonly ClosedForms[] = [
  normalFamily,
  gammaFamily,
  betaFamily,
  scaleFamilies,
  counts,
  locationAndConcentration,
  matrices,
];

function closedForm(p: string, q: string): ClosedForm | undefined {
  for (const family of families) {
    const form = family[p]?.[q];
    if (form !== undefined) return form;
  }
  return undefined;
}

/** The pairs of laws that have a closed form, as `[p, q]`. */
export const klPairs = (): [string, string][] =>
  families.flatMap((family) =>
    Object.entries(family).flatMap(([p, forms]) => Object.keys(forms).map((q): [string, string] => [p, q])),
  );

export interface KlOptions {
  /** Where there is no closed form: the average of log p(x) - log q(x) over draws x of p, with pathwise derivatives. */
  monteCarlo?: {
    key: KeyLike;
    /** How many draws. Default 1000. */
    draws?: number;
  };
}

/**
 * The Kullback-Leibler divergence E_p[log p(x) - log q(x)], in nats, of the shape that both batches broadcast to. Infinite where p puts
 * mass at what q excludes.
 *
 * @throws Error where the pair has no closed form, unless an average over draws is asked for.
 *
 * @example
 * kl(normal({ loc: 0, scale: 1 }), normal({ loc: 1, scale: 1 })); // 0.5
 */
export function kl(p: Distribution, q: Distribution, { monteCarlo }: KlOptions = {}): Tensor {
  const batches = { 'the batch of p': p.batchShape, 'that of q': q.batchShape };
  const shape = broadcastShape(batches, `kl(${p.law}, ${q.law})`);
  if (String(p.eventShape) !== String(q.eventShape))
    throw new RangeError(
      `kl(${p.law}, ${q.law}): events must have one shape; they have [${p.eventShape}] and [${q.eventShape}]`,
    );
  if (p.law === 'independent' && q.law === 'independent') {
    // Independent components: the sum of theirs.
    const [a, b] = [p, q].map(({ parameters }) => parameters as unknown as { distribution: Distribution; rank: number });
    if (a.rank === b.rank)
      return tidy(() => {
        const each = kl(a.distribution, b.distribution, { monteCarlo });
        return sum(
          each,
          Array.from({ length: a.rank }, (_, i) => -1 - i),
        );
      });
  }
  const form = closedForm(p.law, q.law);
  ensureGradients();
  if (form !== undefined) return tidy(() => broadcastTo(form(parametersOf(p), parametersOf(q)), shape));
  if (monteCarlo === undefined)
    throw new Error(
      `kl(${p.law}, ${q.law}): there is no closed form; kl(p, q, { monteCarlo: { key, draws } }) averages over draws of p`,
    );
  const { key, draws = 1000 } = monteCarlo;
  return tidy(() => {
    const { value, logProb } = p.expand(shape).sampleAndLogProb(key, { shape: [draws] });
    return mean(sub(logProb, q.expand(shape).logProb(value)), 0);
  });
}
