// Small loops unrolled: their counters become numbers, so that what they store can stay in registers.
import { type Address, eachStatement, type Loop, type LoopProgram, registerSet, type Operand, type Statement } from './program';

export interface UnrollLimits {
  /** Turns of a loop that is unrolled, times those of the unrolled loops inside it. */
  turns: number;
  /** Statements that one unrolled loop may become. */
  statements: number;
  /** Statements that all of them may become. */
  total: number;
}

export const unrollLimits: UnrollLimits = { turns: 16, statements: 400, total: 2500 };

export function unrollLoops(program: LoopProgram, limits: UnrollLimits = unrollLimits): LoopProgram {
  let registers = 0;
  let total = 0;
  eachStatement(program.body, (each) => {
    registers = Math.max(registers, (registerSet(each) ?? -1) + 1);
    total++;
  });
  const unrolled = (body: readonly Statement[]): { body: Statement[]; turns: number } => {
    let most = 1;
    const result = body.flatMap((statement): Statement[] => {
      if (statement.kind !== 'loop') return [statement];
      const inner = unrolled(statement.body);
      const loop = { ...statement, body: inner.body };
      const grown = countOf(loop.body) * loop.extent;
      const repeated = loop.extent * inner.turns;
      const holdsLoop = loop.body.some((each) => each.kind === 'loop');
      if (holdsLoop || repeated > limits.turns || grown > limits.statements || total + grown > limits.total) return [loop];
      total += grown;
      most = Math.max(most, repeated);
      return turns(loop, () => registers++);
    });
    return { body: result, turns: most };
  };
  return { ...program, body: unrolled(program.body).body };
}

const countOf = (body: readonly Statement[]) => {
  let result = 0;
  eachStatement(body, () => result++);
  return result;
};

/** A loop as its turns one after another, each with registers of its own. */
function turns(loop: Loop, register: () => number): Statement[] {
  return Array.from({ length: loop.extent }, (_, turn) => {
    const own = new Map<number, number>();
    const named = (each: number) => own.get(each) ?? each;
    const operand = (each: Operand): Operand => ('register' in each ? { register: named(each.register) } : each);
    const address = ({ buffer, offset, axes, indices }: Address): Address => ({
      buffer,
      offset: axes.reduce((sum, { axis, stride }) => (axis === loop.axis ? sum + stride * turn : sum), offset),
      axes: axes.filter(({ axis }) => axis !== loop.axis),
      indices: indices.map((each) => ({ ...each, register: named(each.register) })),
    });
    return loop.body.map((statement): Statement => {
      const set = registerSet(statement);
      const copy = ((): Statement => {
        switch (statement.kind) {
          case 'let':
            return { ...statement, arguments: statement.arguments.map(operand) };
          case 'count': {
            const mine = statement.axes.find(({ axis }) => axis === loop.axis);
            return {
              ...statement,
              offset: statement.offset + (mine ? mine.stride * turn : 0),
              axes: statement.axes.filter((each) => each !== mine),
            };
          }
          case 'load':
            return { ...statement, from: address(statement.from) };
          case 'store':
            return { ...statement, to: address(statement.to), value: operand(statement.value) };
          case 'accumulate':
            return { ...statement, register: named(statement.register), value: operand(statement.value) };
          default:
            return statement;
        }
      })();
      if (set === undefined || statement.kind === 'accumulate') return copy;
      const fresh = register();
      own.set(set, fresh);
      return { ...copy, register: fresh } as Statement;
    });
  }).flat();
}
