"""Polynomials that interpolate a function at Chebyshev points, computed by mpmath and written as AssemblyScript."""

from mpmath import cos, mp, mpf, nstr, pi

mp.dps = 40


def fit(f, low, high, degree):
    """Powers of t = (2 x - low - high) / (high - low), within a few times the last Chebyshev coefficient of f on [low, high]."""
    n = degree + 1
    angles = [pi * (2 * k + 1) / (2 * mpf(n)) for k in range(n)]
    low, high = mpf(low), mpf(high)
    values = [f((low + high) / 2 + (high - low) / 2 * cos(angle)) for angle in angles]
    chebyshev = [2 * sum(v * cos(j * angle) for v, angle in zip(values, angles)) / n for j in range(n)]
    chebyshev[0] /= 2
    powers = [mpf(0)] * n
    before, now = [mpf(1)], [mpf(0), mpf(1)]
    for c in chebyshev:
        for i, v in enumerate(before):
            powers[i] += c * v
        after = [mpf(0)] + [2 * v for v in now]
        for i, v in enumerate(before):
            after[i] -= v
        before, now = now, after
    return powers


def in_x(powers, low, high):
    """The same polynomial in powers of x."""
    low, high = mpf(low), mpf(high)
    slope, offset = 2 / (high - low), -(low + high) / (high - low)
    result, power = [mpf(0)] * len(powers), [mpf(1)]
    for c in powers:
        for i, v in enumerate(power):
            result[i] += c * v
        after = [mpf(0)] * (len(power) + 1)
        for i, v in enumerate(power):
            after[i] += offset * v
            after[i + 1] += slope * v
        power = after
    return result


def estrin(coefficients, constant, product, total):
    """Estrin's scheme: short chains keep both multipliers busy."""
    terms, power, lines = [constant(i, c) for i, c in enumerate(coefficients)], "x", []
    while len(terms) > 1:
        pairs = [total(terms[i], product(power, terms[i + 1])) for i in range(0, len(terms) - 1, 2)]
        terms = pairs + ([terms[-1]] if len(terms) % 2 else [])
        if len(terms) > 1:
            name = "x" + str(2 * int(power[1:] or 1))
            lines.append(f"  const {name} = {product(power, power)};")
            power = name
    return "\n".join([*lines, f"  return {terms[0]};"])


def polynomial(name, coefficients, kinds, comment):
    """The function `name` of f64, and `name_f64x2`, `name_f32x4`, whose constants lie in memory, once a lane: an engine builds a
    vector from an immediate in several instructions, and loads one in one."""
    out = [f"// {comment}"]
    for kind in kinds:
        if kind == "f64":
            body = estrin(coefficients, lambda i, c: nstr(c, 18), lambda a, b: f"{a} * {b}", lambda a, b: f"({a} + {b})")
            out.append(f"// @ts-ignore: decorator\n@inline\nexport function {name}(x: f64): f64 {{\n{body}\n}}\n")
            continue
        lane, lanes, digits = ("f64", 2, 18) if kind == "f64x2" else ("f32", 4, 10)
        table = f"{name}_{kind}_table"
        numbers = "\n".join(f"  {', '.join([nstr(c, digits)] * lanes)}," for c in coefficients)
        out.append(f"const {table}: usize = memory.data<{lane}>([\n{numbers}\n], 16);\n")
        body = estrin(
            coefficients,
            lambda i, c: f"v128.load({table}, {16 * i})",
            lambda a, b: f"{kind}.mul({a}, {b})",
            lambda a, b: f"{kind}.add({a}, {b})",
        )
        out.append(f"// @ts-ignore: decorator\n@inline\nexport function {name}_{kind}(x: v128): v128 {{\n{body}\n}}\n")
    return "\n".join(out)


def write(path, source, *parts):
    with open(path, "w") as file:
        file.write(f"// Written by scripts/coefficients/{source}.\n\n" + "\n".join(parts))


def rational(f, low, high, top, bottom):
    """Powers of x of numerator and denominator (whose constant term is 1), interpolating f at Chebyshev points."""
    from mpmath import lu_solve, matrix

    n = top + bottom + 1
    low, high = mpf(low), mpf(high)
    points = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * mpf(n))) for k in range(n)]
    system, right = matrix(n, n), matrix(n, 1)
    for i, x in enumerate(points):
        value = f(x)
        right[i] = value
        for j in range(top + 1):
            system[i, j] = x**j
        for j in range(1, bottom + 1):
            system[i, top + j] = -value * x**j
    solved = lu_solve(system, right)
    return list(solved[: top + 1]), [mpf(1), *solved[top + 1 :]]
