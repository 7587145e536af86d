// What a loop program means, statement by statement. Slow; what tests hold emitters and passes against.
import { scalarOperation } from '../scalar/operations';
import type { Address, LoopProgram, Operand, Statement } from './program';

/** Runs a program, given its arguments by slot, and returns its results by slot. Buffers need not have been placed. */
export function interpret({ buffers, body }: LoopProgram, inputs: readonly Float64Array[]): Float64Array[] {
  const memory = buffers.map(({ role, size, slot, values }) => {
    if (role === 'input') return Float64Array.from(inputs[slot as number]);
    return role === 'constant' ? (values as Float64Array) : new Float64Array(size).fill(Number.NaN);
  });
  const registers = new Map<number, number>();
  const axes = new Map<number, number>();
  const value = (operand: Operand) => ('number' in operand ? operand.number : (registers.get(operand.register) as number));
  const counted = (terms: Address['axes']) =>
    terms.reduce((sum, { axis, stride }) => sum + stride * (axes.get(axis) as number), 0);
  const place = ({ buffer, offset, axes: terms, indices }: Address) => {
    const at =
      offset +
      counted(terms) +
      indices.reduce((sum, { register, stride }) => sum + stride * (registers.get(register) as number), 0);
    if (!(at >= 0 && at < buffers[buffer].size))
      throw new RangeError(`place ${at} of buffer ${buffer} of ${buffers[buffer].size}`);
    return at;
  };
  const run = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      switch (statement.kind) {
        case 'let':
          registers.set(statement.register, scalarOperation(statement.operation).evaluate(...statement.arguments.map(value)));
          break;
        case 'count':
          registers.set(statement.register, statement.offset + counted(statement.axes));
          break;
        case 'load':
          registers.set(statement.register, memory[statement.from.buffer][place(statement.from)]);
          break;
        case 'store': {
          const array = memory[statement.to.buffer];
          const at = place(statement.to);
          const given = value(statement.value);
          array[at] = statement.combine ? scalarOperation(statement.combine).evaluate(array[at], given) : given;
          break;
        }
        case 'start':
          registers.set(statement.register, statement.value);
          break;
        case 'accumulate': {
          const before = registers.get(statement.register) as number;
          registers.set(statement.register, scalarOperation(statement.combine).evaluate(before, value(statement.value)));
          break;
        }
        case 'loop':
          for (let i = 0; i < statement.extent; i++) {
            axes.set(statement.axis, i);
            run(statement.body);
          }
          break;
        case 'call':
          statement.routine.run(
            statement.inputs.map((buffer) => memory[buffer]),
            statement.outputs.map((buffer) => memory[buffer]),
          );
          break;
      }
    }
  };
  run(body);
  const results: Float64Array[] = [];
  buffers.forEach(({ role, slot }, number) => {
    if (role === 'output') results[slot as number] = memory[number];
  });
  return results;
}
