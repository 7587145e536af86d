// What compiling a function makes, before it has memory: shared by all programs of the same function and shapes.
import type { Runnable } from './emit/emitter';
import type { DataType, Graph, Shape } from './graph/node';
import type { PlacedProgram } from './loops/program';
import type { Trace } from './record/trace';

/** An argument or a result: where it is in its tree, and what it is. */
export interface Place {
  path: readonly string[];
  shape: Shape;
  dtype: DataType;
}

export interface Signature {
  /** In the order of the slots. */
  parameters: readonly Place[];
  /** Their slots follow those of the parameters. */
  data: readonly Place[];
  results: { leaves: readonly Place[]; form: unknown };
}

/** A graph as code. */
export interface Code {
  graph: Graph;
  placed: PlacedProgram;
  make: () => Runnable;
}

export interface Compiled {
  signature: Signature;
  trace: Trace;
  /** What every call does. Its arguments after the parameters and the data are the results of `bound`. */
  main: Code;
  /** What binding data does: all that follows from them alone. Its arguments have the slots of the whole. */
  bound: Code | undefined;
}
