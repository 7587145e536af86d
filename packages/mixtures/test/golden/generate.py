"""Golden values for @baytes/mixtures from scikit-learn and SciPy. Run by hand: python generate.py

- parity: log-likelihood paths of sklearn.mixture.GaussianMixture from given parameters, all four covariance types.
- missing: observed-data log-likelihood of weighted rows with missing values, and EM steps with exact conditional moments, all
  four covariance types, written here from the textbook (Little and Rubin 2002, section 11.3) row by row.
- conditional: p(x_2 | x_0, x_1) of a mixture, from the density of the whole divided by that of the part, on a grid.
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
        bic=float(model.bic(rows)), aic=float(model.aic(rows)), icl=float(model.bic(rows) + 2 * entropy(model.predict_proba(rows))),
        log_density=model.score_samples(rows[:10]).tolist(), labels=model.predict(rows).tolist(),
        probabilities=np.ravel(model.predict_proba(rows[:10])).tolist(),
    )


def entropy(r):
    return -np.sum(np.where(r > 0, r * np.log(np.where(r > 0, r, 1)), 0))


def as_matrices(kind, covariances):
    return {
        "full": lambda: covariances,
        "tied": lambda: np.stack([covariances] * K),
        "diag": lambda: np.stack([np.diag(c) for c in covariances]),
        "spherical": lambda: np.stack([c * np.eye(D) for c in covariances]),
    }[kind]()


def constrain(kind, S, shares):
    """The covariances of the M step from the unconstrained ones, reg_covar included."""
    diagonals = np.einsum("kii->ki", S)
    return {
        "full": lambda: S + 1e-6 * np.eye(D),
        "tied": lambda: np.einsum("k,kij->ij", shares, S) + 1e-6 * np.eye(D),
        "diag": lambda: diagonals + 1e-6,
        "spherical": lambda: diagonals.mean(1) + 1e-6,
    }[kind]()


holes = rows.copy()
holes[rng.random((N, D)) < 0.25] = np.nan
holes[5] = np.nan  # a row that says nothing
row_weights = rng.integers(0, 4, N).astype(float)


def missing(kind):
    weights, means, constrained = start_weights.copy(), start_means.copy(), start_covariances(kind)
    path = []
    for _ in range(6):
        S = as_matrices(kind, constrained)
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
        S = second / n_k[:, None, None] - np.einsum("ki,kj->kij", means, means)
        constrained = constrain(kind, S, weights)
    return dict(path=path, weights=weights.tolist(), means=np.ravel(means).tolist(), covariances=np.ravel(constrained).tolist())


def conditional(kind):
    S = as_matrices(kind, start_covariances(kind))
    given, grid = np.array([0.5, -1.0]), np.linspace(-4, 4, 9)
    log_joint = logsumexp([np.log(start_weights[k]) + [multivariate_normal.logpdf([*given, z], start_means[k], S[k]) for z in grid]
                           for k in range(K)], axis=0)
    log_given = logsumexp([np.log(start_weights[k]) + multivariate_normal.logpdf(given, start_means[k][:2], S[k][:2, :2])
                           for k in range(K)])
    return dict(given=given.tolist(), grid=grid.tolist(), log_density=(log_joint - log_given).tolist(), log_given=float(log_given))


golden = dict(
    made_by=f"generate.py with scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}",
    rows=rows.tolist(), weights=start_weights.tolist(), means=start_means.tolist(),
    parity={kind: parity(kind) for kind in ("full", "tied", "diag", "spherical")},
    holes=[[None if np.isnan(v) else v for v in row] for row in holes.tolist()], row_weights=row_weights.tolist(),
    missing={kind: missing(kind) for kind in ("full", "tied", "diag", "spherical")},
    conditional={kind: conditional(kind) for kind in ("full", "tied", "diag", "spherical")},
)
(Path(__file__).parent / "golden.json").write_text(json.dumps(golden) + "\n")
