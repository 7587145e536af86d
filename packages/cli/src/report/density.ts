import { line, rectY, ruleY } from '@observablehq/plot';
import type { GaussianMixture } from '@baytes/mixtures';
import type { Chapter, Fit } from './chapter';
import { colourOfMethod } from './colours';
import { draw } from './drawing';
import type { Html } from './html';

/** Rows of one column as a histogram, with the density of a mixture (and of its components) or the centres of k-means on top. */
export function density({ title, rows, columns }: Chapter, fit: Fit, wide = false): Html {
  const values = rows.data.filter((value) => !Number.isNaN(value)).sort();
  const low = values[0];
  const high = values[values.length - 1];
  const bins = Math.max(5, Math.min(60, Math.ceil(2 * Math.cbrt(values.length))));
  const width = (high - low) / bins || 1;
  const bars = Array.from({ length: bins }, (_, i) => ({ from: low + i * width, to: low + (i + 1) * width, height: 0 }));
  for (const value of values) bars[Math.min(bins - 1, Math.floor((value - low) / width))].height += 1 / (values.length * width);
  const colour = colourOfMethod(fit.method);
  const along = Array.from({ length: 241 }, (_, i) => low - width + ((high - low + 2 * width) * i) / 240);
  return draw(`${title}: the rows and ${fit.name}`, {
    width: wide ? 1080 : 290,
    height: wide ? 480 : 240,
    style: { background: 'none', fontSize: '11px' },
    marginLeft: 46,
    marginBottom: 38,
    x: { label: columns[0], labelArrow: 'none', labelAnchor: 'center', ticks: 6 },
    y: { label: 'density', labelArrow: 'none', ticks: 4 },
    marks: [
      rectY(bars, { x1: 'from', x2: 'to', y: 'height', fill: 'var(--points)', fillOpacity: 0.45, inset: 0.5 }),
      ruleY([0], { stroke: 'var(--rule)' }),
      ...(fit.mixture ? curves(fit.mixture, along, colour) : []),
      ...(fit.centres
        ? [
            line(
              [...fit.centres].flatMap((x) => [
                { x, y: 0 },
                { x, y: Math.max(...bars.map(({ height }) => height)) },
              ]),
              { x: 'x', y: 'y', z: 'x', stroke: colour, strokeWidth: 2 },
            ),
          ]
        : []),
    ],
  });
}

function curves(mixture: GaussianMixture, along: readonly number[], colour: string) {
  const whole = mixture.scoreSamples(along.map((x) => [x]));
  const shares = mixture.predictProba(along.map((x) => [x])).data;
  const K = mixture.components;
  const parts = along.flatMap((x, i) =>
    Array.from({ length: K }, (_, k) => ({ x, y: Math.exp(whole[i]) * shares[i * K + k], k })),
  );
  return [
    line(parts, { x: 'x', y: 'y', z: 'k', stroke: colour, strokeOpacity: 0.5, strokeWidth: 1.2 }),
    line(
      along.map((x, i) => ({ x, y: Math.exp(whole[i]) })),
      { x: 'x', y: 'y', stroke: colour, strokeWidth: 2.2 },
    ),
  ];
}
