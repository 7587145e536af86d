"""Golden values of the error functions and of the log1p family: python generate_erf.py"""

import mpmath as m
from golden import INF, NAN, log_uniform, single, table, uniform, write

ROOT2 = m.sqrt(2)


def both(xs):
    return xs + [-x for x in xs]


def erfcx(x):
    return m.exp(x * x) * m.erfc(x)


def ndtr(x):
    return m.erfc(-x / m.sqrt(2)) / 2


def log_ndtr(x):
    return m.log1p(-ndtr(-x)) if x > 0 else m.log(ndtr(x))


def quantile_of_log(y):
    """z <= 0 with log Phi(z) = y <= log(1/2)."""
    z = -m.sqrt(-2 * y)
    for _ in range(200):
        p = ndtr(z)
        step = (m.log(p) - y) * p * m.sqrt(2 * m.pi) * m.exp(z * z / 2)
        z -= step
        if abs(step) < abs(z) * m.mpf(10) ** (10 - m.mp.dps):
            return z
    raise ArithmeticError(f"no convergence at {y}")


def ndtri(p):
    if p == 0.5:
        return m.mpf(0)
    return quantile_of_log(m.log(p)) if p < 0.5 else -quantile_of_log(m.log1p(-p))


def ndtri_exp(y):
    return quantile_of_log(y) if y < -m.log(2) else -quantile_of_log(m.log(-m.expm1(y)))


def erfinv(x):
    with m.workdps(100):
        return m.sign(x) * -ndtri((1 - abs(x)) / 2) / m.sqrt(2)


def erfcinv(x):
    return -ndtri(x / 2) / m.sqrt(2)


wide = both(log_uniform(1e-30, 0.5, 20) + uniform(0.5, 6, 60))
tails = both(log_uniform(1e-5, 1, 20) + uniform(0, 9, 60))
probabilities = log_uniform(1e-37, 0.4, 60) + uniform(0, 1, 60) + [1 - x for x in log_uniform(6e-8, 0.1, 30)]
small = both(log_uniform(1e-30, 0.5, 30) + log_uniform(0.1, 85, 60))

probabilities = [single(x) for x in probabilities]
write(
    "erf",
    {
        "erf": table(m.erf, wide, edges=[(0, 0), (-0.0, -0.0), (INF, 1), (-INF, -1), (NAN, NAN)]),
        "erfc": table(m.erfc, tails, edges=[(0, 1), (INF, 0), (-INF, 2), (NAN, NAN)]),
        "erfcx": table(erfcx, both(log_uniform(1e-5, 9, 60)) + log_uniform(9, 1e30, 40), edges=[(0, 1), (INF, 0), (-INF, INF), (-30, INF), (NAN, NAN)]),
        "erfinv": table(erfinv, both([x for x in probabilities if x < 1]), edges=[(0, 0), (1, INF), (-1, -INF), (1.5, NAN), (-INF, NAN), (NAN, NAN)]),
        "erfcinv": table(erfcinv, probabilities + uniform(1, 1.999, 40), edges=[(0, INF), (2, -INF), (1, 0), (-0.5, NAN), (2.5, NAN), (NAN, NAN)]),
        "ndtr": table(ndtr, tails + uniform(-13, -5, 30), edges=[(0, 0.5), (INF, 1), (-INF, 0), (NAN, NAN)]),
        "logNdtr": table(log_ndtr, tails + [-x for x in log_uniform(10, 1e4, 30)], edges=[(INF, 0), (-INF, -INF), (NAN, NAN)]),
        "ndtri": table(ndtri, [x for x in probabilities if x < 1], edges=[(0, -INF), (1, INF), (0.5, 0), (-1, NAN), (2, NAN), (NAN, NAN)]),
        "ndtriExp": table(ndtri_exp, [-x for x in log_uniform(1e-30, 1e4, 100) + uniform(0.1, 3, 40)], edges=[(-INF, -INF), (0, INF), (0.5, NAN), (NAN, NAN)]),
        "log1p": table(m.log1p, log_uniform(1e-30, 1e30, 80) + [-x for x in log_uniform(1e-30, 0.9999, 60)] + [single(-0.99999994)], edges=[(0, 0), (-0.0, -0.0), (-1, -INF), (-2, NAN), (INF, INF), (NAN, NAN)]),
        "expm1": table(m.expm1, small, edges=[(0, 0), (-0.0, -0.0), (INF, INF), (-INF, -1), (NAN, NAN)]),
        "log1pexp": table(lambda x: m.log1p(m.exp(x)), small, edges=[(INF, INF), (-INF, 0), (NAN, NAN)]),
        "log1mexp": table(lambda x: m.log(-m.expm1(x)), [-abs(x) for x in small], edges=[(0, -INF), (-INF, 0), (1, NAN), (NAN, NAN)]),
        "logexpm1": table(lambda x: m.log(m.expm1(x)), [abs(x) for x in small], edges=[(0, -INF), (INF, INF), (-1, NAN), (NAN, NAN)]),
        "logit": table(lambda p: m.log(p / (1 - p)), [x for x in probabilities if x < 1], edges=[(0, -INF), (1, INF), (0.5, 0), (-1, NAN), (2, NAN), (NAN, NAN)]),
        "logSigmoid": table(lambda x: -m.log1p(m.exp(-x)), small, edges=[(INF, 0), (-INF, -INF), (NAN, NAN)]),
        "xlogy": table(lambda x, y: x * m.log(y), wide, log_uniform(1e-30, 1e30, len(wide)), edges=[(0, 0, 0), (0, NAN, NAN), (0, INF, 0), (0, -1, 0), (1, 0, -INF), (1, -1, NAN), (NAN, 0, NAN)]),
        "xlog1py": table(lambda x, y: x * m.log1p(y), wide, [abs(x) for x in small][: len(wide)], edges=[(0, -1, 0), (0, NAN, NAN), (0, INF, 0), (1, -1, -INF), (1, -2, NAN)]),
    },
)
