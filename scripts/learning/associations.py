"""What the words of examples speak for: a page, none, and whether somebody is in need.

Words of pages are chosen first, and then weighed with a weaker lasso: Meinshausen, “Relaxed Lasso” (2007).
"""

from collections.abc import Sequence

import numpy as np

from learning.examples import Example
from learning.readings import SiteReading
from learning.regression import fit
from learning.stems import Levels, StemTable

LASSO = 7.9
"""What one unit of weight costs as words are chosen: raise it where the index grows too large."""
RELAXED_LASSO = 0.9
"""Likewise, as the chosen are weighed: to hear a word for one more page costs less than a new word."""
URGENT_LASSO = 4.2
"""Likewise, of words that tell whether somebody is in need."""
_CHOSEN = 0.5
"""What a word must be worth somewhere to be chosen: less is rounded to nothing."""
_FIRST_COUNTS = 5
"""Of an example's addresses the first is the best: it counts as much as so many others."""
NOTHING = "nothing"
"""The place of words that speak for no page."""
URGENT, NOT_URGENT = "urgent", "not urgent"
"""The places of words of people in need, and of those of others."""
_NEED_COUNTS = 2.5
"""To miss somebody in need is worse than to offer help to somebody who is not."""


def learn(site: SiteReading, examples: Sequence[Example], never: str) -> dict[str, Levels]:
    """Give the words of each place by their worth: of each page, of none, of urgent and of other queries.

    No word is among them that the pattern `never` finds.
    """
    return _learn_pages(site, examples, never) | _learn_urgent(site, examples, never)


def _learn_pages(site: SiteReading, examples: Sequence[Example], never: str) -> dict[str, Levels]:
    places = (*site.pages, NOTHING)
    answered = [
        (query.words, answers)
        for query, example in zip(site.queries, examples, strict=True)
        if (answers := _answers(example, site))
    ]
    table = StemTable.of([words for words, _ in answered], never)
    shares = np.array([_shares(answers, places) for _, answers in answered])
    chosen = table.only(fit(table.rows, shares, LASSO).max(axis=1) >= _CHOSEN)
    weights = fit(chosen.rows, shares, RELAXED_LASSO)
    return {place: chosen.levels(weights[:, at]) for at, place in enumerate(places)}


def _learn_urgent(site: SiteReading, examples: Sequence[Example], never: str) -> dict[str, Levels]:
    """Learn what the terms of the page that helps leave open."""
    table = StemTable.of([query.words for query in site.queries], never)
    wanted = [site.urgent in example.pages for example in examples]
    shares = np.array([(_NEED_COUNTS, 0) if want else (0, 1) for want in wanted], dtype=float)
    known = np.array([(query.urgent, 0) for query in site.queries])
    weights = fit(table.rows, shares, URGENT_LASSO, known)
    return {place: table.levels(weights[:, at], site.unit) for at, place in enumerate((URGENT, NOT_URGENT))}


def _answers(example: Example, site: SiteReading) -> list[str]:
    """Give the places that answer an example, the best first: a tool stands behind the page that leads to all."""
    if not example.pages:
        return [NOTHING]
    led = (page if page in site.pages else site.tools for page in example.pages if _is_held(page, site))
    return list(dict.fromkeys(led))


def _is_held(page: str, site: SiteReading) -> bool:
    return page in site.pages or page.startswith(site.tools)


def _shares(answers: Sequence[str], places: Sequence[str]) -> list[float]:
    """Give what each place has of an answer."""
    count = len(answers) + _FIRST_COUNTS - 1
    return [(place in answers) * (_FIRST_COUNTS if place == answers[0] else 1) / count for place in places]
