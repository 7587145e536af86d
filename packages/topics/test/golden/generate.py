"""Document-topic parameters of scikit-learn's variational LDA under given topics: golden values of lda-variational.test.ts."""

import json
from pathlib import Path

import numpy as np
from scipy.special import psi
from sklearn.decomposition import LatentDirichletAllocation

rng = np.random.default_rng(0)
K, V, ALPHA, ETA = 3, 7, 0.3, 0.2
counts = rng.poisson(0.9, (5, V)).astype(float)
counts[3] = 0
topics = rng.gamma(2, 1, (K, V))
model = LatentDirichletAllocation(K, doc_topic_prior=ALPHA, topic_word_prior=ETA, learning_offset=4, learning_decay=0.6, total_samples=50)
model.partial_fit(counts)
model.components_ = topics.copy()
model.exp_dirichlet_component_ = np.exp(psi(topics) - psi(topics.sum(1, keepdims=True)))
gamma, expected = model._e_step(counts, cal_sstats=True, random_init=False)
model.n_batch_iter_ = 3
rho = (4 + 3) ** -0.6
after = (1 - rho) * topics + rho * (ETA + 50 / 5 * expected)
Path(__file__).with_name("variational.json").write_text(
    json.dumps(dict(K=K, V=V, alpha=ALPHA, eta=ETA, rho=rho, scale=10, counts=counts.tolist(), lambda_=topics.T.tolist(), gamma=gamma.tolist(), after=after.T.tolist())) + "\n"
)
