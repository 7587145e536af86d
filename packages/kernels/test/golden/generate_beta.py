"""Golden values of the incomplete beta function, its partial derivatives and those of a beta draw: python generate_beta.py (minutes)"""

import mpmath as m

from golden import INF, NAN, RNG, columns, log_uniform, single, table, uniform, write
from scipy import special


def series(a, b, x):
    """2F1(a + b, 1; a + 1; x): positive terms."""
    term = total = m.mpf(1)
    n = 0
    while True:
        term *= x * (a + b + n) / (a + 1 + n)
        n += 1
        total += term
        if term < total * m.eps / 1000 and n * (1 - x) > a * x - a + b * x:
            return total


def lower(a, b, x):
    return m.exp(a * m.log(x) + b * m.log1p(-x) - m.loggamma(a) - m.loggamma(b) + m.loggamma(a + b)) / a * series(a, b, x)


def betainc(a, b, x):
    # From the side where the series is short; the other side is 1 less it, with digits to spare.
    with m.workdps(m.mp.dps + 30):
        if x <= 0.5:
            return lower(a, b, x)
        upper = lower(b, a, 1 - x)
        return lower(a, b, x) if upper > 1 - m.mpf(10) ** -20 else 1 - upper


def betaincc(a, b, x):
    return betainc(b, a, 1 - x)


def log_betainc(a, b, x):
    value = betainc(a, b, x)
    return m.log(value) if value < 0.5 else m.log1p(-betaincc(a, b, x))


def quantile(a, b, p):
    """x with I_x(a, b) = p: Newton's method in the logit from SciPy's answer, on the logarithm of the smaller tail."""
    with m.workdps(90):
        x, y = m.mpf(special.betaincinv(float(a), float(b), float(p))), m.mpf(special.betaincinv(float(b), float(a), float(1 - p)))
        if x == 0 or y == 0:
            return x
        l = m.log(x / y)
        for _ in range(60):
            x = 1 / (1 + m.exp(-l))
            f = m.exp(a * m.log(x) + b * m.log1p(-x) - m.loggamma(a) - m.loggamma(b) + m.loggamma(a + b))
            t = betainc(a, b, x) if p < 0.5 else betaincc(a, b, x)
            step = (m.log(p) - m.log(t)) * t / f if p < 0.5 else (m.log(t) - m.log1p(-p)) * t / f
            l += step
            if abs(step) < m.mpf(10) ** -25 * (1 + abs(l)):
                return 1 / (1 + m.exp(-l))
        raise ArithmeticError(f"no quantile {a} {b} {p}")


def partials(a, b, x):
    """F_a, F_b, F_aa, F_ab, F_bb by central differences with sixty digits."""
    h, k = a * m.mpf(10) ** -13, b * m.mpf(10) ** -13
    v = {(i, j): betainc(a + i * h, b + j * k, x) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return (
        (v[1, 0] - v[-1, 0]) / (2 * h),
        (v[0, 1] - v[0, -1]) / (2 * k),
        (v[1, 0] - 2 * v[0, 0] + v[-1, 0]) / h**2,
        (v[1, 1] - v[1, -1] - v[-1, 1] + v[-1, -1]) / (4 * h * k),
        (v[0, 1] - 2 * v[0, 0] + v[0, -1]) / k**2,
    )


def partials_and_draw(a, b, x):
    """The partial derivatives of F, then dx/da, dx/db and the second derivatives of a draw x = F^-1(u)."""
    with m.workdps(60):
        fa, fb, faa, fab, fbb = partials(a, b, x)
        q = m.exp((a - 1) * m.log(x) + (b - 1) * m.log1p(-x) - m.loggamma(a) - m.loggamma(b) + m.loggamma(a + b))
        sa = m.log(x) - m.digamma(a) + m.digamma(a + b)
        sb = m.log1p(-x) - m.digamma(b) + m.digamma(a + b)
        sx = (a - 1) / x - (b - 1) / (1 - x)
        ga, gb = -fa / q, -fb / q
        draw = (
            ga,
            gb,
            -faa / q - 2 * ga * sa - ga * ga * sx,
            -fab / q - ga * sb - gb * sa - ga * gb * sx,
            -fbb / q - 2 * gb * sb - gb * gb * sx,
        )
        return (fa, fb, faa, fab, fbb, *draw)


def rows_of_quantiles(shapes, probabilities, low=1e-37):
    rows = []
    for a in shapes:
        for b in shapes:
            for p in probabilities:
                x = special.betaincinv(a, b, p)
                x = single(x)
                if low < x < 1:
                    rows.append((single(a), single(b), x))
    return rows


if __name__ == "__main__":
    n = 200
    a, b = log_uniform(1e-4, 1e4, n), log_uniform(1e-4, 1e4, n)
    p = uniform(0.001, 0.999, n)
    x = [single(min(max(special.betaincinv(s, t, u), 1e-37), 1 - 2**-24)) for s, t, u in zip(a, b, p)]
    anywhere = uniform(0, 1, n)
    big = log_uniform(1e4, 1e8, 12)
    near = [single(v / (v + w) * (1 + RNG.uniform(-2, 2) / m.sqrt(min(v, w)))) for v, w in zip(big, reversed(big))]
    rows = list(zip(a, b, x)) + list(zip(a, b, anywhere))
    shapes = [1e-4, 0.02, 0.5, 1.5, 30, 1000, 10000]
    draws = rows_of_quantiles(shapes, [1e-8, 1e-3, 0.2, 0.47, 0.9, 0.999, 1 - 1e-8])
    # As SciPy 1.17 has them; a or b of 0 or infinity is a law at one point.
    edges = [((0, 1, 0.5), 1), ((1, 0, 0.5), 0), ((0, 0, 0.5), NAN), ((0, 1, 0), 0), ((1, 0, 1), 1), ((INF, 1, 0.5), 0), ((1, INF, 0.5), 1)]
    edges += [((INF, INF, 0.5), NAN), ((1, INF, 0), 0), ((INF, 1, 1), 1), ((-1, 1, 0.5), NAN), ((1, -1, 0.5), NAN), ((1, 1, -0.125), NAN)]
    edges += [((1, 1, 1.125), NAN), ((NAN, 1, 0.5), NAN), ((1, NAN, 0.5), NAN), ((1, 1, NAN), NAN), ((1, 2, 0), 0), ((1, 2, 1), 1)]
    tables = {
        "betainc": table(betainc, *zip(*rows), edges=[(*e, v) for e, v in edges]),
        "betaincc": table(betaincc, *zip(*rows), edges=[(*e, 1 - v) for e, v in edges]),
        "logBetainc": table(log_betainc, *zip(*rows), edges=[(*e, m.log(v) if v else -INF) for e, v in edges]),
        **columns(partials_and_draw, [f"beta{kind}{which}" for kind in ("inc", "Draw") for which in ("A", "B", "AA", "AB", "BB")], draws),
    }
    inverse = [(s, t, u) for s, t, u in zip(a, b, p + uniform(0, 1, n)) if min(s, t) > 0.05]
    inverse += [(s, t, single(u)) for s in (0.3, 3, 200) for t in (0.25, 4, 100) for u in (1e-30, 1e-10, 1e-4, 0.9999)]
    inverse = [(single(s), single(t), u) for s, t, u in inverse]
    tables["betaincinv"] = table(
        quantile,
        *zip(*inverse),
        edges=[(1, 2, 0, 0), (1, 2, 1, 1), (0, 1, 0.5, NAN), (1, 0, 0.5, NAN), (1, 2, -0.5, NAN), (1, 2, 1.5, NAN), (INF, 1, 0.5, 1), (1, INF, 0.5, 0), (1, 2, NAN, NAN)],
    )
    write("beta", tables)
