"""Golden values of Lambert W, Owen's T, von Mises, Student t and the negative binomial: python generate_laws.py (a minute)"""

import mpmath as m
from generate_beta import betainc
from golden import INF, NAN, columns, log_uniform, single, table, uniform, write
from scipy import special, stats


def implicit(cdf, parameter, x, density, log_density):
    """g and h of a draw in one parameter: y' = -F_p / q, y'' = -(F_pp + 2 F_px y' + F_xx y'^2) / q, derivatives by differences."""
    with m.workdps(60):
        e = parameter * m.mpf(10) ** -13
        below, here, above = (cdf(parameter + k * e, x) for k in (-1, 0, 1))
        q = density(parameter, x)
        g = -(above - below) / (2 * e) / q
        k = -(above - 2 * here + below) / e**2 / q
        s = (log_density(parameter + e, x) - log_density(parameter - e, x)) / (2 * e)
        d = abs(x) * m.mpf(10) ** -13
        r = (log_density(parameter, x + d) - log_density(parameter, x - d)) / (2 * d)
        return g, k - 2 * g * s - g * g * r


def t_cdf(n, t):
    with m.workdps(m.mp.dps + 20):
        u = abs(t) / m.sqrt(n)
        tail = betainc(n / 2, n / 2, 1 / (1 + (u + m.sqrt(1 + u * u)) ** 2))
        return tail if t < 0 else 1 - tail


def t_log_density(n, t):
    return m.loggamma((n + 1) / 2) - m.loggamma(n / 2) - m.log(n * m.pi) / 2 - (n + 1) / 2 * m.log1p(t * t / n)


def t_draw(n, t):
    return implicit(t_cdf, n, t, lambda n, t: m.exp(t_log_density(n, t)), t_log_density)


def second_difference(f, p):
    with m.workdps(60):
        e = p * m.mpf(10) ** -13
        below, here, above = f(p - e), f(p), f(p + e)
        return (above - below) / (2 * e), (above - 2 * here + below) / e**2


def von_mises_cdf(k, x):
    """By Fourier's series; I_j(k) / I_0(k) by Miller's recurrence downwards."""
    with m.workdps(m.mp.dps + 25):
        count = int(float(m.sqrt(2 * k * 2.4 * m.mp.dps))) + int(2.4 * m.mp.dps)
        above, now, values = m.mpf(0), m.mpf(10) ** -50, []
        for j in range(count, 0, -1):
            values.append((j, now))
            above, now = now, above + 2 * j / k * now
        total = sum(v / now * m.sin(j * x) / j for j, v in values)
        return m.mpf(1) / 2 + x / (2 * m.pi) + total / m.pi


def von_mises_log_density(k, x):
    return k * m.cos(x) - m.log(2 * m.pi * m.besseli(0, k))


def von_mises_draw(k, x):
    return implicit(von_mises_cdf, k, x, lambda k, x: m.exp(von_mises_log_density(k, x)), von_mises_log_density)


def negative_binomial(r, p, y):
    def cdf(r):
        term = total = (1 - p) ** r
        for k in range(int(y)):
            term *= (k + r) * p / (k + 1)
            total += term
        return total

    q = m.exp(m.loggamma(y + r) - m.loggamma(r) - m.loggamma(y + 1)) * p**y * (1 - p) ** r
    first, second = second_difference(cdf, r)
    return -first / q, -second / q


def owens_t(h, a):
    f = lambda t: m.exp(-h * h * (1 + t * t) / 2) / (1 + t * t)
    ends = [m.mpf(0)] + [a * m.mpf(2) ** -k for k in range(14, -1, -1)]
    return m.quad(f, ends) / (2 * m.pi)


branch = [single(-0.36787942), single(-0.3678), single(-0.36), single(-0.3)]
t_rows = []
for n in (1e-4, 0.01, 0.3, 1, 2.5, 10, 23, 25, 100, 1000, 2900, 3100, 10000):
    for p in (1e-8, 1e-4, 0.01, 0.2, 0.4, 0.499, 0.5 + 1e-6, 0.7, 0.95, 0.9999, 1 - 1e-8):
        t = single(special.stdtrit(n, p))
        if abs(t) < 1e35:
            t_rows.append((single(n), t))
k_rows = []
for k in (1e-4, 0.1, 1, 3.9, 10, 39, 41, 200, 1000):
    for p in (1e-8, 1e-3, 0.05, 0.3, 0.49, 0.6, 0.99, 1 - 1e-7):
        k_rows.append((single(k), single(stats.vonmises.ppf(p, k))))
k_rows += [(single(1e4), single(x)) for x in (-0.05, -0.02, -0.001, 0.01, 0.04)]
nb_rows = [(single(r), single(p), y) for r in (0.01, 0.5, 2, 30, 1000) for p in (0.01, 0.2, 0.5, 0.9, 0.99) for y in (0, 1, 4, 25, 150, 300)]
nb_rows = [row for row in nb_rows if 1e-12 < stats.nbinom.cdf(row[2], row[0], 1 - row[1]) and stats.nbinom.sf(row[2] - 1, row[0], 1 - row[1]) > 1e-12]
signs = [1, -1]
if __name__ == "__main__":
    tables = {
        "lambertW0": table(lambda x: m.lambertw(x).real, branch + [-x for x in log_uniform(1e-30, 0.36, 60)] + log_uniform(1e-30, 1e37, 120), edges=[(0, 0), (INF, INF), (-1, NAN), (single(-0.36787945), NAN), (NAN, NAN)]),
        "lambertWm1": table(lambda x: m.lambertw(x, -1).real, branch + [-x for x in log_uniform(1e-37, 0.367, 100)], edges=[(0, -INF), (-1, NAN), (single(-0.36787945), NAN), (1, NAN), (NAN, NAN)]),
        "owensT": table(owens_t, log_uniform(1e-4, 9, 120), [s * x for s in signs for x in log_uniform(1e-4, 1e2, 60)], edges=[(0, 1, 0.125), (1, 0, 0), (INF, 1, 0), (0, INF, 0.25), (0, -INF, -0.25), (INF, INF, 0), (NAN, 1, NAN), (1, NAN, NAN)]),
        "studentTCdf": table(t_cdf, *zip(*t_rows), edges=[(1, INF, 1), (1, -INF, 0), (3, 0, 0.5), (-1, 0, NAN), (0, 1, NAN), (NAN, 1, NAN), (1, NAN, NAN)]),
        **columns(lambda n, t: second_difference(lambda n: t_cdf(n, t), n), ["studentTCdfN", "studentTCdfNN"], t_rows),
        **columns(t_draw, ["studentTDrawN", "studentTDrawNN"], t_rows),
        **columns(negative_binomial, ["negativeBinomialDrawR", "negativeBinomialDrawRR"], nb_rows),
        "vonMisesCdf": table(von_mises_cdf, *zip(*k_rows), edges=[(1, 4, 1), (1, -4, 0), (0, 0, 0.5), (-1, 0, NAN), (1, NAN, NAN), (NAN, 1, NAN)]),
        **columns(lambda k, x: second_difference(lambda k: von_mises_cdf(k, x), k), ["vonMisesCdfKappa", "vonMisesCdfKappaKappa"], k_rows),
        **columns(von_mises_draw, ["vonMisesDrawK", "vonMisesDrawKK"], k_rows),
    }
    write("laws", tables)
