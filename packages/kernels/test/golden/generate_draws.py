"""Golden derivatives of draws of the generalised inverse Gaussian, inverse Gaussian and von Mises-Fisher laws: python generate_draws.py"""

import mpmath as m
import numpy as np
from golden import single, text, write

m.mp.dps = 30
LEVELS = (1e-8, 1e-3, 0.2, 0.6, 0.95, 1 - 1e-8)


def gig(t, y):
    return t[0] * y - t[1] * m.cosh(y)


def fall(t, y):
    """In y = log(x / (2 - x)) on the sphere in t[1] dimensions."""
    x = 2 / (1 + m.exp(-y))
    return -t[0] * x + (t[1] - 1) / 2 * (m.log(x) + m.log(2 / (1 + m.exp(y))))


def panels(level, t, start, sign, drop=75):
    """Places from `start` outwards, at most 2 apart, out to where the density is below exp(-drop) of its value there."""
    top, places, step = level(t, start), [start], m.mpf(1) / 8192
    while top - level(t, places[-1]) < drop:
        places.append(places[-1] + sign * step)
        step = min(step * 2, m.mpf(2))
    return places


def draw_derivatives(level, t, y, mode, free):
    """g_i and h_ij of y in the parameters `free`, from differences of the distribution function."""
    e = [abs(p) * m.mpf(10) ** -7 or m.mpf(10) ** -7 for p in t]
    top = level(t, mode)
    lower = y < mode
    tail = panels(level, t, y, -1 if lower else 1)
    whole = panels(level, t, mode, -1)[::-1] + panels(level, t, mode, 1)[1:]

    def mass(t, places):
        return abs(m.quad(lambda z: m.exp(level(t, z) - top), places, method="gauss-legendre", maxdegree=5))

    def cdf(*steps):
        moved = [p + k * h for p, k, h in zip(t, steps, e)]
        part = mass(moved, tail) / mass(moved, whole)
        return part if lower else -part

    def unit(*which):
        return [sum(k for i, k in which if i == place) for place in range(len(t))]

    density = m.exp(level(t, y) - top) / mass(t, whole)
    centre = cdf(*unit())
    sides = {(i, k): cdf(*unit((i, k))) for i in free for k in (-1, 1)}
    g = {i: -(sides[i, 1] - sides[i, -1]) / (2 * e[i]) / density for i in free}
    log_whole = {(i, k): m.log(mass([p + k * h * (place == i) for place, (p, h) in enumerate(zip(t, e))], whole)) for i in free for k in (-1, 1)}
    log_density = lambda i, k: level([p + k * h * (place == i) for place, (p, h) in enumerate(zip(t, e))], y) - log_whole[i, k]
    score = {i: (log_density(i, 1) - log_density(i, -1)) / (2 * e[i]) for i in free}
    d = m.mpf(10) ** -10
    slope = (level(t, y + d) - level(t, y - d)) / (2 * d)
    h = {}
    for place, i in enumerate(free):
        for j in free[place:]:
            if i == j:
                second = (sides[i, 1] - 2 * centre + sides[i, -1]) / e[i] ** 2
            else:
                corner = lambda k, l: cdf(*unit((i, k), (j, l)))
                second = (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * e[i] * e[j])
            h[i, j] = -second / density - g[i] * score[j] - g[j] * score[i] - g[i] * g[j] * slope
    return g, h


def quantiles(level, t, mode):
    """Rough ones: what matters is that they spread."""
    ends = [float(panels(level, t, mode, sign, 30)[-1]) for sign in (-1, 1)]
    grid = np.linspace(*ends, 40001)
    with m.workdps(20):
        coarse = np.array([float(level(t, m.mpf(z)) - level(t, mode)) for z in grid[::20]])
    mass = np.exp(np.interp(grid, grid[::20], coarse))
    below = np.cumsum(mass) / mass.sum()
    above = np.cumsum(mass[::-1])[::-1] / mass.sum()
    return [grid[np.searchsorted(below, p)] if p < 0.5 else grid[len(grid) - np.searchsorted(above[::-1], 1 - p) - 1] for p in LEVELS]


names = ["P", "W", "PP", "PW", "WW"]
tables = {f"logGeneralisedInverseGaussianDraw{name}": [] for name in names}
for p, w in ((0.5, 1), (-0.5, 2.5), (0, 0.1), (0, 1e-4), (3, 0.01), (-20, 14), (0.01, 1e-3), (100, 1), (5, 300), (-2, 1e4)):
    t = [m.mpf(single(p)), m.mpf(single(w))]
    mode = m.asinh(t[0] / t[1])
    for y in quantiles(gig, t, mode):
        y = m.mpf(single(y))
        g, h = draw_derivatives(gig, t, y, mode, [0, 1])
        for name, value in zip(names, (g[0], g[1], h[0, 0], h[0, 1], h[1, 1])):
            tables[f"logGeneralisedInverseGaussianDraw{name}"].append([text(v) for v in (*t, y, value)])
tables["inverseGaussianDrawShape"], tables["inverseGaussianDrawShapeShape"] = [], []
for w in (1e-3, 0.2, 3, 50, 1e4):
    t = [m.mpf(-0.5), m.mpf(single(w))]
    mode = m.asinh(t[0] / t[1])
    for y in quantiles(gig, t, mode):
        x = m.mpf(single(m.exp(y)))
        g, h = draw_derivatives(gig, t, m.log(x), mode, [1])
        tables["inverseGaussianDrawShape"].append([text(v) for v in (t[1], x, x * g[1])])
        tables["inverseGaussianDrawShapeShape"].append([text(v) for v in (t[1], x, x * (h[1, 1] + g[1] ** 2))])
tables["vonMisesFisherFallDrawK"], tables["vonMisesFisherFallDrawKK"] = [], []
for k, d in ((0.5, 3), (20, 3), (1e-3, 2), (1, 4), (50, 5), (300, 20), (1e4, 2), (2, 200)):
    t = [m.mpf(single(k)), m.mpf(d)]
    power = (t[1] - 1) / 2
    x = 2 * power / (t[0] + power + m.sqrt(t[0] ** 2 + power**2))
    mode = m.log(x / (2 - x))
    for y in quantiles(fall, t, mode):
        x = m.mpf(single(2 / (1 + m.exp(-y))))
        if not 0 < x < 2:
            continue
        g, h = draw_derivatives(fall, t, m.log(x / (2 - x)), mode, [0])
        stretch = x * (2 - x) / 2
        tables["vonMisesFisherFallDrawK"].append([text(v) for v in (*t, x, stretch * g[0])])
        tables["vonMisesFisherFallDrawKK"].append([text(v) for v in (*t, x, stretch * (h[0, 0] + (1 - x) * g[0] ** 2))])
write("draws", tables)
