"""Golden values of the gamma family, by mpmath at 50 digits and more; ends of the domain as SciPy has them.

Arguments are float32 numbers, so that the same rows test float32. Writes gamma.json: {function: [[arguments..., value]]}; numbers
that JSON lacks are strings. Usage: python generate_gamma.py
"""

import json
import math
import pathlib

import numpy as np
import scipy
import scipy.special as sp
from mpmath import beta as mp_beta
from mpmath import diff, gammainc, inf, log, loggamma, mp, mpf, pi, psi, zeta

mp.dps = 50
single = lambda x: float(np.float32(x))
INF, NAN = math.inf, math.nan


def text(x):
    x = float(x)
    if math.isnan(x):
        return "nan"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return "-0" if x == 0 and math.copysign(1, x) < 0 else x


rows = {}


def golden(name, f, points):
    out = rows.setdefault(name, [])
    for point in points:
        point = [single(x) for x in point]
        out.append([text(x) for x in (*point, f(*map(mpf, point)))])


def edges(name, f, points):
    with np.errstate(all="ignore"):
        rows.setdefault(name, []).extend([text(x) for x in (*point, f(*point))] for point in points)


def real_lgamma(x):
    return loggamma(x).real if x > 0 else log(abs(mp.gamma(x)))


def distribution(a, x):
    """P, Q, and -1/(x q) times their first two derivatives in a (Q's weights are the same), all to many digits."""
    digits = 60 + int(max(0, (x - a) / 2.3)) + int(abs(mp.log(a)))
    with mp.workdps(digits):
        term = total = mpf(1)
        harmonic = squares = first = second = mpf(0)
        k = 0
        while True:
            k += 1
            term *= x / (a + k)
            harmonic -= 1 / (a + k)
            squares += 1 / (a + k) ** 2
            total += term
            first += term * harmonic
            second += term * (harmonic**2 + squares)
            if k > x - a and term * (harmonic**2 + squares + 1) < mpf(10) ** -digits * total:
                break
        leading = mp.exp(a * log(x) - x - loggamma(a + 1))
        P = leading * total
        l = log(x) - psi(0, a + 1)
        slope = -(total * l + first) / a
        weight = -(total * (l**2 - psi(1, a + 1)) + 2 * l * first + second) / a
        curvature = weight - 2 * slope * (log(x) - psi(0, a)) - slope**2 * (a - x)
        xq = a * leading
        return {"P": P, "Q": 1 - P, "slope": slope, "weight": weight, "curvature": curvature, "xq": xq, "x": x, "a": a}


cache = {}


def law(pick):
    def f(a, x):
        if (a, x) not in cache:
            cache[a, x] = distribution(a, x)
        return pick(cache[a, x])

    return f


def quantiles(a, levels):
    for q in levels:
        x = sp.gammaincinv(a, q) if q < 0.999 else sp.gammainccinv(a, 1 - q)
        if 1e-37 < x < 1e37:
            yield (a, x)


if __name__ == "__main__":
    positive = [1e-30, 1e-10, 1e-5, 1e-3, 0.03, 0.2, 0.5, 0.75, 0.9, 0.99, 0.9999, 1 - 2**-23, 1 + 2**-22, 1.0001, 1.01, 1.1, 1.3, 1.46,
                1.4616, 1.4617, 1.47, 1.6, 1.9, 1.9999, 2 - 2**-22, 2 + 2**-21, 2.001, 2.1, 2.5, 2.9, 2.99999, 3.0001, 3.5, 4.2, 5.5, 6.1, 7.3,
                7.9999, 8.0001, 9, 12.7, 20, 33.3, 100, 321, 1e3, 1e4, 1e5, 1e7, 1e10, 1e20, 1e30]
    negative = [-1e-30, -1e-10, -1e-3, -0.1, -0.5, -0.9, -0.999, -1.001, -1.5, -2.2, -2.4570248, -2.75, -3.3, -5.5, -10.1, -20.75, -50.5, -100.3,
                -1000.5, -12345.75]
    poles = [(0.0,), (-0.0,), (-1.0,), (-2.0,), (-77.0,)]
    ends = [(INF,), (-INF,), (NAN,)]
    golden("lgamma", real_lgamma, [(x,) for x in positive + negative])
    edges("lgamma", sp.gammaln, [(1.0,), (2.0,), *poles, *ends])
    edges("gammaSign", sp.gammasgn, [(x,) for x in (2.5, 0.5, -0.5, -1.5, -2.5, -77.5, -100.5, 1e-30, -1e-30)] + [*poles, *ends])
    golden("digamma", lambda x: psi(0, x), [(x,) for x in positive + negative])
    edges("digamma", sp.digamma, [*poles, *ends])
    golden("trigamma", lambda x: psi(1, x), [(x,) for x in positive + negative if 1e-18 < abs(x)])
    edges("trigamma", lambda x: sp.polygamma(1, x), [*poles, (INF,), (NAN,)])
    orders = [2, 3, 4, 5, 8, 13, 20]
    some = [0.01, 0.3, 0.9, 1, 1.7, 3.3, 7.7, 15.5, 60, 500, 1e4, -0.3, -0.75, -1.5, -4.2, -30.6]
    golden("polygamma", lambda n, x: psi(int(n), x), [(n, x) for n in orders for x in some if abs(x) > 0.1 or n < 9])
    edges("polygamma", sp.polygamma, [(2.0, 0.0), (3.0, 0.0), (3.0, -1.0), (2.0, INF), (4.0, NAN)])
    golden("zeta", lambda s, q: zeta(s, q), [(s, q) for s in (1.0001, 1.01, 1.2, 1.5, 2, 2.5, 3, 5.5, 10, 21, 40)
                                            for q in (0.05, 0.5, 1, 1.5, 3.3, 9, 10.5, 44, 1e3, 1e6) if s * abs(math.log10(q)) < 36])
    edges("zeta", sp.zeta, [(1.0, 2.0), (0.5, 2.0), (2.0, 0.0), (2.0, -1.0), (2.5, -0.5), (3.0, -0.5), (2.0, -0.5), (NAN, 2.0), (2.0, NAN),
                            (2.0, INF)])
    grid = [(s, q) for s in (1.01, 1.5, 2, 3.5, 8) for q in (0.1, 0.7, 1, 2.5, 9.5, 40, 300)]
    golden("zetaFirst", lambda s, q: zeta(s, q, 1), grid)
    golden("zetaSecond", lambda s, q: zeta(s, q, 2), grid)
    golden("riemannZeta", zeta, [(s,) for s in (-30.5, -11.3, -7, -3.5, -2.1, -1, -0.6, -0.5, -0.1, 0, 0.3, 0.9, 0.999, 1.001, 1.5, 2, 3, 7.5, 20, 60)])
    edges("riemannZeta", sp.zeta, [(1.0,), (INF,), (-2.0,), (-4.0,), (NAN,)])
    sizes = [1e-10, 1e-3, 0.1, 0.7, 1, 1.5, 3.2, 7.5, 8.5, 20, 100, 1e3, 1e5, 1e8, 1e12]
    golden("lbeta", lambda a, b: loggamma(a) + loggamma(b) - loggamma(a + b), [(a, b) for a in sizes for b in sizes if not a == b == 1])
    golden("lbeta", lambda a, b: log(abs(mp_beta(a, b))), [(-0.5, 2.2), (-1.5, 0.7), (3.3, -2.6)])
    edges("lbeta", sp.betaln, [(1.0, 1.0), (0.0, 2.0), (2.0, 0.0), (NAN, 1.0), (1.0, NAN)])
    golden("polygammaDifference", lambda n, a, b: psi(int(n), a) - psi(int(n), a + b),
           [(n, a, b) for n in (0, 1, 2, 5) for a in (0.01, 0.5, 2, 30, 1e4) for b in (1e-8, 1e-3, 0.6, 7, 1e3, 1e6)])
    golden("multigammaln", lambda a, d: sum((loggamma(a - mpf(j) / 2) for j in range(int(d))), d * (d - 1) / 4 * log(pi)),
           [(a, d) for d in (1, 2, 3, 5, 10) for a in (0.01, 0.6, 1.2, 2.5, 4.7, 9.9, 55, 1e4) if a > (d - 1) / 2])
    golden("multiPolygamma", lambda n, a, d: sum(psi(int(n), a - mpf(j) / 2) for j in range(int(d))),
           [(n, a, d) for n in (0, 1, 2) for d in (1, 2, 5) for a in (0.6, 2.5, 9.9, 1e3) if a > (d - 1) / 2])

    shapes = [1e-4, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.9, 1, 1.5, 2.5, 4, 6, 7.5, 8, 9, 12, 20, 50, 100, 300, 1000, 1e4]
    levels = [1e-8, 1e-6, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999, 1 - 1e-6, 1 - 1e-8]
    inside = [point for a in shapes for point in quantiles(a, levels)]
    golden("gammaDrawFirst", law(lambda d: d["x"] * d["slope"]), inside)
    # Not at the zero of h, near the median of a large shape: no relative accuracy is to be had there.
    golden("gammaDrawSecond", law(lambda d: d["x"] * (d["curvature"] + d["slope"] ** 2)),
           [(a, x) for a, x in inside if a < 20 or abs(x / a - 1) > 0.1 / math.sqrt(a)])
    tails = [(1e-4, 1e-5), (1e-3, 2), (0.01, 1.2), (0.2, 1.4), (0.4, 1.6), (0.5, 60), (1, 1), (2, 30), (3, 0.01), (5, 1e-5), (7.9, 60), (8, 1.2),
             (8, 60), (30, 4.1), (30, 2), (30, 220), (100, 20), (100, 600), (3000, 2000), (3000, 4200), (1e5, 1.001e5), (1e5, 9.9e4), (1e5, 1.02e5)]
    wide = [point for a in shapes for point in quantiles(a, levels[::2])] + tails
    normal = lambda d, key: abs(d[key]) if 1e-37 < abs(d[key]) else mpf(0)
    for name, key in (("igammaP", "P"), ("igammaQ", "Q")):
        golden(name, law(lambda d, key=key: normal(d, key)), [p for p in wide if law(lambda d, key=key: normal(d, key))(*map(lambda v: mpf(single(v)), p)) > 0])
    golden("logIgammaP", law(lambda d: log(d["P"])), wide)
    golden("logIgammaQ", law(lambda d: mp.log1p(-d["P"]) if d["P"] < 0.5 else log(d["Q"])), wide)
    big = lambda p: law(lambda d: d["xq"])(*map(lambda v: mpf(single(v)), p)) > 1e-30
    golden("gammaDensity", law(lambda d: d["xq"] / d["x"]), [p for p in wide if big(p)])
    golden("igammaShapeFirst", law(lambda d: -d["slope"] * d["xq"]), [p for p in wide if big(p)])
    golden("igammaShapeSecond", law(lambda d: -d["weight"] * d["xq"]), [p for p in wide if big(p)])
    golden("gammaDensitySlope", law(lambda d: d["xq"] / d["x"] * ((d["a"] - 1) / d["x"] - 1)), [p for p in wide if big(p) and abs(p[0] - 1 - p[1]) > 0.01 * p[0]])
    golden("gammaReversedHazard", law(lambda d: d["xq"] / d["x"] / d["P"]), [p for p in wide if big(p)])
    golden("gammaHazard", law(lambda d: d["xq"] / d["x"] / d["Q"]), [p for p in wide if big(p)])
    corners = [(0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (INF, 1.0), (1.0, INF), (INF, INF), (-1.0, 1.0), (1.0, -1.0), (NAN, 1.0), (1.0, NAN)]
    edges("igammaP", sp.gammainc, corners)
    edges("igammaQ", sp.gammaincc, corners)
    probabilities = [1e-30, 1e-10, 1e-4, 0.02, 0.3, 0.5, 0.77, 0.99, 1 - 2**-20]

    def inverse(lower):
        def f(a, p):
            # Newton's method in log x with derivatives to 60 digits, from SciPy's answer.
            start = (sp.gammaincinv if lower else sp.gammainccinv)(float(a), float(p))
            y = log(mpf(float(start)))
            for _ in range(4):
                d = distribution(a, mp.exp(y))
                value, sign = (d["P"], 1) if lower else (d["Q"], -1)
                y -= sign * (value - p) / d["xq"]
            return mp.exp(y)

        return f

    for name, lower, start in (("igammaPInverse", True, sp.gammaincinv), ("igammaQInverse", False, sp.gammainccinv)):
        points = [(single(a), single(p)) for a in (0.01, 0.1, 0.5, 0.9, 1, 1.5, 3, 7, 8, 20, 100, 1000) for p in probabilities]
        golden(name, inverse(lower), [p for p in points if 1e-37 < start(*p) < 1e37])
        edges(name, start, [(1.0, 0.0), (1.0, 1.0), (0.0, 0.5), (1.0, -0.1), (1.0, 1.1), (-1.0, 0.5), (NAN, 0.5), (1.0, NAN)])

    rows["versions"] = [f"mpmath {__import__('mpmath').__version__}", f"scipy {scipy.__version__}"]
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values, separators=(',', ':'))}" for name, values in rows.items())
    pathlib.Path(__file__).with_name("gamma.json").write_text("{\n" + lines + "\n}\n")
