// Loops fused: two of the same extent become one, if no turn of the second needs a later turn of the first. In this way element-wise
// chains meet the reductions that they end in, and what they pass on need not go through memory.
import {
  type Address,
  eachStatement,
  type Loop,
  type LoopProgram,
  registerSet,
  registersRead,
  type Statement,
} from './program';

/** How many loops back a partner is looked for. */
const REACH = 48;
/** Statements of a fused loop: more would not stay in registers. */
const LARGEST = 400;

export function fuseLoops(program: LoopProgram): LoopProgram {
  return { ...program, body: fused(program.body, new Map()) };
}

/** What a statement touches. */
interface Touches {
  reads: Set<string>;
  writes: Set<string>;
}

function touches(statement: Statement): Touches {
  const reads = new Set<string>();
  const writes = new Set<string>();
  eachStatement([statement], (each) => {
    for (const register of registersRead(each)) reads.add(`r${register}`);
    const set = registerSet(each);
    if (set !== undefined) writes.add(`r${set}`);
    if (each.kind === 'load') reads.add(`b${each.from.buffer}`);
    if (each.kind === 'store') {
      writes.add(`b${each.to.buffer}`);
      if (each.combine) reads.add(`b${each.to.buffer}`);
    }
    if (each.kind === 'call') {
      for (const buffer of each.inputs) reads.add(`b${buffer}`);
      for (const buffer of each.outputs) writes.add(`b${buffer}`);
    }
  });
  return { reads, writes };
}

const meets = (a: Set<string>, b: Set<string>) => {
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
        body: [...statement.body, ...renamed(entry.statement.body, entry.statement.axis, statement.axis)],
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
      if (!sameTurn(a, first.axis, b, second.axis, around)) return false;
    }
  }
  return true;
}

interface Access {
  address: Address;
  writes: boolean;
  /** Of the loops inside. */
  extents: ReadonlyMap<number, number>;
}

/** What a loop does to memory, and the registers from outside that it sets or reads. */
function accesses(loop: Loop): { memory: Access[]; set: Set<number>; read: Set<number> } {
  const memory: Access[] = [];
  const extents = new Map<number, number>();
  const own = new Set<number>();
  const set = new Set<number>();
  const read = new Set<number>();
  eachStatement(loop.body, (each) => {
    if (each.kind === 'loop') extents.set(each.axis, each.extent);
    for (const register of registersRead(each)) read.add(register);
    const target = registerSet(each);
    if (target !== undefined) {
      if (each.kind === 'accumulate' && !own.has(target)) set.add(target);
      else own.add(target);
    }
    if (each.kind === 'load') memory.push({ address: each.from, writes: false, extents });
    if (each.kind === 'store') memory.push({ address: each.to, writes: true, extents });
    if (each.kind === 'call') {
      for (const buffer of each.inputs) memory.push({ address: anywhere(buffer), writes: false, extents });
      for (const buffer of each.outputs) memory.push({ address: anywhere(buffer), writes: true, extents });
    }
  });
  return { memory, set, read };
}

const anywhere = (buffer: number): Address => ({ buffer, offset: 0, axes: [], indices: [{ register: -1, stride: 1 }] });

/** Whether two accesses touch the same place only in the same turn of their loops. */
function sameTurn(a: Access, axisA: number, b: Access, axisB: number, around: ReadonlyMap<number, number>): boolean {
  if (a.address.indices.length > 0 || b.address.indices.length > 0) return false;
  const one = rangeOf(a, axisA, around);
  const two = rangeOf(b, axisB, around);
  if (one.outer !== two.outer || one.stride !== two.stride || one.stride === 0) return false;
  return Math.max(one.high, two.high) - Math.min(one.low, two.low) < Math.abs(one.stride);
}

/** The stride along the axis of the loop, and between which places the rest of the address lies. */
function rangeOf({ address, extents }: Access, axis: number, around: ReadonlyMap<number, number>) {
  let low = address.offset;
  let high = address.offset;
  let stride = 0;
  const outer: string[] = [];
  for (const each of address.axes) {
    if (each.axis === axis) stride = each.stride;
    else if (around.has(each.axis)) outer.push(`${each.stride}i${each.axis}`);
    else {
      const reach = each.stride * ((extents.get(each.axis) as number) - 1);
      if (reach > 0) high += reach;
      else low += reach;
    }
  }
  return { low, high, stride, outer: outer.sort().join() };
}

/** Statements with one counter for another. */
export function renamed(body: readonly Statement[], from: number, to: number): Statement[] {
  const terms = <T extends { axis: number }>(axes: readonly T[]) =>
    axes.map((each) => (each.axis === from ? { ...each, axis: to } : each));
  const address = (each: Address): Address => ({ ...each, axes: terms(each.axes) });
  return body.map((statement): Statement => {
    switch (statement.kind) {
      case 'load':
        return { ...statement, from: address(statement.from) };
      case 'store':
        return { ...statement, to: address(statement.to) };
      case 'count':
        return { ...statement, axes: terms(statement.axes) };
      case 'loop':
        return { ...statement, body: renamed(statement.body, from, to) };
      default:
        return statement;
    }
  });
}
