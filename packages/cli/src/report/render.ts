import type { Chapter, Fit, Report } from './chapter';
import { colourOfLabel, colourOfMethod } from './colours';
import { bicCurve, likelihoodCurves } from './curves';
import { density } from './density';
import { Html, html } from './html';
import { ELLIPSE_SHARE, type Scene, scatter, scene } from './scatter';
import { style } from './style';
import { componentsTable, meetingTable, resultsTable } from './tables';

const key = (colour: string) => html`<span class="key" style="background:${colour}"></span>`;

function panels(chapter: Chapter, stage: Scene | undefined): Html | undefined {
  const { fits } = chapter;
  if (fits.length === 0 || (!stage && chapter.rows.columns > 1)) return undefined;
  // The truth has nothing to show that the points do not.
  const drawn = fits.filter(({ method }) => method !== 'truth');
  const notes = [
    stage && drawn.some(({ mixture }) => mixture) && `Each ellipse holds ${100 * ELLIPSE_SHARE} % of its component.`,
    drawn.some(({ mixture, centres }) => !mixture && centres) &&
      `${stage ? 'Crosses' : 'Upright lines'} are the centres of k-means.`,
    chapter.modes && 'A dashed ring marks a true mode that no mean is near.',
    stage && stage.hidden > 0 && `${stage.hidden} rows with a missing value are not drawn.`,
    stage && stage.thinned > 0 && `${stage.points.length} of the ${stage.points.length + stage.thinned} rows are drawn.`,
  ].filter((note) => note);
  return html`<div class="card">
${
  stage &&
  stage.labelNames.length > 0 &&
  html`<ul class="legend">${stage.labelNames.map((name, at) => html`<li>${key(colourOfLabel(at))}${name}</li>`)}</ul>`
}
<div class="panels ${fits.length === 1 ? 'single' : 'small'}">${drawn.map(
    (fit) => html`<figure><h3>${key(colourOfMethod(fit.method))}${fit.name}</h3>${
      stage ? scatter(chapter, stage, fit, fits.length === 1) : density(chapter, fit, fits.length === 1)
    }</figure>
`,
  )}</div>
<p class="note">${notes.join(' ')}</p>
</div>`;
}

function curves(chapter: Chapter): Html | undefined {
  const bic = bicCurve(chapter);
  const likelihood = likelihoodCurves(chapter, !bic);
  if (!likelihood && !bic) return undefined;
  const drawn = chapter.fits.filter(({ mixture }) => (mixture?.history.length ?? 0) > 0);
  const captions = [
    drawn.some(({ mixture }) => mixture!.history.some(({ run }) => run > 0)) &&
      'Faint lines are starts that were not the best.',
    drawn.some(({ method }) => method === 'biglearn-em') &&
      'Big Learning EM changes its task at every iteration, so its line goes up and down; its last iterations are plain EM.',
  ];
  return html`<div class="panels">${
    likelihood &&
    html`<figure class="card"><h3>Likelihood by iteration</h3>${likelihood}
<ul class="legend">${drawn.map(({ method, name }) => html`<li>${key(colourOfMethod(method))}${name}</li>`)}</ul>
<figcaption>${captions.filter((caption) => caption).join(' ')}</figcaption></figure>`
  }${
    bic &&
    html`<figure class="card"><h3>How many components?</h3>${bic}
<figcaption>Mixtures fitted by EM; the filled dot is the least BIC.</figcaption></figure>`
  }</div>`;
}

/** The fit whose components are listed: the best by likelihood of those that are fits. */
const bestFit = (fits: readonly Fit[]): Fit | undefined =>
  fits
    .filter(({ mixture, method }) => mixture && method !== 'truth')
    .reduce<Fit | undefined>(
      (best, fit) =>
        best &&
        (best.scores.logLikelihood ?? Number.NEGATIVE_INFINITY) >= (fit.scores.logLikelihood ?? Number.NEGATIVE_INFINITY)
          ? best
          : fit,
      undefined,
    );

function chapterHtml(chapter: Chapter): Html {
  const stage = scene(chapter);
  const best = bestFit(chapter.fits);
  return html`<section>
<h2>${chapter.title}</h2>
${chapter.text.map((paragraph) => html`<p>${paragraph}</p>`)}
${chapter.fits.length > 0 && html`<div class="card">${resultsTable(chapter)}${chapter.note && html`<p class="note">${chapter.note}</p>`}</div>`}
${panels(chapter, stage)}
${curves(chapter)}
${
  best &&
  html`<details class="card"${new Html(chapter.fits.length === 1 ? ' open' : '')}><summary>Components of ${best.name}</summary>
${componentsTable(best, chapter.columns)}<p class="note">Mean ± standard deviation.</p></details>`
}
${
  best &&
  chapter.labels &&
  html`<details class="card"${new Html(chapter.fits.length === 1 ? ' open' : '')}><summary>Where ${chapter.labelName ?? 'each label'} went</summary>
${meetingTable(best, chapter)}<p class="note">Rows of each label by the most probable component of ${best.name}.</p></details>`
}
</section>`;
}

/**
 * A report as one HTML file: nothing is fetched, nothing runs; light or dark as the reader's system is.
 *
 * @example
 * writeFileSync('report.html', renderReport(report));
 */
export function renderReport({ title, lead, chapters, sections = [], protocol }: Report): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="baytes">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body><main>
<header><h1>${title}</h1><p class="lead">${lead}</p></header>
${chapters.map(chapterHtml)}
${sections}
<section><h2>Protocol</h2>
<div class="card"><dl>${protocol.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div></section>
<footer>Written by baytes. One file: it fetches nothing and runs no script.</footer>
</main></body>
</html>
`.text;
}
