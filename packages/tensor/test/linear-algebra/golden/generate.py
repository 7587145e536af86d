"""Golden values for the linear algebra of @baytes/tensor from NumPy and SciPy in float64, for inputs that are exact in float32.

Run by hand: python generate.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import linalg

rng = np.random.default_rng(20261124)


def single(x):
    return np.asarray(x, dtype=np.float32).astype(np.float64)


def over_batch(f, *arrays):
    """f for every matrix of the batch that all arrays have."""
    batch = arrays[0].shape[:-2]
    results = [f(*(a[index] for a in arrays)) for index in np.ndindex(*batch)]
    return np.array(results).reshape(batch + np.asarray(results[0]).shape)


def orthogonal(n):
    return linalg.qr(rng.standard_normal((n, n)))[0]


def covariance(n, condition):
    q = orthogonal(n)
    a = q @ np.diag(np.geomspace(1, 1 / condition, n)) @ q.T
    return single((a + a.T) / 2)


def signed(vectors):
    largest = np.argmax(np.abs(vectors), axis=0)
    return vectors * np.sign(vectors[largest, np.arange(vectors.shape[1])])


def case(a, b, x):
    """a: symmetric positive definite, b: right-hand sides, x: a general matrix; all with the same batch."""
    l = single(over_batch(np.linalg.cholesky, a))
    triangular = lambda lower, trans: over_batch(
        lambda t, r: linalg.solve_triangular(t, r, lower=lower, trans=trans), l if lower else np.swapaxes(l, -1, -2), b
    )
    sign, log_abs = np.linalg.slogdet(x)
    values, vectors = np.linalg.eigh(a)
    arrays = {
        "a": a,
        "b": b,
        "x": x,
        "l": l,
        "row": b[..., 0],
        "cholesky": over_batch(np.linalg.cholesky, a),
        "solveLower": triangular(True, 0),
        "solveLowerTransposed": triangular(True, 1),
        "solveUpper": triangular(False, 0),
        "solveUpperTransposed": triangular(False, 1),
        "choleskySolve": over_batch(lambda t, r: linalg.cho_solve((t, True), r), l, b),
        "solvePositiveDefinite": over_batch(lambda m, r: linalg.solve(m, r, assume_a="pos"), a, b),
        "inversePositiveDefinite": over_batch(np.linalg.inv, a),
        "logDet": np.linalg.slogdet(a)[1],
        "solve": np.linalg.solve(x, b),
        "solveTransposed": np.linalg.solve(np.swapaxes(x, -1, -2), b),
        "inverse": np.linalg.inv(x),
        "sign": sign,
        "logAbs": log_abs,
        "values": values,
        "vectors": over_batch(signed, vectors),
        "mahalanobis": over_batch(lambda t, r: np.sum(linalg.solve_triangular(t, r, lower=True)[:, 0] ** 2), l, b),
    }
    return {name: {"shape": list(np.shape(v)), "values": np.ravel(v).tolist()} for name, v in arrays.items()}


def stack(count, make):
    return np.array([make() for _ in range(count)])


cases = {
    "1 x 1": case(single([[2.25]]), single([[3.0, -1.5]]), single([[-0.75]])),
    "4 x 4": case(covariance(4, 20), single(rng.standard_normal((4, 3))), single(rng.standard_normal((4, 4)))),
    "batch of 2 x 3 matrices, 5 x 5, one column": case(
        stack(6, lambda: covariance(5, 50)).reshape(2, 3, 5, 5),
        single(rng.standard_normal((2, 3, 5, 1))),
        single(rng.standard_normal((2, 3, 5, 5))),
    ),
    "14 x 14": case(covariance(14, 100), single(rng.standard_normal((14, 2))), single(rng.standard_normal((14, 14)))),
    "6 x 6, condition 1e6": case(
        covariance(6, 1e6), single(rng.standard_normal((6, 2))), single(orthogonal(6) @ np.diag(np.geomspace(1, 1e-6, 6)) @ orthogonal(6))
    ),
}
file = Path(__file__).parent / "linear-algebra.json"
file.write_text(json.dumps({"numpy": np.__version__, "scipy": scipy.__version__, "cases": cases}) + "\n")
