"""Golden formulas of the continuous laws, by name."""

import math

import mpmath as m
import numpy as np
from golden import INF, law, quadrature
from scipy import special, stats

LOG_ROOT_TWO_PI = m.log(2 * m.pi) / 2


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

law(
    "exponential", ["rate"],
    cases=[(1.5,), {"scale": 4}, (1e-4,), (1e4,)],
    otherwise={"scale": ("rate", lambda s: 1 / s)},
    log_density=lambda x, r: [m.log(r), -r * x],
    cdf=lambda x, r: -m.expm1(-r * x),
    sf=lambda x, r: m.exp(-r * x),
    mean=lambda r: 1 / r,
    variance=lambda r: 1 / r**2,
    entropy=lambda r: [1, -m.log(r)],
    mode=lambda r: 0,
    at_edges=lambda r: [(0, m.log(r))],
    scipy=lambda r: stats.expon(scale=1 / r),
)  # fmt: skip

law(
    "halfNormal", ["scale"],
    cases=[(2,), (1e-4,), (1e4,)],
    log_density=lambda x, s: [-((x / s) ** 2) / 2, -m.log(s), m.log(2 / m.pi) / 2],
    cdf=lambda x, s: m.erf(x / s / m.sqrt(2)),
    sf=lambda x, s: m.erfc(x / s / m.sqrt(2)),
    mean=lambda s: s * m.sqrt(2 / m.pi),
    variance=lambda s: s**2 * (1 - 2 / m.pi),
    entropy=lambda s: [m.log(s), m.log(m.pi / 2) / 2 + 0.5],
    mode=lambda s: 0,
    at_edges=lambda s: [(0, m.log(2 / m.pi) / 2 - m.log(s))],
    scipy=lambda s: stats.halfnorm(scale=s),
)  # fmt: skip

law(
    "logNormal", ["loc", "scale"],
    cases=[(0.5, 0.8), (0, 1), (-20, 0.01), (3, 4), (0, 1e-4)],
    log_density=lambda x, loc, s: [-(((m.log(x) - loc) / s) ** 2) / 2, -m.log(x), -m.log(s), -LOG_ROOT_TWO_PI],
    cdf=lambda x, loc, s: ndtr((m.log(x) - loc) / s),
    sf=lambda x, loc, s: ndtr((loc - m.log(x)) / s),
    mean=lambda loc, s: m.exp(loc + s**2 / 2),
    variance=lambda loc, s: m.expm1(s**2) * m.exp(2 * loc + s**2),
    entropy=lambda loc, s: [loc, m.log(s), LOG_ROOT_TWO_PI + 0.5],
    mode=lambda loc, s: m.exp(loc - s**2),
    scipy=lambda loc, s: stats.lognorm(s, scale=math.exp(loc)),
)  # fmt: skip

law(
    "cauchy", ["loc", "scale"],
    cases=[(0.5, 2), (0, 1), (-10, 1e-4), (0, 1e4)],
    support=(-INF, INF),
    log_density=lambda x, loc, s: [-m.log(m.pi * s), -m.log1p(((x - loc) / s) ** 2)],
    cdf=lambda x, loc, s: m.atan2(1, (loc - x) / s) / m.pi,
    sf=lambda x, loc, s: m.atan2(1, (x - loc) / s) / m.pi,
    mean=lambda loc, s: m.nan,
    variance=lambda loc, s: m.nan,
    entropy=lambda loc, s: [m.log(4 * m.pi), m.log(s)],
    mode=lambda loc, s: loc,
    scipy=stats.cauchy,
)  # fmt: skip

law(
    "halfCauchy", ["scale"],
    cases=[(2,), (1e-4,), (1e4,)],
    log_density=lambda x, s: [m.log(2 / m.pi), -m.log(s), -m.log1p((x / s) ** 2)],
    cdf=lambda x, s: m.atan2(x / s, 1) * 2 / m.pi,
    sf=lambda x, s: m.atan2(1, x / s) * 2 / m.pi,
    mean=lambda s: m.inf,
    variance=lambda s: m.inf,
    entropy=lambda s: [m.log(2 * m.pi), m.log(s)],
    mode=lambda s: 0,
    at_edges=lambda s: [(0, m.log(2 / m.pi / s))],
    scipy=lambda s: stats.halfcauchy(scale=s),
)  # fmt: skip

law(
    "laplace", ["loc", "scale"],
    cases=[(0.5, 2), (0, 1), (-10, 1e-4), (0, 1e4)],
    support=(-INF, INF),
    log_density=lambda x, loc, s: [-abs(x - loc) / s, -m.log(2 * s)],
    cdf=lambda x, loc, s: m.exp((x - loc) / s) / 2 if x < loc else 1 - m.exp((loc - x) / s) / 2,
    sf=lambda x, loc, s: m.exp((loc - x) / s) / 2 if x > loc else 1 - m.exp((x - loc) / s) / 2,
    mean=lambda loc, s: loc,
    variance=lambda loc, s: 2 * s**2,
    entropy=lambda loc, s: [1, m.log(2 * s)],
    mode=lambda loc, s: loc,
    scipy=stats.laplace,
)  # fmt: skip

law(
    "logistic", ["loc", "scale"],
    cases=[(0.5, 2), (0, 1), (-10, 1e-4), (0, 1e4)],
    support=(-INF, INF),
    log_density=lambda x, loc, s: [-abs(x - loc) / s, -2 * m.log1p(m.exp(-abs(x - loc) / s)), -m.log(s)],
    cdf=lambda x, loc, s: 1 / (1 + m.exp((loc - x) / s)),
    sf=lambda x, loc, s: 1 / (1 + m.exp((x - loc) / s)),
    mean=lambda loc, s: loc,
    variance=lambda loc, s: (m.pi * s) ** 2 / 3,
    entropy=lambda loc, s: [m.log(s), 2],
    mode=lambda loc, s: loc,
    scipy=stats.logistic,
)  # fmt: skip

law(
    "logLogistic", ["concentration", "scale"],
    cases=[(2.5, 2), (0.5, 1), (1.5, 1e-4), (20, 1e4)],
    log_density=lambda x, a, s: [m.log(a), -m.log(x), a * m.log(x / s), -2 * m.log1p((x / s) ** a)],
    cdf=lambda x, a, s: 1 / (1 + (x / s) ** -a),
    sf=lambda x, a, s: 1 / (1 + (x / s) ** a),
    mean=lambda a, s: s * (m.pi / a) / m.sin(m.pi / a) if a > 1 else m.inf,
    variance=lambda a, s: s**2 * (2 * m.pi / a / m.sin(2 * m.pi / a) - (m.pi / a / m.sin(m.pi / a)) ** 2) if a > 2 else m.inf,
    entropy=lambda a, s: [m.log(s), -m.log(a), 2],
    mode=lambda a, s: s * ((a - 1) / (a + 1)) ** (1 / a) if a > 1 else 0,
    scipy=lambda a, s: stats.fisk(a, scale=s),
)  # fmt: skip

law(
    "relaxedBernoulli", ["temperature", "logits"],
    cases=[(2.5, -3), (2, 0.5), (3, 1), (10, 4)],
    support=(0, 1),
    log_density=lambda x, t, l: [
        m.log(t), -abs(t * m.log(x / (1 - x)) - l), -2 * m.log1p(m.exp(-abs(t * m.log(x / (1 - x)) - l))), -m.log(x), -m.log1p(-x)
    ],
    cdf=lambda x, t, l: 1 / (1 + m.exp(l - t * m.log(x / (1 - x)))),
    sf=lambda x, t, l: 1 / (1 + m.exp(t * m.log(x / (1 - x)) - l)),
)  # fmt: skip

law(
    "gumbel", ["loc", "scale"],
    cases=[(0.5, 2), (0, 1), (-10, 1e-4), (0, 1e4)],
    support=(-INF, INF),
    log_density=lambda x, loc, s: [-(x - loc) / s, -m.exp((loc - x) / s), -m.log(s)],
    cdf=lambda x, loc, s: m.exp(-m.exp((loc - x) / s)),
    sf=lambda x, loc, s: -m.expm1(-m.exp((loc - x) / s)),
    mean=lambda loc, s: [loc, m.euler * s],
    variance=lambda loc, s: (m.pi * s) ** 2 / 6,
    entropy=lambda loc, s: [m.log(s), 1 + m.euler],
    mode=lambda loc, s: loc,
    scipy=stats.gumbel_r,
)  # fmt: skip

law(
    "pareto", ["concentration", "scale"],
    cases=[(3.5, 2), (0.5, 1), (1.5, 1e-4), (1e-2, 1), (1e4, 1e4)],
    support=lambda a, s: (s, INF),
    log_density=lambda x, a, s: [m.log(a), -m.log(s), -(a + 1) * m.log(x / s)],
    cdf=lambda x, a, s: -m.expm1(-a * m.log(x / s)),
    sf=lambda x, a, s: (s / x) ** a,
    mean=lambda a, s: a * s / (a - 1) if a > 1 else m.inf,
    variance=lambda a, s: a * s**2 / ((a - 1) ** 2 * (a - 2)) if a > 2 else m.inf,
    entropy=lambda a, s: [m.log(s), -m.log(a), 1 + 1 / a],
    mode=lambda a, s: s,
    at_edges=lambda a, s: [(s, m.log(a / s))],
    scipy=lambda a, s: stats.pareto(a, scale=s),
)  # fmt: skip

law(
    "uniform", ["low", "high"],
    cases=[(-1, 2.5), (0, 1), (1000, 1001), (0, 1e-30), (-1e30, 1e30)],
    support=lambda low, high: (low, high),
    log_density=lambda x, low, high: [-m.log(high - low)],
    cdf=lambda x, low, high: (x - low) / (high - low),
    sf=lambda x, low, high: (high - x) / (high - low),
    mean=lambda low, high: (low + high) / 2,
    variance=lambda low, high: (high - low) ** 2 / 12,
    entropy=lambda low, high: [m.log(high - low)],
    mode=lambda low, high: (low + high) / 2,
    at_edges=lambda low, high: [(low, -m.log(high - low)), (high, -m.log(high - low))],
    scipy=lambda low, high: stats.uniform(low, high - low),
)  # fmt: skip

law(
    "rayleigh", ["scale"],
    cases=[(2,), (1e-4,), (1e4,)],
    log_density=lambda x, s: [m.log(x), -2 * m.log(s), -((x / s) ** 2) / 2],
    cdf=lambda x, s: -m.expm1(-((x / s) ** 2) / 2),
    sf=lambda x, s: m.exp(-((x / s) ** 2) / 2),
    mean=lambda s: s * m.sqrt(m.pi / 2),
    variance=lambda s: s**2 * (2 - m.pi / 2),
    entropy=lambda s: [m.log(s), 1 + m.euler / 2 - m.log(2) / 2],
    mode=lambda s: s,
    at_edges=lambda s: [(0, -INF)],
    scipy=lambda s: stats.rayleigh(scale=s),
)  # fmt: skip

law(
    "weibull", ["concentration", "scale"],
    cases=[(1.5, 2), (1, 3), (0.5, 1), (0.05, 1), (100, 1e-4), (1e4, 1)],
    log_density=lambda x, k, s: [m.log(k), -m.log(s), (k - 1) * m.log(x / s), -((x / s) ** k)],
    cdf=lambda x, k, s: -m.expm1(-((x / s) ** k)),
    sf=lambda x, k, s: m.exp(-((x / s) ** k)),
    mean=lambda k, s: s * m.gamma(1 + 1 / k),
    variance=lambda k, s: s**2 * (m.gamma(1 + 2 / k) - m.gamma(1 + 1 / k) ** 2),
    entropy=lambda k, s: [m.euler * (1 - 1 / k), m.log(s), -m.log(k), 1],
    mode=lambda k, s: s * (1 - 1 / k) ** (1 / k) if k > 1 else 0,
    at_edges=lambda k, s: [(0, INF if k < 1 else -m.log(s) if k == 1 else -INF)],
    scipy=lambda k, s: stats.weibull_min(k, scale=s),
)  # fmt: skip

law(
    "inverseGamma", ["concentration", "scale"],
    cases=[(3.5, 2), (1.5, 1), (0.5, 4), (1e-2, 1), (100, 1e-4), (1e4, 1e4)],
    log_density=lambda x, a, s: [a * m.log(s), -(a + 1) * m.log(x), -s / x, -m.loggamma(a)],
    cdf=lambda x, a, s: gamma_q(a, s / x),
    sf=lambda x, a, s: gamma_p(a, s / x),
    mean=lambda a, s: s / (a - 1) if a > 1 else m.inf,
    variance=lambda a, s: s**2 / ((a - 1) ** 2 * (a - 2)) if a > 2 else m.inf,
    entropy=lambda a, s: [a, m.log(s), m.loggamma(a), -(1 + a) * m.digamma(a)],
    mode=lambda a, s: s / (a + 1),
    scipy=lambda a, s: stats.invgamma(a, scale=s),
)  # fmt: skip

law(
    "chiSquared", ["degreesOfFreedom"],
    cases=[(5,), (2,), (1,), (1e-2,), (1e4,)],
    log_density=lambda x, n: [(n / 2 - 1) * m.log(x), -x / 2, -n / 2 * m.log(2), -m.loggamma(n / 2)],
    cdf=lambda x, n: gamma_p(n / 2, x / 2),
    sf=lambda x, n: gamma_q(n / 2, x / 2),
    mean=lambda n: n,
    variance=lambda n: 2 * n,
    entropy=lambda n: [n / 2, m.log(2), m.loggamma(n / 2), (1 - n / 2) * m.digamma(n / 2)],
    mode=lambda n: max(n - 2, 0),
    at_edges=lambda n: [(0, INF if n < 2 else -m.log(2) if n == 2 else -INF)],
    scipy=stats.chi2,
)  # fmt: skip


def betainc(a, b, x):
    """I_x(a, b), from the side on which it is not near 1."""
    if x <= 0:
        return m.mpf(0)
    if x >= 1:
        return m.mpf(1)
    if x > (a + 1) / (a + b + 2):
        return 1 - betainc(b, a, 1 - x)
    front = a * m.log(x) + b * m.log1p(-x) - m.log(a) - m.loggamma(a) - m.loggamma(b) + m.loggamma(a + b)
    # Its continued fraction by Lentz's method: mpmath's own takes very long where b is whole, and the series where a is large.
    c, d = m.mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for k in range(1, 100_000):
        even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        for step in (even, odd):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            h *= d * c
        if abs(d * c - 1) < m.eps:
            return m.exp(front) * h
    raise ArithmeticError("betainc")


def betainc_above(a, b, x):
    """1 - I_x(a, b), x near 0 or the complement small."""
    return betainc(b, a, 1 - x)


def log_beta(a, b):
    return m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)


law(
    "beta", ["concentration1", "concentration0"],
    cases=[(2, 5), (1, 1), (0.5, 0.5), (0.05, 3), (1e-2, 1e-2), (500, 300), (1e4, 2), (1e4, 1e4)],
    support=(0, 1),
    log_density=lambda x, a, b: [(a - 1) * m.log(x), (b - 1) * m.log1p(-x), -log_beta(a, b)],
    cdf=lambda x, a, b: betainc(a, b, x),
    sf=lambda x, a, b: betainc_above(a, b, x),
    mean=lambda a, b: a / (a + b),
    variance=lambda a, b: a * b / ((a + b) ** 2 * (a + b + 1)),
    entropy=lambda a, b: [log_beta(a, b), (a - 1) * m.digamma(a + b), -(a - 1) * m.digamma(a), (b - 1) * m.digamma(a + b), -(b - 1) * m.digamma(b)],
    mode=lambda a, b: (a - 1) / (a + b - 2) if a > 1 and b > 1 else 0 if a <= b else 1,
    at_edges=lambda a, b: [(x, INF if p < 1 else m.log(other) if p == 1 else -INF) for x, p, other in ((0, a, b), (1, b, a))],
    scipy=stats.beta,
)  # fmt: skip

law(
    "betaPrime", ["concentration1", "concentration0"],
    cases=[(2, 3.5), (1, 1.5), (0.5, 0.5), (0.05, 3), (500, 300), (1e4, 2)],
    log_density=lambda x, a, b: [(a - 1) * m.log(x), -(a + b) * m.log1p(x), -log_beta(a, b)],
    cdf=lambda x, a, b: betainc(a, b, x / (1 + x)),
    sf=lambda x, a, b: betainc(b, a, 1 / (1 + x)),
    mean=lambda a, b: a / (b - 1) if b > 1 else m.inf,
    variance=lambda a, b: a * (a + b - 1) / ((b - 1) ** 2 * (b - 2)) if b > 2 else m.inf,
    entropy=lambda a, b: [log_beta(a, b), (a - 1) * m.digamma(a + b), -(a - 1) * m.digamma(a), (b + 1) * m.digamma(a + b), -(b + 1) * m.digamma(b)],
    mode=lambda a, b: max(a - 1, 0) / (b + 1),
    at_edges=lambda a, b: [(0, INF if a < 1 else m.log(b) if a == 1 else -INF)],
    scipy=stats.betaprime,
)  # fmt: skip


def kumaraswamy_rest(x, a):
    """log(1 - x^a)"""
    return m.log(-m.expm1(a * m.log(x)))


law(
    "kumaraswamy", ["concentration1", "concentration0"],
    cases=[(2, 5), (1, 1), (0.5, 0.5), (0.05, 3), (2, 0.1), (100, 30), (1e3, 1e3)],
    support=(0, 1),
    log_density=lambda x, a, b: [m.log(a), m.log(b), (a - 1) * m.log(x), (b - 1) * kumaraswamy_rest(x, a)],
    cdf=lambda x, a, b: -m.expm1(b * kumaraswamy_rest(x, a)),
    sf=lambda x, a, b: m.exp(b * kumaraswamy_rest(x, a)),
    mean=lambda a, b: b * m.exp(log_beta(1 + 1 / a, b)),
    variance=lambda a, b: [b * m.exp(log_beta(1 + 2 / a, b)), -((b * m.exp(log_beta(1 + 1 / a, b))) ** 2)],
    entropy=lambda a, b: [1 - 1 / b, (1 - 1 / a) * m.digamma(b + 1), (1 - 1 / a) * m.euler, -m.log(a), -m.log(b)],
    mode=lambda a, b: ((a - 1) / (a * b - 1)) ** (1 / a) if a > 1 and b > 1 else 0 if a <= b else 1,
    at_edges=lambda a, b: [(0, INF if a < 1 else m.log(b) if a == 1 else -INF), (1, INF if b < 1 else m.log(a) if b == 1 else -INF)],
)  # fmt: skip

law(
    "logGamma", ["concentration", "rate"],
    cases=[(2.5, 3), {"concentration": 0.5, "scale": 2}, (1, 0.1), (1e-2, 1), (1e-4, 1), (100, 1e-4), (1e4, 1e4)],
    otherwise={"scale": ("rate", lambda s: 1 / s)},
    support=(-INF, INF),
    log_density=lambda x, a, r: [a * m.log(r), a * x, -r * m.exp(x), -m.loggamma(a)],
    cdf=lambda x, a, r: gamma_p(a, r * m.exp(x)),
    sf=lambda x, a, r: gamma_q(a, r * m.exp(x)),
    mean=lambda a, r: [m.digamma(a), -m.log(r)],
    variance=lambda a, r: m.psi(1, a),
    entropy=lambda a, r: [a, m.loggamma(a), -a * m.digamma(a)],
    mode=lambda a, r: m.log(a) - m.log(r),
    scipy=lambda a, r: stats.loggamma(a, loc=-math.log(r)),
)  # fmt: skip


def t_below(z, n):
    """P(T <= z) of Student's t."""
    u = abs(z) / m.sqrt(n)
    tail = betainc(n / 2, m.mpf(1) / 2, 1 / (1 + u * u)) / 2
    return tail if z < 0 else 1 - tail


def t_middle(z, n):
    """P(|T| <= z)"""
    u = z / m.sqrt(n)
    return betainc(m.mpf(1) / 2, n / 2, u * u / (1 + u * u))


def t_terms(z, n):
    return [m.loggamma((n + 1) / 2) - m.loggamma(n / 2), -m.log(n * m.pi) / 2, -(n + 1) / 2 * m.log1p(z * z / n)]


def t_entropy(n):
    return [(n + 1) / 2 * m.digamma((n + 1) / 2), -(n + 1) / 2 * m.digamma(n / 2), m.log(n) / 2, log_beta(n / 2, m.mpf(1) / 2)]


def t_mean_size(n):
    return 2 * m.sqrt(n) / ((n - 1) * m.exp(log_beta(n / 2, m.mpf(1) / 2)))


law(
    "studentT", ["degreesOfFreedom", "loc", "scale"],
    cases=[(5, 0.5, 2), (1, 0, 1), (1.5, -10, 1e-3), (0.2, 0, 1), (30, 0, 1e4), (1e4, 0, 1)],
    support=(-INF, INF),
    log_density=lambda x, n, loc, s: [*t_terms((x - loc) / s, n), -m.log(s)],
    cdf=lambda x, n, loc, s: t_below((x - loc) / s, n),
    sf=lambda x, n, loc, s: t_below((loc - x) / s, n),
    mean=lambda n, loc, s: loc if n > 1 else m.nan,
    variance=lambda n, loc, s: s**2 * n / (n - 2) if n > 2 else m.inf if n > 1 else m.nan,
    entropy=lambda n, loc, s: [*t_entropy(n), m.log(s)],
    mode=lambda n, loc, s: loc,
    scipy=stats.t,
)  # fmt: skip

law(
    "halfStudentT", ["degreesOfFreedom", "scale"],
    cases=[(5, 2), (1, 1), (1.5, 1e-3), (0.2, 1), (30, 1e4), (1e4, 1)],
    log_density=lambda x, n, s: [m.log(2), *t_terms(x / s, n), -m.log(s)],
    cdf=lambda x, n, s: t_middle(x / s, n),
    sf=lambda x, n, s: 2 * t_below(-x / s, n),
    mean=lambda n, s: s * t_mean_size(n) if n > 1 else m.inf,
    variance=lambda n, s: [s**2 * n / (n - 2), -((s * t_mean_size(n)) ** 2)] if n > 2 else m.inf,
    entropy=lambda n, s: [*t_entropy(n), m.log(s), -m.log(2)],
    mode=lambda n, s: 0,
    at_edges=lambda n, s: [(0, m.log(2) - log_beta(n / 2, m.mpf(1) / 2) - m.log(n) / 2 - m.log(s))],
)  # fmt: skip


def laplace_below(z, k):
    upper = 1 / (1 + k * k)
    return (1 - upper) * m.exp(z / k) if z < 0 else 1 - upper * m.exp(-k * z)


law(
    "asymmetricLaplace", ["loc", "scale", "asymmetry"],
    cases=[(0.5, 2, 1.5), (0, 1, 1), (-10, 1e-3, 0.5), (0, 1, 30), (0, 1e4, 0.03)],
    support=(-INF, INF),
    log_density=lambda x, loc, s, k: [-abs(x - loc) / s * (k if x > loc else 1 / k), -m.log(s), -m.log(k + 1 / k)],
    cdf=lambda x, loc, s, k: laplace_below((x - loc) / s, k),
    sf=lambda x, loc, s, k: laplace_below((loc - x) / s, 1 / k),
    mean=lambda loc, s, k: [loc, s / k, -s * k],
    variance=lambda loc, s, k: s**2 * (k**2 + 1 / k**2),
    entropy=lambda loc, s, k: [1, m.log(s), m.log(k + 1 / k)],
    mode=lambda loc, s, k: loc,
    scipy=lambda loc, s, k: stats.laplace_asymmetric(k, loc, s),
)  # fmt: skip


def box_cox_log(c, z):
    """log(1 + c z) / c"""
    return m.log1p(c * z) / c if c else z


def box_cox_mean(c):
    """(Gamma(1 - c) - 1) / c"""
    return (m.gamma(1 - c) - 1) / c if c else m.euler


def extreme_variance(c):
    return (m.gamma(1 - 2 * c) - m.gamma(1 - c) ** 2) / c**2 if c else m.pi**2 / 6


law(
    "generalisedPareto", ["loc", "scale", "concentration"],
    cases=[(0.5, 2, 0.2), (0, 1, 0), (0, 1, 1e-4), (0, 3, -0.3), (1, 1e-3, 0.7), (0, 1, 3), (0, 2, -1)],
    support=lambda loc, s, c: (loc, loc - s / c if c < 0 else INF),
    log_density=lambda x, loc, s, c: [-(1 + c) * box_cox_log(c, (x - loc) / s), -m.log(s)],
    cdf=lambda x, loc, s, c: -m.expm1(-box_cox_log(c, (x - loc) / s)),
    sf=lambda x, loc, s, c: m.exp(-box_cox_log(c, (x - loc) / s)),
    mean=lambda loc, s, c: [loc, s / (1 - c)] if c < 1 else m.inf,
    variance=lambda loc, s, c: s**2 / ((1 - c) ** 2 * (1 - 2 * c)) if c < 0.5 else m.inf,
    entropy=lambda loc, s, c: [m.log(s), c, 1],
    mode=lambda loc, s, c: loc if c >= -1 else loc - s / c,
    at_edges=lambda loc, s, c: [(loc, -m.log(s))],
    scipy=lambda loc, s, c: stats.genpareto(c, loc, s),
)  # fmt: skip

law(
    "generalisedExtremeValue", ["loc", "scale", "concentration"],
    cases=[(0.5, 2, 0.2), (0, 1, 0), (0, 1, 1e-4), (0.5, 3, -0.3), (2, 1e-2, 0.4), (0, 1, 2), (0.5, 2, -1.5)],
    support=lambda loc, s, c: (loc - s / c if c > 0 else -INF, loc - s / c if c < 0 else INF),
    log_density=lambda x, loc, s, c: [-(1 + c) * box_cox_log(c, (x - loc) / s), -m.exp(-box_cox_log(c, (x - loc) / s)), -m.log(s)],
    cdf=lambda x, loc, s, c: m.exp(-m.exp(-box_cox_log(c, (x - loc) / s))),
    sf=lambda x, loc, s, c: -m.expm1(-m.exp(-box_cox_log(c, (x - loc) / s))),
    mean=lambda loc, s, c: [loc, s * box_cox_mean(c)] if c < 1 else m.inf,
    variance=lambda loc, s, c: s**2 * extreme_variance(c) if c < 0.5 else m.inf,
    entropy=lambda loc, s, c: [m.log(s), m.euler * c, m.euler + 1],
    mode=lambda loc, s, c: loc - s / c if c <= -1 else loc + s * (((1 + c) ** -c - 1) / c if c else 0),
    scipy=lambda loc, s, c: stats.genextreme(-c, loc, s),
)  # fmt: skip


def triangle(x, low, high, peak):
    """The density times (high - low) / 2."""
    return (x - low) / (peak - low) if x < peak else (high - x) / (high - peak) if x > peak else m.mpf(1)


law(
    "triangular", ["low", "high", "peak"],
    cases=[(-1, 3, 0.5), (0, 1, 0), (0, 1, 1), (0, 1e-4, 5e-5), (-1e4, 1e4, 100)],
    support=lambda low, high, peak: (low, high),
    log_density=lambda x, low, high, peak: [m.log(2), -m.log(high - low), m.log(triangle(x, low, high, peak))],
    cdf=lambda x, low, high, peak: (x - low) ** 2 / ((high - low) * (peak - low)) if x < peak else 1 - (high - x) ** 2 / ((high - low) * (high - peak)) if x > peak else (peak - low) / (high - low),
    sf=lambda x, low, high, peak: (high - x) ** 2 / ((high - low) * (high - peak)) if x > peak else 1 - (x - low) ** 2 / ((high - low) * (peak - low)) if x < peak else (high - peak) / (high - low),
    mean=lambda low, high, peak: [low / 3, high / 3, peak / 3],
    variance=lambda low, high, peak: ((high - low) ** 2 - (peak - low) * (high - peak)) / 18,
    entropy=lambda low, high, peak: [0.5, m.log((high - low) / 2)],
    mode=lambda low, high, peak: peak,
    at_edges=lambda low, high, peak: [(peak, m.log(2 / (high - low)))],
    scipy=lambda low, high, peak: stats.triang((peak - low) / (high - low), low, high - low),
)  # fmt: skip


def skew_below(z, alpha):
    """P(Z <= z) of the standard skew normal law."""
    alpha = float(alpha)
    z = float(z)
    steps = [0, 0.002, 0.01, 0.03, 0.1, 0.3, 1, 2, 3, 4, 6, 8, 11, 15, 20]
    around = {z - d for d in steps} | {d for d in steps if d < z} | {-d for d in steps if -d < z}
    density = lambda t: np.exp(-t * t / 2) / math.sqrt(2 * math.pi) * special.erfc(-alpha * t / math.sqrt(2))
    return quadrature(density, sorted(around))


def lean(alpha):
    return alpha / m.sqrt(1 + alpha**2)


law(
    "skewNormal", ["loc", "scale", "skewness"],
    step=5,
    cases=[(0.5, 2, 3), (0, 1, 0), (-10, 1e-2, -1), (0, 1, 100)],
    support=(-INF, INF),
    log_density=lambda x, loc, s, alpha: [-(((x - loc) / s) ** 2) / 2, -m.log(s), m.log(2) - LOG_ROOT_TWO_PI, m.log(ndtr(alpha * (x - loc) / s))],
    cdf=lambda x, loc, s, alpha: skew_below((x - loc) / s, alpha),
    sf=lambda x, loc, s, alpha: skew_below((loc - x) / s, -alpha),
    mean=lambda loc, s, alpha: loc + s * lean(alpha) * m.sqrt(2 / m.pi),
    variance=lambda loc, s, alpha: s**2 * (1 - 2 / m.pi * lean(alpha) ** 2),
    has_icdf=False,
    scipy=lambda loc, s, alpha: stats.skewnorm(alpha, loc, s),
)  # fmt: skip


def normal_between(a, b):
    return ndtr(b) - ndtr(a) if b <= 0 else ndtr(-a) - ndtr(-b)


def phi(z):
    return m.exp(-z * z / 2) / m.sqrt(2 * m.pi) if m.isfinite(z) else m.mpf(0)


def edge(z):
    return z * phi(z) if m.isfinite(z) else m.mpf(0)


def truncated_moments(loc, s, low, high):
    a, b = (low - loc) / s, (high - loc) / s
    z = normal_between(a, b)
    shift = (phi(a) - phi(b)) / z
    return a, b, z, shift, (edge(a) - edge(b)) / z


law(
    "truncatedNormal", ["loc", "scale", "low", "high"],
    cases=[(0.5, 2, -1, 3), (0, 1, 0, INF), (1, 2, -INF, -0.5), (0, 1, 10, INF), (0, 1, -40, -30), (0, 1, -0.01, 0.01), (2, 1e-2, -1, 3)],
    support=lambda loc, s, low, high: (low, high),
    log_density=lambda x, loc, s, low, high: [-(((x - loc) / s) ** 2) / 2, -m.log(s), -LOG_ROOT_TWO_PI, -m.log(normal_between((low - loc) / s, (high - loc) / s))],
    cdf=lambda x, loc, s, low, high: normal_between((low - loc) / s, (x - loc) / s) / normal_between((low - loc) / s, (high - loc) / s),
    sf=lambda x, loc, s, low, high: normal_between((x - loc) / s, (high - loc) / s) / normal_between((low - loc) / s, (high - loc) / s),
    mean=lambda loc, s, low, high: [loc, s * truncated_moments(loc, s, low, high)[3]],
    variance=lambda loc, s, low, high: [s**2, -((s * truncated_moments(loc, s, low, high)[3]) ** 2), s**2 * truncated_moments(loc, s, low, high)[4]],
    entropy=lambda loc, s, low, high: [m.log(s), LOG_ROOT_TWO_PI + 0.5, m.log(truncated_moments(loc, s, low, high)[2]), truncated_moments(loc, s, low, high)[4] / 2],
    mode=lambda loc, s, low, high: min(max(loc, low), high),
    at_edges=lambda loc, s, low, high: [(x, -(((x - loc) / s) ** 2) / 2 - m.log(s) - LOG_ROOT_TWO_PI - m.log(normal_between((low - loc) / s, (high - loc) / s))) for x in (low, high) if m.isfinite(x)],
    scipy=lambda loc, s, low, high: stats.truncnorm((low - loc) / s, (high - loc) / s, loc, s),
)  # fmt: skip


def wald_arguments(x, mu, s):
    root = m.sqrt(s / x)
    return root * (x / mu - 1), root * (x / mu + 1)


def wald_below(x, mu, s):
    a, b = wald_arguments(x, mu, s)
    return ndtr(a) + m.exp(2 * s / mu) * ndtr(-b)


def wald_above(x, mu, s):
    a, b = wald_arguments(x, mu, s)
    return ndtr(-a) - m.exp(2 * s / mu) * ndtr(-b)


law(
    "inverseGaussian", ["loc", "concentration"],
    cases=[(2, 3), (1, 0.05), (0.5, 1e-3), (1, 100), (1e-2, 1e4), (1e3, 1)],
    log_density=lambda x, mu, s: [m.log(s) / 2, -LOG_ROOT_TWO_PI, -1.5 * m.log(x), -s * (x - mu) ** 2 / (2 * mu**2 * x)],
    cdf=wald_below,
    sf=wald_above,
    mean=lambda mu, s: mu,
    variance=lambda mu, s: mu**3 / s,
    mode=lambda mu, s: mu * (m.sqrt(1 + (3 * mu / (2 * s)) ** 2) - 3 * mu / (2 * s)),
    scipy=lambda mu, s: stats.invgauss(mu / s, scale=s),
)  # fmt: skip


def bessel_part(p, w, low, high):
    """int exp(p t - w cosh t) dt from low to high, over 2 K_p(w)."""
    p, w, low, high = map(float, (p, w, low, high))
    top, width = math.asinh(p / w), (p * p + w * w) ** -0.25
    scale = float(m.log(2 * m.besselk(p, w)))
    steps = [0, 0.3, 1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 24, 30]
    knots = {top + sign * k * width for k in steps for sign in (1, -1)} | set(np.linspace(low, high, 12))
    return quadrature(lambda t: np.exp(p * t - w * np.cosh(t) - scale), sorted({low, high, *[t for t in knots if low < t < high]}))


def bessel_ends(w):
    """Beyond these the integrand is under exp(-200) of anything."""
    return m.log(2 * (400 + w) / w)


def gig_below(x, p, a, b):
    w, t = m.sqrt(a * b), m.log(x) - m.log(b / a) / 2
    end = bessel_ends(w) + 2
    return bessel_part(p, w, -end, t) if t > -end else m.mpf(0)


def gig_above(x, p, a, b):
    w, t = m.sqrt(a * b), m.log(x) - m.log(b / a) / 2
    end = bessel_ends(w) + 2
    return bessel_part(p, w, t, end) if t < end else m.mpf(0)


def gig_moment(k, p, a, b):
    w = m.sqrt(a * b)
    return (b / a) ** (m.mpf(k) / 2) * m.besselk(p + k, w) / m.besselk(p, w)


def gig_entropy(p, a, b):
    w = m.sqrt(a * b)
    mean_log = m.log(b / a) / 2 + m.diff(lambda q: m.log(m.besselk(q, w)), p, h=m.mpf(10) ** -20)
    return [-p / 2 * m.log(a / b), m.log(2 * m.besselk(p, w)), -(p - 1) * mean_log, a * gig_moment(1, p, a, b) / 2, b * gig_moment(-1, p, a, b) / 2]


law(
    "generalisedInverseGaussian", ["order", "a", "b"],
    step=5,
    cases=[(1.5, 2, 3), (-0.5, 1, 4), (0, 0.1, 0.1), (-3, 1e-3, 5), (20, 3, 1e-2), (0.5, 100, 100)],
    log_density=lambda x, p, a, b: [p / 2 * m.log(a / b), -m.log(2 * m.besselk(p, m.sqrt(a * b))), (p - 1) * m.log(x), -a * x / 2, -b / x / 2],
    cdf=gig_below,
    sf=gig_above,
    has_cdf=False,
    has_icdf=False,
    mean=lambda p, a, b: gig_moment(1, p, a, b),
    variance=lambda p, a, b: [gig_moment(2, p, a, b), -(gig_moment(1, p, a, b) ** 2)],
    entropy=gig_entropy,
    mode=lambda p, a, b: (p - 1 + m.sqrt((p - 1) ** 2 + a * b)) / a,
    scipy=lambda p, a, b: stats.geninvgauss(p, math.sqrt(a * b), scale=math.sqrt(b / a)),
)  # fmt: skip


def von_mises_between(low, high, loc, k):
    low, high, loc, k = map(float, (low, high, loc, k))
    width = 1 / math.sqrt(k + 0.25)
    steps = [0, 0.3, 1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 24, 30]
    points = {loc + 2 * math.pi * j + sign * d * width for j in (-1, 0, 1) for d in steps for sign in (1, -1)}
    whole = 2 * math.pi * float(special.i0e(k))
    density = lambda t: np.exp(-2 * k * np.sin((t - loc) / 2) ** 2) / whole
    return quadrature(density, sorted({low, high, *[t for t in points if low < t < high]}))


law(
    "vonMises", ["loc", "concentration"],
    step=5,
    cases=[(0, 2), (1, 4), (0, 0), (0, 1e-3), (0, 50), (-0.5, 1e3), (0, 1e4)],
    support=(-m.pi, m.pi),
    circular=True,
    log_density=lambda x, loc, k: [k * m.cos(x - loc), -m.log(2 * m.pi * m.besseli(0, k))],
    cdf=lambda x, loc, k: von_mises_between(-m.pi, x, loc, k),
    sf=lambda x, loc, k: von_mises_between(x, m.pi, loc, k),
    mean=lambda loc, k: loc,
    variance=lambda loc, k: [1, -m.besseli(1, k) / m.besseli(0, k)],
    entropy=lambda loc, k: [m.log(2 * m.pi * m.besseli(0, k)), -k * m.besseli(1, k) / m.besseli(0, k)],
    mode=lambda loc, k: loc,
    scipy=lambda loc, k: stats.vonmises(k, loc) if loc == 0 else None,
)  # fmt: skip
