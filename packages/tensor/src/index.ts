export { type Backend, type BackendName, type BackendOptions, useBackend } from './use-backend';
export { ensureGradients } from './gradients/register';
export {
  type Attributes,
  defineKernel,
  type HostContext,
  type HostKernel,
  hostKernel,
  implementKernel,
  type KernelDataType,
  type KernelDefinition,
  type KernelOp,
  type MultiKernelDefinition,
  type OutputSpec,
} from './kernel/define-kernel';
export { isRecording, whileRecording } from './kernel/recording';
export { broadcastShape, broadcastValues, placeOf, shapeOf, sizeOf, sumToShape } from './kernel/broadcast';
export { leaves, type Tree, withLeaves } from './autodiff/tree';
export { grad, valueAndGrad } from './autodiff/gradients';
export { hessian, hvp, jvp } from './autodiff/second-order';
export { jacobian } from './autodiff/jacobian';
export { stopGradient } from './autodiff/stop-gradient';
export { safeWhere } from './stable/safe-where';
export { logAddExp } from './stable/log-add-exp';
export { logSoftmax, logSumExp } from './stable/log-sum-exp';
export * from './linear-algebra/index';
// Linear algebra on arrays, as the kernels do it on the host: for compilers of programs.
export { positiveDefiniteFactors } from './linear-algebra/host/positive-definite-factor';
export { solveEach } from './linear-algebra/host/solve-each';
export { substitute, type Triangle } from './linear-algebra/host/substitution';
