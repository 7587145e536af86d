import { dot, frame, line, type PlotOptions, text } from '@observablehq/plot';
import type { Chapter, Fit } from './chapter';
import { colourOfLabel, colourOfMethod } from './colours';
import { draw } from './drawing';
import { ellipse } from './ellipse';
import type { Html } from './html';
import { columnPlane, type Plane, principalPlane } from './plane';

/** Points drawn at the most; more would only be blots. */
const MOST_POINTS = 2500;

/** Share of each component that its ellipse holds. */
export const ELLIPSE_SHARE = 0.9;

/** What the pictures of one data set have in common. */
export interface Scene {
  readonly plane: Plane;
  readonly points: readonly { index: number; x: number; y: number }[];
  /** How many rows could not be drawn, for a value is missing. */
  readonly hidden: number;
  /** How many were left out to keep the picture readable. */
  readonly thinned: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly labelNames: readonly string[];
}

const extent = (values: readonly number[]): [number, number] => {
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const margin = 0.06 * (high - low) || 1;
  return [low - margin, high + margin];
};

/** The plane, the points and the axes that all pictures of a chapter share; undefined for fewer than two columns. */
export function scene({ rows, columns, pair, labels }: Chapter): Scene | undefined {
  if (rows.columns < 2) return undefined;
  const plane = pair ?? (rows.columns === 2 ? ([0, 1] as const) : undefined);
  const chosen = plane ? columnPlane(columns, plane) : principalPlane(rows);
  const all = chosen.project(rows);
  if (all.length === 0) return undefined;
  const every = Math.max(1, all.length / MOST_POINTS);
  const points = Array.from({ length: Math.min(all.length, MOST_POINTS) }, (_, i) => all[Math.floor(i * every)]);
  return {
    plane: chosen,
    points,
    hidden: rows.rows - all.length,
    thinned: all.length - points.length,
    x: extent(all.map(({ x }) => x)),
    y: extent(all.map(({ y }) => y)),
    labelNames: labels ? [...new Set(labels)].sort() : [],
  };
}

/** The data of a chapter with one fit on top: ellipses of a mixture, crosses for centres, rings around modes that were missed. */
export function scatter(chapter: Chapter, { plane, points, x, y, labelNames }: Scene, fit: Fit, wide = false): Html {
  const { labels, rows } = chapter;
  const colour = colourOfMethod(fit.method);
  const options: PlotOptions = {
    width: wide ? 1080 : 290,
    height: wide ? 600 : 270,
    style: { background: 'none', fontSize: '11px' },
    marginTop: 12,
    marginRight: 10,
    marginLeft: wide ? 56 : 50,
    marginBottom: 38,
    x: { domain: [...x], label: plane.axes[0], labelArrow: 'none', labelAnchor: 'center', ticks: 5, tickSize: 4 },
    y: { domain: [...y], label: plane.axes[1], labelArrow: 'none', labelAnchor: 'center', ticks: 5, tickSize: 4 },
    marks: [
      frame({ stroke: 'var(--rule)' }),
      dot(points, {
        x: 'x',
        y: 'y',
        r: (points.length > 1000 ? 1.1 : 1.9) * (wide ? 1.7 : 1),
        fill: labels ? ({ index }) => colourOfLabel(labelNames.indexOf(labels[index])) : 'var(--points)',
        fillOpacity: 0.75,
        clip: 'frame',
      }),
    ],
  };
  if (fit.mixture) {
    const flat = plane.mixture(fit.mixture);
    const outlines = Array.from({ length: flat.components }, (_, k) =>
      ellipse([flat.means[2 * k], flat.means[2 * k + 1]], flat.covarianceOf(k), ELLIPSE_SHARE).map(([x, y]) => ({ x, y, k })),
    ).flat();
    options.marks!.push(line(outlines, { x: 'x', y: 'y', z: 'k', clip: 'frame', stroke: colour, strokeWidth: 1.8 }));
  } else if (fit.centres) {
    const D = rows.columns;
    const centres = plane.project({ data: fit.centres, rows: fit.centres.length / D, columns: D });
    const cross = { x: 'x', y: 'y', symbol: 'times', r: 5, clip: 'frame' } as const;
    options.marks!.push(
      dot(centres, { ...cross, stroke: 'var(--card)', strokeWidth: 5 }),
      dot(centres, { ...cross, stroke: colour, strokeWidth: 2.4 }),
    );
  }
  const missed = missedModes(chapter, fit);
  if (missed.length > 0) {
    options.marks!.push(
      dot(missed, { x: '0', y: '1', r: 13, stroke: 'var(--alarm)', strokeWidth: 1.6, strokeDasharray: '3 2' }),
      text(missed, { x: '0', y: '1', text: () => '?', fill: 'var(--alarm)', fontWeight: 'bold', fontSize: 12 }),
    );
  }
  return draw(`${chapter.title}: the rows and ${fit.name}`, options);
}

/** True modes without a fitted mean within half a unit, for the rings. */
function missedModes({ modes, rows }: Chapter, { mixture, centres }: Fit): (readonly [number, number])[] {
  const means = mixture?.means ?? centres;
  if (!modes || !means || rows.columns !== 2) return [];
  return modes.filter(([x, y]) => {
    for (let at = 0; at < means.length; at += 2) if (Math.hypot(means[at] - x, means[at + 1] - y) < 0.5) return false;
    return true;
  });
}
