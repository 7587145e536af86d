// The two adjoints of a depthwise convolution on wasm, which has none.
import { sizeOf } from '../kernel/broadcast';
import type { Replacement } from './replacement';
import { backwardWindows, chunks, forwardWindows, geometry2D, lattice } from './window-geometry';
import { type Output, Workspace } from './workspace';

export const depthwiseBackpropInput: Replacement = (call) => {
  const { dy, filter } = call.inputs;
  const shape = call.attributes.inputShape as number[];
  const geometry = geometry2D(shape, filter.shape, call, true);
  const { inChannels, outChannels } = geometry;
  return Workspace.use(call.backend, (space) => {
    const { batch, axes } = geometry;
    const image = 4 * outChannels * sizeOf(axes.map(({ output }) => output));
    const { most, firsts } = chunks(batch, image);
    // As if there were as many channels before as after; those of one channel are added up below.
    const { take, parts } = backwardWindows(space, most, { ...geometry, inChannels: outChannels });
    const all = space.zeros([...shape.slice(0, -1), outChannels]);
    const size = 4 * sizeOf(all.info.shape.slice(1));
    const weights = space.address(filter);
    const prepared = parts.map(({ from, to, taps, each, filter: elements }) => {
      const places = space.tables({ from, to, taps, weights: elements.map((place) => 4 * place * outChannels) });
      return (dys: number, count: number, target: number) =>
        space.products.depthwiseProducts(
          ...[dys, places.from, count * each, places.taps, weights, places.weights, taps.length],
          ...[outChannels, target, places.to],
        );
    });
    for (const first of firsts) {
      const count = Math.min(most, batch - first);
      const dys = take(space.address(dy) + first * image, count);
      for (const run of prepared) run(dys, count, all.address + first * size);
    }
    return outChannels === inChannels ? all : grouped(space, all, shape, outChannels / inChannels);
  });
};

/** Sums of `size` neighbours. */
function grouped(space: Workspace, each: Output, shape: number[], size: number): Output {
  const out = space.output(shape);
  const length = sizeOf(shape);
  const from = space.floats(each.address, length * size);
  const to = space.floats(out.address, length);
  for (let i = 0, at = 0; i < length; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += from[at++];
    to[i] = sum;
  }
  space.free(each);
  return out;
}

export const depthwiseBackpropFilter: Replacement = (call) => {
  const { x, dy } = call.inputs;
  const shape = call.attributes.filterShape as number[];
  const geometry = geometry2D(x.shape, shape, call, true);
  const { inChannels, outChannels } = geometry;
  return Workspace.use(call.backend, (space) => {
    const input =
      outChannels === inChannels ? space.address(x) : repeated(space, space.address(x), x.shape, outChannels / inChannels);
    const { batch, axes } = geometry;
    const image = 4 * outChannels * sizeOf(axes.map(({ input: length }) => length));
    const { most, firsts } = chunks(batch, image);
    const { from, taps, each, take } = forwardWindows(space, most, { ...geometry, inChannels: outChannels });
    // Five elements of the filter go together; the table is as long as they need.
    const fives = new Int32Array(5 * Math.ceil(taps.length / 5));
    fives.set(taps);
    const places = space.tables({ from, taps: fives, rows: lattice(from.length, 4 * outChannels, [], []) });
    const out = space.zeros(shape);
    for (const first of firsts) {
      const count = Math.min(most, batch - first);
      space.products.depthwiseOuter(
        ...[take(input + first * image, count), places.from, places.taps, taps.length],
        ...[space.address(dy) + 4 * first * each * outChannels, places.rows, count * each, outChannels, out.address],
      );
    }
    return out;
  });
};

/** Every number `size` times. */
function repeated(space: Workspace, x: number, shape: readonly number[], size: number): number {
  const length = sizeOf(shape);
  const address = space.room(length * size);
  const from = space.floats(x, length);
  const to = space.floats(address, length * size);
  for (let i = 0, at = 0; i < length; i++) for (let j = 0; j < size; j++) to[at++] = from[i];
  return address;
}
