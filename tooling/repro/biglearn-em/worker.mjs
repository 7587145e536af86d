import workerpool from 'workerpool';
import { clusteringRun } from './clustering.mjs';
import { gridRun } from './grid.mjs';

const emit = (/** @type {number} */ share) => workerpool.workerEmit(share);

workerpool.worker({
  grid: (/** @type {Parameters<typeof gridRun>[0]} */ input) => gridRun(input, emit),
  clustering: (/** @type {Parameters<typeof clusteringRun>[0]} */ input) => clusteringRun(input, emit),
});
