import type { TensorInfo } from '@tensorflow/tfjs-core';
import { broadcastShape, sizeOf } from '../kernel/broadcast';
import { columnsInPanels, packed } from './convolution';
import type { Replacement } from './replacement';
import { lattice } from './window-geometry';
import { Workspace } from './workspace';

/**
 * Matrix products on wasm. TensorFlow.js's own kernel is fast (XNNPACK) for one product of matrices as they lie, and falls back
 * to a plain loop, many times slower, for transposed ones and for batches. Those are products of windows here: the right side is
 * laid out in panels anyhow, and whether it is transposed is only where it is read.
 */
export const batchMatMul: Replacement = ({ inputs: { a, b }, backend, attributes, original }) => {
  const { transposeA, transposeB } = attributes;
  const batchOf = ({ shape }: TensorInfo) => shape.slice(0, -2);
  const [rowsA, columnsA] = lastTwo(a, transposeA);
  const [rowsB, columnsB] = lastTwo(b, transposeB);
  const small = rowsA * columnsA * columnsB < SMALL;
  const batches = broadcastShape({ a: batchOf(a), b: batchOf(b) }, 'matMul');
  const count = sizeOf(batches);
  const [batchesA, batchesB] = [sizeOf(batchOf(a)), sizeOf(batchOf(b))];
  const partly = [batchesA, batchesB].some((each) => each !== 1 && each !== count);
  if (columnsA !== rowsB || count === 0 || partly || small || a.dtype !== 'float32' || b.dtype !== 'float32') {
    return original!({ inputs: { a, b }, backend, attrs: attributes });
  }
  const shape = [...batches, rowsA, columnsB];
  if (batchesB === 1 && !transposeA && !transposeB) {
    // All rows of all batches against one matrix.
    const rows = sizeOf(a.shape) / columnsA;
    const result = original!({
      inputs: { a: { ...a, shape: [1, rows, columnsA] }, b: { ...b, shape: [1, rowsB, columnsB] } },
      backend,
      attrs: attributes,
    }) as TensorInfo;
    result.shape = shape;
    return result;
  }
  return Workspace.use(backend, (space) => {
    const left = transposeA ? turned(space, a) : space.address(a);
    // One right side for all batches of the left: they are more rows.
    const rows = batchesB === 1 ? rowsA * batchesA : rowsA;
    const places = space.tables({
      from: lattice(rows, 4 * columnsA, [], []),
      to: lattice(rows, 4 * columnsB, [], []),
      zero: [0],
    });
    const steps: [number, number] = transposeB ? [4, 4 * rowsB] : [4 * columnsB, 4];
    const wide = columnsInPanels(columnsB, columnsA);
    const out = space.output(shape);
    for (let i = 0; i < batchesB; i++) {
      const right = space.address(b) + 4 * i * rowsB * columnsB;
      const { panels, singles } = packed(space, right, places.zero, 1, columnsA, steps, columnsB, wide);
      space.products.windowProducts(
        ...[left + (batchesA === 1 ? 0 : 4 * i * rowsA * columnsA), places.from, rows, places.zero, 1, columnsA],
        ...[panels, wide, singles, columnsB, out.address + 4 * i * rows * columnsB, places.to],
      );
    }
    return out;
  });
};

/** Multiplications below which a call costs more than the plain loop. */
const SMALL = 2 ** 13;

const lastTwo = ({ shape }: TensorInfo, transposed: boolean): [number, number] => {
  const [rows, columns] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
};

/** Each matrix of a batch transposed. */
function turned(space: Workspace, { shape, ...info }: TensorInfo): number {
  const [rows, columns] = shape.slice(-2);
  const size = sizeOf(shape);
  const address = space.room(size);
  space.products.transposeMatrices(space.address({ shape, ...info }), address, size / (rows * columns), rows, columns);
  return address;
}
