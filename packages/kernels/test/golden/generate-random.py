"""Golden values of the random generator: what JAX gives on a CPU. Run: python generate-random.py > random.json"""

import hashlib
import json

import jax
import numpy as np
from jax import random

jax.config.update("jax_enable_x64", True)
assert jax.config.jax_threefry_partitionable


def hexes(x):
    return [f"{int(v):0{2 * x.dtype.itemsize}x}" for v in np.asarray(x).view(f"u{x.dtype.itemsize}")]


def digest(x):
    return hashlib.sha256(np.ascontiguousarray(x).tobytes()).hexdigest()


def words(key):
    return [int(v) for v in random.key_data(key)]


SEEDS = [0, 1, 42, 2**31, 2**32 - 1, 2**40 + 5, -1]
MANY = 1_000_000
values = {
    "versions": {"jax": jax.__version__},
    "keys": [{"seed": s, "key": words(random.key(s))} for s in SEEDS],
    "splits": [{"seed": s, "children": [words(k) for k in random.split(random.key(s), 5)]} for s in SEEDS],
    "folds": [
        {"seed": s, "data": d, "key": words(random.fold_in(random.key(s), d))} for s in (0, 42) for d in (0, 1, 7, 2**32 - 1)
    ],
    "draws": [],
}
for seed in SEEDS:
    key = random.key(seed)
    arrays = {
        "bits32": random.bits(key, (MANY,), "uint32"),
        "bits64": random.bits(key, (MANY,), "uint64"),
        "uniform32": random.uniform(key, (MANY,), "float32"),
        "uniform64": random.uniform(key, (MANY,), "float64"),
        "normal32": random.normal(key, (MANY,), "float32"),
        "normal64": random.normal(key, (MANY,), "float64"),
    }
    entry = {"seed": seed}
    for name, array in arrays.items():
        array = np.asarray(array)
        entry[name] = {"first": hexes(array[:8]), "sha256": digest(array)}
    values["draws"].append(entry)

print(json.dumps(values, indent=1))
