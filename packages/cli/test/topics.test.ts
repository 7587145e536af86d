import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GammaBeliefNetwork } from '@baytes/topics';
import { describe, expect, it } from 'vitest';
import { manuals } from '../src/demo/manuals';
import { baytes, temporaryFolder } from './run';

const sentences = [
  'The ship left the harbour. Waves and wind drove the ship over the sea.',
  'Farmers cut the wheat of the field, and carried the wheat to the barn.',
];

/** Sixty texts about the sea or the field, in two folders. */
function writeTexts(folder: string): string {
  const place = join(folder, 'docs');
  mkdirSync(join(place, 'more'), { recursive: true });
  for (let i = 0; i < 60; i++) writeFileSync(join(place, i % 3 ? `${i}.md` : `more/${i}.txt`), sentences[i % 2].repeat(3));
  writeFileSync(join(place, 'picture.png'), 'no text');
  return place;
}

describe('baytes fit topics', () => {
  it('fits a folder of texts, and writes model, report, tree and what pyLDAvis takes', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const args = [
      '--layers',
      '4,2',
      '--sweeps',
      '40',
      '--output',
      'm.json',
      '--report',
      'r.html',
      '--dot',
      't.dot',
      '--ldavis',
      'v.json',
    ];
    const { code, stdout, stderr } = await baytes(['fit', 'topics', writeTexts(folder), ...args], folder);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/^60 documents, \d+ words of \d+ different ones/);
    expect(stderr).toMatch(/Perplexity \d+\.\d \(document completion, 20 averaged expected samples, 1 sweep each\)/);
    expect(stdout).toMatch(/^Layer 2: 2 topics\n +\d+\.\d % {2}\w+[\s\S]*\nLayer 1: 4 topics\n/);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const model = GammaBeliefNetwork.fromJSON(JSON.parse(read('m.json')));
    expect(model.vocabulary).toContain('wheat');
    expect(read('t.dot')).toContain('digraph topics');
    expect(JSON.parse(read('v.json')).doc_lengths).toHaveLength(60);
    expect(read('r.html')).toMatch(
      /How topics hang together[\s\S]*<svg class="plot"[\s\S]*most of it in[\s\S]*\.(md|txt)<\/td>/,
    );
  });

  it('is the same for the same seed, and reads a column of a CSV file', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'd.csv'),
      `id,body\n${Array.from({ length: 12 }, (_, i) => `${i},"${sentences[i % 2]}"`).join('\n')}\n`,
    );
    const once = () =>
      baytes(['fit', 'topics', 'd.csv', '--text', 'body', '--layers', '2', '--sweeps', '10', '--json', '--quiet'], folder);
    const [one, two] = [JSON.parse((await once()).stdout), JSON.parse((await once()).stdout)];
    expect(one.tree).toEqual(two.tree);
    expect(one.tree.nodes).toHaveLength(2);
  });

  it('says what is wrong', async () => {
    const folder = temporaryFolder();
    const fails = async (args: string[]) => {
      const { code, stderr } = await baytes(['fit', 'topics', ...args], folder);
      return `${code} ${stderr}`;
    };
    expect(await fails(['nowhere'])).toMatch(/^1 baytes: nowhere: there is no such file or folder/);
    mkdirSync(join(folder, 'empty'));
    expect(await fails(['empty'])).toMatch(/^1 baytes: empty: there is no file that ends in \.txt/);
    expect(await fails([writeTexts(folder), '--layers', '4,x'])).toMatch(/^2 error: .*Expected an integer of at least 1/);
    expect(await fails([join(folder, 'docs'), '--min-documents', '90'])).toMatch(/no word is left of \d+ in 60 documents/);
    expect(existsSync(join(folder, 'baytes-report.html'))).toBe(false);
  });
});

describe('the manuals of installed packages', () => {
  it('are there, in prose', () => {
    const found = manuals();
    expect(found.length).toBeGreaterThan(40);
    expect(found.some(({ text }) => text.includes('```'))).toBe(false);
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
  });
});
