// Accumulators outside of loops, which unrolling leaves behind, become plain sums.
import { eachStatement, type LoopProgram, type Operand, type Address, registerSet, type Statement } from './program';

/**
 * Between its start and its end an accumulator that is never touched by a loop is a chain of ordinary registers, which can be shared
 * and simplified.
 */
export function settleAccumulators(program: LoopProgram): LoopProgram {
  let registers = 0;
  eachStatement(program.body, (each) => {
    registers = Math.max(registers, (registerSet(each) ?? -1) + 1);
  });
  return { ...program, body: settled(program.body, () => registers++, new Map()) };
}

function settled(body: readonly Statement[], register: () => number, outer: ReadonlyMap<number, Operand>): Statement[] {
  // Accumulators that a loop inside goes on with stay as they are.
  const inLoops = new Set<number>();
  for (const statement of body) {
    if (statement.kind !== 'loop') continue;
    eachStatement(statement.body, (each) => {
      if (each.kind === 'accumulate') inLoops.add(each.register);
    });
  }
  const now = new Map<number, Operand>(outer);
  const operand = (each: Operand): Operand => ('register' in each ? (now.get(each.register) ?? each) : each);
  const address = (each: Address): Address => {
    let { offset } = each;
    const indices = each.indices.flatMap(({ register: index, stride }) => {
      const known = now.get(index);
      if (known === undefined) return [{ register: index, stride }];
      if ('register' in known) return [{ register: known.register, stride }];
      offset += known.number * stride;
      return [];
    });
    return { ...each, offset, indices };
  };
  return body.flatMap((statement): Statement[] => {
    switch (statement.kind) {
      case 'start':
        if (inLoops.has(statement.register)) return [statement];
        now.set(statement.register, { number: statement.value });
        return [];
      case 'accumulate': {
        const value = operand(statement.value);
        const before = now.get(statement.register);
        if (before === undefined) return [{ ...statement, value }];
        const fresh = register();
        now.set(statement.register, { register: fresh });
        return [
          { kind: 'let', register: fresh, operation: statement.combine, arguments: [before, value], origin: statement.origin },
        ];
      }
      case 'let':
        return [{ ...statement, arguments: statement.arguments.map(operand) }];
      case 'load':
        return [{ ...statement, from: address(statement.from) }];
      case 'store':
        return [{ ...statement, to: address(statement.to), value: operand(statement.value) }];
      case 'loop':
        return [{ ...statement, body: settled(statement.body, register, now) }];
      default:
        return [statement];
    }
  });
}
