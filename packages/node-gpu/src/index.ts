export { load, type LoadOptions, type NativeBackend } from './backend';
export { type Installation, NativeUnavailable, readInstallation } from './installation';
export { nativeKernels } from './kernels';
export { runInFloat64, runOp } from './native-op';
export { selfTest, type SelfTestRow } from './self-test';
