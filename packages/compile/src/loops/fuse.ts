// Loops fused: two of the same extent become one, if no turn of the second needs a later turn of the first. In this way element-wise
// chains meet the reductions that they end in, and what they pass on need not go through memory.
import { accesses, sameTurn } from './dependence';
import { eachStatement, type Loop, type LoopProgram, registerSet, registersRead, type Statement } from './program';
import { renamed } from './substitute';

/** How many loops back a partner is looked for. */
const REACH = 16;
/** Statements of a fused loop: more would not stay in registers. */
const LARGEST = 400;

export function fuseLoops(program: LoopProgram): LoopProgram {
  return { ...program, body: fused(program.body, new Map()) };
}

/** What a statement touches: registers by even numbers, buffers by odd ones. */
interface Touches {
  reads: Set<number>;
  writes: Set<number>;
}

function touches(statement: Statement): Touches {
  const reads = new Set<number>();
  const writes = new Set<number>();
  eachStatement([statement], (each) => {
    for (const register of registersRead(each)) reads.add(2 * register);
    const set = registerSet(each);
    if (set !== undefined) writes.add(2 * set);
    if (each.kind === 'load') reads.add(2 * each.from.buffer + 1);
    if (each.kind === 'store') {
      writes.add(2 * each.to.buffer + 1);
      if (each.combine) reads.add(2 * each.to.buffer + 1);
    }
    if (each.kind === 'call') {
      for (const buffer of each.inputs) reads.add(2 * buffer + 1);
      for (const buffer of each.outputs) writes.add(2 * buffer + 1);
    }
  });
  return { reads, writes };
}

const meets = (a: Set<number>, b: Set<number>) => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const each of small) if (large.has(each)) return true;
  return false;
};

const conflict = (a: Touches, b: Touches) => meets(a.writes, b.reads) || meets(a.reads, b.writes) || meets(a.writes, b.writes);

interface Entry extends Touches {
  statement: Statement;
}

/** @param around the extents of the loops around, and their axes. */
function fused(body: readonly Statement[], around: ReadonlyMap<number, number>): Statement[] {
  const done: Entry[] = [];
  for (const statement of body) {
    const entry = { statement, ...touches(statement) };
    if (statement.kind !== 'loop' || !join(done, entry as Entry & { statement: Loop }, around)) done.push(entry);
  }
  return done.map(({ statement }) =>
    statement.kind === 'loop'
      ? { ...statement, body: fused(statement.body, new Map(around).set(statement.axis, statement.extent)) }
      : statement,
  );
}

/** Puts a loop into an earlier one, moving up what it needs from between them. Says whether it could. */
function join(done: Entry[], entry: Entry & { statement: Loop }, around: ReadonlyMap<number, number>): boolean {
  /** What lies between and is needed, from the last to the first, and all that these touch. */
  const needed: number[] = [];
  let loops = 0;
  for (let at = done.length - 1; at >= 0 && loops < REACH; at--) {
    const candidate = done[at];
    if (candidate.statement.kind === 'loop') loops++;
    const blocks = needed.some((each) => conflict(candidate, done[each]));
    if (candidate.statement.kind === 'loop' && !blocks && fits(candidate.statement, entry.statement, around)) {
      const { statement } = candidate;
      const joined: Loop = {
        ...statement,
        body: [...statement.body, ...renamed(entry.statement, statement.axis)],
      };
      const moved = needed.reverse().map((each) => done[each]);
      for (const each of [...needed].sort((a, b) => b - a)) done.splice(each, 1);
      done.splice(at, 1, ...moved, { statement: joined, ...touches(joined) });
      return true;
    }
    if (blocks || conflict(candidate, entry)) needed.push(at);
  }
  return false;
}

function count(body: readonly Statement[]): number {
  let result = 0;
  eachStatement(body, () => result++);
  return result;
}

/** Whether two loops can be one: same extent, and where one writes what the other touches, the same turn does both. */
function fits(first: Loop, second: Loop, around: ReadonlyMap<number, number>): boolean {
  if (first.extent !== second.extent) return false;
  if (count(first.body) + count(second.body) > LARGEST) return false;
  const one = accesses(first);
  const two = accesses(second);
  for (const register of one.set) if (two.read.has(register)) return false;
  for (const register of two.set) if (one.read.has(register) || one.set.has(register)) return false;
  for (const a of one.memory) {
    for (const b of two.memory) {
      if (a.address.buffer !== b.address.buffer || !(a.writes || b.writes)) continue;
      if (!sameTurn(a, first.axis, b, second.axis, first.extent, around)) return false;
    }
  }
  return true;
}
