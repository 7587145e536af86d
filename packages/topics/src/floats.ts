// Floats in JSON: their bytes in base64, little-endian, so that they survive to the last bit and stay short.
import { sharedArray } from '@baytes/kernels';

export function packFloats(values: Float32Array): string {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setFloat32(4 * i, value, true);
  let text = '';
  for (let i = 0; i < bytes.length; i += 8190) text += btoa(String.fromCharCode(...bytes.subarray(i, i + 8190)));
  return text;
}

/** @throws TypeError where the text is not of `length` floats. */
export function unpackFloats(name: string, text: unknown, length: number): Float32Array {
  if (typeof text !== 'string') throw new TypeError(`json: ${name} must be floats in base64; got ${typeof text}`);
  const values = sharedArray(Float32Array, length);
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (bytes.length !== 4 * length)
    throw new TypeError(`json: ${name} has ${bytes.length} bytes where ${4 * length} are expected`);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < length; i++) values[i] = view.getFloat32(4 * i, true);
  return values;
}
