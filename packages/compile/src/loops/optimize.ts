import type { Graph } from '../graph/node';
import { settleAccumulators } from './accumulate';
import { buildLoops } from './build';
import { dropStores } from './drop-stores';
import { fuseLoops } from './fuse';
import { jamLoops } from './jam';
import { mergeSums } from './merge-sums';
import type { LoopProgram } from './program';
import { shareNumbers } from './share';
import { type UnrollLimits, unrollLoops } from './unroll';

export interface LoopOptions {
  /** What is unrolled; `false` leaves all loops, as an emitter of vector code wants them. */
  unroll?: UnrollLimits | false;
}

/** The loops of a graph, after all passes over them; buffers have no place yet. */
export function loopsOf(graph: Graph, inputs: readonly { size: number }[], { unroll }: LoopOptions = {}): LoopProgram {
  let program = dropStores(shareNumbers(fuseLoops(buildLoops(graph, inputs))));
  program = dropStores(shareNumbers(mergeSums(jamLoops(program))));
  if (unroll !== false) program = dropStores(shareNumbers(settleAccumulators(unrollLoops(program, unroll))));
  return program;
}
