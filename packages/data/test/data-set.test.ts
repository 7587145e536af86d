// Data sets from a server on this machine that answers as it is told, from a cache, and from a folder.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataset as datasetAnywhere } from '../src/index';
import { cacheFolder, type DataSetDescription, type DownloadProgress, dataSets, dataset } from '../src/node';

const file = (path: string, content: string | Uint8Array) => {
  const bytes = gzipSync(content, { level: 0 });
  return { bytes, file: { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } };
};
const csv = file('small/points.csv.gz', `label,x,y\n${'a,1,2\nb,3,4\n'.repeat(20_000)}`);
const points: DataSetDescription = {
  name: 'points',
  title: 'Two points, often',
  format: { kind: 'csv', labelColumn: 'label' },
  files: [csv.file],
  licence: 'none needed',
  citation: 'this test',
};
const images = file('small/images.gz', Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 255));
const labels = file('small/labels.gz', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 4));
const pictures: DataSetDescription = {
  ...points,
  name: 'pictures',
  format: { kind: 'idx-images' },
  files: [images.file, labels.file],
};
const contents = new Map([csv, images, labels].map(({ bytes, file }) => [`/${file.path}`, bytes]));

type Answer = (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) => void;
const whole: Answer = (_, response, bytes) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
const status =
  (code: number, headers = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end();
/** Promises all the bytes and breaks the connection after some. */
const cutAt =
  (length: number): Answer =>
  (_, response, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, length), () => setTimeout(() => response.destroy(), 20));
  };
const ranged: Answer = (request, response, bytes) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) return whole(request, response, bytes);
  response.writeHead(206, { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }).end(bytes.subarray(from));
};

/** The next answers of the server; the whole file once they are used up. */
let answers: Answer[] = [];
let requests: { path: string; range: string | undefined }[] = [];
const server = createServer((request, response) => {
  requests.push({ path: request.url ?? '', range: request.headers.range });
  const bytes = contents.get(request.url ?? '');
  if (!bytes) return status(404)(request, response, new Uint8Array());
  (answers.shift() ?? whole)(request, response, bytes);
});
let baseUrl = '';
let cache = '';
const folders = mkdtempSync(join(tmpdir(), 'baytes-sets-'));
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folders, { recursive: true, force: true });
});
beforeEach(() => {
  answers = [];
  requests = [];
  cache = mkdtempSync(join(folders, 'cache-'));
});
const get = (more = {}, which = points) => dataset(which, { baseUrl, cache, retryDelay: 1, ...more });
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));

describe('a data set', () => {
  it('is downloaded with progress, kept, and read from the cache the next time', async () => {
    const progress: DownloadProgress[] = [];
    const set = await get({ onProgress: (step: DownloadProgress) => progress.push(step) });
    expect(set).toMatchObject({ name: 'points', columns: ['x', 'y'], rows: { rows: 40_000, columns: 2 } });
    expect([...set.rows.data.subarray(0, 4)]).toEqual([1, 2, 3, 4]);
    expect(set.labels.slice(0, 2)).toEqual(['a', 'b']);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual({ file: csv.file.path, received: csv.file.bytes, bytes: csv.file.bytes });
    expect(readFileSync(join(cache, csv.file.path)).equals(csv.bytes)).toBe(true);
    expect(filesIn(cache)).toEqual([csv.file.path]);
    expect((await get()).rows).toEqual(set.rows);
    expect(requests).toHaveLength(1);
  });

  it('of images has a shape', async () => {
    const set = await get({}, pictures);
    expect(set).toMatchObject({ shape: [1, 2], labels: [7, 4], columns: ['p0', 'p1'] });
    expect([...set.rows.data]).toEqual([10, 20, 30, 255]);
  });

  it('is completed: only what the cache lacks is downloaded', async () => {
    mkdirSync(join(cache, 'small'));
    writeFileSync(join(cache, images.file.path), images.bytes);
    await get({}, pictures);
    expect(requests.map(({ path }) => path)).toEqual([`/${labels.file.path}`]);
  });

  it('is downloaded anew where the cache holds a damaged file', async () => {
    await get();
    writeFileSync(join(cache, csv.file.path), csv.bytes.subarray(0, 1000));
    await expect(get({ baseUrl: undefined })).rejects.toThrow(
      /no address is known .*points\.csv\.gz is there, but it has 1000 bytes/,
    );
    await get();
    expect(requests).toHaveLength(2);
    expect(readFileSync(join(cache, csv.file.path)).equals(csv.bytes)).toBe(true);
  });

  it('with a wrong checksum is an error, and not kept', async () => {
    const changed = Uint8Array.from(csv.bytes);
    changed[5000] ^= 1;
    answers = [(request, response) => whole(request, response, changed)];
    await expect(get()).rejects.toThrow(/its SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}; the file there is not the known one/);
    expect(requests).toHaveLength(1);
    expect(filesIn(cache)).toEqual([]);
  });

  it('that is longer than known is an error', async () => {
    answers = [(request, response, bytes) => whole(request, response, Buffer.concat([bytes, bytes]))];
    await expect(get()).rejects.toThrow(`longer than the ${csv.file.bytes} bytes that are expected`);
  });

  it('is tried again after status 503, as often as asked', async () => {
    answers = [status(503), status(503, { 'retry-after': '0' }), status(429)];
    await get();
    expect(requests).toHaveLength(4);
    answers = Array(9).fill(status(503));
    await expect(get({ cache: false, retries: 2 })).rejects.toThrow(/answers 503 Service Unavailable; given up after 3 tries/);
    expect(requests).toHaveLength(7);
  });

  it('is not tried again after status 404', async () => {
    answers = [status(404)];
    await expect(get()).rejects.toThrow(/points\.csv\.gz: the server answers 404 Not Found/);
    expect(requests).toHaveLength(1);
  });

  it('goes on where a connection broke, if the server can', async () => {
    answers = [cutAt(100_000), ranged];
    await get();
    expect(requests.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-']);
    expect(filesIn(cache)).toEqual([csv.file.path]);
  });

  it('starts again where the server cannot go on', async () => {
    answers = [cutAt(100_000), whole];
    await get();
    expect(readFileSync(join(cache, csv.file.path)).equals(csv.bytes)).toBe(true);
  });

  it('starts again where the file has changed between the pieces', async () => {
    const older = (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) =>
      cutAt(100_000)(
        request,
        response,
        Uint8Array.from(bytes, (byte) => byte ^ 1),
      );
    answers = [older, ranged, ranged];
    await get();
    expect(requests.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', undefined]);
  });

  it('that stays cut short is an error that says how much came, and leaves no file', async () => {
    answers = [cutAt(1000), cutAt(1000), cutAt(1000)];
    await expect(get({ retries: 2 })).rejects.toThrow(/cut short: 1000 of \d+ bytes came; given up after 3 tries/);
    expect(filesIn(cache)).toEqual([]);
    // Without a content length the connection ends as if all were well.
    answers = [(_, response, bytes) => response.writeHead(200).end(bytes.subarray(0, 500))];
    await expect(get({ retries: 0 })).rejects.toThrow(/cut short: 500 of \d+ bytes came/);
  });

  it('is tried again where nobody answers', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(get({ baseUrl: `http://127.0.0.1:${port}`, retries: 1 })).rejects.toThrow(
      /no answer \(.*ECONNREFUSED.*\); given up after 2/,
    );
  });

  it('can be aborted: before, while bytes come, and while it waits', async () => {
    await expect(get({ signal: AbortSignal.abort() })).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(requests).toHaveLength(0);

    const midway = new AbortController();
    answers = [(_, response, bytes) => void response.writeHead(200).write(bytes.subarray(0, 1000))];
    await expect(get({ signal: midway.signal, onProgress: () => midway.abort() })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(filesIn(cache)).toEqual([]);

    const waiting = new AbortController();
    answers = [
      (request, response, bytes) => {
        status(503)(request, response, bytes);
        setTimeout(() => waiting.abort(new Error('enough')), 20);
      },
    ];
    await expect(get({ signal: waiting.signal, retryDelay: 1e6 })).rejects.toThrow('enough');
    expect(requests).toHaveLength(2);
  });

  it('can be fetched by several at once into one cache', async () => {
    const sets = await Promise.all(Array.from({ length: 6 }, () => get()));
    for (const set of sets) expect(set.rows.rows).toBe(40_000);
    expect(filesIn(cache)).toEqual([csv.file.path]);
    expect(readFileSync(join(cache, csv.file.path)).equals(csv.bytes)).toBe(true);
  });

  it('takes a fetch of the caller, and the address in its description', async () => {
    const seen: string[] = [];
    const mine: typeof fetch = async (address) => {
      seen.push(String(address));
      return new Response(csv.bytes);
    };
    const files = [{ ...csv.file, url: 'https://example.org/elsewhere' }];
    await datasetAnywhere({ ...points, files }, { fetch: mine });
    await datasetAnywhere({ ...points, files }, { fetch: mine, baseUrl: 'https://example.org/here/' });
    expect(seen).toEqual(['https://example.org/elsewhere', 'https://example.org/here/small/points.csv.gz']);
  });

  it('takes address and cache from the environment', async () => {
    vi.stubEnv('BAYTES_DATA', cache);
    vi.stubEnv('BAYTES_DATA_URL', baseUrl);
    await dataset(points);
    expect(cacheFolder()).toBe(cache);
    expect(filesIn(cache)).toEqual([csv.file.path]);
    vi.unstubAllEnvs();
    expect(cacheFolder()).toMatch(/baytes/);
  });

  it('comes from a folder, which is only read', async () => {
    const source = mkdtempSync(join(folders, 'source-'));
    await expect(get({ source })).rejects.toThrow(/source: there is no file .*points\.csv\.gz/);
    mkdirSync(join(source, 'small'));
    writeFileSync(join(source, csv.file.path), csv.bytes);
    expect((await get({ source })).rows.rows).toBe(40_000);
    writeFileSync(join(source, csv.file.path), csv.bytes.subarray(0, 1000));
    await expect(get({ source })).rejects.toThrow(/is not the known file: it has 1000 bytes where \d+ are expected/);
    expect(requests).toHaveLength(0);
    expect(filesIn(cache)).toEqual([]);
  });

  it('that nobody knows is an error with the names that there are', async () => {
    await expect(dataset('iris' as 'glass')).rejects.toThrow('there is no data set "iris"; there are glass, vehicle, letter');
    await expect(dataset('toString' as 'glass')).rejects.toThrow('there is no data set "toString"');
    await expect(datasetAnywhere('glass')).rejects.toThrow(
      'no address is known for clustering/glass.csv.gz of glass; give baseUrl',
    );
  });

  it('that cannot be kept is an error that says what to do', async () => {
    writeFileSync(join(cache, 'small'), 'a file where a folder should be');
    await expect(get()).rejects.toThrow(/cache: cannot write .*; set BAYTES_DATA or cache/);
  });
});

const shared = join(import.meta.dirname, '../../../../shared/data');
describe.skipIf(!existsSync(shared))('the known data sets (skipped where ../shared/data is absent)', () => {
  const shapes: Record<string, [rows: number, columns: number, classes: number]> = {
    glass: [214, 9, 6],
    vehicle: [846, 18, 4],
    letter: [20_000, 16, 26],
    'pendigits-train': [7494, 16, 10],
    'pendigits-test': [3498, 16, 10],
    'optdigits-train': [2999, 64, 10],
    'optdigits-test': [1797, 64, 10],
    'mnist-t10k': [10_000, 784, 10],
    'notmnist-t10k': [10_000, 784, 10],
  };

  it('are all tested here', () => expect(Object.keys(shapes)).toEqual(Object.keys(dataSets)));

  it.each(Object.values(dataSets))('$name: $title', async ({ name, title }) => {
    const set = await dataset(name, { source: shared });
    const [rows, columns, classes] = shapes[name];
    expect(set.rows).toMatchObject({ rows, columns });
    expect(set.columns).toHaveLength(columns);
    expect(set.labels).toHaveLength(rows);
    expect(new Set(set.labels).size).toBe(classes);
    expect(title).toMatch(`${rows} x ${columns}, ${classes} `);
    expect(set.rows.data.every(Number.isFinite)).toBe(true);
  });
});
