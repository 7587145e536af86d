"""Covariances, marginal likelihoods and posteriors by scikit-learn in float64: python generate_gaussian_process.py > gaussian-process.json"""

import json

import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, DotProduct, ExpSineSquared, Matern

points = np.array([[0.0, 0.3], [0.5, -0.2], [1.0, 0.4], [2.0, 1.0], [3.5, 0.0]])
others = np.array([[0.25, 0.1], [1.5, 0.8], [4.0, -1.0]])
y = np.array([0.1, 0.7, 0.9, -0.4, -1.0])
noise, jitter = 0.3, 1e-6

KERNELS = {
    "squaredExponential": ConstantKernel(1.5**2) * RBF([0.8, 1.3]),
    "matern12": ConstantKernel(1.5**2) * Matern([0.8, 1.3], nu=0.5),
    "matern32": ConstantKernel(1.5**2) * Matern([0.8, 1.3], nu=1.5),
    "matern52": ConstantKernel(1.5**2) * Matern([0.8, 1.3], nu=2.5),
    "linear": ConstantKernel(1.2**2) * DotProduct(0.5),
    "sum": RBF(0.7) + ConstantKernel(4.0) * Matern(2.0, nu=1.5),
    "product": RBF(0.7) * ConstantKernel(4.0) * Matern(2.0, nu=1.5),
}

out = {"points": points.tolist(), "others": others.tolist(), "y": y.tolist(), "noise": noise, "kernels": {}}
for name, kernel in KERNELS.items():
    process = GaussianProcessRegressor(kernel, alpha=noise**2 + jitter, optimizer=None).fit(points, y)
    mean, covariance = process.predict(others, return_cov=True)
    out["kernels"][name] = {
        "covariance": kernel(points, others).ravel().tolist(),
        "logMarginalLikelihood": process.log_marginal_likelihood_value_,
        "mean": mean.tolist(),
        "posteriorCovariance": covariance.ravel().tolist(),
    }
line = np.array([[0.0], [0.3], [1.7]])
out["periodic"] = {"points": line.tolist(), "covariance": ExpSineSquared(0.9, 1.4)(line).ravel().tolist()}
print(json.dumps(out))
