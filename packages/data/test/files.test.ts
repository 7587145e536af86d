// CSV files in Node.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../src/node';

const folder = mkdtempSync(join(tmpdir(), 'baytes-data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('files', () => {
  it('are read, compressed or not, whatever their names', async () => {
    for (const bytes of ['a,b\n1,2\n', gzipSync('a,b\n1,2\n'), Buffer.from('\uFEFFa\tb\n1\t2\n', 'utf16le')]) {
      expect([...(await readCsv(file('some.csv', bytes))).rows.data]).toEqual([1, 2]);
    }
  });

  it('are written whole, compressed if the name says so, and nothing else is left', async () => {
    const content = {
      rows: [
        [1, 2],
        [Number.NaN, 4],
      ],
      labels: ['é', 'b'],
    };
    const text = 'label,x1,x2\né,1,2\nb,NaN,4\n';
    await writeCsv(join(folder, 'out/plain.csv'), content);
    await writeCsv(join(folder, 'out/packed.csv.gz'), content);
    expect(readFileSync(join(folder, 'out/plain.csv'), 'utf8')).toBe(text);
    expect(gunzipSync(readFileSync(join(folder, 'out/packed.csv.gz'))).toString()).toBe(text);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['packed.csv.gz', 'plain.csv']);
    expect((await readCsv(join(folder, 'out/packed.csv.gz'), { labelColumn: 'label' })).labels).toEqual(['é', 'b']);
  });

  it('that cannot be written leave nothing behind', async () => {
    mkdirSync(join(folder, 'full/taken.csv'), { recursive: true });
    await expect(writeCsv(join(folder, 'full/taken.csv'), { rows: [[1]] })).rejects.toThrow(/taken\.csv/);
    expect(readdirSync(join(folder, 'full'))).toEqual(['taken.csv']);
  });

  it('that are wrong are named', async () => {
    const whole = gzipSync(`a,b\n${'1,2\n'.repeat(1000)}`);
    await expect(readCsv(file('cut.csv.gz', whole.subarray(0, -9)))).rejects.toThrow(
      /cut\.csv\.gz: the gzip data is cut short/,
    );
    const flipped = Uint8Array.from(whole);
    flipped[flipped.length - 6] ^= 1;
    await expect(readCsv(file('flipped.csv.gz', flipped))).rejects.toThrow(/flipped\.csv\.gz: .*damaged/);
    await expect(readCsv(file('latin.csv', Uint8Array.of(97, 44, 98, 10, 233, 44, 49)))).rejects.toThrow(
      /latin\.csv: .*not UTF-8/,
    );
    await expect(readCsv(file('text.csv', 'a,b\n1,2\n3,x'))).rejects.toThrow(/text\.csv: line 3, column 2 \(b\)/);
    await expect(readCsv(join(folder, 'absent.csv'))).rejects.toThrow(/ENOENT.*absent\.csv/);
  });
});
