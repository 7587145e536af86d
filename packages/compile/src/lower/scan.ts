// Work along an axis, or into places that integers name, as dense routines.
import { sizeOf } from '@baytes/tensor';
import type { Routine, Shape } from '../graph/node';
import { axesOf, type Call, type Rules } from './rule';

/** Lines of an array along `axis`: where each starts, and the step from one of its elements to the next. */
export function linesOf(shape: Shape, axis: number): { length: number; step: number; starts: Int32Array } {
  const length = shape[axis];
  const step = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const starts = new Int32Array(outer * step);
  for (let i = 0, at = 0; i < outer; i++) for (let j = 0; j < step; j++) starts[at++] = i * length * step + j;
  return { length, step, starts };
}

function cumulative(name: string, start: number, combine: (a: number, b: number) => number) {
  return ({ build, inputs: { x }, attributes, outputs: [{ shape, dtype }] }: Call) => {
    const [axis] = axesOf(attributes.axis ?? 0, x.shape.length);
    const { exclusive, reverse } = attributes as { exclusive: boolean; reverse: boolean };
    const { length, step, starts } = linesOf(x.shape, axis);
    const routine: Routine = {
      name,
      key: `${axis} ${Boolean(exclusive)} ${Boolean(reverse)} [${x.shape}]`,
      outputs: [{ shape, dtype }],
      run: ([from], [to]) => {
        for (const first of starts) {
          let total = start;
          for (let i = 0; i < length; i++) {
            const at = first + (reverse ? length - 1 - i : i) * step;
            if (exclusive) to[at] = total;
            total = combine(total, from[at]);
            if (!exclusive) to[at] = total;
          }
        }
      },
    };
    return build.call(routine, [x]);
  };
}

/** The first place of the greatest number of each line, as TensorFlow.js takes it; NaN never is the greatest but in the first place. */
function extremePlace(name: string, better: (a: number, b: number) => boolean) {
  return ({ build, inputs: { x }, attributes, outputs }: Call) => {
    const [axis] = axesOf(attributes.axis ?? 0, x.shape.length);
    const { length, step, starts } = linesOf(x.shape, axis);
    const routine: Routine = {
      name,
      key: `${axis} [${x.shape}]`,
      outputs,
      run: ([from], [to]) => {
        for (let line = 0; line < starts.length; line++) {
          let place = 0;
          for (let i = 1; i < length; i++)
            if (better(from[starts[line] + i * step], from[starts[line] + place * step])) place = i;
          to[line] = place;
        }
      },
    };
    return build.call(routine, [x]);
  };
}

/** The greatest numbers of each row, first the greatest; of equal ones the first. */
const topK = ({ build, inputs: { x }, attributes: { k }, outputs }: Call) => {
  const n = x.shape[x.shape.length - 1];
  const order = new Int32Array(n);
  const routine: Routine = {
    name: 'topk',
    key: `${k} [${x.shape}]`,
    outputs,
    run: ([from], [values, places]) => {
      for (let row = 0; row * n < from.length; row++) {
        for (let i = 0; i < n; i++) order[i] = i;
        order.sort((i, j) => from[row * n + j] - from[row * n + i] || i - j);
        for (let i = 0; i < k; i++) {
          values[row * k + i] = from[row * n + order[i]];
          places[row * k + i] = order[i];
        }
      }
    },
  };
  return build.call(routine, [x]);
};

/** Sums of slices by their segment; those of negative ones are dropped. */
const segmentSum = ({ build, inputs: { x, segmentIds }, attributes: { numSegments }, outputs }: Call) => {
  const width = sizeOf(x.shape.slice(segmentIds.shape.length));
  const routine: Routine = {
    name: 'segmentSum',
    key: `${numSegments} [${x.shape}]`,
    outputs,
    run: ([values, segments], [out]) => {
      out.fill(0);
      for (let i = 0; i < segments.length; i++) {
        const segment = segments[i];
        if (segment < 0) continue;
        if (segment >= numSegments)
          throw new Error(`unsortedSegmentSum: segmentIds[${i}] is ${segment}, of ${numSegments} segments`);
        for (let j = 0; j < width; j++) out[segment * width + j] += values[i * width + j];
      }
    },
  };
  return build.call(routine, [x, segmentIds]);
};

/** Slices added up (or put) at places along the first axes. */
function scatter(name: string, add: boolean, withBase: boolean) {
  return ({ build, inputs, outputs }: Pick<Call, 'build' | 'inputs' | 'outputs'>) => {
    const { indices, updates } = inputs;
    const [{ shape }] = outputs;
    const depth = indices.shape[indices.shape.length - 1];
    const width = sizeOf(shape.slice(depth));
    const strides = Array.from({ length: depth }, (_, k) => sizeOf(shape.slice(k + 1, depth)));
    const rows = sizeOf(indices.shape.slice(0, -1));
    const sources = withBase ? [indices, updates, inputs.tensor] : [indices, updates];
    const single = sizeOf(updates.shape) === 1 && rows * width > 1;
    const routine: Routine = {
      name,
      key: `${add} [${shape}] [${indices.shape}]`,
      outputs,
      run: ([places, values, base], [out]) => {
        if (base === undefined) out.fill(0);
        else out.set(base);
        for (let row = 0; row < rows; row++) {
          let at = 0;
          for (let k = 0; k < depth; k++) {
            const place = places[row * depth + k];
            if (place < 0 || place >= shape[k])
              throw new Error(`${name}: indices[${row},${k}] is ${place}, of an axis of length ${shape[k]}`);
            at += place * strides[k];
          }
          for (let j = 0; j < width; j++) {
            const value = single ? values[0] : values[row * width + j];
            if (add) out[at * width + j] += value;
            else out[at * width + j] = value;
          }
        }
      },
    };
    return build.call(routine, sources);
  };
}

/** Values at places, and a default elsewhere. Places may be a number, a list of them along one axis, or rows of indices. */
const sparseToDense = ({ build, inputs, outputs }: Call) => {
  const { sparseIndices: places, sparseValues: updates, defaultValue } = inputs;
  const [{ shape, dtype }] = outputs;
  const rows = places.shape.length === 0 ? 1 : places.shape[0];
  const indices = build.reshape(places, [rows, sizeOf(places.shape) / rows]);
  const tensor = build.broadcast({ ...defaultValue, dtype }, shape);
  return scatter('sparseToDense', false, true)({ build, inputs: { indices, updates, tensor }, outputs });
};

/** Counts, or sums of weights, of the integers 0 .. size - 1; rows of them for a matrix. */
const bincount = ({ build, kernel, inputs: { x, weights }, attributes: { size, binaryOutput }, outputs }: Call) => {
  const columns = x.shape.length === 2 ? x.shape[1] : sizeOf(x.shape);
  const weighted = sizeOf(weights.shape) > 0;
  const routine: Routine = {
    name: kernel === 'Bincount' ? 'bincount' : 'denseBincount',
    key: `${size} ${Boolean(binaryOutput)} ${weighted} [${x.shape}]`,
    outputs,
    run: ([values, each], [out]) => {
      out.fill(0);
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (value < 0) throw new Error(`bincount: x[${i}] is ${value}, but must not be negative`);
        if (value >= size) continue;
        const at = Math.floor(i / columns) * size + value;
        out[at] = binaryOutput ? 1 : out[at] + (weighted ? each[i] : 1);
      }
    },
  };
  return build.call(routine, weighted ? [x, weights] : [x]);
};

/** Where each value would be put into a sorted row: before its equals (`left`) or behind them. */
const searchSorted = ({ build, inputs: { sortedSequence, values }, attributes: { side }, outputs }: Call) => {
  const length = sortedSequence.shape[sortedSequence.shape.length - 1];
  const width = values.shape[values.shape.length - 1];
  const routine: Routine = {
    name: 'searchSorted',
    key: `${side} [${sortedSequence.shape}] [${values.shape}]`,
    outputs,
    run: ([sorted, wanted], [out]) => {
      for (let i = 0; i < wanted.length; i++) {
        const row = Math.floor(i / width) * length;
        let low = 0;
        let high = length;
        while (low < high) {
          const middle = (low + high) >> 1;
          const after = side === 'left' ? sorted[row + middle] < wanted[i] : sorted[row + middle] <= wanted[i];
          if (after) low = middle + 1;
          else high = middle;
        }
        out[i] = low;
      }
    },
  };
  return build.call(routine, [sortedSequence, values]);
};

export const scans: Rules = {
  ArgMax: extremePlace('argMax', (a, b) => a > b),
  ArgMin: extremePlace('argMin', (a, b) => a < b),
  Bincount: bincount,
  Cumprod: cumulative('cumprod', 1, (a, b) => a * b),
  Cumsum: cumulative('cumsum', 0, (a, b) => a + b),
  DenseBincount: bincount,
  ScatterNd: scatter('scatterND', true, false),
  SearchSorted: searchSorted,
  SparseToDense: sparseToDense,
  TensorScatterUpdate: scatter('tensorScatterUpdate', false, true),
  TopK: topK,
  UnsortedSegmentSum: segmentSum,
};
