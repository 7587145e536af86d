"""Values and log-derivatives of maps of one number, by mpmath with 60 digits: python generate_bijectors.py > bijectors.json"""

import json

from mpmath import asinh, diff, erf, exp, expm1, log, log1p, mp, mpf, npdf, sinh, sqrt, tanh

mp.dps = 60
mp.prec = 250


def yeo_johnson(p):
    def f(x):
        sign, q = (1, mpf(p)) if x >= 0 else (-1, 2 - mpf(p))
        t = log1p(abs(x))
        return sign * (t if q == 0 else expm1(q * t) / q)

    return f


real = [-80, -30, -9, -3, -0.5, -0.0009765625, 0, 1.1754943508222875e-38, 0.0009765625, 0.25, 1, 4, 12, 30, 80]
wide = [-1e6, -1e4, *real, 1e4, 1e6]
positive = [1.0842021724855044e-19, 0.0009765625, 0.5, 1, 3, 1024, 1048576]

# name -> (JSON of the bijector, f, its derivative where it is known in closed form, points)
CASES = [
    ("exp", [], exp, exp, real),
    ("log", [], log, lambda x: 1 / x, positive),
    ("softplus", [], lambda x: log1p(exp(x)), lambda x: 1 / (1 + exp(-x)), wide),
    ("sigmoid", [{}], lambda x: 1 / (1 + exp(-x)), lambda x: 1 / ((1 + exp(-x)) * (1 + exp(x))), wide),
    ("sigmoid", [{"low": -1, "high": 3}], lambda x: -1 + 4 / (1 + exp(-x)), lambda x: 4 / ((1 + exp(-x)) * (1 + exp(x))), wide),
    ("tanh", [], tanh, lambda x: 4 / ((1 + exp(2 * x)) * (1 + exp(-2 * x))), wide),
    ("normalCdf", [], lambda x: (1 + erf(x / sqrt(mpf(2)))) / 2, npdf, [each for each in real if abs(each) < 13]),
    ("reciprocal", [], lambda x: 1 / x, lambda x: 1 / x**2, positive),
    ("power", [{"exponent": 0.5}], sqrt, lambda x: 0.5 / sqrt(x), positive),
    ("power", [{"exponent": -2}], lambda x: x**-2, lambda x: 2 * x**-3, positive[1:]),
    *[
        ("yeoJohnson", [{"power": p}], yeo_johnson(p), lambda x, p=p: (1 + abs(x)) ** ((p - 1) if x >= 0 else (1 - p)), wide)
        for p in [0, 0.0009765625, 0.5, 1, 1.5, 2]
    ],
    *[
        (
            "sinhArcsinh",
            [{"skewness": s, "tailweight": t}],
            lambda x, s=s, t=t: sinh(t * (asinh(x) + s)),
            None,
            [each for each in real if each != 1.1754943508222875e-38],
        )
        for s, t in [(0, 1), (0.5, 2), (-1, 0.25)]
    ],
]


def number(value):
    """float64, as text where JSON has no such number."""
    value = float(value)
    return value if value - value == 0 else str(value)


out = []
for name, arguments, f, slope, points in CASES:
    rows = []
    for x in points:
        derivative = slope(mpf(x)) if slope else diff(f, mpf(x))
        rows.append([x, number(f(mpf(x))), number(log(abs(derivative)))])
    out.append({"bijector": name, "arguments": arguments, "rows": rows})
print("[" + ",\n".join(json.dumps(each) for each in out) + "]")
