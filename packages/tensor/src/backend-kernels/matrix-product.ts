import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { broadcastShape, sizeOf } from '../kernel/broadcast';
import { onHost } from '../kernel/host-memory';
import { free, type Replacement, run } from './replacement';

/**
 * Matrix products on wasm. TensorFlow.js's own kernel is fast (XNNPACK) for one product of matrices as they lie, and falls back
 * to a plain loop, many times slower, for transposed ones and for batches. Here matrices are turned first, a batch of rows
 * against one matrix is one product, and large matrices of a batch are multiplied one by one.
 */
export const batchMatMul: Replacement = ({ inputs: { a, b }, backend, attributes, original }) => {
  const { transposeA, transposeB } = attributes;
  const batchOf = ({ shape }: TensorInfo) => shape.slice(0, -2);
  const [rowsA, columnsA] = lastTwo(a, transposeA);
  const [rowsB, columnsB] = lastTwo(b, transposeB);
  const plain = (left: TensorInfo, right: TensorInfo) =>
    original!({
      inputs: { a: left, b: right },
      backend,
      attrs: { transposeA: false, transposeB: false },
    }) as TensorInfo;
  const small = rowsA * columnsA * columnsB < SMALL;
  const batches = broadcastShape({ a: batchOf(a), b: batchOf(b) }, 'matMul');
  const count = sizeOf(batches);
  const [batchesA, batchesB] = [sizeOf(batchOf(a)), sizeOf(batchOf(b))];
  const partly = [batchesA, batchesB].some((each) => each !== 1 && each !== count);
  if (columnsA !== rowsB || count === 0 || partly || small || a.dtype !== 'float32' || b.dtype !== 'float32') {
    return original!({ inputs: { a, b }, backend, attrs: attributes });
  }
  const left = transposeA ? turned(a, backend) : a;
  const right = transposeB ? turned(b, backend) : b;
  const shape = [...batches, rowsA, columnsB];

  let result: TensorInfo;
  if (batchesB === 1) {
    // All rows of all batches against one matrix.
    result = plain({ ...left, shape: [1, sizeOf(left.shape) / columnsA, columnsA] }, { ...right, shape: [1, rowsB, columnsB] });
    result.shape = shape;
  } else {
    const wasm = backend as Wasm;
    [result] = onHost(backend, [], [{ shape, dtype: 'float32' }], () => {});
    for (let i = 0; i < count; i++) {
      const one = alias(wasm, left, batchesA === 1 ? 0 : i, [1, rowsA, columnsA]);
      const two = alias(wasm, right, i, [1, rowsB, columnsB]);
      const product = plain(one, two);
      wasm.typedArrayFromHeap(result).set(wasm.typedArrayFromHeap(product), i * rowsA * columnsB);
      free(backend, product);
      release(wasm, one, two);
    }
  }
  if (left !== a) free(backend, left);
  if (right !== b) free(backend, right);
  return result;
};

/** Multiplications below which a call costs more than the plain loop. */
const SMALL = 2 ** 13;

const lastTwo = ({ shape }: TensorInfo, transposed: boolean): [number, number] => {
  const [rows, columns] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
};

function turned(matrix: TensorInfo, backend: KernelBackend): TensorInfo {
  const perm = matrix.shape.map((_, axis) => axis);
  perm.push(...perm.splice(-2).reverse());
  return run('Transpose', 'wasm', backend, { x: matrix }, { perm });
}

interface Wasm extends KernelBackend {
  typedArrayFromHeap(info: TensorInfo): Float32Array;
  makeOutput(shape: number[], dtype: string, memoryOffset: number): TensorInfo;
  dataIdMap: { get(id: object): { id: number; memoryOffset: number }; delete(id: object): void };
  wasm: { tfjs: { disposeData(id: number): void } };
}

/** One matrix of a batch, where it lies. */
function alias(backend: Wasm, batch: TensorInfo, index: number, shape: number[]): TensorInfo {
  const { memoryOffset } = backend.dataIdMap.get(batch.dataId);
  return backend.makeOutput(shape, 'float32', memoryOffset + 4 * index * sizeOf(shape));
}

/** Forgets an alias without giving back the memory, which is the batch's. */
function release(backend: Wasm, ...infos: TensorInfo[]): void {
  for (const { dataId } of infos) {
    backend.wasm.tfjs.disposeData(backend.dataIdMap.get(dataId).id);
    backend.dataIdMap.delete(dataId);
  }
}
