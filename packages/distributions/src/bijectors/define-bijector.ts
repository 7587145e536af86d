// From a bijector's page to a bijector: checks of parameters and shapes, tidying, JSON.
import { broadcastShape, ensureGradients, shapeOf } from '@baytes/tensor';
import { broadcastTo, clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint';
import type { ValueLike } from '../distribution';
import {
  asTensor,
  batchShapeOf,
  checkParameters,
  type ParameterLike,
  type Spec,
  settle,
  type Values,
  valuesOf,
} from '../parameters';
import type { Bijector } from './bijector';
import { plainArguments } from './plain-arguments';

/** A value, and the logarithm of the Jacobian's determinant for whom it is wanted. */
export interface Mapped {
  readonly value: Tensor;
  /** Of a shape that broadcasts to that of the value without its event. */
  readonly logDeterminant: () => Tensor | number;
}

type Shape = readonly number[];
type EventShape<P extends string> = (event: Shape, shapeOf: (parameter: P) => Shape) => Shape;

/** What one file says of its bijector. All formulas are made of tensor ops that have gradients to second order; none reads a value. */
export interface BijectorPage<P extends string = never> {
  readonly name: string;
  /** The parameters with their constraints. */
  readonly parameters?: Spec<P>;
  /** Where it is defined; a function of the parameters as they were given where it is up to them. */
  readonly domain: Constraint;
  readonly codomain: Constraint | ((given: Readonly<Record<P, ParameterLike>>) => Constraint);
  /** For numbers: whether it ascends. */
  readonly increasing?: boolean | ((values: Values<P>) => Tensor);
  /** Whether it is of the form A x + b. Default false. */
  readonly linear?: boolean;
  /** The shape of one event from that of the other side; throws {@link RangeError} for one that cannot be. Default: the same. */
  readonly eventShape?: { readonly forward: EventShape<P>; readonly inverse: EventShape<P> };
  forward(x: Tensor, values: Values<P>): Mapped;
  /** The logarithm here is that of |det dx/dy|. */
  inverse(y: Tensor, values: Values<P>): Mapped;
}

export interface BijectorOptions {
  /** Whether the numbers of the parameters are checked. Default true. */
  validate?: boolean;
}

/**
 * The factory of a bijector from its page.
 *
 * @param given what the factory was given beside parameters, for JSON. Default: the parameters.
 */
export function defineBijector<G = void, P extends string = never>(
  page: BijectorPage<P>,
): (parameters: G, options?: BijectorOptions) => Bijector {
  return (parameters, options) => makeBijector(page, (parameters ?? {}) as never, options);
}

/** The same for a single bijector; `given` is what the factory was given, where that is more than parameters. */
export function makeBijector<P extends string>(
  page: BijectorPage<P>,
  parameters: Readonly<Record<string, ParameterLike | undefined>> = {},
  { validate = true }: BijectorOptions = {},
  given: readonly unknown[] = page.parameters === undefined ? [] : [parameters],
): Bijector {
  const { name, domain } = page;
  const spec = page.parameters ?? ({} as Spec<P>);
  const settled = settle(name, spec, [], parameters);
  const batchShape = batchShapeOf(name, spec, settled);
  if (validate) checkParameters(name, spec, settled);
  const codomain = typeof page.codomain === 'function' ? page.codomain(settled as Record<P, ParameterLike>) : page.codomain;
  const eventRank = { in: domain.eventRank, out: codomain.eventRank };
  const parameterShape = (parameter: P) => shapeOf(settled[parameter]);

  const shapeAfter = (direction: 'forward' | 'inverse', shape: Shape): { lead: number[]; event: number[] } => {
    const [rank, side] = direction === 'forward' ? [eventRank.in, domain] : [eventRank.out, codomain];
    if (shape.length < rank)
      throw new RangeError(`${name}: ${direction} takes events of ${rank} axes (${side.words}), but the shape is [${shape}]`);
    const lead = shape.slice(0, shape.length - rank);
    const whole = broadcastShape({ 'the value': lead, 'the parameters': batchShape }, `${name}: ${direction}`);
    if (String(whole) !== String(lead))
      throw new RangeError(
        `${name}: ${direction} takes values that have the parameters' batch [${batchShape}] before their event, but the shape is ` +
          `[${shape}]; broadcast the value on purpose`,
      );
    const event = shape.slice(shape.length - rank);
    return { lead, event: [...(page.eventShape?.[direction](event, parameterShape) ?? event)] };
  };

  const map = (direction: 'forward' | 'inverse', given: ValueLike): Mapped & { lead: number[] } => {
    const x = asTensor(given);
    const { lead, event } = shapeAfter(direction, x.shape);
    const { value, logDeterminant } = page[direction](x, valuesOf(spec, settled));
    // Never the caller's own tensor, and never a part of it.
    return { value: value === x ? clone(x) : broadcastTo(value, [...lead, ...event]), logDeterminant, lead };
  };
  const alone =
    (direction: 'forward' | 'inverse') =>
    (given: ValueLike): Tensor => {
      ensureGradients();
      return tidy(() => map(direction, given).value);
    };
  const both = (direction: 'forward' | 'inverse') => (given: ValueLike) => {
    ensureGradients();
    return tidy(() => {
      const { value, logDeterminant, lead } = map(direction, given);
      const found = logDeterminant();
      return { value, logDeterminant: broadcastTo(asTensor(found), lead) };
    });
  };
  const shape = (direction: 'forward' | 'inverse') => (from: Shape) => {
    const { lead, event } = shapeAfter(direction, from);
    return [...lead, ...event];
  };
  const { increasing } = page;

  return Object.freeze({
    bijector: name,
    arguments: given,
    batchShape,
    domain,
    codomain,
    eventRank,
    increasing: typeof increasing === 'function' ? () => tidy(() => increasing(valuesOf(spec, settled))) : increasing,
    linear: page.linear ?? false,
    forward: alone('forward'),
    inverse: alone('inverse'),
    forwardAndLogDeterminant: both('forward'),
    inverseAndLogDeterminant: both('inverse'),
    forwardShape: shape('forward'),
    inverseShape: shape('inverse'),
    toJSON: () => ({ bijector: name, arguments: plainArguments(given) }),
  });
}
