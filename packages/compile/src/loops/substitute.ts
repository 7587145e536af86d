// Statements written out again with other counters and registers.
import { type Address, eachStatement, type Loop, type LoopProgram, type Operand, registerSet, type Statement } from './program';

/** What stands for a counter: `scale * axis + shift`; a scale of 0 is a number. */
export interface Counter {
  axis: number;
  scale: number;
  shift: number;
}

export interface Substitution {
  /** By axis; others stay. */
  counters: ReadonlyMap<number, Counter>;
  /** By register; others stay. */
  registers?: ReadonlyMap<number, number>;
}

/** The same statements with counters and registers replaced, those of loops included. */
export function substituted(body: readonly Statement[], { counters, registers }: Substitution): Statement[] {
  const named = (register: number) => registers?.get(register) ?? register;
  const operand = (each: Operand): Operand => ('register' in each ? { register: named(each.register) } : each);
  const terms = (offset: number, axes: Address['axes']) => {
    let sum = offset;
    const result: { axis: number; stride: number }[] = [];
    for (const { axis, stride } of axes) {
      const counter = counters.get(axis);
      if (counter === undefined) {
        result.push({ axis, stride });
        continue;
      }
      sum += stride * counter.shift;
      if (counter.scale !== 0) result.push({ axis: counter.axis, stride: stride * counter.scale });
    }
    return { offset: sum, axes: result };
  };
  const address = (each: Address): Address => ({
    buffer: each.buffer,
    ...terms(each.offset, each.axes),
    indices: each.indices.map(({ register, stride }) => ({ register: named(register), stride })),
  });
  const copy = (statement: Statement): Statement => {
    switch (statement.kind) {
      case 'let':
        return { ...statement, register: named(statement.register), arguments: statement.arguments.map(operand) };
      case 'count':
        return { ...statement, register: named(statement.register), ...terms(statement.offset, statement.axes) };
      case 'load':
        return { ...statement, register: named(statement.register), from: address(statement.from) };
      case 'store':
        return { ...statement, to: address(statement.to), value: operand(statement.value) };
      case 'start':
        return { ...statement, register: named(statement.register) };
      case 'accumulate':
        return { ...statement, register: named(statement.register), value: operand(statement.value) };
      case 'loop':
        return { ...statement, axis: counters.get(statement.axis)?.axis ?? statement.axis, body: statement.body.map(copy) };
      case 'call':
        return statement;
    }
  };
  return body.map(copy);
}

/** The body of a loop with another counter. */
export const renamed = ({ body, axis: from }: Loop, axis: number): Statement[] =>
  substituted(body, { counters: new Map([[from, { axis, scale: 1, shift: 0 }]]) });

/** Numbers for registers and axes that a program does not have yet. */
export function fresh({ body }: LoopProgram): { register: () => number; axis: () => number } {
  let registers = 0;
  let axes = 0;
  eachStatement(body, (each) => {
    registers = Math.max(registers, (registerSet(each) ?? -1) + 1);
    if (each.kind === 'loop') axes = Math.max(axes, each.axis + 1);
  });
  return { register: () => registers++, axis: () => axes++ };
}

/** One turn of a loop body, in registers and loops of its own. Accumulators that began outside are the same ones. */
export function turnOf(
  body: readonly Statement[],
  axis: number,
  counter: Counter,
  next: ReturnType<typeof fresh>,
): Statement[] {
  const registers = new Map<number, number>();
  const counters = new Map([[axis, counter]]);
  eachStatement(body, (each) => {
    const set = registerSet(each);
    if (set !== undefined && each.kind !== 'accumulate') registers.set(set, next.register());
    if (each.kind === 'loop') counters.set(each.axis, { axis: next.axis(), scale: 1, shift: 0 });
  });
  return substituted(body, { counters, registers });
}
