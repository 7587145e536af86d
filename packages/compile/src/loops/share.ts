// Numbers kept in registers: what has been computed, loaded or stored is not computed or loaded again while it is known.
import { type Operation, type OperationName, scalarOperation } from '../scalar/operations';
import {
  type Address,
  addressKey,
  eachStatement,
  type LoopProgram,
  type Operand,
  registerSet,
  type Statement,
} from './program';

export function shareNumbers(program: LoopProgram): LoopProgram {
  let registers = 0;
  eachStatement(program.body, (each) => {
    registers = Math.max(registers, (registerSet(each) ?? -1) + 1);
  });
  const scope = new Scope(undefined);
  return { ...program, body: walk(program.body, scope, () => registers++) };
}

/** What is known at a point: numbers by how they were computed, and what places of memory hold. */
class Scope {
  readonly numbers = new Map<string, Operand>();
  readonly memory = new Map<string, { address: Address; value: Operand }>();
  /** Places that are no longer what an outer scope knows. */
  readonly forgotten = new Set<number>();
  readonly renamed = new Map<number, Operand>();
  /** Accumulators of which only the start is known: their numbers so far. */
  readonly accumulators = new Map<number, Operand>();

  constructor(readonly outer: Scope | undefined) {}

  number(key: string): Operand | undefined {
    return this.numbers.get(key) ?? this.outer?.number(key);
  }

  at(key: string, buffer: number): Operand | undefined {
    const own = this.memory.get(key);
    if (own) return own.value;
    return this.forgotten.has(buffer) ? undefined : this.outer?.at(key, buffer);
  }

  name(register: number): Operand {
    return this.renamed.get(register) ?? this.outer?.name(register) ?? { register };
  }

  /** A place has changed: what may be the same place is not known any more. */
  changed(address: Address): void {
    const { buffer } = address;
    const kept = [...this.memory].filter(([, each]) => each.address.buffer !== buffer || apart(each.address, address));
    if (this.outer !== undefined) this.forgotten.add(buffer);
    if (kept.length === this.memory.size) return;
    this.memory.clear();
    for (const [key, each] of kept) this.memory.set(key, each);
  }

  changedThroughout(buffer: number): void {
    this.forgotten.add(buffer);
    for (const [key, each] of this.memory) if (each.address.buffer === buffer) this.memory.delete(key);
  }
}

/** Places that differ by a number only are never the same in the same turn of all loops. */
const apart = (a: Address, b: Address) =>
  a.offset !== b.offset && addressKey({ ...a, offset: 0 }) === addressKey({ ...b, offset: 0 });

function walk(body: readonly Statement[], scope: Scope, register: () => number): Statement[] {
  const result: Statement[] = [];
  const operand = (each: Operand): Operand => ('register' in each ? scope.name(each.register) : each);
  const address = (each: Address): Address => {
    let { offset } = each;
    const indices = each.indices.flatMap(({ register: index, stride }) => {
      const named = scope.name(index);
      if ('register' in named) return [{ register: named.register, stride }];
      offset += named.number * stride;
      return [];
    });
    return { ...each, offset, indices };
  };
  for (const statement of body) {
    switch (statement.kind) {
      case 'let': {
        const operands = statement.arguments.map(operand);
        const known = simplest(statement.operation, operands);
        if (known !== undefined) {
          scope.renamed.set(statement.register, known);
          break;
        }
        const key = numberKey(statement.operation, operands);
        const found = scope.number(key);
        if (found !== undefined) scope.renamed.set(statement.register, found);
        else {
          scope.numbers.set(key, { register: statement.register });
          result.push({ ...statement, arguments: operands });
        }
        break;
      }
      case 'count': {
        if (statement.axes.length === 0) {
          scope.renamed.set(statement.register, { number: statement.offset });
          break;
        }
        const key = `count ${statement.offset}${statement.axes.map(({ axis, stride }) => `+${stride}i${axis}`).join('')}`;
        const found = scope.number(key);
        if (found !== undefined) scope.renamed.set(statement.register, found);
        else {
          scope.numbers.set(key, { register: statement.register });
          result.push(statement);
        }
        break;
      }
      case 'load': {
        const from = address(statement.from);
        const key = addressKey(from);
        const found = scope.at(key, from.buffer);
        if (found !== undefined) scope.renamed.set(statement.register, found);
        else {
          scope.memory.set(key, { address: from, value: { register: statement.register } });
          result.push({ ...statement, from });
        }
        break;
      }
      case 'store': {
        const to = address(statement.to);
        let value = operand(statement.value);
        let { combine } = statement;
        const before = combine && scope.at(addressKey(to), to.buffer);
        if (combine !== undefined && before !== undefined) {
          value = combined(combine, before, value, statement.origin, result, register);
          combine = undefined;
        }
        scope.changed(to);
        if (combine === undefined) scope.memory.set(addressKey(to), { address: to, value });
        result.push({ ...statement, to, value, combine });
        break;
      }
      case 'start':
        result.push(statement);
        break;
      case 'accumulate':
        result.push({ ...statement, value: operand(statement.value) });
        break;
      case 'loop': {
        const inner = new Scope(scope);
        const written = new Set<number>();
        eachStatement(statement.body, (each) => {
          if (each.kind === 'store') written.add(each.to.buffer);
          if (each.kind === 'call') for (const buffer of each.outputs) written.add(buffer);
        });
        // A later turn sees what earlier ones have written.
        for (const buffer of written) scope.changedThroughout(buffer);
        result.push({ ...statement, body: walk(statement.body, inner, register) });
        break;
      }
      case 'call':
        for (const buffer of statement.outputs) scope.changedThroughout(buffer);
        result.push(statement);
        break;
    }
  }
  return result;
}

function combined(
  operation: OperationName,
  before: Operand,
  value: Operand,
  origin: Extract<Statement, { kind: 'let' }>['origin'],
  result: Statement[],
  register: () => number,
): Operand {
  const known = simplest(operation, [before, value]);
  if (known !== undefined) return known;
  const fresh = register();
  result.push({ kind: 'let', register: fresh, operation, arguments: [before, value], origin });
  return { register: fresh };
}

const text = (operand: Operand) =>
  'register' in operand ? `r${operand.register}` : Object.is(operand.number, -0) ? '-0' : String(operand.number);

function numberKey(operation: Operation, operands: readonly Operand[]): string {
  const names = operands.map(text);
  if (scalarOperation(operation).commutes) names.sort();
  return `${operation} ${names.join(' ')}`;
}

/** The result of an operation where it is one of the arguments, or known. */
export function simplest(operation: Operation, operands: readonly Operand[]): Operand | undefined {
  if (operands.every((each) => 'number' in each)) {
    return { number: scalarOperation(operation).evaluate(...operands.map((each) => (each as { number: number }).number)) };
  }
  const [a, b, c] = operands;
  const is = (each: Operand, number: number) => 'number' in each && each.number === number;
  switch (operation) {
    case 'add':
      return is(a, 0) ? b : is(b, 0) ? a : undefined;
    case 'subtract':
      return is(b, 0) ? a : undefined;
    case 'multiply':
      return is(a, 1) ? b : is(b, 1) ? a : undefined;
    case 'divide':
      return is(b, 1) ? a : undefined;
    case 'select':
      return 'number' in a ? (a.number !== 0 ? b : c) : undefined;
    default:
      return undefined;
  }
}
