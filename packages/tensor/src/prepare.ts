import { ensureKernels } from './backend-kernels/install';
import { ensureGradients } from './gradients/register';

/** Gradients and kernels in place for the backend in use. Cheap where they are. */
export function prepare(): void {
  ensureGradients();
  ensureKernels();
}
