// Sums merged: what is added to the same accumulator, or the same place in memory, several times in a row is added up first.
import { type Address, addressKey, eachStatement, type LoopProgram, type Operand, type Statement } from './program';
import { fresh } from './substitute';

type Sum = Extract<Statement, { kind: 'store' | 'accumulate' }>;

export function mergeSums(program: LoopProgram): LoopProgram {
  const { register } = fresh(program);
  const merged = (body: readonly Statement[]): Statement[] => {
    const result: (Statement | undefined)[] = [];
    /** By accumulator or place: where its sums of this row stand in the result. */
    const open = new Map<string, number[]>();
    const close = (keys: Iterable<string>) => {
      for (const key of [...keys]) {
        const places = open.get(key);
        open.delete(key);
        if (places === undefined || places.length < 2) continue;
        // Pairs, so that no addition waits for all before it.
        let values = places.map((at) => (result[at] as Sum).value);
        const last = places[places.length - 1];
        const { combine, origin } = result[last] as Sum;
        const sums: Statement[] = [];
        while (values.length > 1) {
          const pairs: Operand[] = [];
          for (let i = 0; i + 1 < values.length; i += 2) {
            const each = register();
            sums.push({ kind: 'let', register: each, operation: combine!, arguments: [values[i], values[i + 1]], origin });
            pairs.push({ register: each });
          }
          if (values.length % 2 === 1) pairs.push(values[values.length - 1]);
          values = pairs;
        }
        for (const at of places) if (at !== last) result[at] = undefined;
        const whole = { ...(result[last] as Sum), value: values[0] };
        result[last] = undefined;
        pending.set(last, [...sums, whole]);
      }
    };
    const pending = new Map<number, Statement[]>();
    for (const statement of body) {
      const key = keyOf(statement);
      close(touchedBy(statement, open, key));
      const at = result.push(statement.kind === 'loop' ? { ...statement, body: merged(statement.body) } : statement) - 1;
      if (key !== undefined) open.set(key, [...(open.get(key) ?? []), at]);
    }
    close(open.keys());
    return result.flatMap((each, at) => pending.get(at) ?? (each === undefined ? [] : [each]));
  };
  return { ...program, body: merged(program.body) };
}

/** What a sum goes to, with what it is combined by. */
function keyOf(statement: Statement): string | undefined {
  if (statement.kind === 'accumulate') return `${statement.combine} r${statement.register}`;
  if (statement.kind === 'store' && statement.combine) return `${statement.combine} b${addressKey(statement.to)}`;
  return undefined;
}

/** The open sums that a statement reads, or could change. */
function touchedBy(statement: Statement, open: ReadonlyMap<string, unknown>, own: string | undefined): string[] {
  if (open.size === 0) return [];
  const buffers = new Set<number>();
  const registers = new Set<number>();
  const memory = (each: Address) => buffers.add(each.buffer);
  eachStatement([statement], (each) => {
    if (each.kind === 'load') memory(each.from);
    if (each.kind === 'store') memory(each.to);
    if (each.kind === 'call') for (const buffer of [...each.inputs, ...each.outputs]) buffers.add(buffer);
    if (each.kind === 'accumulate' || each.kind === 'start') registers.add(each.register);
    if (each.kind === 'let' || each.kind === 'store' || each.kind === 'accumulate') {
      for (const operand of each.kind === 'let' ? each.arguments : [each.value])
        if ('register' in operand) registers.add(operand.register);
    }
  });
  return [...open.keys()].filter((key) => {
    if (key === own) return false;
    const [, to] = key.split(' ');
    const number = Number.parseInt(to.slice(1), 10);
    return to[0] === 'r' ? registers.has(number) : buffers.has(number);
  });
}
