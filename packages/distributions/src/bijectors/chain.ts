import { broadcastShape } from '@baytes/tensor';
import { add, cast, greater, mul, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { ValueLike } from '../distribution';
import { asTensor } from '../parameters';
import type { Bijector } from './bijector';
import { block } from './block';
import { requireRoom } from './dimensions';
import { identity } from './identity';
import { plainArguments } from './plain-arguments';

/** The parts, each on as many axes as its neighbours need. */
function aligned(parts: readonly Bijector[]): Bijector[] {
  let done: Bijector[] = [];
  for (const next of parts) {
    const out = done.at(-1)?.eventRank.out ?? next.eventRank.in;
    const rank = Math.max(out, next.eventRank.in);
    done = [...done.map((each) => block(each, rank - out)), block(next, rank - next.eventRank.in)];
  }
  return done;
}

/** Whether the whole ascends: where an even number of parts descends. */
function direction(parts: readonly Bijector[]): Bijector['increasing'] {
  if (parts.some(({ increasing }) => increasing === undefined)) return undefined;
  if (parts.every(({ increasing }) => typeof increasing === 'boolean'))
    return parts.filter(({ increasing }) => !increasing).length % 2 === 0;
  return () =>
    tidy(() => {
      const signs = parts.map(({ increasing }) =>
        typeof increasing === 'function' ? sub(mul(2, cast(increasing(), 'float32')), 1) : asTensor(increasing ? 1 : -1),
      );
      return greater(
        signs.reduce((a, b) => mul(a, b)),
        0,
      );
    });
}

/**
 * Bijectors one after the other: the first is applied first. A part whose events have fewer axes than its neighbour's is applied to
 * each of them, and its log determinants are summed.
 *
 * @throws TypeError where a part leads to a surface (a simplex, a sphere, symmetric matrices) that the next is no map of.
 *
 * @example
 * chain([affine({ loc: 1, scale: 2 }), exp()]).forward(0); // exp(1)
 */
export function chain(parts: readonly Bijector[]): Bijector {
  const all = aligned(parts.length === 0 ? [identity()] : parts);
  for (const [i, next] of all.slice(1).entries()) requireRoom('chain', all[i].codomain, next);
  const [first, last] = [all[0], all[all.length - 1]];
  const batchShape = broadcastShape(
    Object.fromEntries(all.map((each, i) => [`part ${i} (${each.bijector})`, each.batchShape])),
    'chain',
  );
  const back = [...all].reverse();

  const through = (order: readonly Bijector[], method: 'forward' | 'inverse') => (given: ValueLike) =>
    tidy(() => order.reduce((value, each) => each[method](value), asTensor(given)));
  const withDeterminants =
    (order: readonly Bijector[], method: 'forwardAndLogDeterminant' | 'inverseAndLogDeterminant') => (given: ValueLike) =>
      tidy(() => {
        let value = asTensor(given);
        const determinants: Tensor[] = [];
        for (const each of order) {
          const found = each[method](value);
          value = found.value;
          determinants.push(found.logDeterminant);
        }
        return { value, logDeterminant: determinants.reduce((total, each) => add(total, each)) };
      });

  return Object.freeze({
    bijector: 'chain',
    arguments: [parts],
    batchShape,
    domain: first.domain,
    codomain: last.codomain,
    eventRank: { in: first.eventRank.in, out: last.eventRank.out },
    increasing: direction(all),
    linear: all.every(({ linear }) => linear),
    forward: through(all, 'forward'),
    inverse: through(back, 'inverse'),
    forwardAndLogDeterminant: withDeterminants(all, 'forwardAndLogDeterminant'),
    inverseAndLogDeterminant: withDeterminants(back, 'inverseAndLogDeterminant'),
    forwardShape: (shape: readonly number[]) => all.reduce((each, part) => part.forwardShape(each), [...shape]),
    inverseShape: (shape: readonly number[]) => back.reduce((each, part) => part.inverseShape(each), [...shape]),
    toJSON: () => ({ bijector: 'chain', arguments: plainArguments([parts]) }),
  });
}
