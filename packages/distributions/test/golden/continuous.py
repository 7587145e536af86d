"""Golden formulas of the continuous laws, by name."""

import mpmath as m
from golden import INF, NAN, law
from scipy import stats

EULER, PI, LOG_ROOT_TWO_PI = m.euler, m.pi, m.log(2 * m.pi) / 2


def ndtr(z):
    return m.erfc(-z / m.sqrt(2)) / 2


def gamma_p(a, x):
    """P(a, x), by its series where the upper function would cancel."""
    if x <= 0:
        return m.mpf(0)
    if x < a + 1:
        return m.exp(a * m.log(x) - x - m.loggamma(a + 1)) * m.hyp1f1(1, a + 1, x)
    return 1 - gamma_q(a, x)


def gamma_q(a, x):
    if x <= 0:
        return m.mpf(1)
    if x < a + 1:
        return 1 - gamma_p(a, x)
    return m.gammainc(a, x, m.inf, regularized=True)


law(
    "normal", ["loc", "scale"],
    cases=[(0.5, 2), (0, 1), (-1000, 0.01), (0, 1e-4), (0, 1e4)],
    support=(-INF, INF),
    log_density=lambda x, loc, s: [-(((x - loc) / s) ** 2) / 2, -m.log(s), -LOG_ROOT_TWO_PI],
    cdf=lambda x, loc, s: ndtr((x - loc) / s),
    sf=lambda x, loc, s: ndtr((loc - x) / s),
    mean=lambda loc, s: loc,
    variance=lambda loc, s: s**2,
    entropy=lambda loc, s: [m.log(s), LOG_ROOT_TWO_PI + 0.5],
    mode=lambda loc, s: loc,
    scipy=stats.norm,
)  # fmt: skip

law(
    "gamma", ["concentration", "rate"],
    cases=[(2.5, 3), {"concentration": 0.5, "scale": 2}, (1, 0.1), (1e-2, 1), (1e-4, 1), (100, 1e-4), (1e4, 1e4)],
    otherwise={"scale": ("rate", lambda s: 1 / s)},
    log_density=lambda x, a, r: [a * m.log(r), (a - 1) * m.log(x), -r * x, -m.loggamma(a)],
    cdf=lambda x, a, r: gamma_p(a, r * x),
    sf=lambda x, a, r: gamma_q(a, r * x),
    mean=lambda a, r: a / r,
    variance=lambda a, r: a / r**2,
    entropy=lambda a, r: [a, -m.log(r), m.loggamma(a), (1 - a) * m.digamma(a)],
    mode=lambda a, r: max(a - 1, 0) / r,
    at_edges=lambda a, r: [(0, INF if a < 1 else m.log(r) if a == 1 else -INF)],
    scipy=lambda a, r: stats.gamma(a, scale=1 / r),
)  # fmt: skip
