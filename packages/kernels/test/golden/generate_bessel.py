"""Golden values of modified Bessel functions and their derivatives in x: python generate_bessel.py"""

import mpmath as m
from golden import INF, NAN, log_uniform, single, table, uniform, write


def i(v, x):
    with m.workdps(m.mp.dps + 30):
        return m.besseli(v, x)


def ive(v, x):
    return m.exp(-abs(x)) * i(v, x)


def log_iv(v, x):
    return m.log(i(v, x))


def derivative(f, v, x, n):
    """By Taylor's formula of a polynomial through many near points, with a hundred digits to lose."""
    n = int(n)
    with m.workdps(50 + 40 * n):
        h = x * m.mpf(10) ** (-20)
        return sum((-1) ** (n - k) * m.binomial(n, k) * f(v, x + (k - m.mpf(n) / 2) * h) for k in range(n + 1)) / h**n


both = lambda xs: xs + [-x for x in xs]
line = both(log_uniform(1e-6, 8, 20) + uniform(0.5, 8, 20) + log_uniform(8, 85, 30))
long = both(log_uniform(1e-6, 1e8, 60))
n = 220
v = log_uniform(0.01, 300, n) + [single(k) for k in (0, 1, 2, 3, 5, 10, 24, 25, 26, 50, 0.5, 1.5, 24.5) for _ in range(6)]
x = log_uniform(1e-3, 1e4, len(v))
plain = [(a, b) for a, b in zip(v, x) if -200 < m.log(ive(a, b)) and b < 85 and -85 < log_iv(a, b) < 85]
scaled = [(a, b) for a, b in zip(v, x) if -85 < m.log(ive(a, b))]
smooth = [(a, b, single(k)) for a, b in zip(v[::2], log_uniform(0.05, 3e3, n)) for k in (1, 2, 3) if -80 < m.log(ive(a, b))]
write(
    "bessel",
    # At infinity the limits, where SciPy 1.17 has NaN.
    {
        "besselI0": table(lambda x: i(0, x), line, edges=[(0, 1), (INF, INF), (-INF, INF), (NAN, NAN)]),
        "besselI1": table(lambda x: i(1, x), line, edges=[(0, 0), (-0.0, -0.0), (INF, INF), (-INF, -INF), (NAN, NAN)]),
        "besselI0e": table(lambda x: ive(0, x), long, edges=[(0, 1), (INF, 0), (-INF, 0), (NAN, NAN)]),
        "besselI1e": table(lambda x: ive(1, x), long, edges=[(0, 0), (INF, 0), (NAN, NAN)]),
        "besselIv": table(i, *zip(*plain), edges=[(0, 0, 1), (1, 0, 0), (0.5, 0, 0), (0.5, -1, NAN), (2, INF, INF), (10000, 1, 0), (-1, 2, NAN), (NAN, 1, NAN), (1, NAN, NAN)]),
        "besselIve": table(ive, *zip(*scaled), edges=[(0, 0, 1), (1, 0, 0), (0.5, -1, NAN), (2, INF, 0), (10000, 1, 0), (-1, 2, NAN), (NAN, 1, NAN), (1, NAN, NAN)]),
        "logBesselIv": table(log_iv, v + log_uniform(0.1, 5e3, 60), x + log_uniform(1e-3, 1e5, 60), edges=[(0, 0, 0), (1, 0, -INF), (2, INF, INF), (-1, 2, NAN), (1, -1, NAN), (NAN, 1, NAN)]),
        "besselIvDerivative": table(lambda v, x, n: derivative(i, v, x, n), *zip(*[row for row in smooth if row[1] < 80 and log_iv(*row[:2]) > -60])),
        "besselIveDerivative": table(lambda v, x, n: derivative(ive, v, x, n), *zip(*smooth)),
        "logBesselIvDerivative": table(lambda v, x, n: derivative(log_iv, v, x, n), *zip(*smooth)),
    },
)
