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

/** Eigenvalues and vectors of the symmetric D x D matrix at `offset`, by cyclic Jacobi rotations. */
export function symmetricEigen(matrix: Float64Array, D: number, offset = 0): Eigen {
  const A = matrix.slice(offset, offset + D * D);
  const V = new Float64Array(D * D);
  for (let i = 0; i < D; i++) V[i * D + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let scale = 0;
    for (let i = 0; i < D; i++) {
      scale += A[i * D + i] ** 2;
      for (let j = 0; j < i; j++) off += A[i * D + j] ** 2;
    }
    if (off <= 1e-32 * scale || off === 0) break;
    for (let p = 0; p < D - 1; p++) {
      for (let q = p + 1; q < D; q++) {
        const apq = A[p * D + q];
        if (apq === 0) continue;
        const theta = (A[q * D + q] - A[p * D + p]) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let m = 0; m < D; m++) {
          const mp = A[m * D + p];
          const mq = A[m * D + q];
          A[m * D + p] = c * mp - s * mq;
          A[m * D + q] = s * mp + c * mq;
        }
        for (let m = 0; m < D; m++) {
          const pm = A[p * D + m];
          const qm = A[q * D + m];
          A[p * D + m] = c * pm - s * qm;
          A[q * D + m] = s * pm + c * qm;
          const vp = V[m * D + p];
          const vq = V[m * D + q];
          V[m * D + p] = c * vp - s * vq;
          V[m * D + q] = s * vp + c * vq;
        }
      }
    }
  }
  return { values: Float64Array.from({ length: D }, (_, i) => A[i * D + i]), vectors: V };
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
