import workerpool from 'workerpool';
import { topicsRun } from './run.mjs';

workerpool.worker({
  topics: (/** @type {Parameters<typeof topicsRun>[0]} */ input) => topicsRun(input, (share) => workerpool.workerEmit(share)),
});
