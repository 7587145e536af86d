import { LawsFrame, laws } from '../laws-engine';

/** Elements a call copies into the kernels' memory. */
const CHUNK = 4096;

/**
 * Fills `ofA` and `ofB` with dt/da and dt/db at a fixed quantile, t = log(y / (1 - y)) a draw of Beta(a, b). Vector code for float32, with a
 * relative error under 1e-6; 1e-4 for concentrations below 3 where y is in the outer 13 % of its range and the mean further out.
 * Parameters are a number or one for each draw.
 */
export function betaLogitDrawSlopes(
  a: Float32Array | number,
  b: Float32Array | number,
  t: Float32Array,
  ofA: Float32Array,
  ofB: Float32Array,
): void {
  const length = t.length;
  for (const [name, each] of Object.entries({ a, b, ofA, ofB })) {
    if (typeof each !== 'number' && each.length !== length)
      throw new RangeError(`betaLogitDrawSlopes: ${name} has ${each.length} numbers for ${length} draws`);
  }
  const room = Math.min(length, CHUNK);
  const frame = new LawsFrame();
  const place = (given: Float32Array | number) => {
    const walks = typeof given !== 'number';
    const address = frame.reserveBytes(walks ? room * 4 : 4);
    if (!walks) frame.viewFloat32(address, 1)[0] = given;
    return address;
  };
  const [placeA, placeB, placeT, outA, outB] = [a, b, t, ofA, ofB].map(place);
  for (let start = 0; start < length; start += CHUNK) {
    const count = Math.min(CHUNK, length - start);
    const put = (given: Float32Array | number, address: number) => {
      if (typeof given !== 'number') frame.viewFloat32(address, count).set(given.subarray(start, start + count));
    };
    put(a, placeA);
    put(b, placeB);
    put(t, placeT);
    const strides = [a, b].map((each) => (typeof each === 'number' ? 0 : 1));
    laws.exports().betaLogitSlopes(placeA, strides[0], placeB, strides[1], placeT, outA, outB, count);
    ofA.set(frame.viewFloat32(outA, count), start);
    ofB.set(frame.viewFloat32(outB, count), start);
  }
}
