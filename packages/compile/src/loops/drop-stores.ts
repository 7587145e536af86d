// Dead statements dropped: stores into temporaries that nobody reads, numbers that nobody uses, loops that do nothing.
import { eachStatement, type LoopProgram, registerSet, registersRead, type Statement } from './program';

export function dropStores(program: LoopProgram): LoopProgram {
  let { body } = program;
  for (;;) {
    const read = new Set<number>();
    const used = new Set<number>();
    eachStatement(body, (each) => {
      if (each.kind === 'load') read.add(each.from.buffer);
      if (each.kind === 'call') for (const buffer of each.inputs) read.add(buffer);
      const accumulates = each.kind === 'accumulate' ? each.register : undefined;
      for (const register of registersRead(each)) if (register !== accumulates) used.add(register);
    });
    const lives = (buffer: number) => program.buffers[buffer].role === 'output' || read.has(buffer);
    const before = countOf(body);
    body = kept(body, (each) => {
      if (each.kind === 'store') return lives(each.to.buffer);
      if (each.kind === 'call') return each.outputs.some(lives);
      const set = registerSet(each);
      return set === undefined || used.has(set);
    });
    if (countOf(body) === before) return { ...program, body };
  }
}

function countOf(body: readonly Statement[]): number {
  let count = 0;
  eachStatement(body, () => count++);
  return count;
}

function kept(body: readonly Statement[], lives: (statement: Statement) => boolean): Statement[] {
  return body.flatMap((statement): Statement[] => {
    if (statement.kind !== 'loop') return lives(statement) ? [statement] : [];
    const inner = kept(statement.body, lives);
    return inner.length === 0 ? [] : [{ ...statement, body: inner }];
  });
}
