"""What the generators of golden values share: float32 inputs, mpmath values, rows [arguments..., value] in JSON."""

import json
import math
import pathlib
import random
import struct

import mpmath as m

m.mp.dps = 50
RNG = random.Random(20)
INF, NAN = math.inf, math.nan


def single(x):
    """The nearest float32, as a float: inputs must be the same numbers in float32 and in float64."""
    return struct.unpack("f", struct.pack("f", float(x)))[0]


def uniform(low, high, n):
    return [single(RNG.uniform(low, high)) for _ in range(n)]


def log_uniform(low, high, n):
    return [single(m.exp(RNG.uniform(float(m.log(low)), float(m.log(high))))) for _ in range(n)]


def text(x):
    """JSON lacks some numbers: they are strings."""
    x = float(x)
    if math.isnan(x):
        return "nan"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return "-0" if x == 0 and math.copysign(1, x) < 0 else x


def table(f, *arguments, edges=()):
    """Rows of arguments and the value of f at each; `edges` are rows with their values, as SciPy documents them."""
    rows = [[text(x) for x in (*row, f(*[m.mpf(x) for x in row]))] for row in zip(*arguments)]
    return rows + [[text(x) for x in row] for row in edges]


def columns(f, names, rows):
    """One table for each of several values of f."""
    values = [f(*map(m.mpf, row)) for row in rows]
    return {name: [[text(x) for x in (*row, v[i])] for row, v in zip(rows, values)] for i, name in enumerate(names)}


def write(name, tables):
    path = pathlib.Path(__file__).parent / f"{name}.json"
    path.write_text("{\n" + ",\n".join(f'"{key}": {json.dumps(rows)}' for key, rows in tables.items()) + "\n}\n")
