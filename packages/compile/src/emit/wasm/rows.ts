// A program for one row, run on many: each lane of a vector is a row. Everything that the program computes for a row it computes for four
// (floats) or two (doubles) at once; numbers of a row lie side by side in memory, those of a temporary by lanes.
import type { Operation } from '../../scalar/operations';
import type { Address, LoopProgram, Operand, Statement } from '../../loops/program';
import { Code } from './code';
import { emitOperation, type Kind, type Lanes, lanesOf, pushNumbers, SCRATCH, type Source, splat } from './lanes';
import { WasmBuilder } from './module';

/** A compiled function over rows. */
export interface RowsCode {
  readonly module: WebAssembly.Module;
  importsWith(memory: WebAssembly.Memory): WebAssembly.Imports;
  /** Bytes of scratch space that it needs, 16-aligned. */
  readonly scratch: number;
}

/**
 * Writes `run(rows, scratch, ...addresses)`: rows is a multiple of the lanes, an address for each input and then each output, of float32
 * numbers. Inputs whose `repeated` is true have one row, which all rows see.
 */
export function emitRows(program: LoopProgram, lanes: Lanes, repeated: readonly boolean[]): RowsCode {
  const builder = new WasmBuilder();
  const emitter = new RowsEmitter(builder, program, lanes, repeated);
  emitter.run();
  return {
    module: new WebAssembly.Module(builder.bytes() as BufferSource),
    importsWith: (memory) => builder.importsWith(memory),
    scratch: emitter.scratchBytes,
  };
}

const ROWS = 0;
const SCRATCH_ADDRESS = 1;
const FIRST_ADDRESS = 2;

class RowsEmitter {
  private readonly code = new Code();
  private readonly count: number;
  private readonly kinds = new Map<number, Kind>();
  private readonly locals = new Map<number, number>();
  private readonly axes = new Map<number, number>();
  private vectors = 0;
  private readonly firstVector: number;
  private readonly place: number[] = [];
  private readonly inputs: number;
  /** The counter of rows: the first local after the parameters. */
  private readonly rowIndex: number;
  scratchBytes = 0;

  constructor(
    private readonly builder: WasmBuilder,
    private readonly program: LoopProgram,
    private readonly lanes: Lanes,
    private readonly repeated: readonly boolean[],
  ) {
    this.count = lanesOf[lanes];
    const of = (kind: string) => program.buffers.filter(({ role }) => role === kind).length;
    this.inputs = of('input');
    this.rowIndex = FIRST_ADDRESS + this.inputs + of('output');
    // Locals: addresses and counters (i32) first, then vectors. How many counters there are is known only from the axes.
    const axes = new Set<number>();
    const visit = (body: readonly Statement[]) => {
      for (const each of body) {
        if (each.kind !== 'loop') continue;
        axes.add(each.axis);
        visit(each.body);
      }
    };
    visit(program.body);
    let next = this.rowIndex + 1;
    for (const axis of axes) this.axes.set(axis, next++);
    this.firstVector = next;
    let offset = 0;
    program.buffers.forEach(({ role, size }, buffer) => {
      if (role !== 'temporary') return;
      this.place[buffer] = offset;
      offset += size * 16;
    });
    this.scratchBytes = offset;
  }

  run(): void {
    const { code, program } = this;
    // for (row = 0; row < rows; row += lanes)
    code.i32(0).set(this.rowIndex).block().loop();
    code.get(this.rowIndex).get(ROWS).op('i32.ge_u').brIf(1);
    this.statements(program.body);
    program.buffers.forEach(({ role, size, slot }) => {
      if (role !== 'input' && role !== 'output') return;
      const address = this.addressOf(role, slot as number);
      if (role === 'input' && this.repeated[slot as number]) return;
      code
        .get(address)
        .i32(size * 4 * this.count)
        .op('i32.add')
        .set(address);
    });
    code.get(this.rowIndex).i32(this.count).op('i32.add').set(this.rowIndex).br(0).op('end').op('end');
    const integers = this.firstVector - this.rowIndex;
    this.builder.define(
      'run',
      { parameters: new Array(this.rowIndex).fill('i32'), results: [] },
      [...new Array(integers).fill('i32'), ...new Array(this.vectors + SCRATCH).fill('v128')],
      code,
    );
  }

  private addressOf(role: 'input' | 'output', slot: number): number {
    return FIRST_ADDRESS + (role === 'input' ? slot : this.inputs + slot);
  }

  /** Scratch vectors come first, as their number is known. */
  private get scratch(): number {
    return this.firstVector;
  }

  private local(register: number): number {
    let local = this.locals.get(register);
    if (local === undefined) {
      local = this.firstVector + SCRATCH + this.vectors++;
      this.locals.set(register, local);
    }
    return local;
  }

  private source(operand: Operand): Source {
    if ('number' in operand) return { kind: 'numbers', push: () => splat(this.code, this.lanes, operand.number) };
    return {
      kind: this.kinds.get(operand.register) ?? 'numbers',
      push: () => void this.code.get(this.local(operand.register)),
    };
  }

  private set(register: number, kind: Kind): void {
    this.kinds.set(register, kind);
    this.code.set(this.local(register));
  }

  private statements(body: readonly Statement[]): void {
    for (const statement of body) this.statement(statement);
  }

  private statement(statement: Statement): void {
    const { code, lanes } = this;
    switch (statement.kind) {
      case 'let': {
        const sources = statement.arguments.map((each) => this.source(each));
        this.set(statement.register, emitOperation(code, this.builder, lanes, statement.operation, sources, this.scratch));
        return;
      }
      case 'count': {
        splat(code, lanes, statement.offset);
        for (const { axis, stride } of statement.axes) {
          code
            .get(this.axes.get(axis) as number)
            .op('f64.convert_i32_s')
            .f64(stride)
            .op('f64.mul');
          if (lanes === 'f32x4') code.op('f32.demote_f64').op('f32x4.splat').op('f32x4.add');
          else code.op('f64x2.splat').op('f64x2.add');
        }
        this.set(statement.register, 'numbers');
        return;
      }
      case 'load':
        this.load(statement.from);
        this.set(statement.register, 'numbers');
        return;
      case 'store':
        this.store(statement.to, () => {
          if (statement.combine === undefined) return pushNumbers(code, lanes, this.source(statement.value));
          const before: Source = { kind: 'numbers', push: () => this.load(statement.to) };
          this.combined(statement.combine, before, statement.value);
        });
        return;
      case 'start':
        splat(code, lanes, statement.value);
        this.set(statement.register, 'numbers');
        return;
      case 'accumulate': {
        this.combined(statement.combine, this.source({ register: statement.register }), statement.value);
        code.set(this.local(statement.register));
        return;
      }
      case 'loop': {
        const axis = this.axes.get(statement.axis) as number;
        code.i32(0).set(axis).loop();
        this.statements(statement.body);
        code.get(axis).i32(1).op('i32.add').tee(axis).i32(statement.extent).op('i32.lt_u').brIf(0).op('end');
        return;
      }
      case 'call':
        throw new Error(`rows: ${statement.routine.name} works on whole arrays`);
    }
  }

  /** What there was, combined with one more, as numbers on the stack. */
  private combined(operation: Operation, before: Source, value: Operand): void {
    const { code, lanes } = this;
    const kind = emitOperation(code, this.builder, lanes, operation, [before, this.source(value)], this.scratch);
    // The result is on the stack already.
    pushNumbers(code, lanes, { kind, push: () => undefined });
  }

  /** The place in a row as an integer on the stack, in units of `unit` bytes; indices in registers are those of `lane`. */
  private index({ axes, indices }: Address, unit: number, lane?: number): void {
    const { code } = this;
    code.i32(0);
    for (const { axis, stride } of axes)
      code
        .get(this.axes.get(axis) as number)
        .i32(stride * unit)
        .op('i32.mul')
        .op('i32.add');
    for (const { register, stride } of indices) {
      code.get(this.local(register));
      if (this.lanes === 'f32x4') code.extractF32(lane as number).op('f64.promote_f32');
      else code.extractF64(lane as number);
      code
        .op('i32.trunc_sat_f64_s')
        .i32(stride * unit)
        .op('i32.mul')
        .op('i32.add');
    }
  }

  private load(from: Address): void {
    const { code, lanes, program } = this;
    const { role, size, slot, values } = program.buffers[from.buffer];
    if (role === 'constant') {
      this.loadConstant(from, values as Float64Array);
      return;
    }
    if (role === 'temporary') {
      if (from.indices.length > 0) {
        this.gather((lane) => {
          this.index(from, 16, lane);
          code.get(SCRATCH_ADDRESS).op('i32.add');
          const offset = this.place[from.buffer] + from.offset * 16;
          if (lanes === 'f32x4') code.memory('f32.load', offset + lane * 4);
          else code.memory('f64.load', offset + lane * 8);
        });
        return;
      }
      this.index(from, 16);
      code
        .get(SCRATCH_ADDRESS)
        .op('i32.add')
        .memory('v128.load', this.place[from.buffer] + from.offset * 16);
      return;
    }
    const address = this.addressOf(role, slot as number);
    const shared = role === 'input' && this.repeated[slot as number];
    const base = (lane?: number) => {
      this.index(from, 4, lane);
      code.get(address).op('i32.add');
    };
    if (shared && from.indices.length === 0) {
      base();
      code.memory('v128.load32_splat', from.offset * 4);
      if (lanes === 'f64x2') code.op('f64x2.promote_low_f32x4');
      return;
    }
    if (size === 1 && from.indices.length === 0 && !shared) {
      base();
      if (lanes === 'f32x4') code.memory('v128.load', from.offset * 4);
      else code.memory('v128.load64_zero', from.offset * 4).op('f64x2.promote_low_f32x4');
      return;
    }
    this.gather((lane) => {
      base(lane);
      code.memory('f32.load', (from.offset + (shared ? 0 : lane * size)) * 4);
      if (lanes === 'f64x2') code.op('f64.promote_f32');
    });
  }

  /** A vector lane by lane: `number` puts the number of a lane on the stack. */
  private gather(number: (lane: number) => void): void {
    const { code, lanes, count } = this;
    splat(code, lanes, 0);
    for (let lane = 0; lane < count; lane++) {
      number(lane);
      if (lanes === 'f32x4') code.replaceF32(lane);
      else code.replaceF64(lane);
    }
  }

  private loadConstant(from: Address, values: Float64Array): void {
    if (values.length === 1 || (from.axes.length === 0 && from.indices.length === 0)) {
      splat(this.code, this.lanes, values[values.length === 1 ? 0 : from.offset]);
      return;
    }
    throw new Error('rows: arrays of constants are not laid out');
  }

  private store(to: Address, value: () => void): void {
    const { code, lanes, count, program } = this;
    const { role, size, slot } = program.buffers[to.buffer];
    if (to.indices.length > 0) throw new Error('rows: a store has no indices in registers');
    if (role === 'temporary') {
      this.index(to, 16);
      code.get(SCRATCH_ADDRESS).op('i32.add');
      value();
      code.memory('v128.store', this.place[to.buffer] + to.offset * 16);
      return;
    }
    const address = this.addressOf('output', slot as number);
    value();
    const scratch = this.scratch;
    if (lanes === 'f64x2') code.op('f32x4.demote_f64x2_zero');
    code.set(scratch);
    const base = () => {
      this.index(to, 4);
      code.get(address).op('i32.add');
    };
    if (size === 1) {
      base();
      code.get(scratch);
      if (lanes === 'f32x4') code.memory('v128.store', to.offset * 4);
      else code.memory('v128.store64_lane', to.offset * 4);
      return;
    }
    for (let lane = 0; lane < count; lane++) {
      base();
      code
        .get(scratch)
        .extractF32(lane)
        .memory('f32.store', (to.offset + lane * size) * 4);
    }
  }
}
