import { matMul, memory, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { runInFloat64, runOp } from './native-op';

export interface SelfTestRow {
  readonly check: string;
  readonly value: number;
  readonly expected: number;
  readonly good: boolean;
}

/** A few values that a working backend cannot miss. Call `load()` first. */
export function selfTest(): SelfTestRow[] {
  const before = memory().numTensors;
  const near = (check: string, value: number, expected: number): SelfTestRow => ({
    check,
    value,
    expected,
    good: Math.abs(value - expected) <= 1e-6 * Math.max(1, Math.abs(expected)),
  });
  const rows: SelfTestRow[] = [];
  tidy(() => {
    const one = (op: string, ...inputs: number[]) =>
      runInFloat64(
        op,
        inputs.map((value) => tensor1d([value])),
      )[0].dataSync()[0];
    const product = matMul(tensor2d([1, 2, 3, 4], [2, 2]), tensor2d([5, 6, 7, 8], [2, 2])).dataSync();
    rows.push(
      near('matMul', product[3], 50),
      near('Lgamma(0.5)', one('Lgamma', 0.5), 0.5723649429247001),
      near('Digamma(1)', one('Digamma', 1), -0.5772156649015329),
      near('Igamma(2, 1)', one('Igamma', 2, 1), 0.2642411176571153),
      near('Betainc(2, 3, 0.5)', one('Betainc', 2, 3, 0.5), 0.6875),
      near('Erf(1) in float32', runOp('Erf', [tensor1d([1])], { T: 'float32' })[0].dataSync()[0], 0.8427007929497149),
    );
  });
  return [...rows, near('tensors left behind', memory().numTensors - before, 0)];
}
