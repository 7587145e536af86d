"""Writes assembly/special/polynomials.ts: the polynomials that the special functions stand on, each with its error against mpmath.

Each is the Chebyshev interpolant of a smooth factor (within a factor of two or so of the minimax polynomial) in powers of t, its
coefficients rounded to doubles. Usage: python approximations.py > ../assembly/special/polynomials.ts
"""

import numpy as np
from mpmath import erfc, exp, mp, mpf, chebyfit, polyval, loggamma, psi, log, pi, findroot, digamma

mp.dps = 60
ROOT = findroot(digamma, mpf("1.4616321449683623"))
TINY = mpf(10) ** -12


def lgamma_factor(t):
    if abs(t) == mpf(1) / 2:
        t = t * (1 - mpf(10) ** -25)
    x = t + mpf(3) / 2
    return loggamma(x) / ((x - 1) * (x - 2))


def lgamma_middle(t):
    """The slope of lgamma_factor from its value at 0, itself the constant LGAMMA_MIDDLE in float64."""
    if abs(t) < TINY:
        return mp.diff(lgamma_factor, 0)
    return (lgamma_factor(t) - lgamma_factor(mpf(0))) / t


def log_bend(f):
    """(log(1+f) - f) / f^2."""
    return (log(1 + f) - f) / f**2 if abs(f) > TINY else -mpf(1) / 2 + f / 3


def digamma_factor(t):
    x = t + mpf(3) / 2
    if abs(x - ROOT) < mpf(10) ** -25:
        x += mpf(10) ** -20
    return digamma(x) / (x - ROOT)


def stirling_tail(t):
    if t < TINY:
        return mpf(1) / 12 - t / 360
    x = 1 / mp.sqrt(t)
    return x * (loggamma(x) - ((x - mpf(1) / 2) * log(x) - x + log(2 * pi) / 2))


def digamma_tail(t):
    if t < TINY:
        return mpf(1) / 12 - t / 120
    x = 1 / mp.sqrt(t)
    return x * x * (log(x) - 1 / (2 * x) - digamma(x))


def trigamma_tail(t):
    if t < TINY:
        return mpf(1) / 6 - t / 30
    x = 1 / mp.sqrt(t)
    return x**3 * (psi(1, x) - 1 / x - 1 / (2 * x * x))


def log_tail(t):
    if t < TINY:
        return mpf(2) / 3 + 2 * t / 5
    s = mp.sqrt(t)
    return (log((1 + s) / (1 - s)) - 2 * s) / s**3


def scaled_erfc(t):
    """exp(y^2) erfc(y) / w, w = 2 / (2 + y), t = w - 1/2."""
    w = t + mpf(1) / 2
    if w < mpf(10) ** -6:
        return 1 / (2 * mp.sqrt(pi)) * (1 + w)
    y = 2 / w - 2
    return exp(y * y) * erfc(y) / w


def estrin(coefficients, kind):
    """Estrin's scheme over t, t2, t4, ...: short chains keep the multipliers busy."""
    vector = kind if kind != "f64" else None
    add = (lambda a, b: f"{vector}.add({a}, {b})") if vector else (lambda a, b: f"({a} + {b})")
    mul = (lambda a, b: f"{vector}.mul({a}, {b})") if vector else (lambda a, b: f"{a} * {b}")
    number = (lambda c: f"{np.float32(c)!s}") if vector == "f32x4" else repr
    terms = [f"{vector}.splat({number(c)})" if vector else repr(c) for c in coefficients]
    powers, power = [], 1
    while len(terms) > 1:
        name = "t" if power == 1 else f"t{power}"
        if power > 1:
            half = "t" if power == 2 else f"t{power // 2}"
            powers.append(f"  const {name} = {mul(half, half)};")
        terms = [add(terms[i], mul(name, terms[i + 1])) if i + 1 < len(terms) else terms[i] for i in range(0, len(terms), 2)]
        power *= 2
    return powers + [f"  return {terms[0]};"]


def polynomial(name, what, f, low, high, degree, kinds):
    coefficients = [mpf(float(c)) for c in chebyfit(f, [low, high], degree + 1)]
    points = [low + (high - low) * mpf(i) / 400 for i in range(401)]
    error = max(abs(polyval(coefficients, t) / f(t) - 1) for t in points if t != 0)
    doubles = [float(c) for c in reversed(coefficients)]
    for kind in kinds:
        vector = kind != "f64"
        print(f"\n// {what}; t in [{mp.nstr(low, 5)}, {mp.nstr(high, 5)}]; relative error {mp.nstr(error, 2)}.")
        print("// @ts-ignore: decorator\n@inline")
        print(f"export function {name}{f'_{kind}' if vector else ''}(t: {'v128' if vector else 'f64'}): {'v128' if vector else 'f64'} {{")
        print("\n".join(estrin(doubles, kind)))
        print("}")


if __name__ == "__main__":
    half = mpf(1) / 2
    both = ("f64", "f64x2")
    pair = ("f64x2",)
    print("// Written by scripts/approximations.py. Names that end in Short are good enough for float32.")
    print(f"\n/** The positive zero of digamma less 1, in two doubles. */\nexport const DIGAMMA_ROOT_LESS_ONE: f64 = {float(ROOT - 1)!r};")
    print(f"export const DIGAMMA_ROOT_REST: f64 = {float(ROOT - 1 - mpf(float(ROOT - 1)))!r};")
    what = "lgamma(x) / ((x-1) (x-2)), x = t + 3/2"
    polynomial("lgammaFactor", what, lgamma_factor, -half, half, 19, both)
    polynomial("lgammaFactorShort", what, lgamma_factor, -half, half, 10, pair)
    print(f"\n/** lgamma(3/2) * -4. */\nexport const LGAMMA_MIDDLE: f64 = {float(lgamma_factor(mpf(0)))!r};")
    polynomial("lgammaMiddle", "(that less LGAMMA_MIDDLE) / t", lgamma_middle, -half, half, 8, ("f32x4",))
    what = "digamma(x) / (x - its zero), x = t + 3/2"
    polynomial("digammaFactor", what, digamma_factor, -half, half, 20, both)
    polynomial("digammaFactorShort", what, digamma_factor, -half, half, 10, pair)
    what = "x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2"
    polynomial("stirlingTail", what, stirling_tail, mpf(0), mpf(1) / 64, 6, both)
    polynomial("stirlingTailShort", what, stirling_tail, mpf(0), mpf(1) / 9, 4, pair)
    polynomial("stirlingTailShort", what, stirling_tail, mpf(0), mpf(1) / 9, 3, ("f32x4",))
    what = "x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2"
    polynomial("digammaTail", what, digamma_tail, mpf(0), mpf(1) / 64, 7, both)
    polynomial("digammaTailShort", what, digamma_tail, mpf(0), mpf(1) / 9, 4, pair)
    what = "x^3 (trigamma(x) - 1/x - 1/(2 x^2)), t = 1/x^2"
    polynomial("trigammaTail", what, trigamma_tail, mpf(0), mpf(1) / 64, 8, both)
    what = "exp(y^2) erfc(y) / w, w = 2/(2+y), t = w - 1/2"
    polynomial("scaledErfcFactor", what, scaled_erfc, -half, half, 27, both)
    polynomial("scaledErfcFactorShort", what, scaled_erfc, -half, half, 12, pair)
    what = "(log((1+s)/(1-s)) - 2s) / s^3, t = s^2"
    edge = (mp.sqrt(2) - 1) ** 2 / (mp.sqrt(2) + 1) ** 2 * mpf("1.0001")
    polynomial("logTail", what, log_tail, mpf(0), edge, 7, both)
    polynomial("logTailShort", what, log_tail, mpf(0), edge, 3, pair)
    polynomial("logBend", "(log(1+t) - t) / t^2", log_bend, mp.sqrt(half) - 1, mp.sqrt(2) - 1, 9, ("f32x4",))
