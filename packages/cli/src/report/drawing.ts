import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Html } from './html';

/** Coordinates to a hundredth of a pixel: a picture of thousands of points is half as large. */
const rounded = (markup: string) =>
  markup.replace(/<[^>]+>/g, (tag) =>
    tag.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))),
  );

/** A picture as markup, drawn without a browser. `label` says in words what it shows. */
export function draw(label: string, options: PlotOptions): Html {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const picture = plot({ document, className: 'plot', style: { background: 'none' }, ...options });
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', label);
  // One rule for all pictures is in the page; Plot would add one to each.
  for (const style of Array.from(picture.querySelectorAll('style'))) style.remove();
  return new Html(rounded(picture.outerHTML));
}
