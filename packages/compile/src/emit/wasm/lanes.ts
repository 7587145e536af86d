// Scalar operations as vector instructions: four floats or two doubles at a time.
import { lawFunctions } from '@baytes/kernels';
import { type Operation, scalarOperation } from '../../scalar/operations';
import type { Code, PlainInstruction } from './code';
import type { WasmBuilder } from './module';

/** What a vector holds: four floats, or two doubles. */
export type Lanes = 'f32x4' | 'f64x2';

export const lanesOf = { f32x4: 4, f64x2: 2 } as const;

/** What a register holds: numbers, or truth as all bits of a lane. */
export type Kind = 'numbers' | 'truth';

/** An argument: how to put it on the stack, and what it is then. */
export interface Source {
  push: () => void;
  kind: Kind;
}

/** One number in all lanes. */
export function splat(code: Code, lanes: Lanes, value: number): void {
  if (lanes === 'f32x4') code.f32(value).op('f32x4.splat');
  else code.f64(value).op('f64x2.splat');
}

const named = (lanes: Lanes, name: string) => `${lanes}.${name}` as PlainInstruction;

/** Puts an argument on the stack as numbers: truth as 1 and 0. */
export function pushNumbers(code: Code, lanes: Lanes, { push, kind }: Source): void {
  push();
  if (kind === 'numbers') return;
  splat(code, lanes, 1);
  code.op('v128.and');
}

/** Puts an argument on the stack as truth: whatever is not 0. */
export function pushTruth(code: Code, lanes: Lanes, { push, kind }: Source): void {
  push();
  if (kind === 'truth') return;
  splat(code, lanes, 0);
  code.op(named(lanes, 'ne'));
}

/** Operations that are one instruction. */
const INSTRUCTIONS: Readonly<Record<string, string>> = {
  add: 'add',
  subtract: 'sub',
  multiply: 'mul',
  divide: 'div',
  maximum: 'max',
  minimum: 'min',
  negate: 'neg',
  absolute: 'abs',
  squareRoot: 'sqrt',
  floor: 'floor',
  ceiling: 'ceil',
  round: 'nearest',
  truncate: 'trunc',
  toInt32: 'trunc',
};

const COMPARISONS: Readonly<Record<string, string>> = { equal: 'eq', notEqual: 'ne', less: 'lt', lessEqual: 'le' };

/** Functions of the laws module by their names here, where those differ. */
const FUNCTIONS: Readonly<Record<string, string>> = { power: 'pow', softplus: 'log1pexp' };

/** Writes an operation: takes its arguments, leaves its result on the stack, says what that is. */
export function emitOperation(
  code: Code,
  builder: WasmBuilder,
  lanes: Lanes,
  operation: Operation,
  sources: readonly Source[],
  scratch: number,
): Kind {
  const numbers = (index: number) => pushNumbers(code, lanes, sources[index]);
  const truth = (index: number) => pushTruth(code, lanes, sources[index]);
  const instruction = INSTRUCTIONS[operation];
  if (instruction !== undefined) {
    for (let i = 0; i < sources.length; i++) numbers(i);
    code.op(named(lanes, instruction));
    return 'numbers';
  }
  const comparison = COMPARISONS[operation];
  if (comparison !== undefined) {
    numbers(0);
    numbers(1);
    code.op(named(lanes, comparison));
    return 'truth';
  }
  switch (operation) {
    case 'and':
    case 'or':
      truth(0);
      truth(1);
      code.op(`v128.${operation}`);
      return 'truth';
    case 'not':
      truth(0);
      code.op('v128.not');
      return 'truth';
    case 'toBool':
      truth(0);
      return 'truth';
    case 'toFloat32':
      numbers(0);
      if (lanes === 'f64x2') code.op('f32x4.demote_f64x2_zero').op('f64x2.promote_low_f32x4');
      return 'numbers';
    case 'select': {
      const both = sources[1].kind === 'truth' && sources[2].kind === 'truth';
      for (const i of [1, 2])
        if (both) truth(i);
        else numbers(i);
      truth(0);
      code.op('v128.bitselect');
      return both ? 'truth' : 'numbers';
    }
    case 'square':
      numbers(0);
      code.tee(scratch).get(scratch).op(named(lanes, 'mul'));
      return 'numbers';
    case 'reciprocal':
      splat(code, lanes, 1);
      numbers(0);
      code.op(named(lanes, 'div'));
      return 'numbers';
    case 'reciprocalRoot':
      splat(code, lanes, 1);
      numbers(0);
      code.op(named(lanes, 'sqrt')).op(named(lanes, 'div'));
      return 'numbers';
    case 'isNan':
      numbers(0);
      code.tee(scratch).get(scratch).op(named(lanes, 'ne'));
      return 'truth';
    case 'isInfinite':
    case 'isFinite':
      numbers(0);
      code.op(named(lanes, 'abs'));
      splat(code, lanes, Infinity);
      code.op(named(lanes, operation === 'isFinite' ? 'lt' : 'eq'));
      return 'truth';
    case 'sign':
      // (x > 0) - (x < 0), and x itself where it is neither: zeros and NaN.
      numbers(0);
      code.tee(scratch).get(scratch).op(named(lanes, 'abs'));
      splat(code, lanes, 0);
      code.op(named(lanes, 'gt')).set(scratch + 1);
      splat(code, lanes, -0);
      code.op('v128.and');
      splat(code, lanes, 1);
      code
        .op('v128.or')
        .get(scratch)
        .get(scratch + 1)
        .op('v128.bitselect');
      return 'numbers';
    default:
      emitCall(code, builder, lanes, operation, sources, scratch);
      return 'numbers';
  }
}

/** A function: by vector code where the laws module has it, else lane by lane in double precision. */
function emitCall(
  code: Code,
  builder: WasmBuilder,
  lanes: Lanes,
  operation: Operation,
  sources: readonly Source[],
  scratch: number,
): void {
  const name = operation.startsWith('laws:') ? operation.slice(5) : (FUNCTIONS[operation] ?? operation);
  const functions = lawFunctions();
  const vector = `${name}_${lanes}`;
  if (vector in functions) {
    const index = builder.import(vector, { parameters: sources.map(() => 'v128'), results: ['v128'] }, functions[vector]);
    for (const source of sources) pushNumbers(code, lanes, source);
    code.call(index);
    return;
  }
  const own = name in functions ? functions[name] : scalarOperation(operation).evaluate;
  const index = builder.import(name, { parameters: sources.map(() => 'f64'), results: ['f64'] }, own);
  for (const [i, source] of sources.entries()) {
    pushNumbers(code, lanes, source);
    code.set(scratch + i);
  }
  splat(code, lanes, 0);
  for (let lane = 0; lane < lanesOf[lanes]; lane++) {
    for (let i = 0; i < sources.length; i++) {
      code.get(scratch + i);
      if (lanes === 'f32x4') code.extractF32(lane).op('f64.promote_f32');
      else code.extractF64(lane);
    }
    code.call(index);
    if (lanes === 'f32x4') code.op('f32.demote_f64').replaceF32(lane);
    else code.replaceF64(lane);
  }
}

/** Locals that {@link emitOperation} may overwrite. */
export const SCRATCH = 6;
