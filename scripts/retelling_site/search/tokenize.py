"""A term's words as search reads them: without case, accents, marks and stop words. The browser reads queries alike."""

import re
import unicodedata
from functools import cache

STOP_WORDS = (
    "a about actually after again ah all also am an and any anyone anything are arent as at be because been before "
    "being between both but by can cannot cant could couldnt did didnt do does doesnt doing dont during each er erm "
    "ever few find for from get gets getting give given go goes going had happen has hasnt have havent having he "
    "hello her hers hey hi him his hmm how i id if im in into is isnt it its ive just kind know like look looking "
    "made make me mean means more most my no of oh ok okay on or our ours over please put quite really said say says "
    "she should shouldnt show so some someone something sort still such tell than thank thanks that thats the their "
    "them then there theres these they theyre thing things think this those to told too uh um until us use very want "
    "wanted wants was wasnt we well were werent what whats where which while who whom whos why will with wont work "
    "worked works would wouldnt yeah yes you your youre "
)
"""Stop words: too common to help a search; questions, and queries that were spoken, are full of them."""
LIGHT_WORDS = (
    "able add allow area back bad become begin believe best better big bit bring call carry case certain check clear "
    "close come consider count cover day deal decide different difficult down early easy end enough exactly example "
    "expect explain fact far feel fine first follow form full good great half happy help high hope hour important "
    "include instead interest involve issue item job keep kind large last late later lead least leave less let level "
    "life line list little live long lot low main major man manage many matter may maybe meant meet might minute miss "
    "month move must near need never new next nice night normal now off often once one out own part people person "
    "place point possible problem provide question read ready real reason recent regard relate rest right run same "
    "second see seem send set short show side sign simple since small soon speak special state stay step still stop "
    "strong suggest sure take talk time today together top towards true try turn two type under understand up useful "
    "usual visit wait watch way week whole wish without write wrong year yet young "
)
"""Light words: of everyday English, so that one says little of what is looked for, though a page may be named by it."""
_STOPPED = frozenset(STOP_WORDS.split())
_INVISIBLE = re.compile("['\u2018\u2019\u02bc`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Apostrophes, soft hyphens, and marks that nobody sees: none of them parts a word."""


def words(text: str) -> list[str]:
    """Give all words of a text: without case, accents or apostrophes; A&E is one word."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(c))
    plain = re.sub(r"\b([a-z])\s?&\s?([a-z])\b", r"\1\2", _INVISIBLE.sub("", plain))
    return re.findall("[a-z0-9]+", plain)


@cache
def tokenize(term: str) -> tuple[str, ...]:
    """Give a term's words but stop words; one of stop words alone keeps them."""
    found = words(term)
    return tuple(word for word in found if word not in _STOPPED) or tuple(found)
