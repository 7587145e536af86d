"""Golden values of factorials, binomial coefficients and differences of exponentials: python generate_counts.py"""

import mpmath as m
from golden import INF, NAN, log_uniform, single, table, uniform, write

WHOLE = [single(k) for k in (0, 1, 2, 3, 10, 20, 57, 100, 170, 171, 255, 256, 257, 1000, 12345, 1e6, 1e9, 1e20)]


def log_binomial(n, k):
    return m.loggamma(n + 1) - m.loggamma(k + 1) - m.loggamma(n - k + 1)


def log_multibeta(*a):
    return sum(m.loggamma(each) for each in a) - m.loggamma(sum(a))


def pairs():
    """n and k: middles, edges, whole and not."""
    for n in WHOLE[1:]:
        for k in (0, 1, 2, 7, 8, 9, 50, n // 3, n // 2, n - 1, n - 3, n):
            if 0 <= k <= n:
                yield n, single(k)
    for n in log_uniform("1e-3", 1e6, 60):
        for share in (1e-6, 1e-2, 0.3, 0.5, 0.9):
            yield n, single(n * share)


if __name__ == "__main__":
    m.mp.dps = 80
    shapes, steps = log_uniform("1e-4", 1e8, 120), log_uniform("1e-6", 1e8, 120)
    above = uniform(-80, 80, 80)
    gaps = log_uniform("1e-5", 90, 80)
    below = [single(a - gap) for a, gap in zip(above, gaps)]
    binomials = [pair for pair in pairs()]
    write(
        "counts",
        {
            "logFactorial": table(
                lambda k: m.loggamma(k + 1),
                WHOLE + log_uniform("1e-6", 1e5, 80) + [-each for each in log_uniform("1e-6", 0.9, 40)],
                edges=[(INF, INF), (-1, INF), (NAN, NAN)],
            ),
            "logRisingFactorial": table(
                lambda a, n: m.loggamma(a + n) - m.loggamma(a), shapes + [3.0, 0.5, 1e6, 20.0], steps + [0.0, -0.25, -3.0, -0.125],
                edges=[(0, 2, -INF), (3, INF, INF), (-1, 0.5, NAN)],
            ),
            "logBinomial": table(
                log_binomial, *zip(*binomials), edges=[(3, 4, -INF), (3, -1, -INF), (-2, 1, NAN), (5, NAN, NAN), (0, 0, 0)]
            ),
            "logDiffExp": table(
                lambda a, b: m.log(m.exp(a) - m.exp(b)) if a > b else -m.inf, above, below,
                edges=[(1, -INF, 1), (2, 2, -INF), (1, 2, NAN), (INF, 3, INF), (-INF, -INF, -INF), (INF, INF, NAN)],
            ),
        },
    )
    write(
        "multibeta",
        {
            "lmultibeta": table(
                log_multibeta, *(log_uniform("1e-3", 1e6, 60) for _ in range(4)), edges=[(1, 1, 1, 1, -m.log(6))]
            ),
        },
    )
