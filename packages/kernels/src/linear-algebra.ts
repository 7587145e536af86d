// Small dense symmetric matrices, by rows, in float64: what a covariance needs. Triangles are packed by rows.

/** Packed lower Cholesky factor of the D x D matrix at `offset`, or undefined where it is not positive definite. */
export function cholesky(matrix: Float64Array, D: number, offset = 0, shift = 0): Float64Array | undefined {
  const L = new Float64Array((D * (D + 1)) / 2);
  for (let i = 0, row = 0; i < D; row += ++i) {
    for (let j = 0, other = 0; j <= i; other += ++j) {
      let sum = matrix[offset + i * D + j] - (i === j ? shift : 0);
      for (let m = 0; m < j; m++) sum -= L[row + m] * L[other + m];
      if (i === j) {
        if (!(sum > 0) || sum === Infinity) return undefined;
        L[row + i] = Math.sqrt(sum);
      } else L[row + j] = sum / L[other + j];
    }
  }
  return L;
}

/** Inverse of a packed lower triangle. */
export function invertLower(L: Float64Array, D: number): Float64Array {
  const inverse = new Float64Array(L.length);
  for (let i = 0, row = 0; i < D; row += ++i) {
    const diagonal = L[row + i];
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let m = j, other = (j * (j + 1)) / 2; m < i; other += ++m) sum += L[row + m] * inverse[other + j];
      inverse[row + j] = -sum / diagonal;
    }
    inverse[row + i] = 1 / diagonal;
  }
  return inverse;
}

/** log det of a packed triangle. */
export function logDeterminant(L: Float64Array, D: number): number {
  let sum = 0;
  for (let i = 0, row = 0; i < D; row += ++i) sum += Math.log(L[row + i]);
  return sum;
}

export interface Eigen {
  values: Float64Array;
  /** Column j is the vector of value j; D x D by rows. */
  vectors: Float64Array;
}

/**
 * Eigenvalues (in no order) and vectors of the symmetric D x D matrix at `offset`: Householder reflections to tridiagonal form,
 * then implicitly shifted QL (Golub and Van Loan 2013, sections 8.3.1 and 8.3.3). Reads the lower triangle.
 */
export function symmetricEigen(matrix: Float64Array, D: number, offset = 0): Eigen {
  let size = 0;
  for (let i = 0; i < D; i++) for (let j = 0; j <= i; j++) size = Math.max(size, Math.abs(matrix[offset + i * D + j]));
  if (!Number.isFinite(size) || matrix.subarray(offset, offset + D * D).some(Number.isNaN)) {
    throw new RangeError(`matrix: the ${D} x ${D} matrix at ${offset} holds a value that is not finite`);
  }
  const unit = size || 1;
  const A = Float64Array.from({ length: D * D }, (_, at) => {
    const i = Math.floor(at / D);
    const j = at % D;
    return matrix[offset + (i >= j ? i * D + j : j * D + i)] / unit;
  });
  const { diagonal, below, basis } = tridiagonalize(A, D);
  implicitQL(diagonal, below, basis, D);
  const vectors = new Float64Array(D * D);
  for (let i = 0; i < D; i++) for (let m = 0; m < D; m++) vectors[i * D + m] = basis[m * D + i];
  return { values: diagonal.map((value) => value * unit), vectors };
}

/** A = Q' T Q with T tridiagonal; `basis` is Q. Destroys A. */
function tridiagonalize(A: Float64Array, D: number) {
  const below = new Float64Array(D);
  const scales = new Float64Array(D);
  const w = new Float64Array(D);
  for (let k = 0; k < D - 2; k++) {
    // The reflection I - beta v v' that sends A[k+1.., k] to a multiple of its first unit vector; v is kept in row k of A.
    let norm = 0;
    for (let i = k + 1; i < D; i++) norm += A[i * D + k] ** 2;
    norm = Math.sqrt(norm);
    const head = A[(k + 1) * D + k];
    const image = head > 0 ? -norm : norm;
    below[k] = image;
    const v = A.subarray(k * D, k * D + D);
    for (let i = k + 1; i < D; i++) v[i] = A[i * D + k];
    v[k + 1] = head - image;
    const denominator = norm * (norm + Math.abs(head));
    const beta = denominator > 0 ? 1 / denominator : 0;
    scales[k] = beta;
    if (beta === 0) continue;
    let dot = 0;
    for (let i = k + 1; i < D; i++) {
      let sum = 0;
      for (let j = k + 1; j < D; j++) sum += A[i * D + j] * v[j];
      w[i] = beta * sum;
      dot += w[i] * v[i];
    }
    for (let i = k + 1; i < D; i++) w[i] -= ((beta * dot) / 2) * v[i];
    for (let i = k + 1; i < D; i++) for (let j = k + 1; j < D; j++) A[i * D + j] -= v[i] * w[j] + w[i] * v[j];
  }
  if (D > 1) below[D - 2] = A[(D - 1) * D + D - 2];
  const diagonal = Float64Array.from({ length: D }, (_, i) => A[i * D + i]);
  const basis = new Float64Array(D * D);
  for (let i = 0; i < D; i++) basis[i * D + i] = 1;
  // Q = H_{D-3} ... H_0, built from the right end, where it is still the identity.
  for (let k = D - 3; k >= 0; k--) {
    if (scales[k] === 0) continue;
    const v = A.subarray(k * D, k * D + D);
    for (let i = k + 1; i < D; i++) {
      const row = basis.subarray(i * D, i * D + D);
      let sum = 0;
      for (let j = k + 1; j < D; j++) sum += row[j] * v[j];
      sum *= scales[k];
      for (let j = k + 1; j < D; j++) row[j] -= sum * v[j];
    }
  }
  return { diagonal, below, basis };
}

/** Turns the tridiagonal matrix into its eigenvalues, and the rows of `basis` into their vectors. */
function implicitQL(diagonal: Float64Array, below: Float64Array, basis: Float64Array, D: number): void {
  for (let l = 0; l < D; l++) {
    for (let iteration = 0; ; iteration++) {
      let m = l;
      while (m < D - 1 && Math.abs(below[m]) > Number.EPSILON * (Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]))) m++;
      if (m === l) break;
      if (iteration === 60) throw new RangeError(`matrix: the eigenvalues of a ${D} x ${D} matrix did not converge`);
      // Wilkinson's shift, then a chase of rotations from m up to l.
      let g = (diagonal[l + 1] - diagonal[l]) / (2 * below[l]);
      const root = Math.sqrt(g * g + 1);
      g = diagonal[m] - diagonal[l] + below[l] / (g + (g >= 0 ? root : -root));
      let s = 1;
      let c = 1;
      let shift = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * below[i];
        const b = c * below[i];
        const r = Math.sqrt(f * f + g * g);
        below[i + 1] = r;
        if (r === 0) {
          diagonal[i + 1] -= shift;
          below[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = diagonal[i + 1] - shift;
        const t = (diagonal[i] - g) * s + 2 * c * b;
        shift = s * t;
        diagonal[i + 1] = g + shift;
        g = c * t - b;
        const upper = i * D;
        const lower = upper + D;
        for (let k = 0; k < D; k++) {
          const z = basis[lower + k];
          basis[lower + k] = s * basis[upper + k] + c * z;
          basis[upper + k] = c * basis[upper + k] - s * z;
        }
      }
      if (i >= l) continue;
      diagonal[l] -= shift;
      below[l] = g;
      below[m] = 0;
    }
  }
}

/**
 * Raises the eigenvalues of the symmetric matrix at `offset` to at least `floor`, in place, and symmetrises it.
 * A Cholesky factor of (matrix - floor I) proves that nothing has to be done, which is the common case and cheap.
 */
export function clipEigenvalues(matrix: Float64Array, D: number, floor: number, offset = 0): boolean {
  for (let i = 0; i < D; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (matrix[offset + i * D + j] + matrix[offset + j * D + i]) / 2;
      matrix[offset + i * D + j] = mean;
      matrix[offset + j * D + i] = mean;
    }
  }
  if (cholesky(matrix, D, offset, floor)) return false;
  const { values, vectors } = symmetricEigen(matrix, D, offset);
  for (let i = 0; i < D; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let m = 0; m < D; m++) sum += Math.max(values[m], floor) * vectors[i * D + m] * vectors[j * D + m];
      matrix[offset + i * D + j] = sum;
      matrix[offset + j * D + i] = sum;
    }
  }
  return true;
}

/** An orthogonal D x D matrix, uniform (Haar) on O(D): QR of a normal matrix with the signs of R's diagonal made positive. */
export function haarOrthogonal(D: number, normal: () => number): Float64Array {
  const Q = Float64Array.from({ length: D * D }, normal);
  // Gram-Schmidt by rows, twice for accuracy; taking norms as R's diagonal makes it positive.
  for (let i = 0; i < D; i++) {
    const row = Q.subarray(i * D, i * D + D);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = Q.subarray(j * D, j * D + D);
        let dot = 0;
        for (let m = 0; m < D; m++) dot += row[m] * other[m];
        for (let m = 0; m < D; m++) row[m] -= dot * other[m];
      }
      let norm = 0;
      for (let m = 0; m < D; m++) norm += row[m] ** 2;
      norm = Math.sqrt(norm);
      for (let m = 0; m < D; m++) row[m] /= norm;
    }
  }
  return Q;
}
