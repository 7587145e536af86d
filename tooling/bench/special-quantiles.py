"""SciPy's inverse of the incomplete beta function, which the peers' script of special functions leaves out.

Usage: python special-quantiles.py FOLDER [options of the peers' scripts]; FOLDER holds those scripts, whose timing this one uses.
"""

import sys

sys.path.insert(0, sys.argv.pop(1))

from timing import Session  # noqa: E402

session = Session(__doc__)

if session.wants("betaincinv", "scipy"):
    import numpy as np
    from scipy.special import betaincinv

    n, rng = 1_000_000, np.random.default_rng(0)
    a, b = (np.exp(rng.uniform(np.log(0.1), np.log(100), n)).astype("f4") for _ in range(2))
    p = rng.uniform(0.001, 0.999, n).astype("f4")
    session.time("betaincinv", "scipy", lambda: betaincinv(a, b, p), n)
