// What runs in a worker of topicsPool. The build bundles this file into one function expression, in generated/topics-worker.ts.
import { topicsModule } from './engine';
import { networkSweeps, type Sweeps } from './network-sweeps';

export interface TopicsJob {
  module: WebAssembly.Module;
  sweeps: Sweeps;
  from: number;
  to: number;
}

/** All arrays of the job are on shared memory, and filled in place. */
export function work({ module, sweeps, from, to }: TopicsJob): void {
  topicsModule.use(module);
  for (const { tally, expectation } of sweeps.layers) {
    tally?.fill(0);
    expectation?.fill(0);
  }
  sweeps.restaurants?.sizes.fill(0);
  sweeps.restaurants?.late.fill(0);
  sweeps.expectedTables?.fill(0);
  networkSweeps(sweeps, from, to);
}
