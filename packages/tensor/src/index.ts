export {
  type Attributes,
  defineKernel,
  type HostContext,
  implementKernel,
  type KernelDataType,
  type KernelDefinition,
  type KernelOp,
  type MultiKernelDefinition,
  type OutputSpec,
} from './kernel/define-kernel';
export { broadcastShape, broadcastValues, sizeOf, sumToShape } from './kernel/broadcast';
export { ensureGradients } from './gradients/register';
export { type Backend, type BackendName, type BackendOptions, useBackend } from './use-backend';
