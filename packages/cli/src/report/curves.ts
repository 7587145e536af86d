import { dot, gridY, line } from '@observablehq/plot';
import type { Chapter } from './chapter';
import { colourOfMethod } from './colours';
import { draw } from './drawing';
import type { Html } from './html';

interface Point {
  readonly step: number;
  readonly value: number;
  readonly method: string;
  readonly run: string;
  readonly best: boolean;
}

/** Training likelihood of every run of every method by iteration; undefined where no fit has a history. `wide` for a picture alone. */
export function likelihoodCurves({ title, fits }: Chapter, wide = false): Html | undefined {
  const points: Point[] = [];
  const ends: number[] = [];
  for (const { method, name, mixture } of fits) {
    const history = mixture?.history ?? [];
    if (history.length === 0) continue;
    const last = new Map(history.map((entry) => [entry.run, entry.logLikelihood]));
    const bestRun = [...last].reduce((best, run) => (run[1] > best[1] ? run : best))[0];
    ends.push(last.get(bestRun)!);
    for (const { run, step, logLikelihood } of history) {
      points.push({
        step: Math.max(step, 1),
        value: logLikelihood,
        method: colourOfMethod(method),
        run: `${name} ${run}`,
        best: run === bestRun,
      });
    }
  }
  if (points.length === 0) return undefined;
  // A start far from the data has a likelihood so low that it would press everything else into a line.
  const high = Math.max(...points.map(({ value }) => value));
  const low = Math.min(...points.map(({ value }) => value));
  const worstEnd = Math.min(...ends);
  const from = Math.max(low, Math.min(worstEnd - (high - worstEnd), high - 0.05 * Math.max(1, Math.abs(high))));
  // Ticks closer than this would differ in digits that nobody reads.
  const span = Math.max(high - from, 1e-3 * Math.max(1, Math.abs(high)));
  const most = Math.max(...points.map(({ step }) => step));
  const style = { x: 'step', y: 'value', z: 'run', stroke: 'method', clip: 'frame' } as const;
  return draw(`${title}: training log-likelihood by iteration`, {
    width: wide ? 1000 : 480,
    height: 290,
    marginLeft: 60,
    marginBottom: 38,
    x: {
      // Methods differ by orders of magnitude in how many iterations they take.
      type: most > 30 ? 'log' : 'linear',
      domain: [1, Math.max(2, most)],
      label: 'iteration',
      labelArrow: 'none',
      labelAnchor: 'center',
      ticks: most > 30 ? 4 : Array.from({ length: most }, (_, i) => i + 1).filter((step) => step % Math.ceil(most / 10) === 0),
      tickFormat: ',d',
    },
    y: {
      domain: [high - span, high + 0.03 * span],
      label: 'mean log-likelihood of a training row',
      labelArrow: 'none',
      ticks: 6,
    },
    color: { type: 'identity' },
    marks: [
      gridY({ stroke: 'var(--rule)', strokeOpacity: 1 }),
      line(
        points.filter(({ best }) => !best),
        { ...style, strokeOpacity: 0.3, strokeWidth: 1 },
      ),
      line(
        points.filter(({ best }) => best),
        { ...style, strokeWidth: 2.2 },
      ),
    ],
  });
}

/** BIC over the number of components, the least one marked; undefined where fewer than two were tried. */
export function bicCurve({ title, candidates = [] }: Chapter): Html | undefined {
  if (candidates.length < 2) return undefined;
  const least = candidates.reduce((best, each) => (each.bic < best.bic ? each : best));
  return draw(`${title}: BIC over the number of components, least at ${least.components}`, {
    width: 480,
    height: 290,
    marginLeft: 60,
    marginBottom: 38,
    x: {
      label: 'components, K',
      labelArrow: 'none',
      labelAnchor: 'center',
      ticks: candidates.map(({ components }) => components),
      tickFormat: 'd',
      inset: 12,
    },
    y: { label: 'BIC (lower is better)', labelArrow: 'none', nice: true, ticks: 6, inset: 6 },
    marks: [
      gridY({ stroke: 'var(--rule)', strokeOpacity: 1 }),
      line(candidates, { x: 'components', y: 'bic', stroke: 'var(--em)', strokeWidth: 2 }),
      dot(candidates, { x: 'components', y: 'bic', fill: 'var(--card)', stroke: 'var(--em)', strokeWidth: 2, r: 4 }),
      dot([least], { x: 'components', y: 'bic', fill: 'var(--em)', stroke: 'var(--em)', r: 6 }),
    ],
  });
}
