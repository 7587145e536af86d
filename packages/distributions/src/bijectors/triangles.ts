// How many numbers fill a triangle.

/**
 * The event shapes of maps between vectors and n x n matrices that their numbers fill row by row: the lower triangle without `missing`
 * numbers of each row (0: with its diagonal, 1: without).
 */
export const triangleOf = (name: string, missing: 0 | 1) => ({
  forward: ([count]: readonly number[]): readonly number[] => {
    const n = Math.round((Math.sqrt(8 * count + 1) - 1) / 2);
    if ((n * (n + 1)) / 2 !== count)
      throw new RangeError(
        `${name}: forward takes vectors of ${missing ? 'n (n - 1)' : 'n (n + 1)'} / 2 numbers for some n (1, 3, 6, ...), but their length is ${count}`,
      );
    return [n + missing, n + missing];
  },
  inverse: ([rows, columns]: readonly number[]): readonly number[] => {
    if (rows !== columns) throw new RangeError(`${name}: inverse takes square matrices, but theirs is [${rows},${columns}]`);
    return [((rows - missing) * (rows - missing + 1)) / 2];
  },
});
