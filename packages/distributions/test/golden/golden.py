"""What the golden rows of all laws share: a law's formulas in mpmath, the points they are evaluated at, and what is written.

A law gives its log density (and its entropy, where it has one) as a list of terms: their sum is the value, and the sum of their sizes
says how much of it float32 can lose when the terms cancel. That and the derivatives in every input are the "slack" beside each value:
the error of float32 arithmetic in it is a few units of the last place times the slack, for any formula that is good.
"""

import json
import math
import pathlib
import struct

import mpmath as m
import numpy as np
from scipy.optimize import toms748

m.mp.dps = 100
INF, NAN = math.inf, math.nan
GREATEST = 3.4028234e38
# Reciprocals of numbers beyond these are not normal float32 numbers, which some backends take for 0.
FAR, NEAR = 1e37, 1e-37
PROBABILITIES = [1e-30, 1e-10, 1e-3, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-6]
GRID, TAILS = 24, [1e-30, 1e-10, 1e-5]
LAWS = {}


def single(x):
    """The nearest float32, as a float: inputs must be the same numbers in float32 and in float64."""
    x = float(x)
    return math.copysign(INF, x) if abs(x) > GREATEST else struct.unpack("f", struct.pack("f", x))[0]


def text(x, digits=10):
    """JSON lacks some numbers: they are strings."""
    if x is None:
        return None
    x = float(x)
    return ("nan" if x != x else "inf" if x > 0 else "-inf") if not math.isfinite(x) else float(f"{x:.{digits}g}")


def law(name, parameters, cases, log_density, cdf, sf=None, support=(0, INF), discrete=False, otherwise=None, scipy=None,
        mean=None, variance=None, entropy=None, mode=None, at_edges=None, quadrature=1, has_cdf=True, has_icdf=True, circular=False, step=14):  # fmt: skip
    """One law.

    parameters  their names, in the order of the functions' arguments
    cases       values in that order; a dictionary where others are given in their place (`otherwise`: name -> (name in `parameters`, f))
    log_density terms at (x, *values); likewise `entropy` at (*values)
    support     (low, high), or a function of the values
    at_edges    the log density at closed ends: a function of the values that gives [(x, value), ...]
    quadrature  how many of the cases are held against integrals (sums) of the density
    has_cdf     False where the law has no distribution function to offer; has_icdf likewise
    step        derivatives are differences over 10^-step of each number: 5 where a function is a quadrature in float64
    circular    True where mean and variance are those of angles
    """
    LAWS[name] = {k: v for k, v in locals().items()}


def total(terms):
    return m.fsum(terms) if isinstance(terms, (list, tuple)) else m.mpf(terms)


def sizes(terms):
    return m.fsum(abs(t) for t in terms) if isinstance(terms, (list, tuple)) else abs(m.mpf(terms))


def condition(f, inputs, frozen=(), digits=14):
    """sum_i |v_i df/dv_i|: how far f moves when every input moves by one part."""
    result = m.mpf(0)
    for i, v in enumerate(inputs):
        if v == 0 or i in frozen or not m.isfinite(v):
            continue
        step = abs(v) * m.mpf(10) ** -digits
        up, down = ([*inputs[:i], v + s, *inputs[i + 1 :]] for s in (step, -step))
        try:
            result += abs(v * (f(*up) - f(*down)) / (2 * step))
        except (ValueError, ZeroDivisionError, TypeError):
            continue
    return result


class Case:
    def __init__(self, law, given):
        self.law = law
        names = law["parameters"]
        if isinstance(given, dict):
            self.given = {k: single(v) for k, v in given.items()}
            canonical = {}
            for k, v in self.given.items():
                to, f = (law["otherwise"] or {}).get(k, (k, lambda v: v))
                canonical[to] = f(m.mpf(v))
            self.values = tuple(m.mpf(canonical[k]) for k in names)
        else:
            self.given = dict(zip(names, map(single, given)))
            self.values = tuple(m.mpf(v) for v in self.given.values())
        low, high = law["support"](*self.values) if callable(law["support"]) else law["support"]
        self.low, self.high = m.mpf(low), m.mpf(high)

    def log_density(self, x):
        return total(self.law["log_density"](m.mpf(x), *self.values))

    def cdf(self, x):
        return m.mpf(self.law["cdf"](m.mpf(x), *self.values))

    def sf(self, x):
        return m.mpf(self.law["sf"](m.mpf(x), *self.values)) if self.law["sf"] else 1 - self.cdf(x)

    def excess(self, x, p, q):
        """Increasing in x, 0 at the quantile: of p from below, or of q from above."""
        tail = self.cdf(x) if p is not None else self.sf(x)
        log = m.log(tail) if tail > 0 else m.mpf(-1e12)
        return float(max(m.mpf(-1e12), log - m.log(p)) if p is not None else min(m.mpf(1e12), m.log(q) - log))

    def quantile(self, p=None, q=None):
        if self.law["discrete"]:
            return self.least(p, q)
        low, high = self.low, self.high
        if m.isfinite(low) and m.isfinite(high):
            def at(t):  # from both ends
                return low + (high - low) * m.exp(t) / 2 if t < 0 else high - (high - low) * m.exp(-t) / 2
        elif m.isfinite(low):
            def at(t):
                return low + m.exp(t)
        elif m.isfinite(high):
            def at(t):
                return high - m.exp(-t)
        else:
            def at(t):
                return m.sinh(t)
        f = lambda t: self.excess(at(m.mpf(t)), p, q)
        a, b = -1.0, 1.0
        while f(a) > 0:
            a *= 2
            if a < -1e7:
                return at(m.mpf(a))
        while f(b) < 0:
            b *= 2
            if b > 1e7:
                return at(m.mpf(b))
        return at(m.mpf(toms748(f, a, b, xtol=1e-14, rtol=1e-14)))

    def least(self, p, q):
        """The least whole number with cdf >= p, or sf <= q."""
        fine = (lambda k: self.cdf(k) >= p) if p is not None else (lambda k: self.sf(k) <= q)
        low = int(self.low)
        if fine(low):
            return m.mpf(low)
        step = 1
        while not fine(min(m.mpf(low + step), self.high)):
            step *= 2
        a, b = low, int(min(m.mpf(low + step), self.high))
        while b - a > 1:
            middle = (a + b) // 2
            a, b = (a, middle) if fine(middle) else (middle, b)
        return m.mpf(b)

    def points(self):
        ps = [k / GRID for k in range(1, GRID)]
        xs = {single(self.quantile(p=m.mpf(p))) for p in [*TAILS, *ps]} | {single(self.quantile(q=m.mpf(q))) for q in TAILS}
        if self.law["discrete"]:
            return sorted(x for x in xs if abs(x) < 2**24)
        return sorted(x for x in xs if self.low < x < self.high and NEAR < abs(x) < FAR)


def rows(case):
    law, values, frozen = case.law, case.values, (0,) if case.law["discrete"] else ()
    xs = case.points()
    table = {"xs": [text(x, 17) for x in xs]}
    at = [[m.mpf(x), *values] for x in xs]
    terms = [law["log_density"](*each) for each in at]
    table["logProb"] = [text(total(t)) for t in terms]
    table["logProbSlack"] = [
        text(sizes(t) + condition(lambda *v: total(law["log_density"](*v)), each, frozen), 3) for t, each in zip(terms, at)
    ]
    if law["has_cdf"]:
        cdfs, sfs = [case.cdf(x) for x in xs], [case.sf(x) for x in xs]
        moves = [condition(law["cdf"], each, frozen, law["step"]) for each in at]
        log = lambda p: m.log(p) if p > 0 else -INF
        table["cdf"] = [text(p) for p in cdfs]
        table["cdfSlack"] = [text(p + c, 3) for p, c in zip(cdfs, moves)]
        table["survival"] = [text(q) for q in sfs]
        table["logCdf"] = [text(log(p)) for p in cdfs]
        table["logCdfSlack"] = [text(abs(log(p)) + c / p if p > 0 else 0, 3) for p, c in zip(cdfs, moves)]
        table["logSurvival"] = [text(log(q)) for q in sfs]
        table["logSurvivalSlack"] = [text(abs(log(q)) + c / q if q > 0 else 0, 3) for q, c in zip(sfs, moves)]
    else:
        table["cellCdf"], table["cellSurvival"] = [text(case.cdf(x)) for x in xs], [text(case.sf(x)) for x in xs]
    if law["has_icdf"]:
        ps = [single(p) for p in PROBABILITIES]
        quantiles = [case.quantile(p=m.mpf(p)) if p <= 0.5 else case.quantile(q=1 - m.mpf(p)) for p in ps]
        table["ps"] = [text(p, 17) for p in ps]
        table["quantiles"] = [text(single(x)) for x in quantiles]
        if not law["discrete"]:
            slack = []
            for p, x in zip(ps, quantiles):
                density = m.exp(case.log_density(x)) if case.low < x < case.high else m.mpf(0)
                move = condition(law["cdf"], [x, *values], (0,), law["step"]) if density > 0 else 0
                slack.append(text(abs(x) + (min(p, 1 - m.mpf(p)) + move) / density if density > 0 else 0, 3))
            table["quantileSlack"] = slack
    for statistic in ("mean", "variance", "entropy"):
        f = law[statistic]
        value = None if f is None else f(*values)
        table[statistic] = None if f is None else text(total(value))
        if f is not None:
            move = condition(lambda *v: total(f(*v)), list(values)) if m.isfinite(total(value)) else 0
            table[f"{statistic}Slack"] = text(sizes(value) + move if m.isfinite(total(value)) else 0, 3)
    table["mode"] = None if law["mode"] is None else text(law["mode"](*values))
    edges = law["at_edges"](*values) if law["at_edges"] else []
    table["edges"] = [[text(x), text(v)] for x, v in edges]
    table["support"] = [text(case.low), text(case.high)]
    return {"parameters": {k: text(v, 17) for k, v in case.given.items()}, **table}


RULE = np.polynomial.legendre.leggauss(40)


def quadrature(density, knots):
    """The integral of a positive function of float64 arrays: no cancellation, so that thin tails have all their digits too."""
    nodes, weights = RULE
    knots = [float(x) for x in knots]
    return m.mpf(sum(float(np.sum(weights * density((b - a) / 2 * nodes + (a + b) / 2))) * (b - a) / 2 for a, b in zip(knots, knots[1:])))


def near(what, found, expected, tolerance):
    if not abs(found - expected) <= tolerance * (1 + abs(expected)):
        raise AssertionError(f"{what}: {m.nstr(found, 12)} is not {m.nstr(expected, 12)}")


def check_integrals(name, case):
    """The formulas against each other: density, distribution function, moments, entropy."""
    law = case.law
    statistic = {k: total(law[k](*case.values)) if law[k] else None for k in ("mean", "variance", "entropy")}
    if law["discrete"]:
        last = int(case.quantile(q=m.mpf(10) ** -25))
        points = [(m.mpf(k), m.exp(case.log_density(k))) for k in range(int(case.low), last + 1)]
        integral = lambda f: m.fsum(w * f(x) for x, w in points if w > 0)
    else:
        # Densities may have a kink at their mode.
        kinks = [m.mpf(law["mode"](*case.values))] if law["mode"] else []
        knots = [case.low, *kinks, *[case.quantile(p=p) for p in (1e-25, 1e-12, 1e-6, 0.01, 0.2, 0.4)]]
        knots += [*[case.quantile(q=q) for q in (0.4, 0.2, 0.01, 1e-6, 1e-12, 1e-25, 1e-50)], case.high]
        # Beyond the outermost knots there is nothing that matters, and exp(exp(x)) of an infinite interval's nodes takes for ever.
        knots = sorted({x for x in knots if case.low <= x <= case.high and m.isfinite(x)})

        def integral(f):
            def weighted(x):
                density = m.exp(case.log_density(x)) if case.low < x < case.high else m.mpf(0)
                return density * f(x) if density > 0 else m.mpf(0)

            with m.workdps(18):
                return m.fsum(m.quad(weighted, [a, b]) for a, b in zip(knots, knots[1:]))

        if law["has_cdf"]:
            middle = [case.quantile(p=0.01), case.quantile(p=0.4)]
            part = m.quad(lambda x: m.exp(case.log_density(x)), sorted([*middle, *[x for x in kinks if middle[0] < x < middle[1]]]))
            near(f"{name}: cdf", part, case.cdf(middle[1]) - case.cdf(middle[0]), 1e-9)
    near(f"{name}: total", integral(lambda x: 1), 1, 1e-9)
    if not law["circular"] and statistic["mean"] is not None and m.isfinite(statistic["mean"]):
        near(f"{name}: mean", integral(lambda x: x), statistic["mean"], 1e-6)
        if statistic["variance"] is not None and m.isfinite(statistic["variance"]):
            near(f"{name}: variance", integral(lambda x: (x - statistic["mean"]) ** 2), statistic["variance"], 1e-5)
    if statistic["entropy"] is not None:
        near(f"{name}: entropy", integral(lambda x: -case.log_density(x)), statistic["entropy"], 1e-7)


def check_scipy(name, case, xs):
    """The same against SciPy, where it has the law, at the points where it is right."""
    theirs = case.law["scipy"](*map(float, case.values))
    log_density = theirs.logpmf if case.law["discrete"] else theirs.logpdf
    for x in xs:
        # A quarter or so of the grid: its tails are what mpmath is here for.
        if not 0.04 < case.cdf(x) < 0.96:
            continue
        for what, found, expected in (
            ("density", log_density(x), case.log_density(x)),
            ("cdf", theirs.cdf(x), case.cdf(x)),
        ):
            near(f"{name} against SciPy: {what} at {x}", m.mpf(float(found)), expected, 1e-7)


def write(name):
    law = LAWS[name]
    found = []
    for i, given in enumerate(law["cases"]):
        case = Case(law, given)
        if i < law["quadrature"]:
            check_integrals(name, case)
        row = rows(case)
        if law["scipy"] and i < max(1, law["quadrature"]):
            check_scipy(name, case, row["xs"])
        found.append(row)
    path = pathlib.Path(__file__).parent / f"{name}.json"
    body = ",\n".join(json.dumps(row) for row in found)
    path.write_text(f'{{ "law": "{name}", "cases": [\n{body}\n] }}\n')
    print(name, len(found), len(found[0]["xs"]), flush=True)
