"""Declared terms as the index holds them: their words alone, packed so that a phone need fetch little."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import takewhile

from retelling_site.search.tokenize import tokenize

Term = tuple[str, ...]
"""The words of a term, in the order in which the index has them."""


def packed(terms: Iterable[str]) -> str:
    """Join terms by `|`, with a comma for each word that the term before begins with as well."""
    joined, before = [], Term()
    for term in _alike({frozenset(tokenize(term)) for term in terms}):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, term[:-1], strict=False)))
        joined.append("," * shared + " ".join(term[shared:]))
        before = term
    return "|".join(joined)


def _alike(terms: Set[frozenset[str]], begun: Term = ()) -> Iterator[Term]:
    """Give terms so that many begin alike: by their most used word, and then by that of those that share it.

    A term is compared without its order, so its words may stand in any.
    """
    if frozenset() in terms:
        yield begun
    left = terms - {frozenset()}
    while left:
        used = Counter(word for term in left for word in term)
        word = min(used, key=lambda word: (-used[word], word))
        if used[word] == 1:  # nothing is shared any more
            yield from ((*begun, *term) for term in sorted(map(sorted, left)))
            return
        sharing = {term for term in left if word in term}
        yield from _alike({term - {word} for term in sharing}, (*begun, word))
        left -= sharing


def packed_by_place(places: Iterable[Mapping[int, str]]) -> tuple[str, str]:
    """Join words, and in their order what each speaks for: a letter for a place, as often as it is worth there.

    Words that speak for the same stand together: thus they pack best. The first place is `#`.
    """
    letters: dict[str, str] = {}
    for place, words_by_worth in enumerate(places):
        for worth, words in words_by_worth.items():
            for word in words.split():
                letters[word] = letters.get(word, "") + chr(ord("#") + place) * worth
    ordered = sorted(letters, key=lambda word: (letters[word], word))
    return " ".join(ordered), " ".join(letters[word] for word in ordered)
