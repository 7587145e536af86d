import type { DataFile } from './registry';

/** How far the download of one file is. */
export interface DownloadProgress {
  readonly file: string;
  readonly received: number;
  readonly bytes: number;
}

/** How to download. */
export interface DownloadOptions {
  /** Used in place of the global `fetch`. */
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** How often to try again after a failure that may pass: no connection, a cut one, status 408, 425, 429 or 5xx. 4 by default. */
  readonly retries?: number;
  /** Milliseconds before the first new try; each later one waits twice as long. 500 by default. A `Retry-After` is respected. */
  readonly retryDelay?: number;
}

/** A failure after which it is worth trying again, in so many milliseconds if the server says when. */
class Passing extends Error {
  constructor(
    message: string,
    readonly after?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as BufferSource);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is wrong with the bytes of a file, or undefined. */
export async function mismatch(bytes: Uint8Array, file: DataFile): Promise<string | undefined> {
  if (bytes.length !== file.bytes) return `it has ${bytes.length} bytes where ${file.bytes} are expected`;
  const found = await sha256(bytes);
  return found === file.sha256 ? undefined : `its SHA-256 is ${found}, not ${file.sha256}`;
}

/**
 * Downloads a file into memory and checks its SHA-256. A connection that breaks is taken up where it broke, if the server can.
 *
 * @throws Error where the server refuses, the tries are used up, or the bytes are not those that are known; the signal's reason
 *   where it aborts.
 */
export async function download(url: string, file: DataFile, options: DownloadOptions = {}): Promise<Uint8Array> {
  const { signal, retries = 4, retryDelay = 500 } = options;
  const target = { bytes: new Uint8Array(file.bytes), received: 0, pieces: 0 };
  for (let tries = 0; ; tries++) {
    signal?.throwIfAborted();
    try {
      await receive(url, file, target, options);
      const wrong = await mismatch(target.bytes, file);
      if (!wrong) return target.bytes;
      // Pieces of two versions of a file do not fit; a file in one piece is simply not the one that is known.
      const message = `${url}: ${wrong}; the file there is not the known one`;
      if (target.pieces === 1) throw new Error(message);
      target.received = 0;
      throw new Passing(message);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Passing)) throw error;
      if (tries >= retries) throw new Error(`${error.message}; given up after ${tries + 1} tries`, { cause: error.cause });
      await pause(error.after ?? Math.min(retryDelay * 2 ** tries, 30_000), signal);
    }
  }
}

/** One request: fills `target` from where it stands. */
async function receive(
  url: string,
  file: DataFile,
  target: { bytes: Uint8Array; received: number; pieces: number },
  { fetch = globalThis.fetch, signal, onProgress }: DownloadOptions,
): Promise<void> {
  // The checksum is that of the file, which a server must not compress once more.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (target.received > 0) headers.range = `bytes=${target.received}-`;
  const response = await fetch(url, { headers, signal }).catch((error) => {
    throw new Passing(
      `${url}: no answer (${(error as Error).cause instanceof Error ? ((error as Error).cause as Error).message : error})`,
      undefined,
      {
        cause: error,
      },
    );
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const message = `${url}: the server answers ${response.status} ${response.statusText}`.trimEnd();
    if (response.status === 416) target.received = 0;
    const passing = response.status >= 500 || [408, 416, 425, 429].includes(response.status);
    throw passing ? new Passing(message, retryAfter(response)) : new Error(message);
  }
  const continues =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${target.received}-`) === true;
  if (!continues) Object.assign(target, { received: 0, pieces: 0 });
  target.pieces++;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw new Passing(`${url}: cut short: ${target.received} of ${file.bytes} bytes came`, undefined, { cause: error });
    });
    if (done) break;
    if (target.received + value.length > file.bytes) {
      await reader.cancel();
      throw new Error(`${url}: longer than the ${file.bytes} bytes that are expected; the file there is not the known one`);
    }
    target.bytes.set(value, target.received);
    target.received += value.length;
    onProgress?.({ file: file.path, received: target.received, bytes: file.bytes });
  }
  if (target.received < file.bytes) {
    throw new Passing(`${url}: cut short: ${target.received} of ${file.bytes} bytes came`);
  }
}

/** Milliseconds that a server asks to wait, a minute at most. */
function retryAfter(response: Response): number | undefined {
  const text = response.headers.get('retry-after');
  if (text === null) return undefined;
  const milliseconds = /^\d+$/.test(text) ? 1000 * Number(text) : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(milliseconds, 0), 60_000);
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
