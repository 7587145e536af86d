const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** `bytes` decompressed if they are gzip, else as they are. A stream that is cut short or damaged is an error that names `source`. */
export async function gunzip(bytes: Uint8Array, source: string): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  try {
    const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new Error(`${source}: the gzip data is cut short or damaged, after ${bytes.length} bytes`, { cause: error });
  }
}

/** `bytes` as text: UTF-8, or UTF-16 where a byte order mark says so. Bytes that are no text are an error that names `source`. */
export function decodeText(bytes: Uint8Array, source: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${source}: the bytes are not ${encoding.toUpperCase()} text; save it as UTF-8`, { cause: error });
  }
}
