// The parameters of a law: what they may be, which exclude each other, and their values as formulas see them.
import { broadcastShape, placeOf, shapeOf, sizeOf } from '@baytes/tensor';
import { cast, Tensor, type TensorLike, tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraints/constraint';
import { readable } from './readable';

/** A parameter: a tensor, a number or nested arrays of numbers. Tensors stay the caller's. */
export type ParameterLike = Tensor | TensorLike;

/** One parameter of a law. */
export interface ParameterSpec<P extends string = string> {
  /** What it may be; its `eventRank` says how many of the parameter's axes belong to one event. */
  readonly constraint: Constraint;
  /** Its value where it is left out. */
  readonly default?: number;
  /** Its value from that of the parameter which was given in its place, for parameters that exclude each other. */
  readonly otherwise?: (values: Values<P>) => Tensor;
}

/** The parameters of a law by their names, in the order of its formula. */
export type Spec<P extends string = string> = { readonly [K in P]: ParameterSpec<P> };

/** The parameters of a law as its formulas see them: every one is there, also those that exclude each other. */
export type Values<P extends string = string> = { readonly [K in P]: Tensor } & {
  /** Whether the caller gave this one, rather than another in its place. */
  given(name: P): boolean;
};

/** Exactly one of several parameters. */
export type OneOf<P extends string> = {
  [K in P]: { [L in K]: ParameterLike } & { [L in Exclude<P, K>]?: undefined };
}[P];

/** At most one of several parameters, where the law has a default. */
export type AtMostOneOf<P extends string> = OneOf<P> | { [L in P]?: undefined };

/** A parameter as float32. */
export function asTensor(given: ParameterLike): Tensor {
  if (!(given instanceof Tensor)) return tensor(given as TensorLike, undefined, 'float32');
  return given.dtype === 'float32' ? given : cast(given, 'float32');
}

/** What of the spec was given, defaults filled in. */
export function settle<P extends string>(
  law: string,
  spec: Spec<P>,
  oneOf: readonly (readonly P[])[],
  given: Readonly<Record<string, ParameterLike | undefined>>,
): Record<string, ParameterLike> {
  const names = Object.keys(spec) as P[];
  const takes = `it takes { ${names.join(', ')} }`;
  if (typeof given !== 'object' || given === null || given instanceof Tensor)
    throw new TypeError(`${law}: parameters come in one object; ${takes}`);
  const unknown = Object.keys(given).find((name) => !(name in spec) && given[name] !== undefined);
  if (unknown !== undefined) throw new TypeError(`${law}: there is no parameter ${unknown}; ${takes}`);
  const settled: Record<string, ParameterLike> = {};
  for (const name of names) {
    const group = oneOf.find((each) => each.includes(name)) ?? [name];
    const here = group.filter((each) => given[each] !== undefined && given[each] !== null);
    if (here.length > 1) throw new TypeError(`${law}: ${here.join(' and ')} exclude each other; give one of them`);
    const value = given[name];
    if (value !== undefined && value !== null) settled[name] = value;
    else if (here.length === 0) {
      const fallback = group.find((each) => spec[each].default !== undefined);
      if (fallback === undefined) throw new TypeError(`${law}: ${group.join(' or ')} is missing; ${takes}`);
      if (fallback === name) settled[name] = spec[name].default as number;
    }
  }
  return settled;
}

/** The shape that the parameters' batches broadcast to. */
export function batchShapeOf(law: string, spec: Spec, settled: Readonly<Record<string, ParameterLike>>): number[] {
  const shapes: Record<string, number[]> = {};
  for (const [name, value] of Object.entries(settled)) {
    const shape = shapeOf(value);
    const { eventRank, words } = spec[name].constraint;
    if (shape.length < eventRank)
      throw new RangeError(`${law}: ${name} must have at least ${eventRank} axes (${words}), but its shape is [${shape}]`);
    shapes[name] = shape.slice(0, shape.length - eventRank);
  }
  return broadcastShape(shapes, law);
}

/**
 * Checks every number of the parameters whose values are at hand without waiting.
 *
 * @throws RangeError that names law, parameter, shape and the first bad value with its place.
 */
export function checkParameters(law: string, spec: Spec, settled: Readonly<Record<string, ParameterLike>>): void {
  for (const [name, given] of Object.entries(settled)) {
    const { constraint } = spec[name];
    const shape = shapeOf(given);
    const values = readable(given);
    if (values === undefined) continue;
    const inner = shape.slice(shape.length - constraint.eventRank);
    const size = sizeOf(inner);
    const single = size === 1 && inner.length === 0;
    const one = [0];
    for (let start = 0; start < values.length; start += size) {
      one[0] = values[start];
      const event = single ? one : values.slice(start, start + size);
      if (constraint.holds(event, inner)) continue;
      const at = single ? placeOf(start, shape) : placeOf(start / size, shape.slice(0, shape.length - inner.length));
      const where = at.length > 0 ? ` at [${at}]` : '';
      const got = single
        ? String(values[start])
        : `[${Array.from(event.slice(0, 8), String).join(', ')}${size > 8 ? ', ...' : ''}]`;
      throw new RangeError(`${law}: ${name} of shape [${shape}] must be ${constraint.words}; got ${got}${where}`);
    }
  }
}

/** The parameters as formulas see them. To be made inside a tidy: what was given as numbers becomes tensors there. */
export function valuesOf<P extends string>(spec: Spec<P>, settled: Readonly<Record<string, ParameterLike>>): Values<P> {
  const values = { given: (name: P) => name in settled } as unknown as Values<P>;
  for (const name of Object.keys(spec) as P[]) {
    let made: Tensor | undefined;
    Object.defineProperty(values, name, {
      enumerable: true,
      get: () => {
        made ??= name in settled ? asTensor(settled[name]) : spec[name].otherwise?.(values);
        return made;
      },
    });
  }
  return values;
}
