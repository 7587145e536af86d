// Takes the picture of a page that the documents show:
//   node tooling/scripts/picture.mjs baytes-report.html docs/images/report.png [width height light|dark]
import { mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { launchChromium } from '../browser/chromium.mjs';
import { serve } from '../browser/serve.mjs';

const [page, picture, width = '1200', height = '800', colorScheme = 'light'] = process.argv.slice(2);
const schemes = /** @type {const} */ (['light', 'dark']);
const scheme = schemes.find((each) => each === colorScheme);
if (!page || !picture || !scheme) {
  console.error('usage: node tooling/scripts/picture.mjs <page.html> <picture.png> [width height light|dark]');
  process.exit(1);
}
const file = resolve(page);
const site = await serve(dirname(file));
const browser = await launchChromium();
try {
  const viewport = { width: Number(width), height: Number(height) };
  const tab = await browser.newPage({ viewport, deviceScaleFactor: 2, colorScheme: scheme });
  await tab.goto(site.url + encodeURIComponent(basename(file)), { waitUntil: 'networkidle' });
  mkdirSync(dirname(resolve(picture)), { recursive: true });
  await tab.screenshot({ path: picture });
} finally {
  await browser.close();
  await site.close();
}
