// Distributions that are made of others: the same checks of shapes, errors and tidying as those of a law's page.
import type { KeyLike } from '@baytes/random';
import { ensureGradients } from '@baytes/tensor';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint';
import { makeDistribution } from '../define-distribution';
import type { Distribution } from '../distribution';
import { anywhere } from '../edges';
import type { OptionalMethod } from '../law';

type Shape = readonly number[];
type Drawn = ReturnType<Distribution['sampleAndLogProb']>;

/** What a wrapper says of itself. Values come with their shapes checked; formulas are right everywhere, also outside the support. */
export interface Wrapped {
  readonly law: string;
  readonly parameters: Distribution['parameters'];
  readonly batchShape: Shape;
  readonly eventShape: Shape;
  support(): Constraint;
  /** Draws of shape lead + batch + event. */
  sample(key: KeyLike, lead: Shape): Tensor;
  /** Both at once, where that saves work. */
  sampleAndLogProb?(key: KeyLike, lead: Shape): Drawn;
  logProb(x: Tensor): Tensor;
  /** What there is of a law's optional methods: of x or p, or of nothing. */
  readonly methods: Partial<Record<OptionalMethod, (x: Tensor) => Tensor>>;
  /** The same for a larger batch. */
  expand(batchShape: Shape): Distribution;
  /** The parameters as plain data. */
  plain(): Record<string, unknown>;
  /** Whether that does not say what the batch is. */
  readonly expanded?: boolean;
}

export function wrap({ law, parameters, batchShape, eventShape, support, methods, ...wrapped }: Wrapped): Distribution {
  const axes = batchShape.length + eventShape.length;
  const leadOf = (shape: Shape) => shape.slice(0, shape.length - axes);
  const { sampleAndLogProb } = wrapped;
  return makeDistribution(
    {
      name: law,
      parameters: {},
      support: anywhere,
      eventShape: () => eventShape,
      sample: (key, _, shape) => wrapped.sample(key, leadOf(shape)),
      logProb: (x) => wrapped.logProb(x),
      ...(methods as object),
    },
    {},
    batchShape,
    false,
    {
      parameters,
      get support() {
        return support();
      },
      ...(sampleAndLogProb && {
        sampleAndLogProb: (key, { shape = [] } = {}) => {
          ensureGradients();
          return tidy(() => sampleAndLogProb(key, shape) as never) as Drawn;
        },
      }),
      expand: wrapped.expand,
      toJSON: () => ({ law, parameters: wrapped.plain(), ...(wrapped.expanded && { batchShape }) }),
    },
  );
}

/** Those of the methods that a distribution has, each by the same method of it. */
export function sameAs(
  base: Distribution,
  names: readonly OptionalMethod[],
  also: (result: Tensor, method: OptionalMethod) => Tensor = (result) => result,
): Wrapped['methods'] {
  return Object.fromEntries(
    names
      .filter((name) => base.has(name))
      .map((name) => [name, (x: Tensor) => also((base[name] as (x?: Tensor) => Tensor)(x), name)]),
  );
}

export { splitKey } from '../split-key';
