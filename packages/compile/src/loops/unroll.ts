// Small loops unrolled: their counters become numbers, so that what they store can stay in registers.
import { eachStatement, type Loop, type LoopProgram, type Statement } from './program';
import { fresh, turnOf } from './substitute';

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
  const next = fresh(program);
  let total = countOf(program.body);
  const unrolled = (body: readonly Statement[]): { body: Statement[]; turns: number } => {
    let most = 1;
    const result = body.flatMap((statement): Statement[] => {
      if (statement.kind !== 'loop') return [statement];
      const inner = unrolled(statement.body);
      const loop: Loop = { ...statement, body: inner.body };
      const grown = countOf(loop.body) * loop.extent;
      const repeated = loop.extent * inner.turns;
      const holdsLoop = loop.body.some((each) => each.kind === 'loop');
      if (holdsLoop || repeated > limits.turns || grown > limits.statements || total + grown > limits.total) return [loop];
      total += grown;
      most = Math.max(most, repeated);
      return Array.from({ length: loop.extent }, (_, turn) =>
        turnOf(loop.body, loop.axis, { axis: loop.axis, scale: 0, shift: turn }, next),
      ).flat();
    });
    return { body: result, turns: most };
  };
  return { ...program, body: unrolled(program.body).body };
}

function countOf(body: readonly Statement[]): number {
  let result = 0;
  eachStatement(body, () => result++);
  return result;
}
