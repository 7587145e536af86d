"""Golden values of the laws on vectors and matrices, from SciPy, and from mpmath where SciPy has none or loses digits.

Run it in an environment with numpy, scipy and mpmath: python multivariate.py. It writes multivariate.json beside itself. Parameters
and points are numbers of float32, so that nothing is rounded on the way.
"""

import json
import math
from pathlib import Path

import mpmath as mp
import numpy as np
import scipy
from scipy import integrate, special, stats

mp.mp.dps = 40
rows = []


def f32(x):
    return np.asarray(x, dtype=np.float32).astype(np.float64)


def plain(x):
    if isinstance(x, (float, int)) or np.ndim(x) == 0:
        x = float(x)
        return x if math.isfinite(x) else str(x).replace("inf", "Infinity").replace("nan", "NaN")
    return [plain(each) for each in x]


def row(law, parameters, points, log_prob, what="", **statistics):
    """One law at several points; `log_prob` is a function of one point."""
    points = [f32(point) for point in points]
    rows.append(
        {
            "law": law,
            "what": what,
            "parameters": {name: plain(f32(value)) for name, value in parameters.items()},
            "x": [plain(point) for point in points],
            "logProb": [plain(log_prob(point)) for point in points],
            "statistics": {name: plain(value) for name, value in statistics.items()},
        }
    )


A3 = f32([[2, 0.5, -0.3], [0.5, 1.5, 0.25], [-0.3, 0.25, 0.75]])
A2 = f32([[4, 2], [2, 5]])
L3 = f32([[1.2, 0, 0], [-0.7, 0.8, 0], [0.4, 0.3, 2.1]])


# Multivariate normal
def mvn(parameters, covariance, points, what):
    loc = f32(parameters["loc"])
    law = stats.multivariate_normal(loc, covariance)
    row(
        "multivariateNormal", parameters, points, law.logpdf, what,
        entropy=law.entropy(), mean=loc, mode=loc, variance=np.diag(covariance), covariance=covariance,
    )  # fmt: skip


points3 = [[0, 0, 0], [1, -2, 3], [10, 20, -30]]
mvn({"loc": [0.5, -1, 2], "covariance": A3}, A3, points3, "covariance")
mvn({"loc": [0.5, -1, 2], "precision": A3}, np.linalg.inv(A3), points3, "precision")
mvn({"loc": [0.5, -1, 2], "scaleTril": L3}, L3 @ L3.T, points3, "scaleTril")
mvn({"loc": [3], "covariance": [[1e-12]]}, f32([[1e-12]]), [[3]], "one number, nearly certain")
near = f32([[1, 0.999], [0.999, 1]])
mvn({"loc": [0, 0], "covariance": near}, near, [[1, 1], [1, -1]], "nearly singular")
big = f32(np.diag([1e4, 1e-4]))
mvn({"loc": [0, 0], "covariance": big}, big, [[100, 0.01]], "far apart scales")


# Low rank
def low_rank(loc, factor, diagonal, points, what):
    loc, factor, diagonal = f32(loc), f32(factor), f32(diagonal)
    exact = mp.matrix(factor.tolist()) * mp.matrix(factor.tolist()).T + mp.diag([mp.mpf(float(d)) for d in diagonal])
    inverse, det = exact**-1, mp.log(mp.det(exact))
    n = len(loc)

    def log_prob(x):
        r = mp.matrix((x - loc).tolist())
        return float(-((r.T * inverse * r)[0] + det + n * mp.log(2 * mp.pi)) / 2)

    covariance = factor @ factor.T + np.diag(diagonal)
    row(
        "multivariateNormalLowRank", {"loc": loc, "factor": factor, "diagonal": diagonal}, points, log_prob, what,
        entropy=float((det + n * (1 + mp.log(2 * mp.pi))) / 2),
        mean=loc, mode=loc, variance=np.diag(covariance), covariance=covariance,
    )  # fmt: skip


low_rank([0, 1, -1], [[1, 0.5], [0.2, -1], [0.7, 0.3]], [0.5, 1, 2], points3, "two factors")
low_rank([0, 0, 0], [[1], [1], [1]], [1e-4, 1e-4, 2e-4], [[1, 1.01, 0.99], [5, 5, 5]], "nearly one factor alone")


# Multivariate t
def mvt(nu, loc, parameters, scale, points, what):
    nu, loc = float(f32(nu)), f32(loc)
    law = stats.multivariate_t(loc, scale, nu)
    n = len(loc)
    det = mp.log(mp.det(mp.matrix(scale.tolist())))
    inverse = mp.matrix(scale.tolist()) ** -1
    h, d = mp.mpf(nu) / 2, mp.mpf(n) / 2
    peak = mp.loggamma(h + d) - mp.loggamma(h) - d * mp.log(mp.mpf(nu) * mp.pi) - det / 2

    def log_prob(x):
        r = mp.matrix((x - loc).tolist())
        return float(peak - (h + d) * mp.log1p((r.T * inverse * r)[0] / mp.mpf(nu)))

    if nu < 1e3:
        assert np.allclose([law.logpdf(f32(p)) for p in points], [log_prob(f32(p)) for p in points])
    entropy = float((h + d) * (mp.digamma(h + d) - mp.digamma(h)) - peak)
    covariance = scale * nu / (nu - 2) if nu > 2 else scale * np.nan
    statistics = {"covariance": covariance, "variance": np.diag(covariance)} if nu > 2 else {}
    row(
        "multivariateT", {"degreesOfFreedom": nu, "loc": loc, **parameters}, points, log_prob, what,
        entropy=entropy, mode=loc, mean=loc if nu > 1 else loc * np.nan, **statistics,
    )  # fmt: skip


mvt(5, [0.5, -1, 2], {"scaleMatrix": A3}, A3, points3, "scaleMatrix")
mvt(0.7, [0.5, -1, 2], {"scaleTril": L3}, L3 @ L3.T, [*points3, [1e6, 0, 0]], "scaleTril, no mean")
mvt(1e6, [0.5, -1, 2], {"scaleMatrix": A3}, A3, points3, "nearly normal")


# Wishart, inverse Wishart
def wisharts(nu, parameters, scale, points, what):
    nu = float(f32(nu))
    n = len(scale)
    for name, law in (("wishart", stats.wishart(nu, scale)), ("inverseWishart", stats.invwishart(nu, scale))):
        # SciPy's entropy of the inverse law lacks (n^2 - 1) / 2 log 2: here it is by the expectations of log det X and of the trace.
        psi = sum(special.digamma((nu - j) / 2) for j in range(n))
        det = np.linalg.slogdet(scale)[1]
        constant = nu / 2 * (det - n * math.log(2)) - special.multigammaln(nu / 2, n)
        inverse = (nu + n + 1) / 2 * (det - psi - n * math.log(2)) + nu * n / 2 - constant
        statistics = {"entropy": law.entropy() if name == "wishart" else inverse}
        if name == "wishart":
            statistics |= {"mean": law.mean(), "variance": law.var()}
            if nu >= n + 1:
                statistics["mode"] = (nu - n - 1) * scale
        else:
            statistics["mode"] = scale / (nu + n + 1)
            if nu > n + 3:
                statistics |= {"mean": law.mean(), "variance": law.var()}
        if n == 1:
            statistics = {key: np.reshape(value, [] if key == "entropy" else [1, 1]) for key, value in statistics.items()}
        row(name, {"degreesOfFreedom": nu, **parameters}, points, law.logpdf, what, **statistics)


wisharts(7.5, {"scaleMatrix": A3}, A3, [A3, np.eye(3), 5 * A3], "scaleMatrix")
wisharts(2.2, {"scaleTril": L3}, L3 @ L3.T, [A3, np.eye(3)], "scaleTril, few degrees of freedom")
wisharts(40, {"scaleMatrix": A2}, A2, [40 * A2, A2], "two by two")
wisharts(3, {"scaleMatrix": [[2]]}, f32([[2]]), [[[0.5]], [[7]]], "one by one")


# LKJ: the normaliser by integration over the correlations themselves
def lkj_normalizer(n, eta):
    if n == 1:
        return 0.0
    if n == 2:
        return math.log(integrate.quad(lambda r: (1 - r * r) ** (eta - 1), -1, 1)[0])
    det = lambda c, b, a: max(1 - a * a - b * b - c * c + 2 * a * b * c, 0) ** (eta - 1)
    edge = lambda a, b, sign: a * b + sign * math.sqrt((1 - a * a) * (1 - b * b))
    total = integrate.tplquad(det, -1, 1, -1, 1, lambda a, b: edge(a, b, -1), lambda a, b: edge(a, b, 1), epsabs=1e-8, epsrel=1e-8)
    return math.log(total[0])


R2 = f32([[1, 0.4], [0.4, 1]])
R3 = f32([[1, 0.4, -0.2], [0.4, 1, 0.3], [-0.2, 0.3, 1]])
for n, eta, points in ((1, 2, [[[1]]]), (2, 0.75, [R2, np.eye(2)]), (2, 3, [R2]), (3, 1, [R3, np.eye(3)]), (3, 2.5, [R3])):
    log_c = lkj_normalizer(n, eta)
    variance = (1 - np.eye(n)) / (2 * eta + n - 1)
    statistics = {"mean": np.eye(n), "variance": variance}
    if eta >= 1:
        statistics["mode"] = np.eye(n)
    parameters = {"dimension": n, "concentration": eta}
    row("lkj", parameters, points, lambda R: (eta - 1) * np.linalg.slogdet(R)[1] - log_c, f"{n} by {n}", **statistics)
    factors = [np.linalg.cholesky(R) for R in points]

    def of_factor(L):
        logs = np.log(np.diag(L))
        return 2 * (eta - 1) * logs.sum() + sum((n - 1 - i) * logs[i] for i in range(n)) - log_c

    row("lkjCholesky", parameters, factors, of_factor, f"{n} by {n}")


# von Mises-Fisher
def vmf(direction, kappa, points, what):
    direction = f32(np.asarray(direction) / np.linalg.norm(direction))
    kappa = float(f32(kappa))
    D, k = len(direction), mp.mpf(kappa)
    v = mp.mpf(D) / 2 - 1
    area = mp.log(2) + (v + 1) * mp.log(mp.pi) - mp.loggamma(v + 1)
    if kappa == 0:
        log_c, A = -area, mp.mpf(0)
    else:
        log_c = v * mp.log(k) - (v + 1) * mp.log(2 * mp.pi) - mp.log(mp.besseli(v, k))
        A = mp.besseli(v + 1, k) / mp.besseli(v, k)
    # Points and directions of float32 are not exactly of length 1: the distance between them stands for the cosine.
    chord = lambda x: sum((mp.mpf(float(a)) - mp.mpf(float(b))) ** 2 for a, b in zip(x, direction))
    across = A / k if kappa else 1 / mp.mpf(D)
    along = 1 - D * across - A * A
    m = direction.astype(float)
    covariance = float(across) * np.eye(D) + float(along) * np.outer(m, m)
    row(
        "vonMisesFisher", {"meanDirection": direction, "concentration": kappa},
        [np.asarray(p) / np.linalg.norm(p) for p in points], lambda x: float(log_c + k - k * chord(x) / 2), what,
        entropy=float(-log_c - k * A), mean=float(A) * m, mode=m, variance=np.diag(covariance), **({"covariance": covariance} if D < 10 else {}),
    )  # fmt: skip


for kappa in (0, 1e-8, 0.04, 0.06, 2.5, 40, 1e6):
    vmf([1, 2, -2], kappa, [[1, 2, -2.001], [1, 0, 0], [-1, -2, 2]], f"D = 3, k = {kappa}")
vmf([0.6, 0.8], 3, [[1, 0], [0, -1]], "a circle")
vmf(np.ones(20), 7, [np.ones(20), np.eye(20)[0]], "D = 20")
vmf(np.ones(200), 100, [np.ones(200), np.eye(200)[0]], "D = 200")


# Concrete: the density by integrating the common shift out of K Gumbel densities
def log_concrete(T, a, x):
    T, a, x = mp.mpf(T), [mp.mpf(float(each)) for each in a], [mp.mpf(float(each)) for each in x]
    gumbel = lambda g: mp.exp(-g - mp.exp(-g))
    spots = [mp.log(each) - T * mp.log(share) for each, share in zip(a, x)]
    f = lambda c: mp.fprod(gumbel(c - spot) for spot in spots)
    middle = max(spots)
    total = mp.quad(f, [middle - 6, middle - 2, middle, middle + 2, middle + 6, middle + 30])
    return float(mp.log(total) + (len(x) - 1) * mp.log(T) - sum(mp.log(share) for share in x))


for T, a in ((0.5, [0.2, 0.3, 0.5]), (2, [0.7, 0.2, 0.1]), (1, [0.5, 0.5])):
    points = [[0.25, 0.25, 0.5], [0.0625, 0.9375 - 0.125, 0.125]] if len(a) == 3 else [[0.25, 0.75], [0.5, 0.5]]
    a = f32(a)
    share = a / a.sum()
    row("concrete", {"temperature": T, "probs": a}, points, lambda x: log_concrete(T, a, x), f"T = {T}")
    row(
        "logConcrete", {"temperature": T, "logits": np.log(a)}, [np.log(p) for p in points],
        lambda y: log_concrete(T, np.exp(f32(np.log(a))), np.exp(y)) + y.sum(), f"T = {T}",
    )  # fmt: skip


# Matrix normal
M = f32([[1, 2, 3], [-1, 0, 1]])
law = stats.matrix_normal(M, A2, A3)
points = [M, np.zeros((2, 3)), [[3, -2, 1], [0.5, 8, -1]]]
row(
    "matrixNormal", {"loc": M, "rowCovariance": A2, "columnCovariance": A3}, points, law.logpdf, "covariances",
    entropy=law.entropy(), mean=M, mode=M, variance=np.outer(np.diag(A2), np.diag(A3)),
)  # fmt: skip
L2 = f32([[2, 0], [1, 2]])
law = stats.matrix_normal(M, L2 @ L2.T, L3 @ L3.T)
row("matrixNormal", {"loc": M, "rowScaleTril": L2, "columnScaleTril": L3}, points, law.logpdf, "factors", entropy=law.entropy())


# Dirichlet
def dirichlet(a, points, what):
    a = f32(a)
    total = a.sum()
    log_b = sum(mp.loggamma(mp.mpf(float(each))) for each in a) - mp.loggamma(mp.mpf(float(total)))
    log_prob = lambda x: float(sum((mp.mpf(float(e)) - 1) * mp.log(mp.mpf(float(s))) for e, s in zip(a, x)) - log_b)
    law = stats.dirichlet(a)
    share = a / total
    covariance = (np.diag(share) - np.outer(share, share)) / (total + 1)
    statistics = {"mode": (a - 1) / (total - len(a))} if np.all(a > 1) else {}
    if total < 1e3:  # beyond, SciPy has few digits
        statistics["entropy"] = law.entropy()
    row(
        "dirichlet", {"concentration": a}, points, log_prob, what,
        mean=share, variance=np.diag(covariance), covariance=covariance, **statistics,
    )  # fmt: skip


dirichlet([2, 3, 4], [[0.25, 0.25, 0.5], [0.125, 0.625, 0.25]], "above one")
dirichlet([1e6, 2e6, 3e6], [[0.1667, 0.3333, 0.5], [0.17, 0.33, 0.5]], "large")
dirichlet([0.5, 1e-3, 1], [[0.25, 0.25, 0.5], [0.125, 0.625, 0.25]], "below one")


# Multinomial, one-hot categorical, Dirichlet-multinomial
def multinomial(n, parameters, p, points, what):
    n = int(n)
    exact = lambda x: float(
        mp.loggamma(n + 1)
        + sum(int(c) * mp.log(q) - mp.loggamma(int(c) + 1) if c else mp.mpf(0) for c, q in zip(x, p))
    )
    share = np.array([float(each) for each in p])
    covariance = n * (np.diag(share) - np.outer(share, share))
    row(
        "multinomial", {"totalCount": n, **parameters}, points, exact, what,
        mean=n * share, variance=np.diag(covariance), covariance=covariance,
    )  # fmt: skip


exact = lambda p: [mp.mpf(float(each)) for each in f32(p)]
softmax = lambda logits: [mp.exp(each) / sum(mp.exp(e) for e in exact(logits)) for each in exact(logits)]
multinomial(5, {"probs": [0.25, 0.25, 0.5]}, exact([0.25, 0.25, 0.5]), [[1, 2, 2], [0, 0, 5]], "probs")
multinomial(5, {"logits": [1, -2, 0.5]}, softmax([1, -2, 0.5]), [[1, 2, 2], [0, 5, 0]], "logits")
multinomial(0, {"probs": [0.5, 0.5]}, exact([0.5, 0.5]), [[0, 0]], "no trial")
multinomial(
    1e6, {"probs": [0.25, 0.25, 0.5]}, exact([0.25, 0.25, 0.5]), [[250000, 250000, 500000], [249000, 250500, 500500], [1e6, 0, 0]], "a million"
)
multinomial(3, {"probs": [1, 1e-30, 0]}, exact([1, 1e-30, 0]), [[3, 0, 0], [2, 1, 0]], "nearly impossible")
multinomial(3, {"logits": [0, -200]}, softmax([0, -200]), [[3, 0], [1, 2]], "far apart logits")

for name, p in (("probs", exact([0.125, 0.375, 0.5])), ("logits", softmax([-100, 0, 1]))):
    given = [0.125, 0.375, 0.5] if name == "probs" else [-100, 0, 1]
    share = np.array([float(each) for each in p])
    row(
        "oneHotCategorical", {name: given}, np.eye(3), lambda x: float(mp.log(p[int(np.argmax(x))])), name,
        entropy=float(-sum(q * mp.log(q) for q in p)), mean=share, variance=share * (1 - share),
        covariance=np.diag(share) - np.outer(share, share), mode=np.eye(3)[int(np.argmax(share))],
    )  # fmt: skip


def dirichlet_multinomial(n, a, points, what):
    a, n = f32(a), int(n)
    total = mp.mpf(float(a.sum()))
    g = mp.loggamma
    log_prob = lambda x: float(
        g(n + 1) + g(total) - g(n + total)
        + sum(g(int(c) + mp.mpf(float(e))) - g(mp.mpf(float(e))) - g(int(c) + 1) for c, e in zip(x, a))
    )  # fmt: skip
    if n < 1e4:
        law = stats.dirichlet_multinomial(a, n)
        assert np.allclose([law.logpmf(np.asarray(x, dtype=int)) for x in points], [log_prob(x) for x in points])
    share = a / a.sum()
    A = a.sum()
    covariance = n * (n + A) / (1 + A) * (np.diag(share) - np.outer(share, share))
    row(
        "dirichletMultinomial", {"totalCount": n, "concentration": a}, points, log_prob, what,
        mean=n * share, variance=np.diag(covariance), covariance=covariance,
    )  # fmt: skip


dirichlet_multinomial(5, [1, 2, 0.5], [[1, 2, 2], [0, 0, 5]], "few")
dirichlet_multinomial(1e6, [1, 2, 0.5], [[300000, 500000, 200000], [1e6, 0, 0]], "a million")
dirichlet_multinomial(1e6, [1e6, 2e6], [[333000, 667000], [333333, 666667]], "a million, nearly multinomial")
dirichlet_multinomial(4, [1e-3, 1e-4], [[4, 0], [2, 2]], "concentrations near 0")
dirichlet_multinomial(4, [1e7, 3e7], [[1, 3], [4, 0]], "large concentrations")

row("delta", {"loc": 2.5}, [2.5, 2], lambda x: 0 if x == 2.5 else -math.inf, "a number", mean=2.5, variance=0, mode=2.5, entropy=0)
row(
    "delta", {"loc": [1, 2], "eventRank": 1}, [[1, 2], [1, 3]], lambda x: 0 if x[1] == 2 else -math.inf, "a vector",
    mean=[1, 2], variance=[0, 0], mode=[1, 2], entropy=0,
)  # fmt: skip


if __name__ == "__main__":
    versions = {"numpy": np.__version__, "scipy": scipy.__version__, "mpmath": mp.__version__}
    lines = ",\n".join(json.dumps(each) for each in rows)
    text = f'{{"versions": {json.dumps(versions)}, "rows": [\n{lines}\n]}}\n'
    Path(__file__).with_suffix(".json").write_text(text)
