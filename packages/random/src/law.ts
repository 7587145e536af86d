// A law of numbers as an op: one named kernel, its parameters checked and broadcast, its pathwise gradient registered.
import type { Key, Parameter } from '@baytes/kernels';
import { broadcastShape, broadcastValues, defineKernel, shapeOf, sumToShape } from '@baytes/tensor';
import { mul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { type Constraint, check } from './constraint';
import { asKey, type KeyLike } from './key';

/** A parameter: a tensor, a number or nested arrays of numbers. */
export type ParameterLike = Tensor | TensorLike;

/** The parameters of a law by their names. */
export type Parameters<P extends string> = { readonly [K in P]: ParameterLike };

export interface DrawOptions {
  /** The shape of the result, which the parameters must broadcast to. Default: the shape that they broadcast to. */
  shape?: readonly number[];
}

/** What a gradient is built from. */
interface Path<P extends string> {
  /** The parameters, as they were given. */
  parameters: { readonly [K in P]: Tensor };
  /** The same draw once more, as a function of the parameters that can be differentiated again. */
  again: () => Tensor;
  /** The draw itself as a constant, of a law that keeps it. */
  drawn: Tensor;
  /** The key of the draw. */
  key: Key;
  /** The shape of the draw. */
  shape: number[];
}

type Attributes = { key: number[]; shape: number[] };

interface Definition<P extends readonly string[]> {
  /** The name of the function, for errors. */
  law: string;
  /** The name of the kernel. */
  kernel: string;
  parameters: { readonly [K in P[number]]: Constraint };
  /** Fills `out` with draws; parameters come in their order, a single number where they are one. */
  draw: (key: Key, out: Float32Array, ...parameters: Parameter[]) => void;
  /**
   * By parameter, the derivative of the draw in it at a fixed quantile, from ops that can be differentiated again. Left out: the
   * law is discrete, and a gradient throws.
   */
  slopes?: (path: Path<P[number]>) => { readonly [K in P[number]]?: () => Tensor };
  /** Keeps the draw for its slopes, which then need not draw again. Float32 must be enough to say which quantile it is. */
  keepsDraw?: boolean;
}

/** A law as a function: `law(key, parameters, options)`. */
export type Law<P extends string> = (key: KeyLike, parameters: Parameters<P>, options?: DrawOptions) => Tensor;

/** Makes the op of a law. */
export function defineLaw<const P extends readonly string[]>(
  names: P,
  { law, kernel, parameters: constraints, draw, slopes, keepsDraw = false }: Definition<P>,
): Law<P[number]> {
  const op: (...args: (ParameterLike | Attributes)[]) => Tensor = defineKernel<
    readonly string[],
    Record<never, never>,
    Attributes
  >({
    name: kernel,
    inputs: names,
    output: (_shapes, { shape }) => ({ shape }),
    host: (inputs, out, { shapes, attributes: { key, shape } }) => {
      const values = names.map((name: P[number]) => {
        check(law, name, inputs[name], shapes[name], constraints[name]);
        return inputs[name].length === 1 ? inputs[name][0] : broadcastValues(inputs[name], shapes[name], shape);
      });
      draw(key as unknown as Key, out, ...values);
    },
    keepsOutput: keepsDraw,
    gradient:
      slopes &&
      ((inputs, dy, attributes, drawn) => {
        const again = () => op(...names.map((name) => inputs[name]), attributes);
        const { key, shape } = attributes;
        const parameters = inputs as Path<P[number]>['parameters'];
        const found = slopes({ parameters, again, drawn, key: key as unknown as Key, shape });
        return Object.fromEntries(
          Object.entries(found as Record<string, () => Tensor>).map(([name, slope]) => [
            name,
            () => sumToShape(mul(dy, slope()), inputs[name].shape),
          ]),
        );
      }),
  }) as never;

  return (key, parameters, options) => {
    const from = asKey(key, law);
    checkNames(law, names, parameters);
    const given = names.map((name) => parameters[name as P[number]]);
    const shape = drawShape(law, parameters, options);
    return op(...given, { key: [...from], shape });
  };
}

function checkNames(law: string, names: readonly string[], parameters: object): void {
  const missing = names.find((name) => (parameters as Record<string, unknown>)?.[name] == null);
  if (missing !== undefined) throw new TypeError(`${law}: ${missing} is missing; it takes { ${names.join(', ')} }`);
  const unknown = Object.keys(parameters).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`${law}: there is no parameter ${unknown}; it takes { ${names.join(', ')} }`);
}

/**
 * The shape that draws have: the one asked for, or the one that the parameters broadcast to.
 *
 * @throws Error if the parameters do not broadcast to it.
 */
export function drawShape(law: string, parameters: Readonly<Record<string, ParameterLike>>, options?: DrawOptions): number[] {
  const shapes = Object.fromEntries(Object.entries(parameters).map(([name, given]) => [name, shapeOf(given)]));
  return settleShape(law, shapes, options);
}

export function settleShape(law: string, shapes: Readonly<Record<string, readonly number[]>>, options?: DrawOptions): number[] {
  const asked = options?.shape;
  if (asked === undefined) return broadcastShape(shapes, law);
  if (!asked.every((length) => Number.isInteger(length) && length >= 0))
    throw new RangeError(`${law}: shape must be whole numbers from 0 on; got [${asked}]`);
  const whole = broadcastShape({ ...shapes, shape: asked }, law);
  if (whole.length !== asked.length || whole.some((length, axis) => length !== asked[axis])) {
    const all = Object.entries(shapes).map(([name, shape]) => `${name} [${shape}]`);
    throw new RangeError(`${law}: ${all.join(', ')} do not broadcast to the shape [${asked}] that was asked for`);
  }
  return [...asked];
}
