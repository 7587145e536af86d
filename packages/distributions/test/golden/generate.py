"""Golden rows of the laws of numbers, <law>.json: python generate.py [law ...] (mpmath and SciPy; all of them take minutes).

The formulas are in continuous.py and discrete.py, one entry a law, written from the textbook and not from the TypeScript; before a row
is written they are held against each other by quadrature or summation, and against SciPy where it has the law.
"""

import sys

import continuous  # noqa: F401
import discrete  # noqa: F401
from golden import LAWS, write

for name in sys.argv[1:] or LAWS:
    write(name)
