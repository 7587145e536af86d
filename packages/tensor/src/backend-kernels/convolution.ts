// Convolutions on wasm, of images and of volumes: products of windows where they lie, forwards and both ways back.
import { sizeOf } from '../kernel/broadcast';
import type { Call, Replacement } from './replacement';
import {
  backwardWindows,
  chunks,
  forwardWindows,
  type Geometry,
  geometry2D,
  geometry3D,
  inLongRuns,
  laidOut,
  lattice,
} from './window-geometry';
import { type Output, Workspace } from './workspace';

type GeometryOf = (inputShape: readonly number[], filterShape: readonly number[], call: Call) => Geometry;

/** Columns that are multiplied eight at a time; up to four that remain go one by one where their runs are long enough. */
export const columnsInPanels = (columns: number, length: number) => {
  const rest = columns % 8;
  return rest <= (length >= 16 ? 4 : 1) ? columns - rest : columns;
};

/** The right side of {@link Products.windowProducts}. `taps`: where each starts, and `stepK`, `stepN` as in `pack`. */
export function packed(
  space: Workspace,
  from: number,
  taps: number,
  tapCount: number,
  length: number,
  [stepK, stepN]: [number, number],
  columns: number,
  wide: number,
): { panels: number; singles: number } {
  const { products } = space;
  const size = tapCount * length;
  const panels = space.room(size * 8 * Math.ceil(wide / 8));
  const singles = space.room(size * (columns - wide));
  products.pack(from, taps, tapCount, length, stepK, stepN, 0, wide, 8, panels);
  products.pack(from, taps, tapCount, length, stepK, stepN, wide, columns, 1, singles);
  return { panels, singles };
}

function forward(space: Workspace, geometry: Geometry, x: number, filter: number): Output {
  const { batch, axes, inChannels, outChannels, outShape } = geometry;
  const image = 4 * inChannels * sizeOf(axes.map(({ input }) => input));
  const { most, firsts } = chunks(batch, Math.max(image, laidOut(geometry)));
  const { from, runs, length, each, take } = inLongRuns(space, forwardWindows(space, most, geometry));
  const places = space.tables({
    from,
    to: lattice(from.length, 4 * outChannels, [], []),
    runs,
    taps: runs.map((_, run) => 4 * run * length * outChannels),
  });
  const wide = columnsInPanels(outChannels, length);
  const steps: [number, number] = [4 * outChannels, 4];
  const { panels, singles } = packed(space, filter, places.taps, runs.length, length, steps, outChannels, wide);
  const out = space.output(outShape);
  for (const first of firsts) {
    const count = Math.min(most, batch - first);
    space.products.windowProducts(
      ...[take(x + first * image, count), places.from, count * each, places.runs, runs.length, length],
      ...[panels, wide, singles, outChannels, out.address + 4 * first * each * outChannels, places.to],
    );
  }
  return out;
}

/** Every place of the input gathers what the windows over it have. */
function backInput(space: Workspace, geometry: Geometry, inputShape: number[], dy: number, filter: number): Output {
  const { batch, axes, inChannels, outChannels } = geometry;
  const image = 4 * outChannels * sizeOf(axes.map(({ output }) => output));
  const { most, firsts } = chunks(batch, image);
  const { take, parts } = backwardWindows(space, most, geometry);
  const out = space.zeros(inputShape);
  const prepared = parts.map(({ from, to, runs, length, each, filter: elements }) => {
    const taps = elements.map((place) => 4 * place * inChannels * outChannels);
    const places = space.tables({ from, to, runs, taps });
    const wide = columnsInPanels(inChannels, length);
    const steps: [number, number] = [4, 4 * outChannels];
    const { panels, singles } = packed(space, filter, places.taps, taps.length, outChannels, steps, inChannels, wide);
    return (dys: number, count: number, target: number) =>
      space.products.windowProducts(
        ...[dys, places.from, count * each, places.runs, runs.length, length],
        ...[panels, wide, singles, inChannels, target, places.to],
      );
  });
  const size = 4 * sizeOf(inputShape.slice(1));
  for (const first of firsts) {
    const count = Math.min(most, batch - first);
    const dys = take(dy + first * image, count);
    for (const run of prepared) run(dys, count, out.address + first * size);
  }
  return out;
}

/** Vector instructions of a sum of outer products: tiles of five rows and eight columns, and laying the columns out. */
const outerCost = (rows: number, columns: number, layout: number) =>
  Math.ceil(columns / 8) * (20 * Math.ceil(rows / 5) + layout);

function backFilter(space: Workspace, geometry: Geometry, filterShape: number[], x: number, dy: number): Output {
  const { batch, axes, inChannels, outChannels } = geometry;
  const image = 4 * inChannels * sizeOf(axes.map(({ input }) => input));
  const { most, firsts } = chunks(batch, Math.max(image, laidOut(geometry)));
  const { from, runs, length, each, take } = inLongRuns(space, forwardWindows(space, most, geometry));
  const elements = runs.length * length;
  const places = space.tables({
    from,
    rows: lattice(from.length, 4 * outChannels, [], []),
    elements: Int32Array.from({ length: elements }, (_, i) => runs[Math.floor(i / length)] + 4 * (i % length)),
    channels: lattice(outChannels, 4, [], []),
  });
  const { products } = space;
  const scratch = space.room(products.outerScratch() / 4);
  const out = space.zeros(filterShape);
  const step = 4 * outChannels;
  const asTheyAre = outerCost(elements, outChannels, 4) <= outerCost(outChannels, elements, 8);
  for (const first of firsts) {
    const count = Math.min(most, batch - first);
    const windows = [take(x + first * image, count), places.from, places.elements, elements];
    const rows = [dy + first * each * step, places.rows, places.channels, outChannels];
    if (asTheyAre) products.outerProducts(...windows, ...rows, count * each, out.address, step, 4, scratch);
    else products.outerProducts(...rows, ...windows, count * each, out.address, 4, step, scratch);
  }
  return out;
}

/** A convolution and its adjoints, for a way to read their attributes. */
const family = (geometryOf: GeometryOf): Record<'forward' | 'backInput' | 'backFilter', Replacement> => ({
  forward: (call) => {
    const { x, filter } = call.inputs;
    const geometry = geometryOf(x.shape, filter.shape, call);
    return Workspace.use(call.backend, (space) => forward(space, geometry, space.address(x), space.address(filter)));
  },
  backInput: (call) => {
    const { dy, filter } = call.inputs;
    const shape = call.attributes.inputShape as number[];
    const geometry = geometryOf(shape, filter.shape, call);
    return Workspace.use(call.backend, (space) => backInput(space, geometry, shape, space.address(dy), space.address(filter)));
  },
  backFilter: (call) => {
    const { x, dy } = call.inputs;
    const shape = call.attributes.filterShape as number[];
    const geometry = geometryOf(x.shape, shape, call);
    return Workspace.use(call.backend, (space) => backFilter(space, geometry, shape, space.address(x), space.address(dy)));
  },
});

const planes = family(geometry2D);

/** Channels of the input and of the output from which on TensorFlow.js's own kernel (XNNPACK) is as fast as its matrix product. */
const ENOUGH_CHANNELS = { inputs: 8, outputs: 5 };

export const conv2D: Replacement = (call) => {
  const { inputs, backend, attributes, original } = call;
  const { dataFormat = 'NHWC' } = attributes;
  const [inputChannels, outputChannels] = inputs.filter.shape.slice(-2);
  const fewer = inputChannels < ENOUGH_CHANNELS.inputs || outputChannels < ENOUGH_CHANNELS.outputs;
  const few = fewer && dataFormat === 'NHWC' && inputs.x.dtype === 'float32' && inputs.filter.dtype === 'float32';
  return few ? planes.forward(call) : original!({ inputs, backend, attrs: attributes });
};
export const conv2DBackpropInput = planes.backInput;
export const conv2DBackpropFilter = planes.backFilter;

export const { forward: conv3D, backInput: conv3DBackpropInput, backFilter: conv3DBackpropFilter } = family(geometry3D);
