"""Which words of queries speak for which page: a softmax regression with few and positive weights.

A weight is the logarithm of how much likelier a page becomes. The lasso keeps weights few; as none is negative, the
words of a query add up, and each can be read by itself: Hastie, Tibshirani and Wainwright, “Statistical Learning with
Sparsity” (2015), on multiclass logistic regression.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize
from scipy.sparse import csr_matrix

from learning.examples import Example
from learning.readings import SiteReading, Word

LASSO = 0.85
"""What one unit of weight costs: raise it where the index grows too large."""
_RIDGE = 0.1
"""What keeps a weight that one or two examples ask for from growing without end."""
_LEAST = 2
"""In how many examples a word must be: one alone says little of the next."""
_STEPS = 300
"""At most; it takes some 150."""
NOTHING = "nothing"
"""The place of words that speak for no page."""

Array = NDArray[np.float64]
Levels = list[list[str]]
"""Words by their worth: those of 1, those of 2."""


def learn(site: SiteReading, examples: Sequence[Example], never: str) -> dict[str, Levels]:
    """Give each page's words, and those for nothing, by their worth; none that the pattern `never` finds."""
    places = (*site.pages, NOTHING)
    answered = [
        (words, answers)
        for words, example in zip(site.queries, examples, strict=True)
        if (answers := _answers(example, site))
    ]
    read = [_stems(words) for words, _ in answered]
    counts = Counter(stem for stems in read for stem in stems)
    written = _written(site.queries, re.compile(never))
    stems = sorted(stem for stem, count in counts.items() if count >= _LEAST and stem in written)
    shares = np.array([[(place in answers) / len(answers) for place in places] for _, answers in answered])
    weights = fit(_matrix(read, stems), shares)
    return {place: _levels(weights[:, at], [written[stem] for stem in stems]) for at, place in enumerate(places)}


def fit(queries: csr_matrix, shares: Array) -> Array:
    """Give the weight of each word for each place.

    `queries` has a row for each query, with its confidence in each word; `shares` has what each place has of a query's
    answer.
    """
    words, places = queries.shape[1], shares.shape[1]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(words, places)
        odds = queries @ weights
        odds -= odds.max(axis=1, keepdims=True)
        likely = np.exp(odds)
        total = likely.sum(axis=1, keepdims=True)
        missed = -(shares * (odds - np.log(total))).sum()
        slope = queries.T @ (likely / total - shares) + _RIDGE * weights + LASSO
        return missed + _RIDGE / 2 * (weights**2).sum() + LASSO * weights.sum(), slope.ravel()

    start = np.zeros(words * places)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=Bounds(0), options={"maxiter": _STEPS})
    weights: Array = found.x.reshape(words, places)
    return weights


def _answers(example: Example, site: SiteReading) -> set[str]:
    """Give the places that answer an example: a tool stands behind the page that leads to all."""
    if not example.pages:
        return {NOTHING}
    of_tools = {site.tools for page in example.pages if page.startswith(site.tools) and page not in site.pages}
    return {page for page in example.pages if page in site.pages} | of_tools


def _stems(words: Sequence[Word]) -> dict[str, float]:
    """Give a query's words as their likeliest stems, each with the confidence in it."""
    found: dict[str, float] = {}
    for word in words:
        best = max(word.stems.values())
        found |= {stem: best for stem, confidence in word.stems.items() if confidence == best}
    return found


def _written(queries: Iterable[Sequence[Word]], never: re.Pattern[str]) -> dict[str, str]:
    """Give each stem as people write it most."""
    spelt: dict[str, Counter[str]] = {}
    for word in (word for words in queries for word in words if word.word and not never.search(word.word)):
        for stem, confidence in word.stems.items():
            if confidence == 1:
                spelt.setdefault(stem, Counter())[word.word] += 1
    return {stem: min(words, key=lambda word: (-words[word], word)) for stem, words in spelt.items()}


def _matrix(read: Sequence[Mapping[str, float]], stems: Sequence[str]) -> csr_matrix:
    place = {stem: at for at, stem in enumerate(stems)}
    cells = [
        (row, place[stem], sure) for row, found in enumerate(read) for stem, sure in found.items() if stem in place
    ]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(read), len(stems)))


def _levels(weights: Array, words: Sequence[str]) -> Levels:
    rounded = [round(weight) for weight in weights.tolist()]
    return [
        sorted(word for word, own in zip(words, rounded, strict=True) if own == worth)
        for worth in range(1, max(rounded) + 1)
    ]
