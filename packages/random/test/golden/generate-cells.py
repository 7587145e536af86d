"""Cells and their exact probabilities for the goodness-of-fit tests of every sampler. Run: python generate-cells.py > cells.json

A case is a law, its parameters, edges e_0 < e_1 < ... and the probabilities of (-inf, e_0], (e_0, e_1], ..., (e_last, inf).
Probabilities come from SciPy or mpmath, never from the code under test.
"""

import json
import sys

import mpmath as mp
import numpy as np
import scipy
from scipy import integrate, special, stats

mp.mp.dps = 30
# Cuts of the probability axis: finer at both ends, where samplers go wrong.
CUTS = np.array([1e-5, 1e-4, 1e-3, 0.01, *np.arange(0.05, 1, 0.05), 0.99, 0.999, 0.9999, 0.99999])
cases = []


def rounded(x):
    return float(f"{x:.9g}")


def add(law, parameters, edges, cdf, sf=None):
    """`cdf` at the rounded edges; `sf`, where given, keeps the digits of the upper half."""
    edges = sorted({rounded(float(e)) for e in edges if np.isfinite(float(e))})
    below = [float(cdf(e)) for e in edges]
    above = [float(sf(e)) if sf else 1 - b for e, b in zip(edges, below)]
    cells = [below[0]]
    for i in range(1, len(edges)):
        cells.append(below[i] - below[i - 1] if below[i] < 0.5 else above[i - 1] - above[i])
    cells.append(above[-1])
    assert abs(sum(cells) - 1) < 1e-7 and min(cells) > -1e-12, (law, parameters, sum(cells), min(cells))
    cases.append({"law": law, "parameters": parameters, "edges": edges, "probabilities": [rounded(max(c, 0)) for c in cells]})


def scipy_case(law, parameters, frozen):
    add(law, parameters, frozen.ppf(CUTS), frozen.cdf, frozen.sf)


def discrete_case(law, parameters, frozen):
    scipy_case(law, parameters, frozen)


def mass_case(law, parameters, mass, first=0):
    """From an array of masses of first, first + 1, ..."""
    cumulative = np.cumsum(mass)
    edges = {first + min(int(np.searchsorted(cumulative, c)), len(mass) - 2) for c in CUTS}
    tail = np.cumsum(mass[::-1])[::-1]
    add(law, parameters, edges, lambda e: cumulative[int(e) - first], lambda e: tail[int(e) - first + 1])


def density_case(law, parameters, log_density, low, high, peak):
    """By quadrature of an unnormalised log-density on a fine grid around `peak`."""
    grid = np.linspace(low, high, 400_001)
    values = log_density(grid)
    values = np.exp(values - values.max())
    step = grid[1] - grid[0]
    cumulative = integrate.cumulative_simpson(values, dx=step, initial=0)
    total = cumulative[-1]
    edges = np.interp(CUTS, cumulative / total, grid)
    # Edges on grid points make the probabilities those of Simpson's rule, not of the interpolation.
    places = sorted({int(round((e - low) / step / 2) * 2) for e in edges})
    table = {rounded(grid[p]): cumulative[p] / total for p in places}
    add(law, parameters, list(table), lambda e: table[e])


def log_gamma_case(a):
    a_ = mp.mpf(a)

    def quantile(p):
        small = (mp.log(p) + mp.loggamma(a_ + 1)) / a_
        return small if small < -40 else mp.log(mp.mpf(special.gammaincinv(a, float(p))))

    def cdf(y):
        y = mp.mpf(y)
        if y < -40:
            return mp.exp(a_ * y - mp.loggamma(a_ + 1))
        return special.gammainc(a, float(mp.exp(y)))

    def sf(y):
        y = mp.mpf(y)
        if y < -40:
            return -mp.expm1(a_ * y - mp.loggamma(a_ + 1))
        return special.gammaincc(a, float(mp.exp(y)))

    add("logGamma", [a], [quantile(mp.mpf(float(c))) for c in CUTS], cdf, sf)


def beta_logit_case(a, b):
    def lower(a, b, t):
        """P(logit <= t) for t < 0."""
        t = mp.mpf(t)
        if t > -200:
            return mp.mpf(special.betainc(a, b, float(1 / (1 + mp.exp(-t)))))
        return mp.exp(a * t) / (a * mp.beta(a, b))

    def quantile(c):
        centre = float(lower(a, b, 0))
        if c < centre:
            small = (mp.log(c * a) + mp.log(mp.beta(a, b))) / a
            return float(small) if small < -200 else float(special.logit(special.betaincinv(a, b, c)))
        small = (mp.log((1 - c) * b) + mp.log(mp.beta(a, b))) / b
        return -float(small) if small < -200 else -float(special.logit(special.betaincinv(b, a, 1 - c)))

    def cdf(t):
        return lower(a, b, t) if t <= 0 else 1 - lower(b, a, -t)

    def sf(t):
        return 1 - lower(a, b, t) if t <= 0 else lower(b, a, -t)

    add("betaLogit", [a, b], [quantile(float(c)) for c in CUTS], cdf, sf)


for loc, scale in ((0, 1), (-3, 1e-3), (100, 50)):
    scipy_case("exactNormal", [loc, scale], stats.norm(loc, scale))
    scipy_case("laplace", [loc, scale], stats.laplace(loc, scale))
    scipy_case("logistic", [loc, scale], stats.logistic(loc, scale))
    scipy_case("gumbel", [loc, scale], stats.gumbel_r(loc, scale))
    scipy_case("cauchy", [loc, scale], stats.cauchy(loc, scale))
scipy_case("uniform32", [], stats.uniform())
scipy_case("uniform64", [], stats.uniform())
scipy_case("normal32", [], stats.norm())
scipy_case("normal64", [], stats.norm())
for rate in (1e-4, 1, 1e4):
    scipy_case("exponential", [rate], stats.expon(scale=1 / rate))
for shape in (0.05, 0.7, 1, 3, 100):
    add("weibull", [shape, 2], 2 * (-np.log1p(-CUTS)) ** (1 / shape),
        lambda x: -np.expm1(-((x / 2) ** shape)), lambda x: np.exp(-((x / 2) ** shape)))
    add("pareto", [shape, 2], 2 * (1 - CUTS) ** (-1 / shape),
        lambda x: -np.expm1(-shape * np.log(x / 2)), lambda x: (x / 2) ** -shape)
scipy_case("rayleigh", [3], stats.rayleigh(scale=3))
for a, b in ((1, 1), (0.1, 0.2), (5, 0.3), (0.5, 40), (30, 20)):
    add("kumaraswamy", [a, b], (-np.expm1(np.log1p(-CUTS) / b)) ** (1 / a),
        lambda x: -np.expm1(b * np.log1p(-(x**a))), lambda x: np.exp(b * np.log1p(-(x**a))))
for loc, scale, low, high in ((0, 1, -1, 2), (0, 1, -0.2, 0.1), (0, 1, 3, 4), (0, 1, 3, 3.05), (0, 1, 8, 1e300),
                              (0, 1, -1e300, -5), (2, 0.5, -1e300, 1e300), (0, 1, -3, 0), (5, 2, 0, 1e300), (0, 1, 0.5, 30)):
    cut = stats.truncnorm((low - loc) / scale, (high - loc) / scale, loc, scale)
    scipy_case("truncatedNormal", [loc, scale, low, high], cut)

for a in (1e-6, 1e-4, 0.01, 0.1, 0.5, 0.99, 1, 1.01, 2, 10, 100, 1e4, 1e8):
    log_gamma_case(a)
for a in (0.05, 0.3, 0.999, 1, 1.5, 7, 300, 1e6):
    scipy_case("gamma", [a], stats.gamma(a))
for a in (0.5, 1, 4, 60):
    scipy_case("inverseGamma", [a, 3], stats.invgamma(a, scale=3))
for a, b in ((1e-3, 1e-3), (1e-4, 2), (0.1, 0.2), (0.5, 0.5), (1, 1), (2, 5), (30, 0.4), (200, 300), (1e4, 1e4)):
    beta_logit_case(a, b)
for a, b in ((0.2, 0.3), (1, 1), (2, 3), (50, 8)):
    scipy_case("beta", [a, b], stats.beta(a, b))
for nu in (0.5, 1, 2.5, 10, 1e4):
    scipy_case("studentT", [nu, -1, 2], stats.t(nu, -1, 2))

for k in (0, 1e-3, 0.3, 2, 30):
    density_case("vonMises", [k], lambda x: k * np.cos(x), -np.pi, np.pi, 0)
for k in (1e3, 1e7):
    w = 12 / np.sqrt(k)
    density_case("vonMises", [k], lambda x: -2 * k * np.sin(x / 2) ** 2, -w, w, 0)
for k, d in ((0.5, 3), (20, 3), (1, 4), (0, 5), (50, 5), (300, 20), (0.1, 4)):
    # In t = sqrt(1 - cos), where the density is smooth at its end.
    top = min(np.sqrt(2), 8 * np.sqrt((d + 10) / (k + 1e-300)))
    density_case("vonMisesFisherRoot", [k, d],
                 lambda t: -k * t * t + (d - 3) * (np.log(t + 1e-300) + 0.5 * np.log(np.maximum(2 - t * t, 1e-300)))
                 + np.log(t + 1e-300), 0, top, 0.1)
for mean, shape in ((1, 1), (2, 0.05), (0.1, 30), (5, 1e4), (1e3, 1e-2)):
    scipy_case("inverseGaussian", [mean, shape], stats.invgauss(mean / shape, scale=shape))
for p, a, b in ((0.5, 1, 1), (-0.5, 2, 3), (3, 0.01, 0.01), (-20, 5, 40), (0, 0.1, 0.2), (0, 50, 80), (0.01, 1e-4, 1e-4),
                (100, 1, 1), (0.7, 1e3, 1e-3)):
    def log_density(y):
        return p * y - 0.5 * (a * np.exp(y) + b * np.exp(-y))
    centre = np.log((p + np.sqrt(p * p + a * b)) / a) if p >= 0 else np.log(b / (-p + np.sqrt(p * p + a * b)))
    grid = np.linspace(centre - 200, centre + 200, 2_000_001)
    with np.errstate(over="ignore"):
        kept = grid[log_density(grid) > log_density(centre) - 45]
    density_case("logGeneralisedInverseGaussian", [p, a, b], log_density, kept[0], kept[-1], centre)

for a in ((0.2, 0.3), (1, 1, 1), (0.5, 4, 0.01), (30, 1, 2, 5)):
    scipy_case("dirichletFirst", list(a), stats.beta(a[0], sum(a[1:])))
for b, c in ((1, 0), (1, 2), (1, 12), (2, 0.5), (3, 1), (9, 2), (2.5, 0.5), (0.5, 1)):
    # The density of PG(b, c) is exp(-c^2 x / 2) times an alternating series, in y = log x.
    def log_density(y):
        x = np.exp(y)[None]
        total = np.zeros(x.shape[1])
        for n in range(60):
            term = np.exp(special.gammaln(n + b) - special.gammaln(n + 1) + np.log(2 * n + b) - (2 * n + b) ** 2 / (8 * x[0]))
            total += term if n % 2 == 0 else -term
        return np.log(np.maximum(total, 1e-300)) - 0.5 * y - c * c * x[0] / 2
    mean = b / 4 if c == 0 else b / (2 * c) * np.tanh(c / 2)
    density_case("polyaGamma", [b, c], log_density, np.log(mean / 60), np.log((18 + 3 * b) / (np.pi**2 / 2 + c * c / 2)), 0)
    cases[-1]["edges"] = [rounded(np.exp(e)) for e in cases[-1]["edges"]]

for p in (0, 1e-4, 0.3, 0.5, 0.999, 1):
    add("bernoulli", [p], [0], lambda e: 1 - p, lambda e: p)
for n, p in ((1, 0.4), (10, 0.5), (10, 0.99), (100, 0.02), (100, 0.1), (100, 0.101), (100, 0.7), (1000, 0.5), (10**6, 1e-6),
             (10**6, 0.3), (10**6, 0.999), (10**9, 5e-8), (2**31, 0.5)):
    discrete_case("binomial", [n, p], stats.binom(n, p))
for rate in (1e-5, 0.1, 1, 5, 9.99, 10, 10.5, 12, 30, 300, 1e4, 1e8):
    discrete_case("poisson", [rate], stats.poisson(rate))
for rate in (1e-8, 0.01, 1, 4, 9.9, 10, 50):
    k = np.arange(1, 300)
    mass = np.exp(k * np.log(rate) - special.gammaln(k + 1) - np.log(np.expm1(rate)))
    mass_case("zeroTruncatedPoisson", [rate], mass, 1)
for p in (1e-6, 0.01, 0.5, 0.99, 1):
    discrete_case("geometric", [p], stats.geom(p, loc=-1))
for r, p in ((0.01, 0.9), (0.5, 0.3), (3, 0.5), (20, 0.99), (1e4, 0.01)):
    discrete_case("negativeBinomial", [r, p], stats.nbinom(r, 1 - p))
for n, a, b in ((10, 0.1, 0.2), (10, 1, 1), (200, 3, 40), (1000, 50, 20)):
    discrete_case("betaBinomial", [n, a, b], stats.betabinom(n, a, b))
for total, marked, drawn in ((10, 4, 5), (100, 30, 8), (100, 30, 60), (1000, 900, 950), (10**6, 3000, 10**5), (10**5, 5 * 10**4, 5 * 10**4),
                             (50, 0, 20), (50, 50, 20)):
    discrete_case("hypergeometric", [total, marked, drawn], stats.hypergeom(total, marked, drawn))
for p in (1e-6, 0.1, 0.6, 0.95, 0.999):
    discrete_case("logarithmic", [p], stats.logser(p))
for n, r in ((0, 1), (1, 1), (2, 0.5), (10, 1e-3), (16, 3), (17, 3), (50, 0.1), (50, 5), (50, 12.4), (50, 12.6), (50, 199), (50, 201),
             (50, 1e5), (2000, 0.02), (2000, 1), (2000, 100), (2000, 1e6)):
    mass = np.ones(1)
    for i in range(n):
        success = r / (r + i)
        mass = np.concatenate([mass, [0]]) * (1 - success) + np.concatenate([[0], mass]) * success
    if len(mass) == 1 or mass.max() > 1 - 1e-15:
        k = int(mass.argmax())
        cases.append({"law": "chineseRestaurant", "parameters": [n, r], "edges": [k - 0.5, k + 0.5], "probabilities": [0, 1, 0]})
    else:
        mass_case("chineseRestaurant", [n, r], mass)

print(json.dumps({"versions": {"scipy": scipy.__version__, "mpmath": mp.__version__}, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases", file=sys.stderr)
