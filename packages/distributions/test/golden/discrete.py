"""Golden formulas of the discrete laws, by name."""

import functools

import mpmath as m
from golden import INF, law, total
from scipy import stats

law(
    "bernoulli", ["probs"],
    cases=[(0.3,), {"logits": -1.5}, (1e-30,), {"logits": 80}, {"logits": -80}],
    discrete=True,
    otherwise={"logits": ("probs", lambda t: 1 / (1 + m.exp(-t)))},
    support=(0, 1),
    log_density=lambda x, p: [m.log(p) if x == 1 else m.log1p(-p)],
    cdf=lambda x, p: 1 - p if x < 1 else m.mpf(1),
    sf=lambda x, p: p if x < 1 else m.mpf(0),
    mean=lambda p: p,
    variance=lambda p: p * (1 - p),
    entropy=lambda p: [-p * m.log(p), -(1 - p) * m.log1p(-p)],
    mode=lambda p: 1 if p > 0.5 else 0,
    scipy=stats.bernoulli,
)  # fmt: skip


def by_sums(log_mass, start, low=lambda *v: 0, high=lambda *v: m.inf):
    """cdf and sf by sums of masses around `start`, out to where they have vanished: one table for each choice of parameters."""

    @functools.lru_cache(maxsize=64)
    def table(*values):
        first, last = int(low(*values)), high(*values)
        middle = int(min(max(start(*values), first), last))
        # Neighbours by their ratio, which is that of the log masses: products would be exact, but each law would have to give them.
        masses = {middle: m.exp(total(log_mass(m.mpf(middle), *values)))}
        for step, end in ((1, last), (-1, first)):
            k = middle
            while (k + step) * step <= end * step:
                k += step
                masses[k] = m.exp(total(log_mass(m.mpf(k), *values)))
                if masses[k] < m.mpf(10) ** -42 * masses[middle] and masses[k] < m.mpf(10) ** -42:
                    break
        ks = sorted(masses)
        below, above, sums = {}, {}, m.mpf(0)
        for k in ks:
            sums += masses[k]
            below[k] = sums
        sums = m.mpf(0)
        for k in reversed(ks):
            above[k] = sums
            sums += masses[k]
        return ks[0], ks[-1], below, above

    def cdf(x, *values):
        a, b, below, _ = table(*values)
        return m.mpf(0) if x < a else m.mpf(1) if x >= b else below[int(x)]

    def sf(x, *values):
        a, b, _, above = table(*values)
        return m.mpf(1) if x < a else m.mpf(0) if x >= b else above[int(x)]

    return {"cdf": cdf, "sf": sf}


def times_log(x, p):
    return x * m.log(p) if x else m.mpf(0)


def log_choose(n, k):
    return m.loggamma(n + 1) - m.loggamma(k + 1) - m.loggamma(n - k + 1)


def sigmoid(t):
    return 1 / (1 + m.exp(-t))


binomial_mass = lambda x, n, p: [log_choose(n, x), times_log(x, p), (n - x) * m.log1p(-p)]
law(
    "binomial", ["totalCount", "probs"],
    cases=[(10, 0.3), {"totalCount": 7, "logits": -1.5}, (1e4, 0.25), (1e6, 1e-6), (5, 1e-30), {"totalCount": 20, "logits": 40}, (1, 0.5)],
    otherwise={"logits": ("probs", sigmoid)}, discrete=True, quadrature=3,
    support=lambda n, p: (0, n),
    log_density=binomial_mass,
    **by_sums(binomial_mass, lambda n, p: n * p, high=lambda n, p: m.floor(n + 0.5)),
    mean=lambda n, p: n * p,
    variance=lambda n, p: n * p * (1 - p),
    mode=lambda n, p: min(n, m.floor((n + 1) * p)),
    scipy=stats.binom,
)  # fmt: skip

poisson_mass = lambda x, r: [times_log(x, r), -r, -m.loggamma(x + 1)]
law(
    "poisson", ["rate"],
    cases=[(2.5,), {"logRate": 1.5}, (1e-30,), (1e4,), {"logRate": -20}, (100.5,)],
    otherwise={"logRate": ("rate", m.exp)}, discrete=True, quadrature=2,
    log_density=poisson_mass,
    **by_sums(poisson_mass, lambda r: r),
    mean=lambda r: r,
    variance=lambda r: r,
    mode=lambda r: m.floor(r),
    scipy=stats.poisson,
)  # fmt: skip

law(
    "geometric", ["probs"],
    cases=[(0.3,), {"logits": -1.5}, (1e-4,), {"logits": 30}, (0.99,), {"logits": -8}],
    otherwise={"logits": ("probs", sigmoid)}, discrete=True, quadrature=2,
    log_density=lambda x, p: [m.log(p), x * m.log1p(-p)],
    cdf=lambda x, p: -m.expm1((x + 1) * m.log1p(-p)),
    sf=lambda x, p: m.exp((x + 1) * m.log1p(-p)),
    mean=lambda p: (1 - p) / p,
    variance=lambda p: (1 - p) / p**2,
    entropy=lambda p: [-m.log(p), -(1 - p) / p * m.log1p(-p)],
    mode=lambda p: 0,
    scipy=lambda p: stats.geom(p, loc=-1),
)  # fmt: skip

negative_binomial_mass = lambda x, r, p: [
    m.loggamma(x + r) - m.loggamma(r) - m.loggamma(x + 1), times_log(x, p), r * m.log1p(-p)
]  # fmt: skip


law(
    "negativeBinomial", ["totalCount", "probs"],
    cases=[(2.5, 0.4), {"concentration": 2.5, "logits": 1.5}, (0.1, 0.75), (1e4, 1.5e-4), {"totalCount": 1, "logits": 6}, (3, 1e-20)],
    otherwise={"concentration": ("totalCount", lambda r: r), "logits": ("probs", sigmoid)}, discrete=True, quadrature=2,
    log_density=negative_binomial_mass,
    **by_sums(negative_binomial_mass, lambda r, p: r * p / (1 - p)),
    mean=lambda r, p: r * p / (1 - p),
    variance=lambda r, p: r * p / (1 - p) ** 2,
    mode=lambda r, p: m.floor((r - 1) * p / (1 - p)) if r > 1 else 0,
    scipy=lambda r, p: stats.nbinom(r, 1 - p),
)  # fmt: skip

log_beta = lambda a, b: m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)
beta_binomial_mass = lambda x, n, a, b: [log_choose(n, x), log_beta(x + a, n - x + b) - log_beta(a, b)]
law(
    "betaBinomial", ["totalCount", "concentration1", "concentration0"],
    cases=[(10, 2, 3), (7, 0.5, 0.5), (500, 0.1, 4), (20, 1e6, 3e6), (5, 1e-4, 2e-4), (0, 1, 1)], discrete=True, quadrature=3,
    support=lambda n, a, b: (0, n),
    log_density=beta_binomial_mass,
    **by_sums(beta_binomial_mass, lambda n, a, b: n * a / (a + b), high=lambda n, a, b: m.floor(n + 0.5)),
    mean=lambda n, a, b: n * a / (a + b),
    variance=lambda n, a, b: n * a * b * (a + b + n) / ((a + b) ** 2 * (a + b + 1)),
    scipy=stats.betabinom,
)  # fmt: skip

hypergeometric_mass = lambda x, n, k, d: [log_choose(k, x), log_choose(n - k, d - x), -log_choose(n, d)]
hypergeometric_ends = (lambda n, k, d: max(0, m.floor(d + k - n + 0.5)), lambda n, k, d: m.floor(min(k, d) + 0.5))
law(
    "hypergeometric", ["total", "marked", "drawn"],
    cases=[(50, 20, 10), (10, 8, 7), (1e6, 3e5, 100), (20000, 8000, 5000), (5, 5, 2)], discrete=True, quadrature=2,
    support=lambda n, k, d: (hypergeometric_ends[0](n, k, d), min(k, d)),
    log_density=hypergeometric_mass,
    **by_sums(hypergeometric_mass, lambda n, k, d: d * k / n, *hypergeometric_ends),
    mean=lambda n, k, d: d * k / n,
    variance=lambda n, k, d: d * k * (n - k) * (n - d) / (n**2 * (n - 1)),
    mode=lambda n, k, d: m.floor((d + 1) * (k + 1) / (n + 2)),
    scipy=stats.hypergeom,
)  # fmt: skip

law(
    "discreteUniform", ["low", "high"],
    cases=[(1, 6), (-3, 3), (0, 999), (5, 5)], discrete=True, quadrature=2,
    support=lambda a, b: (a, b),
    log_density=lambda x, a, b: [-m.log(b - a + 1)],
    cdf=lambda x, a, b: (x - a + 1) / (b - a + 1),
    sf=lambda x, a, b: (b - x) / (b - a + 1),
    mean=lambda a, b: [a / 2, b / 2],
    variance=lambda a, b: ((b - a + 1) ** 2 - 1) / 12,
    entropy=lambda a, b: m.log(b - a + 1),
    mode=lambda a, b: a,
    scipy=lambda a, b: stats.randint(int(a), int(b) + 1),
)  # fmt: skip

truncated_mass = lambda x, r: [times_log(x, r), -r, -m.loggamma(x + 1), -m.log(-m.expm1(-r))]
truncated_mean = lambda r: r / -m.expm1(-r)
law(
    "zeroTruncatedPoisson", ["rate"],
    cases=[(2.5,), {"logRate": -1.5}, (1e-4,), (500,), (15,)],
    otherwise={"logRate": ("rate", m.exp)}, discrete=True, quadrature=2,
    support=(1, INF),
    log_density=truncated_mass,
    **by_sums(truncated_mass, lambda r: r, low=lambda r: 1),
    mean=truncated_mean,
    variance=lambda r: [truncated_mean(r), truncated_mean(r) * r, -truncated_mean(r) ** 2],
    mode=lambda r: max(1, m.floor(r)),
)  # fmt: skip


def inflated(name, mass, parameters, cases, start, mean, variance, otherwise):
    """0 with probability gate, else a count of the law."""

    def log_mass(x, g, *v):
        rest = m.exp(total(mass(x, *v)))
        return [m.log(g + (1 - g) * rest)] if x == 0 else [m.log1p(-g), *mass(x, *v)]

    law(
        name, ["gate", *parameters], cases=cases, otherwise={"gateLogits": ("gate", sigmoid), **otherwise},
        discrete=True, quadrature=2,
        log_density=log_mass,
        **by_sums(log_mass, lambda g, *v: start(*v)),
        mean=lambda g, *v: (1 - g) * mean(*v),
        variance=lambda g, *v: (1 - g) * (variance(*v) + g * mean(*v) ** 2),
    )  # fmt: skip


inflated(
    "zeroInflatedPoisson", poisson_mass, ["rate"],
    [(0.25, 2.5), {"gateLogits": -2, "logRate": 1.5}, (1e-10, 3), (0.999, 50), (0, 2)],
    lambda r: r, lambda r: r, lambda r: r, {"logRate": ("rate", m.exp)},
)  # fmt: skip
inflated(
    "zeroInflatedNegativeBinomial", negative_binomial_mass, ["totalCount", "probs"],
    [(0.25, 2.5, 0.4), {"gateLogits": -2, "concentration": 2.5, "logits": 1.5}, (0.5, 0.1, 0.75)],
    lambda r, p: r * p / (1 - p), lambda r, p: r * p / (1 - p), lambda r, p: r * p / (1 - p) ** 2,
    {"concentration": ("totalCount", lambda r: r), "logits": ("probs", sigmoid)},
)  # fmt: skip

logarithmic_mass = lambda x, p: [x * m.log(p), -m.log(x), -m.log(-m.log1p(-p))]
logarithmic_mean = lambda p: -p / ((1 - p) * m.log1p(-p))
law(
    "logarithmic", ["probs"],
    cases=[(0.6,), (0.99,), (1e-3,), (1e-30,)], discrete=True, quadrature=2,
    support=(1, INF),
    log_density=logarithmic_mass,
    **by_sums(logarithmic_mass, lambda p: 1, low=lambda p: 1),
    mean=logarithmic_mean,
    variance=lambda p: [logarithmic_mean(p) / (1 - p), -logarithmic_mean(p) ** 2],
    mode=lambda p: 1,
    scipy=stats.logser,
)  # fmt: skip
