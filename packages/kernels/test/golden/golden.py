"""What the generators of golden values share: float32 inputs, mpmath values, JSON out."""

import json
import pathlib
import random
import struct

import mpmath as m

m.mp.dps = 50
RNG = random.Random(20)


def single(x):
    """The nearest float32, as a float: inputs must be the same numbers in float32 and in float64."""
    return struct.unpack("f", struct.pack("f", float(x)))[0]


def uniform(low, high, n):
    return [single(RNG.uniform(low, high)) for _ in range(n)]


def log_uniform(low, high, n):
    return [single(m.exp(RNG.uniform(float(m.log(low)), float(m.log(high))))) for _ in range(n)]


def plain(x):
    x = float(x)
    return x if m.isfinite(x) else {m.inf: "Infinity", -m.inf: "-Infinity"}.get(x, "NaN")


def signed(x):
    """JSON keeps -0.0 as it is."""
    return plain(x)


def table(f, *arguments):
    """Rows of arguments and the value of f at each."""
    rows = list(zip(*arguments))
    with m.workdps(50):
        values = [plain(f(*[m.mpf(x) for x in row])) for row in rows]
    return {"arguments": [[plain(x) for x in column] for column in zip(*rows)], "values": values}


def write(name, tables):
    path = pathlib.Path(__file__).parent / f"{name}.json"
    path.write_text("{\n" + ",\n".join(f'"{key}": {json.dumps(value)}' for key, value in tables.items()) + "\n}\n")
