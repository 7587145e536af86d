"""Golden values for @baytes/diagnostics from scikit-learn and SciPy. Run by hand: python generate.py"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.optimize import linear_sum_assignment
from sklearn import metrics

rng = np.random.default_rng(20261124)
AVERAGES = ["arithmetic", "geometric", "min", "max"]


def pair(name, truth, predicted):
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    table = metrics.cluster.contingency_matrix(truth, predicted)
    matched = table[linear_sum_assignment(table, maximize=True)].sum()
    homogeneity, completeness, v = metrics.homogeneity_completeness_v_measure(truth, predicted)
    return {
        "name": name,
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "nmi": {a: metrics.normalized_mutual_info_score(truth, predicted, average_method=a) for a in AVERAGES},
        "ari": metrics.adjusted_rand_score(truth, predicted),
        "accuracy": matched / len(truth),
        "homogeneity": homogeneity,
        "completeness": completeness,
        "vMeasure": v,
        "vMeasureBeta2": metrics.v_measure_score(truth, predicted, beta=2.0),
    }


def noisy(n, classes, clusters, kept):
    truth = rng.integers(0, classes, n)
    return truth, np.where(rng.random(n) < kept, (3 * truth + 1) % clusters, rng.integers(0, clusters, n))


pairs = [
    pair("biglearn 1.7 item 7", [0, 0, 0, 1, 1, 2, 2, 2], [1, 1, 0, 0, 2, 2, 2, 2]),
    pair("12 clusters, 10 classes", *noisy(300, 10, 12, 0.6)),
    pair("5 clusters, 9 classes", *noisy(200, 9, 5, 0.8)),
    pair("by chance", *noisy(100, 4, 4, 0.0)),
    pair("same up to names", [0, 0, 1, 1, 2], [2, 2, 0, 0, 1]),
    pair("strings", ["a", "a", "b", "b", "c"], ["x", "y", "y", "y", "x"]),
    pair("one class, one cluster", [0, 0, 0], [5, 5, 5]),
    pair("one class, several clusters", [0, 0, 0, 0], [0, 1, 1, 2]),
    pair("several classes, one cluster", [0, 1, 1, 2], [0, 0, 0, 0]),
    pair("every row alone in both", [0, 1, 2, 3], [3, 2, 1, 0]),
    pair("every row alone in one", [0, 0, 1, 1], [0, 1, 2, 3]),
    pair("independent", [0, 0, 1, 1], [0, 1, 0, 1]),
    pair("one row", [7], [3]),
]

assignments = []
for shape, kind in [((1, 1), "real"), ((5, 5), "real"), ((12, 10), "real"), ((10, 12), "whole"), ((30, 30), "whole"), ((3, 50), "real")]:
    cost = rng.normal(0, 5, shape) if kind == "real" else rng.integers(-3, 4, shape)
    least, most = (cost[linear_sum_assignment(cost, maximize=m)].sum() for m in (False, True))
    assignments.append({"cost": cost.tolist(), "least": float(least), "most": float(most)})

geometry = []
for n, d, k in [(60, 2, 3), (80, 5, 6)]:
    labels = rng.integers(0, k, n)
    rows = rng.normal(0, 1, (n, d)) + rng.normal(0, 2, (k, d))[labels]
    labels[0] = k  # alone in its cluster
    geometry.append(
        {
            "rows": rows.tolist(),
            "labels": labels.tolist(),
            "silhouettes": metrics.silhouette_samples(rows, labels).tolist(),
            "silhouette": float(metrics.silhouette_score(rows, labels)),
            "calinskiHarabasz": float(metrics.calinski_harabasz_score(rows, labels)),
            "daviesBouldin": float(metrics.davies_bouldin_score(rows, labels)),
        }
    )

golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    "pairs": pairs,
    "assignments": assignments,
    "geometry": geometry,
}
Path(__file__).with_name("golden.json").write_text(json.dumps(golden) + "\n")
