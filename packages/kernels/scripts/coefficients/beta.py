"""Writes assembly/special/beta-polynomials.ts and quadrature-nodes.ts: python beta.py"""

import pathlib

import mpmath as m
from chebyshev import fit, in_x, mpf, polynomial, write

FOLDER = pathlib.Path(__file__).parents[2] / "assembly/special"
NODES = 40


def atanh_tail(t):
    """(atanh(r) / r - 1) / r^2 of t = r^2"""
    r = m.sqrt(t)
    return (m.atanh(r) / r - 1) / t if t > 1e-20 else mpf(1) / 3 + t / 5


top = mpf(1) / 9
write(
    FOLDER / "beta-polynomials.ts",
    "beta.py",
    polynomial("atanhTail", in_x(fit(atanh_tail, 0, top, 12), 0, top), ["f64"], "(atanh(r) / r - 1) / r^2 of x = r^2 in [0, 1/9]."),
)


def legendre(n):
    """Nodes and weights of Gauss and Legendre on [0, 1]."""
    out = []
    for k in range(n):
        x = m.cos(m.pi * (k + mpf(3) / 4) / (n + mpf(1) / 2))
        for _ in range(60):
            before, now = mpf(1), x
            for j in range(2, n + 1):
                before, now = now, ((2 * j - 1) * x * now - (j - 1) * before) / j
            slope = n * (x * now - before) / (x * x - 1)
            step = now / slope
            x -= step
            if abs(step) < mpf(10) ** -36:
                break
        out.append(((1 - x) / 2, 1 / ((1 - x * x) * slope**2)))
    return out


def array(name, values):
    return f"export const {name}: StaticArray<f64> = [\n" + "".join(f"  {m.nstr(v, 18)},\n" for v in values) + "];\n"


pairs = legendre(NODES)
write(
    FOLDER / "quadrature-nodes.ts",
    "beta.py",
    f"/** Gauss and Legendre on [0, 1]. */\nexport const COUNT: i32 = {NODES};\n",
    array("NODES", [x for x, _ in pairs]),
    array("WEIGHTS", [w for _, w in pairs]),
)
