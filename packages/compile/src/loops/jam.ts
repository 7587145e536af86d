// Outer loops unrolled and jammed: four turns at once, each inner loop once for all four. What all four read is read once, what they
// add up in memory is written once, and four chains of additions run beside each other where one would wait for itself.
import { accesses, sameTurn } from './dependence';
import { eachStatement, type Loop, type LoopProgram, type Statement } from './program';
import { fresh, renamed, turnOf } from './substitute';

const TURNS = 4;
/** Turns of an inner loop below which there is nothing to gain. */
const LEAST_INNER = 6;
/** Statements of a jammed body: more would not stay in registers. */
const LARGEST = 160;

export function jamLoops(program: LoopProgram): LoopProgram {
  const next = fresh(program);
  const jammed = (body: readonly Statement[], around: ReadonlyMap<number, number>): Statement[] =>
    body.flatMap((statement): Statement[] => {
      if (statement.kind !== 'loop') return [statement];
      const { axis, extent, body: inner } = statement;
      if (!gains(statement) || !turnsAreApart(statement, around)) {
        return [{ ...statement, body: jammed(inner, new Map(around).set(axis, extent)) }];
      }
      const whole = Math.floor(extent / TURNS);
      const turns = Array.from({ length: TURNS }, (_, shift) => turnOf(inner, axis, { axis, scale: TURNS, shift }, next));
      const rest = Array.from({ length: extent - whole * TURNS }, (_, i) =>
        turnOf(inner, axis, { axis, scale: 0, shift: whole * TURNS + i }, next),
      ).flat();
      return [{ kind: 'loop', axis, extent: whole, body: besideEachOther(turns) }, ...rest];
    });
  return { ...program, body: jammed(program.body, new Map()) };
}

/** A loop around innermost loops, of which one adds up, into a register or into memory that the outer counter does not move. */
function gains(loop: Loop): boolean {
  const inner = loop.body.filter((each): each is Loop => each.kind === 'loop');
  if (loop.extent < 2 * TURNS || inner.length === 0) return false;
  if (inner.some(({ body }) => body.some((each) => each.kind === 'loop'))) return false;
  let count = 0;
  let calls = false;
  eachStatement(loop.body, (each) => {
    count++;
    if (each.kind === 'call') calls = true;
  });
  if (calls || count * TURNS > LARGEST) return false;
  return inner.some(
    ({ extent, body }) =>
      extent >= LEAST_INNER &&
      body.some(
        (each) =>
          each.kind === 'accumulate' ||
          (each.kind === 'store' && each.combine !== undefined && each.to.axes.every(({ axis }) => axis !== loop.axis)),
      ),
  );
}

/** Whether turns can be carried out in any order: none reads what another writes, but for sums, whose order does not matter. */
function turnsAreApart(loop: Loop, around: ReadonlyMap<number, number>): boolean {
  const { memory, set, sums } = accesses(loop);
  for (const register of set) if (!sums.has(register)) return false;
  return memory.every((one) =>
    memory.every((two) => {
      if (one.address.buffer !== two.address.buffer || !(one.writes || two.writes)) return true;
      if (one.combine !== undefined && one.combine === two.combine) return true;
      return sameTurn(one, loop.axis, two, loop.axis, loop.extent, around);
    }),
  );
}

/** Turns side by side, statement by statement; the loops that they have in common are one. */
function besideEachOther(turns: readonly (readonly Statement[])[]): Statement[] {
  return turns[0].flatMap((statement, at): Statement[] => {
    if (statement.kind !== 'loop') return turns.map((turn) => turn[at]);
    const loops = turns.map((turn) => turn[at] as Loop);
    return [{ ...statement, body: besideEachOther(loops.map((loop) => renamed(loop, statement.axis))) }];
  });
}
