"""Declared terms as the index holds them: their words alone, packed so that a phone need fetch little."""

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from retelling_site.search.tokenize import tokenize


def packed(terms: Iterable[str]) -> str:
    """Join terms by `|`, sorted, with a comma for each word that the term before begins with as well.

    Each term's most used word stands first, so that more terms begin alike; a term is compared without its order.
    """
    found = [tokenize(term) for term in terms]
    used = Counter(word for term in found for word in term)
    joined, before = [], tuple[str, ...]()
    for term in sorted({tuple(sorted(term, key=lambda word: (-used[word], word))) for term in found}):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, term[:-1], strict=False)))
        joined.append("," * shared + " ".join(term[shared:]))
        before = term
    return "|".join(joined)
