const readers = {
  8: { name: 'uint8', size: 1, array: Uint8Array, read: (view: DataView, at: number) => view.getUint8(at) },
  9: { name: 'int8', size: 1, array: Int8Array, read: (view: DataView, at: number) => view.getInt8(at) },
  11: { name: 'int16', size: 2, array: Int16Array, read: (view: DataView, at: number) => view.getInt16(at) },
  12: { name: 'int32', size: 4, array: Int32Array, read: (view: DataView, at: number) => view.getInt32(at) },
  13: { name: 'float32', size: 4, array: Float32Array, read: (view: DataView, at: number) => view.getFloat32(at) },
  14: { name: 'float64', size: 8, array: Float64Array, read: (view: DataView, at: number) => view.getFloat64(at) },
} as const;

/** An array of any rank, as MNIST is kept. */
export interface IdxArray {
  readonly type: (typeof readers)[keyof typeof readers]['name'];
  /** Sizes; the last index runs fastest. */
  readonly shape: readonly number[];
  readonly data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

/**
 * Reads the IDX format of MNIST: two zero bytes, a byte for the type, one for the rank, the sizes as big-endian 32-bit integers, and
 * the numbers, big-endian.
 *
 * LeCun, Cortes and Burges, The MNIST database, section "File formats".
 *
 * @param bytes the file, not compressed.
 * @param source what to call it in messages.
 * @throws RangeError where it is no IDX file, is cut short, or goes on after its last number.
 * @example
 * parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9)); // { type: 'uint8', shape: [2], data: 7, 9 }
 */
export function parseIdx(bytes: Uint8Array, source = 'IDX file'): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) throw new RangeError(`${source}: cut short: ${bytes.length} bytes, and an IDX header has at least 4`);
  const reader = readers[bytes[2] as keyof typeof readers];
  if (bytes[0] !== 0 || bytes[1] !== 0 || !reader) {
    const found = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b ? '; this is gzip, decompress it first' : '';
    throw new RangeError(
      `${source}: no IDX file: it starts with ${found}, not with 00 00, a type from 08 to 0e and a rank${zipped}`,
    );
  }
  const rank = bytes[3];
  const header = 4 + 4 * rank;
  if (bytes.length < header)
    throw new RangeError(`${source}: cut short: ${bytes.length} bytes, and a header of rank ${rank} has ${header}`);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = shape.reduce((product, size) => product * size, 1);
  const expected = header + length * reader.size;
  if (bytes.length !== expected) {
    const problem = bytes.length < expected ? 'cut short' : 'too long';
    throw new RangeError(
      `${source}: ${problem}: ${bytes.length} bytes, where ${shape.join(' x ')} of ${reader.name} take ${expected}`,
    );
  }
  const data = new reader.array(length);
  for (let i = 0; i < length; i++) data[i] = reader.read(view, header + i * reader.size);
  return { type: reader.name, shape, data };
}
