"""Golden values for @baytes/mixtures from scikit-learn and SciPy. Run by hand: python generate.py

- parity: log-likelihood paths of sklearn.mixture.GaussianMixture from given parameters, all four covariance types.
- missing: observed-data log-likelihood of rows with missing values, and EM steps with exact conditional moments,
  written here from the textbook (Little and Rubin 2002, section 11.3) row by row.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")  # one iteration at a time never converges
rng = np.random.default_rng(20261124)
K, D, N, STEPS = 3, 3, 240, 25
centres = rng.normal(0, 2, (K, D))
mixing = rng.normal(0, 0.6, (K, D, D)) + np.eye(D)
labels = rng.integers(0, K, N)
rows = centres[labels] + np.einsum("nij,nj->ni", mixing[labels], rng.standard_normal((N, D)))
start_means = rows[rng.choice(N, K, replace=False)]
start_weights = np.array([0.2, 0.3, 0.5])
base = np.cov(rows.T)


def start_covariances(kind):
    return {
        "full": np.stack([base * s for s in (0.5, 1.0, 1.5)]),
        "tied": base,
        "diag": np.stack([np.diag(base) * s for s in (0.5, 1.0, 1.5)]),
        "spherical": np.array([0.5, 1.0, 1.5]) * np.trace(base) / D,
    }[kind]


def precisions(kind, covariances):
    return np.linalg.inv(covariances) if kind in ("full", "tied") else 1 / covariances


def parity(kind):
    covariances = start_covariances(kind)
    model = GaussianMixture(
        K, covariance_type=kind, reg_covar=1e-6, weights_init=start_weights, means_init=start_means,
        precisions_init=precisions(kind, covariances), max_iter=1, tol=0, warm_start=True,
    )
    path = []
    for _ in range(STEPS):
        path.append(float(model.fit(rows).lower_bound_))
    return dict(
        covariances=np.ravel(covariances).tolist(), path=path, weights=model.weights_.tolist(),
        means=np.ravel(model.means_).tolist(), final_covariances=np.ravel(model.covariances_).tolist(),
        bic=float(model.bic(rows)), aic=float(model.aic(rows)),
    )


def missing():
    holes = rows.copy()
    holes[rng.random((N, D)) < 0.25] = np.nan
    holes[5] = np.nan  # a row that says nothing
    weights, means, S = start_weights.copy(), start_means.copy(), start_covariances("full")
    row_weights = rng.integers(0, 4, N).astype(float)
    path = []
    for _ in range(6):
        total = 0.0
        n_k, first, second = np.zeros(K), np.zeros((K, D)), np.zeros((K, D, D))
        for x, w in zip(holes, row_weights):
            o = ~np.isnan(x)
            m = ~o
            logs = np.log(weights)
            if o.any():
                logs = logs + [multivariate_normal.logpdf(x[o], means[k][o], S[k][np.ix_(o, o)]) for k in range(K)]
                total += w * logsumexp(logs)
            r = np.exp(logs - logsumexp(logs))
            for k in range(K):
                full, left = means[k].copy(), np.zeros((D, D))
                if o.any():
                    full[o] = x[o]
                    gain = S[k][np.ix_(m, o)] @ np.linalg.inv(S[k][np.ix_(o, o)])
                    full[m] = means[k][m] + gain @ (x[o] - means[k][o])
                    left[np.ix_(m, m)] = S[k][np.ix_(m, m)] - gain @ S[k][np.ix_(o, m)]
                else:
                    left = S[k]
                n_k[k] += w * r[k]
                first[k] += w * r[k] * full
                second[k] += w * r[k] * (np.outer(full, full) + left)
        path.append(total / row_weights.sum())
        weights = n_k / row_weights.sum()
        means = first / n_k[:, None]
        S = second / n_k[:, None, None] - np.einsum("ki,kj->kij", means, means) + 1e-6 * np.eye(D)
    return dict(
        rows=[[None if np.isnan(v) else v for v in row] for row in holes.tolist()], row_weights=row_weights.tolist(), path=path,
        weights=weights.tolist(), means=np.ravel(means).tolist(), covariances=np.ravel(S).tolist(),
    )


golden = dict(
    made_by=f"generate.py with scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}",
    rows=rows.tolist(), weights=start_weights.tolist(), means=start_means.tolist(),
    parity={kind: parity(kind) for kind in ("full", "tied", "diag", "spherical")},
    missing=missing(),
)
(Path(__file__).parent / "golden.json").write_text(json.dumps(golden) + "\n")
