"""Softmax regression with few and positive weights.

A weight is the logarithm of how much likelier a place becomes. The lasso keeps weights few; as none is negative, the
words of a query add up, and each can be read by itself: Hastie, Tibshirani and Wainwright, “Statistical Learning with
Sparsity” (2015), on multiclass logistic regression.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize
from scipy.sparse import csr_matrix

Array = NDArray[np.float64]
_RIDGE = 0.4
"""What keeps a weight that one or two examples ask for from growing without end."""
_STEPS = 300
"""At most; it takes some 150."""


def fit(queries: csr_matrix, shares: Array, lasso: float, known: Array | float = 0) -> Array:
    """Give the weight of each word for each place.

    `queries` has a row for each query, with its confidence in each word; `shares` has what each place has of a query's
    answer, and adds up to what the query counts; `lasso` is what one unit of weight costs; `known` are the odds of each
    place, as logarithms, before any word is heard.
    """
    words, places = queries.shape[1], shares.shape[1]
    counts = shares.sum(axis=1, keepdims=True)

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(words, places)
        odds = queries @ weights + known
        odds -= odds.max(axis=1, keepdims=True)
        likely = np.exp(odds)
        total = likely.sum(axis=1, keepdims=True)
        missed = -(shares * (odds - np.log(total))).sum()
        slope = queries.T @ (counts * likely / total - shares) + _RIDGE * weights + lasso
        return missed + _RIDGE / 2 * (weights**2).sum() + lasso * weights.sum(), slope.ravel()

    start = np.zeros(words * places)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=Bounds(0), options={"maxiter": _STEPS})
    weights: Array = found.x.reshape(words, places)
    return weights
