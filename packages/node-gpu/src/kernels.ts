import {
  broadcastTo,
  getKernel,
  type KernelConfig,
  registerKernel,
  type Tensor,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { runInFloat64 } from './native-op';

/**
 * The named kernels of @baytes/special that TensorFlow has an op for, under the same name; its inputs in the op's order. Each
 * runs in float64 on the device and is rounded once: TensorFlow's float32 forms lose up to half of the digits.
 */
const ELEMENTWISE: Readonly<Record<string, readonly string[]>> = {
  Lgamma: ['x'],
  Digamma: ['x'],
  Polygamma: ['n', 'x'],
  Zeta: ['s', 'q'],
  Igamma: ['a', 'x'],
  Igammac: ['a', 'x'],
  IgammaGradA: ['a', 'x'],
  RandomGammaGrad: ['alpha', 'sample'],
  Betainc: ['a', 'b', 'x'],
  Erfinv: ['x'],
  Ndtri: ['x'],
};

/** Betainc alone does not broadcast. */
function broadcast(inputs: readonly TensorInfo[]): { laidOut: readonly TensorInfo[]; made: Tensor[] } {
  const shape = inputs.map((each) => each.shape).reduce((a, b) => (a.length > b.length ? a : b));
  const size = (each: readonly number[]) => each.reduce((n, length) => n * length, 1);
  const whole = inputs.reduce((a, b) => (size(b.shape) > size(a.shape) ? b : a), { shape } as TensorInfo).shape;
  const made: Tensor[] = [];
  const laidOut = inputs.map((each) => {
    if (each.shape.join() === whole.join()) return each;
    const copy = broadcastTo(each as Tensor, whole as [number]);
    made.push(copy);
    return copy;
  });
  return { laidOut, made };
}

/** Registers TensorFlow's own ops as the kernels of their names, in place of those that run on the host. */
export function registerNativeKernels(): void {
  for (const [kernelName, names] of Object.entries(ELEMENTWISE)) {
    if (getKernel(kernelName, 'tensorflow')) unregisterKernel(kernelName, 'tensorflow');
    // The mark by which @baytes/tensor knows a kernel that fulfils its contract.
    const config: KernelConfig & { definedBy: 'baytes' } = {
      kernelName,
      backendName: 'tensorflow',
      definedBy: 'baytes',
      kernelFunc: ({ inputs }) => {
        const given = names.map((name) => inputs[name] as TensorInfo);
        if (kernelName !== 'Betainc') return runInFloat64(kernelName, given)[0];
        const { laidOut, made } = broadcast(given);
        try {
          return runInFloat64(kernelName, laidOut)[0];
        } finally {
          for (const each of made) each.dispose();
        }
      },
    };
    registerKernel(config);
  }
}
