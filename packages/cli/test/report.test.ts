import { matrix } from '@baytes/kernels';
import { GaussianMixture } from '@baytes/mixtures';
import { describe, expect, it } from 'vitest';
import type { Chapter, Report } from '../src/report/chapter';
import { ellipse } from '../src/report/ellipse';
import { html } from '../src/report/html';
import { columnPlane, principalPlane } from '../src/report/plane';
import { renderReport } from '../src/report/render';
import { three } from './points';

const report = (chapter: Partial<Chapter>): Report => ({
  title: 'A <b>report</b> & more',
  lead: 'Said "so".',
  chapters: [
    {
      title: 'Trees',
      text: ['<script>alert(1)</script>'],
      rows: matrix([
        [0, 0],
        [1, 1],
      ]),
      columns: ['x', 'y'],
      fits: [],
      ...chapter,
    },
  ],
  protocol: [['file', '<img src=x>']],
});

const { rows, labels } = three.sample(150, { seed: 1 });
const names = Array.from(labels, (label) => `tree <${label}>`);
const fit = { method: 'em', name: 'EM', mixture: three, scores: { logLikelihood: -3, nmi: 0.5 } } as const;

describe('a report', () => {
  it('escapes what it is told, and fetches and runs nothing', () => {
    const page = renderReport(report({ rows, labels: names, fits: [fit] }));
    expect(page).toContain('<h1>A &lt;b&gt;report&lt;/b&gt; &amp; more</h1>');
    expect(page).toContain('tree &lt;2&gt;');
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\ssrc="|\shref="|@import|url\((?!#)|https?:/);
    expect(page).toContain("default-src 'none'");
  });

  it('draws every point, an ellipse a component, and a ring around each mode without a mean', () => {
    const modes = [
      [0, 0],
      [10, 0],
      [0, 10],
      [50, 50],
    ] as const;
    const page = renderReport(report({ rows, fits: [fit], modes }));
    expect(page.match(/<circle/g)).toHaveLength(150 + 1);
    const lines = /aria-label="line">([\s\S]*?)<\/g>/.exec(page)?.[1];
    expect(lines?.match(/<path/g)).toHaveLength(3);
    const centred = renderReport(report({ rows, fits: [{ ...fit, mixture: undefined, centres: three.means }] }));
    expect(centred.match(/<circle/g)).toHaveLength(150);
  });

  it('shows the best of several fits in bold, but not the truth', () => {
    const page = renderReport(
      report({
        rows,
        fits: [
          fit,
          { ...fit, name: 'other', scores: { logLikelihood: -4, nmi: 0.7 } },
          { ...fit, method: 'truth', scores: { logLikelihood: -2 } },
        ],
      }),
    );
    expect([...page.matchAll(/<strong>(.*?)<\/strong>/g)].map((match) => match[1])).toEqual(['-3.0000', '0.700']);
  });

  it('draws one column, missing values, and hundreds of rows of one value', () => {
    const one = GaussianMixture.fromParameters({ weights: [1], means: [[0]], covariances: [[[1]]] });
    for (const chapter of [
      { rows: matrix([[0], [1], [Number.NaN]]), columns: ['x'], fits: [{ ...fit, mixture: one }] },
      { rows: matrix(Array.from({ length: 300 }, () => [3, 3])), fits: [fit] },
      {
        rows: matrix([
          [Number.NaN, 1],
          [2, Number.NaN],
        ]),
        fits: [fit],
      },
      {
        rows: matrix([
          [Number.NaN, 1],
          [2, 2],
        ]),
        fits: [fit],
      },
    ]) {
      expect(renderReport(report(chapter))).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('marks the least BIC', () => {
    const candidates = [3, 1, 2].map((bic, at) => ({ components: at + 1, bic, logLikelihood: 0 }));
    expect(renderReport(report({ rows, fits: [fit], candidates }))).toContain('least at 2');
  });
});

describe('the ellipse of a component', () => {
  it('holds the share that it says', () => {
    const model = GaussianMixture.fromParameters({
      weights: [1],
      means: [[1, 2]],
      covariances: [
        [
          [4, 1.5],
          [1.5, 1],
        ],
      ],
    });
    const outline = ellipse([1, 2], model.covarianceOf(0), 0.9, 400);
    const { rows: draws } = model.sample(20_000, { seed: 5 });
    const inside = Array.from({ length: draws.rows }, (_, i) => [draws.data[2 * i], draws.data[2 * i + 1]]).filter(([x, y]) =>
      outline.slice(1).reduce((odd, [ax, ay], at) => {
        const [bx, by] = outline[at];
        return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
      }, false),
    ).length;
    // Six standard deviations of a binomial share.
    expect(Math.abs(inside / draws.rows - 0.9)).toBeLessThan(6 * Math.sqrt((0.9 * 0.1) / draws.rows));
  });
});

describe('a plane', () => {
  it('of two columns keeps their values, and leaves out rows that miss one', () => {
    const plane = columnPlane(['a', 'b', 'c'], [2, 0]);
    expect(
      plane.project(
        matrix([
          [1, 2, 3],
          [Number.NaN, 5, 6],
          [7, Number.NaN, 9],
        ]),
      ),
    ).toEqual([
      { index: 0, x: 3, y: 1 },
      { index: 2, x: 9, y: 7 },
    ]);
  });

  it('of principal components has uncorrelated axes, the first the widest, and carries mixtures along', () => {
    const model = GaussianMixture.fromParameters({
      weights: [1],
      means: [[1, -2, 30]],
      covariances: [
        [
          [4, 1.5, 2],
          [1.5, 1, 0],
          [2, 0, 100],
        ],
      ],
    });
    const { rows: draws } = model.sample(4000, { seed: 2 });
    const plane = principalPlane(draws);
    const points = plane.project(draws);
    const moment = (f: (p: { x: number; y: number }) => number) => points.reduce((sum, p) => sum + f(p) / points.length, 0);
    expect(moment(({ x }) => x)).toBeCloseTo(0, 10);
    expect(moment(({ x, y }) => x * y)).toBeCloseTo(0, 10);
    expect(moment(({ x }) => x * x)).toBeGreaterThan(moment(({ y }) => y * y));
    expect(plane.mixture(model).score(points.map(({ x, y }) => [x, y]))).toBeCloseTo(
      -1 - Math.log(2 * Math.PI) - Math.log(moment(({ x }) => x * x) * moment(({ y }) => y * y)) / 2,
      1,
    );
  });
});

it('markup keeps markup and escapes text', () => {
  expect(html`<p title="${'"'}">${['<', html`<b>${'&'}</b>`, false, undefined, 0]}</p>`.text).toBe(
    '<p title="&quot;">&lt;<b>&amp;</b>0</p>',
  );
});
