"""Writes assembly/special/gamma-expansions.ts: expansions of the gamma law in 1/a, uniform in v = log(x/a), for shapes a from 8 on.

1. How a draw x of Gamma(a, 1) moves with its shape at a fixed quantile. dx/da = g = sum_k G_k(v) / a^k: from
   d/dx (g q) = -dq/da with q the density, G_0 = v e^v / (e^v - 1) and

     G_{k+1} = (p_{k+1} e^v + G_k' - G_k) / (e^v - 1),      log a - psi(a) = sum_k p_k / a^k.

   The second derivative at a fixed quantile, h = dg/da + g dg/dx, is (1/a) sum_k H_k(v) / a^k, by products of power series.

2. The distribution function (Temme 1979, with v in place of his eta as the variable of the tail). With
   eta = v sqrt(2 (e^v - 1 - v) / v^2),

     Q(a, x) = erfc(eta sqrt(a/2)) / 2 + exp(-a eta^2 / 2) / sqrt(2 pi a) sum_k T_k(v) / a^k,
     T_0 = 1 / (e^v - 1) - 1 / eta,  T_{k+1} = (c_{k+1} + T_k') / (e^v - 1),

   where 1 / Gamma*(a) = sqrt(2 pi / a) (a/e)^a / Gamma(a) = sum_k c_k / a^k.

The singularities nearest to v = 0 are +-2 pi i. All series are exact, in rational numbers; then each coefficient function is made a
Chebyshev interpolant on |v| <= 2, of the degree that its weight 8^-k asks for.

Usage: python gamma_expansions.py > ../assembly/special/gamma-expansions.ts
"""

from fractions import Fraction
from math import factorial

from approximations import estrin
from mpmath import chebyfit, mp, mpf, polyval

mp.dps = 40
ORDER, TERMS = 12, 56
SIZE = TERMS + 2 * ORDER + 6
EXP = [Fraction(1, factorial(i)) for i in range(SIZE + 2)]


def bernoulli(n):
    row = [Fraction(0)] * (n + 1)
    for m in range(n + 1):
        row[m] = Fraction(1, m + 1)
        for j in range(m, 0, -1):
            row[j - 1] = j * (row[j - 1] - row[j])
    return row[0]


def log_less_digamma(k):
    return Fraction(1, 2) if k == 1 else bernoulli(k) / k if k % 2 == 0 else Fraction(0)


def over_expm1(numerator):
    """numerator / (e^v - 1); the numerator must vanish at 0."""
    assert numerator[0] == 0
    quotient = []
    for i in range(len(numerator) - 1):
        quotient.append(numerator[i + 1] - sum(q * EXP[i - j + 1] for j, q in enumerate(quotient)))
    return quotient


def derivative(f):
    return [(i + 1) * c for i, c in enumerate(f[1:])]


def product(f, g):
    return [sum(f[i] * g[n - i] for i in range(n + 1)) for n in range(min(len(f), len(g)))]


def first(order):
    series = [over_expm1([Fraction(0)] + EXP[:SIZE])]
    for k in range(order):
        f, slope, p = series[-1], derivative(series[-1]), log_less_digamma(k + 1)
        series.append(over_expm1([p * EXP[i] + slope[i] - f[i] for i in range(len(slope))]))
    return [f[:TERMS] for f in series]


def second(first_series):
    """h a = -v-slope of g - (a d/da at fixed v of g) + e^-v g g_v, order by order."""
    falling = [Fraction((-1) ** i) * EXP[i] for i in range(TERMS - 1)]
    slopes = [derivative(f) for f in first_series]
    series = []
    for k in range(len(first_series)):
        total = [-k * c - s for c, s in zip(first_series[k], slopes[k])]
        for i in range(k + 1):
            step = product(falling, product(first_series[i][: TERMS - 1], slopes[k - i]))
            total = [t + s for t, s in zip(total, step)]
        series.append(total)
    return series


def square_root(f):
    """Of a series that begins with 1."""
    root = [Fraction(1)]
    for n in range(1, len(f)):
        root.append((f[n] - sum(root[i] * root[n - i] for i in range(1, n))) / 2)
    return root


def reciprocal(f):
    inverse = [1 / f[0]]
    for n in range(1, len(f)):
        inverse.append(-sum(inverse[i] * f[n - i] for i in range(n)) / f[0])
    return inverse


def scaled_gamma_reciprocal(order):
    """The coefficients of 1/Gamma*: exp of minus Stirling's series."""
    log = [Fraction(0)] + [-bernoulli(k + 1) / (k * (k + 1)) if k % 2 else Fraction(0) for k in range(1, order + 1)]
    result = [Fraction(1)]
    for n in range(1, order + 1):
        result.append(sum(k * log[k] * result[n - k] for k in range(1, n + 1)) / n)
    return result


def tail(order):
    eta_over_v = square_root([2 * EXP[i + 2] for i in range(SIZE)])
    one_over_eta = reciprocal(eta_over_v)  # times v
    one_over_mu = reciprocal(EXP[1 : SIZE + 1])  # times v
    series = [[a - b for a, b in zip(one_over_mu, one_over_eta)][1:]]
    constants = scaled_gamma_reciprocal(order)
    for k in range(order):
        slope = derivative(series[-1])
        series.append(over_expm1([slope[0] + constants[k + 1]] + slope[1:]))
    return [f[:TERMS] for f in series]


def as_mp(series):
    return [mpf(c.numerator) / c.denominator for c in series]


def write(name, what, series, reach, base, tolerance, kinds=("f64",)):
    """A function of v and r = 1/a: Horner in r over polynomials in v."""
    lines, names, total = [], [], mpf(0)
    for k, f in enumerate(series):
        coefficients = as_mp(f)[::-1]
        value = lambda v: polyval(coefficients, v)
        weight = mpf(base) ** -k
        for degree in range(0, 40):
            fit, error = chebyfit(value, [-reach, reach], degree + 1, error=True)
            if error * weight < tolerance:
                break
        total += error * weight
        names.append((k, [float(c) for c in reversed(fit)]))
    for kind in kinds:
        vector = kind if kind != "f64" else ""
        type = "v128" if vector else "f64"
        suffix = f"_{kind}" if vector else ""
        for k, doubles in names:
            print(f"\n// @ts-ignore: decorator\n@inline\nfunction {name}{k}{suffix}(t: {type}): {type} {{")
            print("\n".join(estrin(doubles, kind)))
            print("}")
        print(f"\n// {what}: sum of {len(series)} orders, |v| <= {reach}, a >= {base}; truncation {mp.nstr(total, 2)}.")
        print(f"export function {name}{suffix}(v: {type}, r: {type}): {type} {{")
        text = f"{name}{len(series) - 1}{suffix}(v)"
        for k in reversed(range(len(series) - 1)):
            term = f"{name}{k}{suffix}(v)"
            text = f"{vector}.add({term}, {vector}.mul(r, {text}))" if vector else f"{term} + r * ({text})"
        print(f"  return {text};\n}}")


if __name__ == "__main__":
    G = first(ORDER)
    H = second(G)
    print("// Written by scripts/gamma_expansions.py, which says where they come from. v = log(x/a), r = 1/a.")
    write("drawFirst", "(g - G_0) a", G[1:], 2, 8, mpf(10) ** -17)
    write("drawFirstShort", "(g - G_0) a", G[1:6], mpf("2.35"), 8, mpf(10) ** -7, ("f32x4",))
    write("drawSecond", "h a", H[:12], 2, 8, mpf(10) ** -17)
    write("gammaTail", "sum T_k / a^k", tail(ORDER), 2, 8, mpf(10) ** -17)
    write("gammaTailShort", "sum T_k / a^k", tail(4), mpf("2.35"), 8, mpf(10) ** -8, ("f32x4",))
