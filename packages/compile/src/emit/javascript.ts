// The JavaScript emitter: a loop program as the text of functions over one Float64Array.
import { type Operation, scalarOperation } from '../scalar/operations';
import type { Emitter, Runnable } from './emitter';
import {
  type Address,
  eachStatement,
  type Operand,
  type PlacedProgram,
  registerSet,
  registersRead,
  type Statement,
} from '../loops/program';

/** Statements of one function: V8 leaves larger ones unoptimised. */
const LARGEST = 1200;

/** The functions of a program as text; `A` is the arena, `f` the functions that operations call, `c` the calls of routines. */
export function javascriptText(program: PlacedProgram): { text: string; functions: Operation[] } {
  const functions: Operation[] = [];
  const writer = new Writer(program, functions);
  return { text: writer.whole(), functions };
}

export const javascript: Emitter = { loops: {}, emit: emitJavascript };

function emitJavascript(program: PlacedProgram): () => Runnable {
  const { text, functions } = javascriptText(program);
  let make: (arena: Float64Array, f: unknown[], c: (() => void)[]) => () => void;
  try {
    make = new Function('A', 'f', 'c', text) as typeof make;
  } catch (error) {
    throw new Error(
      `compile: this page does not allow code to be made from text (${(error as Error).message}); use the emitter 'wasm'`,
    );
  }
  return () => {
    const arena = new Float64Array(writerSize(program));
    program.buffers.forEach(({ role, values }, number) => {
      if (role === 'constant') arena.set(values as Float64Array, program.offsets[number]);
    });
    const window = (buffer: number) =>
      arena.subarray(program.offsets[buffer], program.offsets[buffer] + program.buffers[buffer].size);
    const calls: (() => void)[] = [];
    eachStatement(program.body, (statement) => {
      if (statement.kind !== 'call') return;
      const inputs = statement.inputs.map(window);
      const outputs = statement.outputs.map(window);
      calls.push(() => statement.routine.run(inputs, outputs));
    });
    return {
      arena,
      run: make(
        arena,
        functions.map((name) => scalarOperation(name).evaluate),
        calls,
      ),
    };
  };
}

const writerSize = (program: PlacedProgram) => program.size + crossing(pieces(program.body)).size;

/** The body in pieces of at most {@link LARGEST} statements. */
function pieces(body: readonly Statement[]): Statement[][] {
  const result: Statement[][] = [[]];
  let count = 0;
  for (const statement of body) {
    let size = 0;
    eachStatement([statement], () => size++);
    if (count > 0 && count + size > LARGEST) {
      result.push([]);
      count = 0;
    }
    result[result.length - 1].push(statement);
    count += size;
  }
  return result;
}

/** Registers that are set in one piece and read in another, by their place among them. */
function crossing(all: readonly Statement[][]): Map<number, number> {
  const home = new Map<number, number>();
  const result = new Map<number, number>();
  if (all.length === 1) return result;
  all.forEach((piece, number) => {
    eachStatement(piece, (statement) => {
      const set = registerSet(statement);
      for (const register of registersRead(statement)) {
        const from = home.get(register);
        if (from !== undefined && from !== number && !result.has(register)) result.set(register, result.size);
      }
      if (set !== undefined && !home.has(set)) home.set(set, number);
    });
  });
  return result;
}

class Writer {
  private readonly lines: string[] = [];
  private calls = 0;
  private spilled = new Map<number, number>();

  constructor(
    private readonly program: PlacedProgram,
    private readonly functions: Operation[],
  ) {}

  whole(): string {
    const all = pieces(this.program.body);
    this.spilled = crossing(all);
    const bodies = all.map((piece, number) => {
      this.lines.length = 0;
      for (const statement of piece) this.statement(statement, '    ');
      return `  function part${number}() {\n${this.lines.join('\n')}\n  }`;
    });
    const functions = this.functions.map((_, i) => `  const f${i} = f[${i}];`);
    const calls = Array.from({ length: this.calls }, (_, i) => `  const c${i} = c[${i}];`);
    const run = all.length === 1 ? 'part0' : `function () { ${all.map((_, i) => `part${i}();`).join(' ')} }`;
    return ['  "use strict";', ...functions, ...calls, ...bodies, `  return ${run};`].join('\n');
  }

  private statement(statement: Statement, indent: string): void {
    const line = (code: string) => this.lines.push(`${indent}${code}`);
    switch (statement.kind) {
      case 'let':
        this.set(statement.register, this.apply(statement.operation, statement.arguments), indent);
        return;
      case 'count':
        this.set(statement.register, this.sum(statement.offset, this.counters(statement.axes)), indent);
        return;
      case 'load':
        this.set(statement.register, this.place(statement.from), indent);
        return;
      case 'store': {
        const place = this.place(statement.to);
        const value = this.operand(statement.value);
        if (statement.combine === 'add') line(`${place} += ${value};`);
        else if (statement.combine) line(`${place} = ${this.write(statement.combine, [place, value])};`);
        else line(`${place} = ${value};`);
        return;
      }
      case 'start':
        if (this.spilled.has(statement.register)) line(`${this.register(statement.register)} = ${literal(statement.value)};`);
        else line(`let r${statement.register} = ${literal(statement.value)};`);
        return;
      case 'accumulate': {
        const register = this.register(statement.register);
        const value = this.operand(statement.value);
        line(
          statement.combine === 'add'
            ? `${register} += ${value};`
            : `${register} = ${this.write(statement.combine, [register, value])};`,
        );
        return;
      }
      case 'loop':
        line(`for (let i${statement.axis} = 0; i${statement.axis} < ${statement.extent}; i${statement.axis}++) {`);
        for (const each of statement.body) this.statement(each, `${indent}  `);
        line('}');
        return;
      case 'call':
        line(`c${this.calls++}();`);
        return;
    }
  }

  private set(register: number, code: string, indent: string): void {
    const spilled = this.spilled.has(register);
    this.lines.push(`${indent}${spilled ? this.register(register) : `const r${register}`} = ${code};`);
  }

  private register(register: number): string {
    const place = this.spilled.get(register);
    return place === undefined ? `r${register}` : `A[${this.program.size + place}]`;
  }

  private operand(operand: Operand): string {
    return 'number' in operand ? literal(operand.number) : this.register(operand.register);
  }

  private apply(operation: Operation, operands: readonly Operand[]): string {
    return this.write(
      operation,
      operands.map((each) => this.operand(each)),
    );
  }

  private write(operation: Operation, operands: string[]): string {
    const { javascript } = scalarOperation(operation);
    if (javascript !== undefined) return javascript(...operands);
    let number = this.functions.indexOf(operation);
    if (number < 0) number = this.functions.push(operation) - 1;
    return `f${number}(${operands.join(', ')})`;
  }

  private place({ buffer, offset, axes, indices }: Address): string {
    const terms = [
      ...this.counters(axes),
      ...indices.map(({ register, stride }) =>
        stride === 1 ? this.register(register) : `${stride} * ${this.register(register)}`,
      ),
    ];
    return `A[${this.sum(this.program.offsets[buffer] + offset, terms)}]`;
  }

  private counters(axes: readonly { axis: number; stride: number }[]): string[] {
    return axes.map(({ axis, stride }) => (stride === 1 ? `i${axis}` : `${literal(stride)} * i${axis}`));
  }

  private sum(offset: number, terms: readonly string[]): string {
    if (terms.length === 0) return literal(offset);
    return [...(offset === 0 ? [] : [literal(offset)]), ...terms].join(' + ');
  }
}

function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}
