// Small matrices on the host, rows in one array, for checks that do not lean on the code under test.

export const identity = (n: number): number[] => Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

export const transposed = (a: readonly number[], rows: number): number[] => {
  const columns = a.length / rows;
  return Array.from({ length: a.length }, (_, i) => a[(i % rows) * columns + Math.floor(i / rows)]);
};

/** a b, with a of so many rows. */
export function product(a: readonly number[], b: readonly number[], rows: number): number[] {
  const inner = a.length / rows;
  const columns = b.length / inner;
  return Array.from({ length: rows * columns }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a[Math.floor(at / columns) * inner + k] * b[k * columns + (at % columns)];
    return sum;
  });
}

/** The lower Cholesky factor. */
export function factorOf(a: readonly number[], n: number): number[] {
  const l = new Array<number>(n * n).fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j];
      for (let k = 0; k < j; k++) rest -= l[i * n + k] * l[j * n + k];
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / l[j * n + j];
    }
  }
  return l;
}

/** L^-1 b for lower triangular L, b of n rows. */
export function solveLower(l: readonly number[], b: readonly number[], n: number): number[] {
  const columns = b.length / n;
  const x = [...b];
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < n; i++) {
      let rest = x[i * columns + column];
      for (let k = 0; k < i; k++) rest -= l[i * n + k] * x[k * columns + column];
      x[i * columns + column] = rest / l[i * n + i];
    }
  }
  return x;
}

/** The inverse of a positive definite matrix. */
export function inverseOf(a: readonly number[], n: number): number[] {
  const half = solveLower(factorOf(a, n), identity(n), n);
  return product(transposed(half, n), half, n);
}
