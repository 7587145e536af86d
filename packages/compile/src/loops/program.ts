// The loop IR: what emitters are given. Start here to write another emitter; `interpret.ts` says in plain code what each statement means.
//
// A program works on one array of doubles, the arena. Buffers are windows on it: arguments, constants, results, and temporaries, which
// share space where their lives do not overlap. Registers are numbers in locals; most are set once, by the statement that defines
// them. Axes are loop counters, from 0 to extent - 1.
//
// Statements run in order. A loop's body sees the registers of the statements before it, and what it defines ends with it; only
// accumulators, which are started outside of the loop, carry numbers out of it.
import type { Origin, Routine } from '../graph/node';
import type { Operation, OperationName } from '../scalar/operations';

/** A number: in a register, or known. */
export type Operand = { register: number } | { number: number };

/**
 * A place in a buffer: `offset`, plus a stride for each axis that is named (all integers), plus strides times the integers that are
 * in registers, which is how `gather` reads.
 */
export interface Address {
  buffer: number;
  offset: number;
  axes: readonly { axis: number; stride: number }[];
  indices: readonly { register: number; stride: number }[];
}

/** register = operation(arguments). */
export interface Let {
  kind: 'let';
  register: number;
  operation: Operation;
  arguments: readonly Operand[];
  origin: Origin;
}
/** register = the counter of an axis, times and plus integers or fractions: offset + sum of stride * axis. */
export interface Count {
  kind: 'count';
  register: number;
  offset: number;
  axes: readonly { axis: number; stride: number }[];
}
/** register = buffer[place]. */
export interface Load {
  kind: 'load';
  register: number;
  from: Address;
}
/** buffer[place] = value; with `combine`, buffer[place] = combine(buffer[place], value). */
export interface Store {
  kind: 'store';
  to: Address;
  value: Operand;
  combine?: OperationName;
  origin: Origin;
}
/** An accumulator begins: register = value. */
export interface Start {
  kind: 'start';
  register: number;
  value: number;
}
/** register = combine(register, value), for a register that was started. */
export interface Accumulate {
  kind: 'accumulate';
  register: number;
  combine: OperationName;
  value: Operand;
  origin: Origin;
}
/** for (axis = 0; axis < extent; axis++) body. */
export interface Loop {
  kind: 'loop';
  axis: number;
  extent: number;
  body: readonly Statement[];
}
/** A dense routine on whole buffers: they hold arrays by rows. */
export interface Routined {
  kind: 'call';
  routine: Routine;
  inputs: readonly number[];
  outputs: readonly number[];
  origin: Origin;
}

export type Statement = Let | Count | Load | Store | Start | Accumulate | Loop | Routined;

export interface Buffer {
  role: 'input' | 'constant' | 'output' | 'temporary';
  /** Doubles. */
  size: number;
  /** Of an input or output: which one. */
  slot?: number;
  /** Of a constant. */
  values?: Float64Array;
}

export interface LoopProgram {
  buffers: readonly Buffer[];
  body: readonly Statement[];
}

/** A program with its place in memory. */
export interface PlacedProgram extends LoopProgram {
  /** By buffer: where it begins in the arena. */
  offsets: readonly number[];
  /** Doubles of the arena. */
  size: number;
}

/** Visits all statements, those in loops included, in order. */
export function eachStatement(
  body: readonly Statement[],
  visit: (statement: Statement, depth: number) => void,
  depth = 0,
): void {
  for (const statement of body) {
    visit(statement, depth);
    if (statement.kind === 'loop') eachStatement(statement.body, visit, depth + 1);
  }
}

/** Registers that a statement reads itself; loops read what their bodies do. */
export function registersRead(statement: Statement): number[] {
  const of = (operands: readonly Operand[]) => operands.flatMap((each) => ('register' in each ? [each.register] : []));
  switch (statement.kind) {
    case 'let':
      return of(statement.arguments);
    case 'load':
      return statement.from.indices.map(({ register }) => register);
    case 'store':
      return [...of([statement.value]), ...statement.to.indices.map(({ register }) => register)];
    case 'accumulate':
      return [statement.register, ...of([statement.value])];
    default:
      return [];
  }
}

/** The register that a statement sets. */
export function registerSet(statement: Statement): number | undefined {
  switch (statement.kind) {
    case 'let':
    case 'count':
    case 'load':
    case 'start':
    case 'accumulate':
      return statement.register;
    default:
      return undefined;
  }
}

/** Says where, without saying which buffer it is: equal for places that are always the same. */
export const addressKey = ({ buffer, offset, axes, indices }: Address): string =>
  `${buffer}+${offset}${axes.map(({ axis, stride }) => `+${stride}i${axis}`).join('')}${indices
    .map(({ register, stride }) => `+${stride}r${register}`)
    .join('')}`;
