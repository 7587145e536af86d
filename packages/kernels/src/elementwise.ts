import type { Elementwise } from './generated/laws';
import { LawsFrame, laws } from './laws-engine';

/** Numbers that a special function takes and gives: computed in float64, and rounded once where they are float32. */
export type Numbers = Float64Array | Float32Array;

/** One argument: an array, or a number that stands for an array of the others' length. */
export type Argument<A extends Numbers> = A | number;

/** A function of one number, or of an array element by element. `out` may be the argument itself. */
export interface Unary {
  (x: number): number;
  <A extends Numbers>(x: A, out?: A): A;
}

/** A function of two numbers, or element by element of two arrays of one length, of which one may be a number. */
export interface Binary {
  (x: number, y: number): number;
  <A extends Numbers>(x: A, y: Argument<A>, out?: A): A;
  <A extends Numbers>(x: Argument<A>, y: A, out?: A): A;
}

/** A function of three numbers, or element by element of arrays of one length, of which any but not all may be numbers. */
export interface Ternary {
  (x: number, y: number, z: number): number;
  <A extends Numbers>(x: A, y: Argument<A>, z: Argument<A>, out?: A): A;
  <A extends Numbers>(x: Argument<A>, y: A, z: Argument<A>, out?: A): A;
  <A extends Numbers>(x: Argument<A>, y: Argument<A>, z: A, out?: A): A;
}

type Face = { 1: Unary; 2: Binary; 3: Ternary };

/** A call of an elementwise function on arrays, as {@link watchElementwise} sees it. */
export interface ElementwiseCall {
  /** The function's name, and that of its export in the WebAssembly module. */
  name: string;
  /** Arrays and numbers, in the order of its parameters. */
  given: readonly (Numbers | number)[];
  out: Numbers | undefined;
  /** The function of numbers itself: the module's export, without the TypeScript around it. */
  scalar: (...numbers: number[]) => number;
}

let watcher: ((call: ElementwiseCall) => void) | undefined;

/**
 * Reports the calls on arrays that `run` makes instead of carrying them out. A compiler finds out in this way which function a kernel
 * applies to each element, and then calls that function from loops of its own.
 */
export function watchElementwise(seen: (call: ElementwiseCall) => void, run: () => void): void {
  const before = watcher;
  watcher = seen;
  try {
    run();
  } finally {
    watcher = before;
  }
}

/** Elements a call copies into the kernels' memory: small enough to stay in the cache, large enough to forget the call. */
const CHUNK = 4096;

/**
 * The TypeScript face of a function that is marked `// @elementwise` in assembly/.
 *
 * @param name its name there.
 * @param parameters the names of its arguments, for errors.
 */
export function elementwise<Name extends keyof Elementwise & string>(
  name: Name,
  ...parameters: string[]
): Elementwise[Name] extends keyof Face ? Face[Elementwise[Name]] : never {
  const arity = parameters.length;
  const face = (...given: (Numbers | number)[]): Numbers | number => {
    const first = given.find((argument, i) => i < arity && typeof argument !== 'number') as Numbers | undefined;
    if (first === undefined) {
      if (given.length < arity)
        throw new TypeError(`${name}: expected ${parameters.join(', ')}; got ${given.length} arguments`);
      return laws.exports()[name](...(given as number[]));
    }
    return overArrays(name, parameters, given, first);
  };
  return face as never;
}

function overArrays(
  name: keyof Elementwise & string,
  parameters: string[],
  given: (Numbers | number)[],
  first: Numbers,
): Numbers {
  const arity = parameters.length;
  if (watcher !== undefined) {
    const out = given[arity] as Numbers | undefined;
    watcher({ name, given: given.slice(0, arity), out, scalar: laws.exports()[name] });
    return out ?? first;
  }
  const single = first instanceof Float32Array;
  if (!single && !(first instanceof Float64Array))
    throw new TypeError(
      `${name}: expected a number, Float64Array or Float32Array; got ${Object.prototype.toString.call(first)}`,
    );
  const length = first.length;
  const checked = (argument: Numbers | number, what: string) => {
    if (typeof argument === 'number') return;
    if (argument?.constructor !== first.constructor)
      throw new TypeError(`${name}: ${what} must be a ${first.constructor.name} as the other arrays are`);
    if (argument.length !== length)
      throw new RangeError(`${name}: ${what} has ${argument.length} numbers where another array has ${length}`);
  };
  for (let i = 0; i < arity; i++) checked(given[i], parameters[i]);
  const out = (given[arity] as Numbers | undefined) ?? (single ? new Float32Array(length) : new Float64Array(length));
  if (typeof out === 'number') throw new TypeError(`${name}: out must be a ${first.constructor.name}`);
  checked(out, 'out');

  const bytes = single ? 4 : 8;
  const room = Math.min(length, CHUNK);
  const frame = new LawsFrame();
  const call: number[] = [];
  for (let i = 0; i < arity; i++) {
    const walks = typeof given[i] !== 'number';
    call.push(frame.reserveBytes(walks ? room * bytes : bytes), walks ? 1 : 0);
  }
  const result = frame.reserveBytes(room * bytes);
  const view = (address: number, count: number): Numbers =>
    single ? frame.viewFloat32(address, count) : frame.view(address, count);
  for (let i = 0; i < arity; i++) if (typeof given[i] === 'number') view(call[2 * i], 1)[0] = given[i] as number;
  const kernel = laws.exports()[`${name}_${single ? 'f32' : 'f64'}`];
  for (let start = 0; start < length; start += CHUNK) {
    const end = Math.min(length, start + CHUNK);
    for (let i = 0; i < arity; i++) {
      const argument = given[i];
      if (typeof argument !== 'number') view(call[2 * i], end - start).set(argument.subarray(start, end));
    }
    kernel(...call, result, end - start);
    out.set(view(result, end - start), start);
  }
  return out;
}
