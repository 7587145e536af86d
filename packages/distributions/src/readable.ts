import { isRecording } from '@baytes/tensor';
import { engine, Tensor } from '@tensorflow/tfjs-core';
import type { ParameterLike } from './parameters';

type Numbers = number[] | Float32Array | Int32Array | Uint8Array;

const ON_HOST = new Set(['cpu', 'wasm', 'tensorflow']);

/**
 * The numbers of a parameter; undefined where reading them would wait for a graphics card, and while a program is recorded, which will
 * see other numbers.
 */
export function readable(given: ParameterLike): Numbers | undefined {
  if (given instanceof Tensor) return !isRecording() && ON_HOST.has(engine().backendName) ? given.dataSync() : undefined;
  if (typeof given === 'number' || typeof given === 'boolean') return [Number(given)];
  if (ArrayBuffer.isView(given)) return given as unknown as Numbers;
  return (given as unknown[]).flat(Number.POSITIVE_INFINITY as 1) as number[];
}
