import {
  equal,
  getKernel,
  type KernelConfig,
  logicalAnd,
  neg,
  reciprocal,
  registerKernel,
  type Tensor,
  tidy,
  unregisterKernel,
  where,
} from '@tensorflow/tfjs-core';
import { runInFloat64 } from './native-op';

interface NativeKernel {
  /** Names of the inputs, in the op's order. */
  inputs: readonly string[];
  /** Puts right what the op does at the edges of its domain. */
  edges?: (result: Tensor, ...inputs: Tensor[]) => Tensor;
}

const at = (x: Tensor, value: number) => equal(x, value);

/** The edge a = 0, where the whole mass lies at 0, and x = a = infinity, which has no limit. */
const edgesOfIgamma =
  (beyondZero: number) =>
  (result: Tensor, a: Tensor, x: Tensor): Tensor => {
    const atZero = where(at(x, 0), Number.NaN, where(equal(x, x), beyondZero, Number.NaN));
    const undecided = logicalAnd(at(a, Number.POSITIVE_INFINITY), at(x, Number.POSITIVE_INFINITY));
    return where(undecided, Number.NaN, where(at(a, 0), atZero, result));
  };

/**
 * The named kernels of @baytes/special that TensorFlow has an op for, under the same name. Each runs in float64 on the device and
 * is rounded once: TensorFlow's float32 forms lose up to half of the digits. Its Polygamma, IgammaGradA and RandomGammaGrad lose
 * them in float64 too, for large arguments, so those stay on the host; the tests show which do not.
 */
const KERNELS: Readonly<Record<string, NativeKernel>> = {
  Lgamma: {
    inputs: ['x'],
    edges: (result, x) => where(at(x, Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY, result),
  },
  Digamma: { inputs: ['x'], edges: (result, x) => where(at(x, 0), neg(reciprocal(x)), result) },
  Zeta: { inputs: ['x', 'q'] },
  Igamma: { inputs: ['a', 'x'], edges: edgesOfIgamma(1) },
  Igammac: { inputs: ['a', 'x'], edges: edgesOfIgamma(0) },
};

/** The names of {@link KERNELS}. */
export const nativeKernels: readonly string[] = Object.keys(KERNELS);

/** Registers TensorFlow's own ops as the kernels of their names, in place of those that run on the host. */
export function registerNativeKernels(): void {
  for (const [kernelName, { inputs: names, edges }] of Object.entries(KERNELS)) {
    if (getKernel(kernelName, 'tensorflow')) unregisterKernel(kernelName, 'tensorflow');
    // The mark by which @baytes/tensor knows a kernel that fulfils its contract.
    const config: KernelConfig & { definedBy: 'baytes' } = {
      kernelName,
      backendName: 'tensorflow',
      definedBy: 'baytes',
      kernelFunc: ({ inputs }) =>
        tidy(() => {
          const given = names.map((name) => inputs[name] as Tensor);
          const [result] = runInFloat64(kernelName, given);
          return edges ? edges(result, ...given) : result;
        }),
    };
    registerKernel(config);
  }
}
