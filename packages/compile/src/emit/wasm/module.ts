// A WebAssembly module in its binary form (specification, chapter 5), as much of it as numeric loops need.
import { type Code, unsigned, vectorOf } from './code';

/** The types of values, by their bytes. */
export const TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPES;

export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

interface Defined {
  readonly name: string;
  readonly type: number;
  readonly locals: readonly ValueType[];
  readonly code: Code;
}

/** Collects imports and functions, and writes them out. All imports come first, as functions are numbered in that order. */
export class WasmBuilder {
  private readonly types: Signature[] = [];
  private readonly imports: { name: string; type: number; value: CallableFunction }[] = [];
  private readonly functions: Defined[] = [];

  private typeOf(signature: Signature): number {
    const text = JSON.stringify(signature);
    const known = this.types.findIndex((each) => JSON.stringify(each) === text);
    return known >= 0 ? known : this.types.push(signature) - 1;
  }

  /** The index of a function from outside; the same for the same name. */
  import(name: string, signature: Signature, value: CallableFunction): number {
    const known = this.imports.findIndex((each) => each.name === name);
    if (known >= 0) return known;
    if (this.functions.length > 0) throw new Error('imports come before functions');
    return this.imports.push({ name, type: this.typeOf(signature), value }) - 1;
  }

  /** Adds a function that is exported under its name. */
  define(name: string, signature: Signature, locals: readonly ValueType[], code: Code): void {
    this.functions.push({ name, type: this.typeOf(signature), locals, code });
  }

  /** What an instance has to be given. */
  importsWith(memory: WebAssembly.Memory): WebAssembly.Imports {
    return {
      e: { memory },
      f: Object.fromEntries(this.imports.map(({ name, value }) => [name, value as WebAssembly.ImportValue])),
    };
  }

  /** The module's bytes. It imports its memory, and its functions from the module name `f`. */
  bytes(): Uint8Array {
    const type = ({ parameters, results }: Signature) => [
      0x60,
      ...vectorOf(parameters.map((each) => [TYPES[each]])),
      ...vectorOf(results.map((each) => [TYPES[each]])),
    ];
    const imported = [
      [...text('e'), ...text('memory'), 0x02, 0x00, 0x00],
      ...this.imports.map(({ name, type: index }) => [...text('f'), ...text(name), 0x00, ...unsigned(index)]),
    ];
    const exported = this.functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(this.imports.length + i)]);
    const bodies = this.functions.map(({ locals, code }) => {
      const body = [...vectorOf(runs(locals).map(([count, each]) => [...unsigned(count), TYPES[each]])), ...code.bytes, 0x0b];
      return [...unsigned(body.length), ...body];
    });
    return Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, vectorOf(this.types.map(type))),
      ...section(2, vectorOf(imported)),
      ...section(3, vectorOf(this.functions.map((each) => unsigned(each.type)))),
      ...section(7, vectorOf(exported)),
      ...section(10, vectorOf(bodies)),
    ]);
  }
}

const section = (id: number, content: readonly number[]) => [id, ...unsigned(content.length), ...content];

function text(value: string): number[] {
  const bytes = Array.from(new TextEncoder().encode(value));
  return [...unsigned(bytes.length), ...bytes];
}

/** Equal neighbours counted. */
function runs(types: readonly ValueType[]): [number, ValueType][] {
  const found: [number, ValueType][] = [];
  for (const each of types) {
    const last = found[found.length - 1];
    if (last?.[1] === each) last[0]++;
    else found.push([1, each]);
  }
  return found;
}
