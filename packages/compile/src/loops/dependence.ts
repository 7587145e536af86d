// What one turn of a loop needs of another.
import { type Accumulate, type Address, eachStatement, type Loop, registerSet, registersRead } from './program';

/** A place that a loop reads or writes. */
export interface Access {
  address: Address;
  writes: boolean;
  /** Of a store that combines: by what. */
  combine?: string;
  /** Of the loops inside. */
  extents: ReadonlyMap<number, number>;
}

/**
 * What a loop does to memory, and the registers from outside that it sets or reads; `sums` are those of the set ones that are never read
 * inside, but to add to them, always by the same operation.
 */
export function accesses(loop: Loop): { memory: Access[]; set: Set<number>; read: Set<number>; sums: Set<number> } {
  const memory: Access[] = [];
  const extents = new Map<number, number>();
  const own = new Set<number>();
  const set = new Set<number>();
  const read = new Set<number>();
  const combines = new Map<number, string>();
  const readInside = new Set<number>();
  eachStatement(loop.body, (each) => {
    if (each.kind === 'loop') extents.set(each.axis, each.extent);
    const sum = each.kind === 'accumulate' ? each.register : undefined;
    for (const register of registersRead(each)) {
      read.add(register);
      if (register !== sum) readInside.add(register);
    }
    if (sum !== undefined) {
      const { combine } = each as Accumulate;
      if ((combines.get(sum) ?? combine) !== combine) readInside.add(sum);
      combines.set(sum, combine);
    }
    const target = registerSet(each);
    if (target !== undefined) {
      if (each.kind === 'accumulate' && !own.has(target)) set.add(target);
      else own.add(target);
    }
    if (each.kind === 'load') memory.push({ address: each.from, writes: false, extents });
    if (each.kind === 'store') memory.push({ address: each.to, writes: true, combine: each.combine, extents });
    if (each.kind === 'call') {
      for (const buffer of each.inputs) memory.push({ address: anywhere(buffer), writes: false, extents });
      for (const buffer of each.outputs) memory.push({ address: anywhere(buffer), writes: true, extents });
    }
  });
  const sums = new Set([...set].filter((register) => !readInside.has(register)));
  return { memory, set, read, sums };
}

const anywhere = (buffer: number): Address => ({ buffer, offset: 0, axes: [], indices: [{ register: -1, stride: 1 }] });

/** Whether two accesses touch the same place only in the same turn of their loops, or never. */
export function sameTurn(
  a: Access,
  axisA: number,
  b: Access,
  axisB: number,
  extent: number,
  around: ReadonlyMap<number, number>,
): boolean {
  if (a.address.indices.length > 0 || b.address.indices.length > 0) return false;
  const one = rangeOf(a, axisA, around);
  const two = rangeOf(b, axisB, around);
  if (one.outer !== two.outer) return false;
  if (one.stride === two.stride) {
    const reach = Math.abs(one.stride) * (extent - 1);
    if (one.low > two.high + reach || two.low > one.high + reach) return true;
  }
  if (one.stride !== two.stride || one.stride === 0) return false;
  if (Math.max(one.high, two.high) - Math.min(one.low, two.low) < Math.abs(one.stride)) return true;
  // The same array gone through in the same steps: where no two turns meet in one place, the place says which turn it is.
  return a.address.offset === b.address.offset && String(one.inner) === String(two.inner) && noTwoMeet(one, extent);
}

/** Whether each place is that of one turn only: every step is longer than all smaller ones together. */
function noTwoMeet({ stride, inner }: ReturnType<typeof rangeOf>, extent: number): boolean {
  const steps = [[Math.abs(stride), extent] as const, ...inner].sort((a, b) => a[0] - b[0]);
  let reach = 0;
  for (const [step, turns] of steps) {
    if (step <= reach) return false;
    reach += step * (turns - 1);
  }
  return true;
}

/** The stride along the axis of the loop, and between which places the rest of the address lies. */
function rangeOf({ address, extents }: Access, axis: number, around: ReadonlyMap<number, number>) {
  let low = address.offset;
  let high = address.offset;
  let stride = 0;
  const outer: string[] = [];
  const inner: (readonly [stride: number, extent: number])[] = [];
  for (const each of address.axes) {
    if (each.axis === axis) stride = each.stride;
    else if (around.has(each.axis)) outer.push(`${each.stride}i${each.axis}`);
    else {
      const turns = extents.get(each.axis) as number;
      const reach = each.stride * (turns - 1);
      inner.push([Math.abs(each.stride), turns]);
      if (reach > 0) high += reach;
      else low += reach;
    }
  }
  return { low, high, stride, inner: inner.sort((a, b) => a[0] - b[0]), outer: outer.sort().join() };
}
