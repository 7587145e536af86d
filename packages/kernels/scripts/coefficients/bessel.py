"""Writes assembly/special/bessel-polynomials.ts: python bessel.py"""

import pathlib

import mpmath as m
from chebyshev import fit, mpf, polynomial, write

TERMS = 13


def scaled(order):
    def f(t):
        if t < -1 + mpf(10) ** -6:
            return 1 / m.sqrt(2 * m.pi) * (1 - (4 * order**2 - 1) * (t + 1) / 128)
        x = 16 / (t + 1)
        return m.sqrt(x) * m.exp(-x) * m.besseli(order, x)

    return f


def debye(count):
    """W_k with U_k(p) = p^k W_k(p^2): NIST DLMF 10.41.9."""
    u = [mpf(1)]
    out = []
    for k in range(count):
        out.append(u[k::2])
        after = [mpf(0)] * (len(u) + 3)
        for i, c in enumerate(u):
            if i:
                after[i + 1] += i * c / 2
                after[i + 3 if i + 3 < len(after) else -1] -= i * c / 2
            after[i + 1] += c / 8 / (i + 1)
            after[i + 3 if i + 3 < len(after) else -1] -= 5 * c / 8 / (i + 3)
        u = after
    return out


polys = debye(TERMS)
write(
    pathlib.Path(__file__).parents[2] / "assembly/special/bessel-polynomials.ts",
    "bessel.py",
    polynomial("i0Near", [1 / m.fac(k) ** 2 for k in range(25)], ["f64", "f64x2"], "I0 of x = (argument / 2)^2 <= 16, by its series."),
    polynomial("i1Near", [1 / m.fac(k) / m.fac(k + 1) for k in range(25)], ["f64", "f64x2"], "I1 / (argument / 2), likewise."),
    polynomial("i0Far", fit(scaled(0), -1, 1, 23), ["f64", "f64x2"], "sqrt(u) exp(-u) I0(u), u >= 8, of x = 16 / u - 1."),
    polynomial("i1Far", fit(scaled(1), -1, 1, 23), ["f64", "f64x2"], "The same of I1."),
    f"/** How many Debye polynomials. */\nexport const DEBYE_COUNT: i32 = {TERMS};\n",
    "/** W_k, k + 1 coefficients each, lowest first: U_k(p) = p^k W_k(p^2), NIST DLMF 10.41.9. */\nexport const DEBYE: StaticArray<f64> = [\n"
    + "".join(f"  {m.nstr(c, 18)},\n" for w in polys for c in w)
    + "];\n",
)
