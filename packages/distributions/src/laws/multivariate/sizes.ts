import type { ShapeOf } from '../../law';

/**
 * The size n of square matrices [..., n, n], of which those that were given must agree, with vectors [..., n] too.
 *
 * @throws RangeError that names the shapes which do not fit.
 */
export function commonSize<P extends string>(
  law: string,
  shapeOf: ShapeOf<P>,
  { vectors = [], matrices }: { vectors?: readonly P[]; matrices: readonly P[] },
): number {
  const given = (names: readonly P[]) => names.filter((name) => shapeOf(name).length > 0);
  const ends = [
    ...given(vectors).map((name) => ({ name, end: shapeOf(name).slice(-1) })),
    ...given(matrices).map((name) => ({ name, end: shapeOf(name).slice(-2) })),
  ];
  const [n] = ends[0].end;
  if (ends.every(({ end }) => end.every((length) => length === n))) return n;
  const shapes = ends.map(({ name }) => `${name} [${shapeOf(name)}]`).join(', ');
  const wanted = ends.map(({ name, end }) => `${name} [..., ${end.map(() => 'n').join(', ')}]`).join(', ');
  throw new RangeError(`${law}: the sizes do not fit: ${shapes}; wanted are ${wanted}`);
}
