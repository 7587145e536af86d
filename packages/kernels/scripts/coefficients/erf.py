"""Writes assembly/special/erf-polynomials.ts, and packages/special/src/erf-coefficients.ts for graphics cards: python erf.py"""

import pathlib

import mpmath as m
from chebyshev import fit, in_x, mpf, polynomial, rational, write

m.mp.dps = 60
ROOT2 = m.sqrt(2)


def erf_over_x(z):
    x = m.sqrt(z)
    return m.erf(x) / x if z > 0 else 2 / m.sqrt(m.pi)


def scaled(x):
    """(1 + 2x) erfcx(x)."""
    if x > 60:
        return (1 + 2 * x) / (x * m.sqrt(m.pi)) * sum((-1) ** k * m.fac2(2 * k - 1) / (2 * x * x) ** k for k in range(12))
    return (1 + 2 * x) * m.exp(x * x) * m.erfc(x)


def erfinv_over_x(z):
    return m.sqrt(m.pi) / 2 if z == 0 else m.erfinv(m.sqrt(z)) / m.sqrt(z)


def normal_tail(r):
    """z with Q(z) = exp(-r^2 / 2), by Newton's method on log Q."""
    target, z = -r * r / 2, r
    for _ in range(60):
        tail = m.erfc(z / ROOT2) / 2
        step = (m.log(tail) - target) * tail / (m.exp(-z * z / 2) / m.sqrt(2 * m.pi))
        z += step
        if abs(step) < mpf(10) ** -32:
            break
    return z


def erfinv_over_x_of_log(w):
    """erfinv(x) / x of w = -log(1 - x^2)."""
    return erfinv_over_x(-m.expm1(-w))


def log_tail(f):
    """(log(1 + f) - f + f^2 / 2) / f^3"""
    return (m.log1p(f) - f + f * f / 2) / f**3 if abs(f) > 1e-12 else mpf(1) / 3


def expm1_tail(r):
    return (m.expm1(r) - r) / r**2 if abs(r) > 1e-12 else mpf(1) / 2


K = 3
K_SINGLE = 2
VECTORS = ["f64", "f64x2"]
log_tail_polynomial = in_x(fit(log_tail, m.sqrt(0.5) - 1, m.sqrt(2) - 1, 7), m.sqrt(0.5) - 1, m.sqrt(2) - 1)
small_less_one = in_x(fit(lambda z: erf_over_x(z) - 1, 0, 1, 6), 0, 1)
log_erfc = in_x(fit(lambda x: m.log(m.erfc(x)), 1, 4, 8), 1, 4)
scaled_single = fit(lambda t: scaled(K_SINGLE * (1 + t) / (1 - t)), -1, 1, 11)
near_less_one = fit(lambda w: erfinv_over_x_of_log(w) - 1, 0, 5, 9)
above, below = rational(lambda r: r - normal_tail(r), "3.5", "14.6", 3, 4)
parts = [
    polynomial("erfSmall", in_x(fit(erf_over_x, 0, 1, 13), 0, 1), VECTORS, "erf(sqrt x) / sqrt x, x in [0, 1]."),
    polynomial(
        "erfSmallLessOne",
        small_less_one,
        ["f32x4"],
        "erf(sqrt x) / sqrt x - 1, for float32.",
    ),
    polynomial("logErfc", log_erfc, ["f32x4"], "log erfc(x), x in [1, 4], for float32."),
    polynomial(
        "erfcxLarge",
        fit(lambda t: scaled(K * (1 + t) / (1 - t)), -1, 1, 27),
        VECTORS,
        f"(1 + 2u) erfcx(u), u >= 0, of x = (u - {K}) / (u + {K}): Shepherd and Laframboise (1981), Math. Comp. 36, 249.",
    ),
    polynomial("erfcxLarge", scaled_single, ["f32x4"], f"The same of x = (u - {K_SINGLE}) / (u + {K_SINGLE}), for float32."),
    polynomial("erfinvSmall", in_x(fit(erfinv_over_x, 0, 0.25, 15), 0, 0.25), VECTORS, "erfinv(sqrt x) / sqrt x, x in [0, 1/4]."),
    polynomial(
        "erfinvNearLessOne",
        near_less_one,
        ["f32x4"],
        "erfinv(y) / y - 1 of x = 0.4 w - 1, w = -log(1 - y^2) in [0, 5], for float32: the variable is Giles's (2011).",
    ),
]
for name, k, low, high, degree in [("Near", mpf("3.2"), mpf("1.66"), 6, 22), ("Far", mpf("15.5"), 6, 40, 25)]:
    ends = [(r - k) / (r + k) for r in (low, high)]
    parts.append(
        polynomial(
            f"normalTail{name}",
            in_x(fit(lambda t: normal_tail(k * (1 + t) / (1 - t)) * (1 - t) / (k * (1 + t)), *ends, degree), *ends),
            VECTORS,
            f"z / r with Q(z) = exp(-r^2 / 2), r in [{m.nstr(low, 3)}, {high}], of x = (r - {m.nstr(k, 3)}) / (r + {m.nstr(k, 3)}).",
        )
    )
parts += [
    polynomial("normalTailAbove", above, ["f32x4"], "Numerator of x - z, Q(z) = exp(-x^2 / 2), x in [3.5, 14.6], for float32."),
    polynomial("normalTailBelow", below, ["f32x4"], "The denominator."),
    polynomial(
        "logTail", log_tail_polynomial, ["f32x4"],
        "(log(1 + x) - x + x^2 / 2) / x^3, 1 + x in [sqrt(1/2), sqrt 2], for float32.",
    ),
    polynomial(
        "expm1Tail", in_x(fit(expm1_tail, -m.log(2) / 2, m.log(2) / 2, 4), -m.log(2) / 2, m.log(2) / 2), ["f32x4"],
        "(exp(x) - 1 - x) / x^2, |x| <= log(2) / 2, for float32.",
    ),
]
write(pathlib.Path(__file__).parents[2] / "assembly/special/erf-polynomials.ts", "erf.py", *parts)

single = {
    "ERF_SMALL_LESS_ONE": ("erf(sqrt x) / sqrt x - 1, x in [0, 1]", small_less_one),
    "LOG_ERFC": ("log erfc(x), x in [1, 4]", log_erfc),
    "ERFCX_LARGE": (
        f"(1 + 2u) erfcx(u), u >= 0, of x = (u - {K_SINGLE}) / (u + {K_SINGLE})",
        scaled_single,
    ),
    "ERFINV_NEAR_LESS_ONE": ("erfinv(y) / y - 1 of x = 0.4 w - 1, w = -log(1 - y^2) in [0, 5]", near_less_one),
    "NORMAL_TAIL_ABOVE": ("numerator of x - z, Q(z) = exp(-x^2 / 2), x in [3.5, 14.6]", above),
    "NORMAL_TAIL_BELOW": ("and its denominator", below),
    "LOG_TAIL": ("(log(1 + x) - x + x^2 / 2) / x^3, 1 + x in [sqrt(1/2), sqrt 2]", log_tail_polynomial),
}
write(
    pathlib.Path(__file__).parents[3] / "special/src/erf-coefficients.ts",
    "erf.py of @baytes/kernels",
    "// Polynomials for float32, lowest coefficient first.\n",
    *[
        f"/** {what}. */\nexport const {name} = [\n" + "".join(f"  {float(m.nstr(c, 9))},\n" for c in coefficients) + "];\n"
        for name, (what, coefficients) in single.items()
    ],
)
