import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '@baytes/data';
import { GaussianMixture, KMeans } from '@baytes/mixtures';
import { describe, expect, it } from 'vitest';
import { writePoints } from './points';
import { baytes, temporaryFolder } from './run';

describe('baytes', () => {
  it('fits, predicts, samples and evaluates', async () => {
    const folder = temporaryFolder();
    const data = writePoints(folder);
    const fit = await baytes(
      [
        'fit',
        'mixture',
        data,
        '-k',
        '1:5',
        '--label',
        'tree',
        '--covariance',
        'spherical',
        '--output',
        'model.json',
        '--report',
        'report.html',
      ],
      folder,
    );
    expect(fit.code, fit.stderr).toBe(0);
    expect(fit.stdout).toMatch(/^3 +\S+ +\S+ +chosen$/m);
    expect(fit.stdout).toMatch(/^accuracy +1\.0000$/m);
    expect(fit.stderr).toContain('Report: report.html');

    const predicted = await baytes(['predict', 'model.json', data, '--probabilities'], folder);
    const { labels, columns, rows } = parseCsv(predicted.stdout, { labelColumn: 'component' });
    expect(columns).toEqual(['p0', 'p1', 'p2']);
    expect(rows.rows).toBe(300);
    const model = GaussianMixture.fromJSON(JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')));
    const given = parseCsv(readFileSync(join(folder, data), 'utf8'), { labelColumn: 'tree' });
    expect(labels).toEqual([...model.predict(given.rows)]);
    expect([...rows.data]).toEqual([...model.predictProba(given.rows).data]);

    const drawn = await baytes(['sample', 'model.json', '-n', '5', '--seed', '3'], folder);
    const draws = parseCsv(drawn.stdout);
    expect(draws.columns).toEqual(['x', 'y']);
    expect([...draws.rows.data]).toEqual([...model.sample(5, { seed: 3 }).rows.data]);

    const evaluated = await baytes(['score', 'model.json', data, '--label', 'tree', '--json'], folder);
    const scores = JSON.parse(evaluated.stdout);
    expect(scores.logLikelihood).toBe(model.score(given.rows));
    expect(scores.bic).toBeCloseTo(model.bic(given.rows), 8);
    expect(scores.aic).toBeCloseTo(model.aic(given.rows), 8);
    expect(scores.icl).toBeCloseTo(model.icl(given.rows), 8);
    expect(scores.accuracy).toBe(1);
  }, 60_000);

  it('clusters by k-means and predicts with it', async () => {
    const folder = temporaryFolder();
    const data = writePoints(folder);
    const options = ['fit', 'k-means', data, '--k', '3', '--label', 'tree', '--n-init', '2'];
    const fit = await baytes([...options, '--output', 'clusters.json'], folder);
    expect(fit.code, fit.stderr).toBe(0);
    expect(fit.stdout).toMatch(/^accuracy +1\.0000$/m);
    const model = KMeans.fromJSON(JSON.parse(readFileSync(join(folder, 'clusters.json'), 'utf8')));
    const given = parseCsv(readFileSync(join(folder, data), 'utf8'), { labelColumn: 'tree' });
    const alone = await KMeans.fit(given.rows, { clusters: 3, nInit: 2 });
    expect(model.toJSON()).toEqual(alone.toJSON());

    const predicted = await baytes(['predict', 'clusters.json', data], folder);
    expect(predicted.stdout).toBe(`cluster\n${[...model.predict(given.rows)].join('\n')}\n`);
    const { summary } = JSON.parse((await baytes([...options, '--json'], folder)).stdout);
    const sizes = [0, 1, 2].map((k) => model.predict(given.rows).filter((cluster) => cluster === k).length);
    expect(summary).toMatchObject({ clusters: 3, inertia: model.inertia, sizes, nmi: 1 });

    const refused = await baytes(['predict', 'clusters.json', data, '--probabilities'], folder);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--probabilities needs a mixture');
  }, 60_000);

  it('finds the columns of a model by name, whatever else a file has', async () => {
    const folder = temporaryFolder();
    const data = writePoints(folder);
    expect((await baytes(['fit', 'mixture', data, '-k', '3', '--label', 'tree', '--output', 'm.json'], folder)).code).toBe(0);
    writeFileSync(join(folder, 'other.csv'), 'y,name,x\n0,one,10\n10,two,0\n');
    const straight = await baytes(['predict', 'm.json', 'other.csv'], folder);
    writeFileSync(join(folder, 'same.csv'), 'x,y\n10,0\n0,10\n');
    const same = await baytes(['predict', 'm.json', 'same.csv'], folder);
    expect(straight.code, straight.stderr).toBe(0);
    expect(straight.stdout).toBe(same.stdout);
  }, 60_000);

  it('counts a row of weight 2 as the row twice', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'weighted.csv'), 'x,w\n1,2\n2,1\n8,1\n9,2\n');
    writeFileSync(join(folder, 'repeated.csv'), 'x\n1\n1\n2\n8\n9\n9\n');
    const fit = async (...args: string[]) =>
      JSON.parse((await baytes(['fit', 'mixture', ...args, '-k', '2', '--json'], folder)).stdout);
    const weighted = await fit('weighted.csv', '--weights', 'w');
    const repeated = await fit('repeated.csv');
    for (const score of ['logLikelihood', 'bic', 'aic', 'icl'] as const) {
      expect(weighted.summary[score], score).toBeCloseTo(repeated.summary[score], 6);
    }
  }, 60_000);

  it.each([
    [['fit', 'mixture', 'ragged.csv', '-k', '2'], 1, /^baytes: ragged\.csv: line 3: .*\n$/],
    [['fit', 'mixture', 'words.csv', '-k', '2'], 1, /^baytes: words\.csv: line 3, column 2 \(b\): expected a number.*\n$/],
    [['fit', 'mixture', 'absent.csv', '-k', '2'], 1, /^baytes: absent\.csv: there is no such file\n$/],
    [['predict', 'words.csv', 'words.csv'], 1, /^baytes: words\.csv: this is no JSON.*\n$/],
    [['predict', 'foreign.json', 'words.csv'], 1, /^baytes: foreign\.json: .*not a Gaussian mixture.*\n$/],
    [
      ['fit', 'mixture', 'words.csv', '-k', '2', '--output', 'no/such/folder/m.json', '--drop', 'b'],
      1,
      /^baytes: no\/such\/folder\/m\.json: cannot be written/m,
    ],
    [['fit', 'mixture', 'words.csv', '-k', 'two'], 2, /-k, --k .*'two' is invalid.*such as 3.*\n/],
    [['fit', 'mixture', 'words.csv', '-k', '9:1'], 2, /'9:1' is invalid/],
    [['fit', 'mixture', 'words.csv'], 2, /required option '-k/],
    [
      ['fit', 'mixture', 'words.csv', '-k', '2', '--iterations', '9'],
      2,
      /^baytes: --iterations is an option of Big Learning EM; .*\n$/,
    ],
    [['fit', 'mixture', 'words.csv', '-k', '2', '--resume'], 2, /^baytes: --resume needs --checkpoint/],
    [['fit', 'mixture', 'words.csv', '-k', '2', '--method', 'guess'], 2, /Allowed choices are em, biglearn-em/],
    [['fitt'], 2, /unknown command 'fitt'/],
  ] as const)('%s exits with %i', async (args, code, stderr) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ragged.csv'), 'a,b\n1,2\n3\n');
    writeFileSync(join(folder, 'words.csv'), 'a,b\n1,2\n3,four\n');
    writeFileSync(join(folder, 'foreign.json'), '{"type":"cake"}');
    const ended = await baytes(args, folder);
    expect(ended.stderr).toMatch(stderr);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
  });

  it('has help for every command', async () => {
    for (const command of [[], ['fit'], ['fit', 'mixture'], ['predict'], ['sample'], ['evaluate'], ['demo']]) {
      const { code, stdout } = await baytes([...command, '--help'], '.');
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: ${['baytes', ...command].join(' ')}`);
    }
  }, 30_000);
});
