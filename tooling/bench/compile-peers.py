"""Log densities and their gradients: JAX in a compiled loop (x64, and x32), JAX called once from Python, PyTorch (float64).

The second argument is the folder of the peers' scripts, whose timing this shares; models and data are those of compile-models.mjs."""

import sys

sys.path.insert(0, sys.argv.pop(1))
from timing import Session, seconds, timed

session = Session(__doc__)

import numpy as np

LOOP = {"eight_schools": 20000, "logistic_1000": 200, "logistic_10000": 20, "gaussian_process": 100, "hidden_markov": 100}
STATES, TIMES, POINTS = 4, 100, 50


def numbers(count, seed=1):
    return np.round(1e3 * np.sin(12.9898 * np.arange(1, count + 1) + 78.233 * seed)) / 1e3


def data_of(work):
    if work == "eight_schools":
        return np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    if work.startswith("logistic"):
        n, d = (1000, 25) if work.endswith("_1000") else (10000, 50)
        return numbers(n * d, 2).reshape(n, d), (np.arange(n) * 7919 % 13 < 6).astype(float)
    if work == "gaussian_process":
        grid = np.arange(POINTS) / 5
        return (grid[:, None] - grid) ** 2, numbers(POINTS, 3)
    return (numbers(TIMES, 4),)


def size_of(work):
    sizes = {"eight_schools": 10, "logistic_1000": 25, "logistic_10000": 50, "gaussian_process": 3}
    return sizes.get(work, STATES * STATES + 2 * STATES)


def point(work):
    return numbers(size_of(work), 5) / 5


def jax_density(work, data):
    import jax
    from jax import numpy as jnp
    from jax.scipy.linalg import solve_triangular
    from jax.scipy.special import logsumexp

    def eight_schools(at):
        effects, errors = data
        mu, log_tau, z = at[0], at[1], at[2:]
        tau = jnp.exp(log_tau)
        misfit = ((effects - (mu + tau * z)) / errors) ** 2
        prior = log_tau - jnp.log1p((tau / 5) ** 2) - 0.5 * (mu / 5) ** 2
        return prior - 0.5 * (jnp.sum(misfit) + jnp.sum(z**2))

    def logistic(at):
        x, y = data
        logits = x @ at
        return jnp.sum(y * logits) - jnp.sum(jax.nn.softplus(logits)) - 0.5 * jnp.sum(at**2)

    def gaussian_process(at):
        distances, y = data
        length, size, noise = jnp.exp(at)
        covariance = size * jnp.exp(-0.5 * distances / length**2) + (noise + 1e-6) * jnp.eye(POINTS)
        factor = jnp.linalg.cholesky(covariance)
        white = solve_triangular(factor, y, lower=True)
        return -0.5 * jnp.sum(white**2) - jnp.sum(jnp.log(jnp.diag(factor))) - 0.5 * jnp.sum(at**2)

    def hidden_markov(at):
        (y,) = data
        k = STATES
        moves = jax.nn.log_softmax(at[: k * k].reshape(k, k))
        means, log_scales = at[k * k : k * k + k], at[k * k + k :]
        emissions = -0.5 * ((y[:, None] - means) / jnp.exp(log_scales)) ** 2 - log_scales

        def step(alpha, emission):
            return logsumexp(alpha[:, None] + moves, axis=0) + emission, None

        alpha, _ = jax.lax.scan(step, emissions[0], emissions[1:])
        return logsumexp(alpha) - 0.5 * jnp.sum(at**2)

    return dict(eight_schools=eight_schools, gaussian_process=gaussian_process, hidden_markov=hidden_markov).get(work, logistic)


def run_jax(work, peer):
    import jax

    jax.config.update("jax_enable_x64", peer != "jax-x32")
    from jax import numpy as jnp

    data = tuple(jnp.asarray(each) for each in data_of(work))
    both = jax.value_and_grad(jax_density(work, data))
    start = jnp.asarray(point(work))
    if peer == "jax-call":
        # As a program in Python calls it; and what the first call costs, compilation included.
        call = jax.jit(both)
        (value, _), first = timed(lambda: jax.block_until_ready(call(start)))
        session.time(work, peer, lambda: jax.block_until_ready(call(start)), len(start), first_s=first, value=float(value))
        return
    count = LOOP[work]

    @jax.jit
    def loop(at):
        # Each evaluation needs the one before.
        def step(_, state):
            at, total = state
            value, slope = both(at)
            return at + 1e-9 * slope, total + value

        return jax.lax.fori_loop(0, count, step, (at, jnp.zeros((), at.dtype)))

    found = seconds(lambda: jax.block_until_ready(loop(start)), session.runs)
    found = {k: v / count if k.endswith("_s") else v for k, v in found.items()}
    session.line(work, peer, len(start), note=str(start.dtype), **found)


def run_torch(work, peer):
    import torch

    torch.set_num_threads(session.threads)
    torch.set_default_dtype(torch.float64)
    data = tuple(torch.tensor(each) for each in data_of(work))

    def density(at):
        if work == "eight_schools":
            effects, errors = data
            mu, log_tau, z = at[0], at[1], at[2:]
            tau = torch.exp(log_tau)
            misfit = ((effects - (mu + tau * z)) / errors) ** 2
            prior = log_tau - torch.log1p((tau / 5) ** 2) - 0.5 * (mu / 5) ** 2
            return prior - 0.5 * (misfit.sum() + (z**2).sum())
        if work.startswith("logistic"):
            x, y = data
            logits = x @ at
            return (y * logits).sum() - torch.nn.functional.softplus(logits).sum() - 0.5 * (at**2).sum()
        if work == "gaussian_process":
            distances, y = data
            length, size, noise = torch.exp(at)
            covariance = size * torch.exp(-0.5 * distances / length**2) + (noise + 1e-6) * torch.eye(POINTS)
            factor = torch.linalg.cholesky(covariance)
            white = torch.linalg.solve_triangular(factor, y[:, None], upper=False)
            return -0.5 * (white**2).sum() - torch.log(torch.diagonal(factor)).sum() - 0.5 * (at**2).sum()
        (y,) = data
        k = STATES
        moves = torch.log_softmax(at[: k * k].reshape(k, k), 1)
        means, log_scales = at[k * k : k * k + k], at[k * k + k :]
        emissions = -0.5 * ((y[:, None] - means) / torch.exp(log_scales)) ** 2 - log_scales
        alpha = emissions[0]
        for emission in emissions[1:]:
            alpha = torch.logsumexp(alpha[:, None] + moves, 0) + emission
        return torch.logsumexp(alpha, 0) - 0.5 * (at**2).sum()

    at = torch.tensor(point(work), requires_grad=True)

    def call():
        at.grad = None
        value = density(at)
        value.backward()
        return value

    session.time(work, peer, call, len(at), note="float64, eager", value=float(call()))


for work in LOOP:
    for peer in ("jax", "jax-x32", "jax-call", "torch"):
        if session.wants(work, peer):
            (run_torch if peer == "torch" else run_jax)(work, peer)
