"""The words of queries as a table of stems, and a table of weights as words again."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from learning.readings import Word
from learning.regression import Array

_LEAST = 2
"""In how many queries a word must be: one alone says little of the next."""

Levels = list[list[str]]
"""Words by their worth: those of 1, those of 2."""


class StemTable:
    """Which query has which stem, with what confidence."""

    def __init__(self, words: Sequence[str], rows: csr_matrix) -> None:
        """Take each stem as a word, and a row for each query, with its confidence in each."""
        self.words = words
        self.rows = rows

    @classmethod
    def of(cls, queries: Sequence[Sequence[Word]], never: str) -> Self:
        """Read the table from queries; words that the pattern `never` finds are in none."""
        read = [_stems(words) for words in queries]
        counts = Counter(stem for stems in read for stem in stems)
        written = _written(queries, re.compile(never))
        stems = sorted(stem for stem, count in counts.items() if count >= _LEAST and stem in written)
        return cls([written[stem] for stem in stems], _matrix(read, stems))

    def only(self, chosen: NDArray[np.bool_]) -> "StemTable":
        """Give the table with the chosen words alone."""
        return StemTable([word for word, kept in zip(self.words, chosen, strict=True) if kept], self.rows[:, chosen])

    def levels(self, weights: Array, unit: float = 1) -> Levels:
        """Give the words by how many units they are worth."""
        rounded = [round(weight / unit) for weight in weights.tolist()]
        return [
            sorted(word for word, own in zip(self.words, rounded, strict=True) if own == worth)
            for worth in range(1, max(rounded, default=0) + 1)
        ]


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
