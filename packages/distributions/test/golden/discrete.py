"""Golden formulas of the discrete laws, by name."""

import mpmath as m
from golden import law
from scipy import stats

law(
    "bernoulli", ["probs"],
    cases=[(0.3,), {"logits": -1.5}, (1e-30,), {"logits": 80}, {"logits": -80}],
    discrete=True,
    otherwise={"logits": ("probs", lambda t: 1 / (1 + m.exp(-t)))},
    support=(0, 1),
    log_density=lambda x, p: [m.log(p) if x == 1 else m.log1p(-p)],
    cdf=lambda x, p: 1 - p if x < 1 else m.mpf(1),
    sf=lambda x, p: p if x < 1 else m.mpf(0),
    mean=lambda p: p,
    variance=lambda p: p * (1 - p),
    entropy=lambda p: [-p * m.log(p), -(1 - p) * m.log1p(-p)],
    mode=lambda p: 1 if p > 0.5 else 0,
    scipy=stats.bernoulli,
)  # fmt: skip
