import type { Bijector, BijectorJson } from './bijector';
import * as factories from './index';

type Factory = (...given: unknown[]) => Bijector;

/**
 * The bijector that `toJSON` wrote. It knows every bijector of this package, and brings them all into a bundle.
 *
 * @example
 * bijectorFromJSON(JSON.parse(JSON.stringify(affine({ scale: 2 })))).forward(1); // 2
 */
export function bijectorFromJSON(json: BijectorJson): Bijector {
  const factory = (factories as unknown as Record<string, Factory | undefined>)[json?.bijector];
  if (factory === undefined || !Array.isArray(json.arguments))
    throw new TypeError(
      `bijectorFromJSON: expected { bijector, arguments } with one of ${Object.keys(factories).join(', ')}; got ` +
        `${JSON.stringify(json)?.slice(0, 100)}`,
    );
  return factory(...json.arguments.map(revived));
}

const NUMBERS: Record<string, number> = { Infinity: Infinity, '-Infinity': -Infinity, NaN: Number.NaN };

function revived(each: unknown): unknown {
  if (typeof each === 'string') return NUMBERS[each] ?? each;
  if (Array.isArray(each)) return each.map(revived);
  if (typeof each !== 'object' || each === null) return each;
  if ('bijector' in each) return bijectorFromJSON(each as BijectorJson);
  return Object.fromEntries(Object.entries(each).map(([name, value]) => [name, revived(value)]));
}
