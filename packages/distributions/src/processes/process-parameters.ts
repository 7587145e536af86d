import { batchShapeOf, checkParameters, type ParameterLike, type Spec, settle, type Values, valuesOf } from '../parameters';
import { toPlain } from '../plain-values';

/** The parameters of a process, checked as those of a law are. */
export interface ProcessParameters<P extends string> {
  readonly settled: Readonly<Record<string, ParameterLike>>;
  readonly batchShape: number[];
  /** As formulas see them, inside a tidy. */
  values(): Values<P>;
  plain(): Record<string, unknown>;
}

export function processParameters<P extends string>(
  law: string,
  spec: Spec<P>,
  given: Readonly<Record<string, ParameterLike | undefined>>,
  oneOf: readonly (readonly P[])[] = [],
): ProcessParameters<P> {
  const settled = settle(law, spec, oneOf, given);
  const batchShape = batchShapeOf(law, spec, settled);
  checkParameters(law, spec, settled);
  return {
    settled,
    batchShape,
    values: () => valuesOf(spec, settled),
    plain: () => Object.fromEntries(Object.entries(settled).map(([name, value]) => [name, toPlain(value)])),
  };
}

/** @throws RangeError for a length that is no whole number from 1 on. */
export function requireLength(law: string, length: number): void {
  if (!Number.isInteger(length) || length < 1)
    throw new RangeError(`${law}: length must be a whole number from 1 on; got ${length}`);
}
