"""A term's words as search reads them: without case, accents, marks and stop words. The browser reads queries alike."""

import re
import unicodedata
from functools import cache

STOP_WORDS = (
    "a about after again all also am an and any anyone anything are arent as at be because been before being between "
    "both but by can cant could couldnt did didnt do does doesnt doing dont each ever few find for from get gets "
    "getting give given go goes going had happen has hasnt have havent having he her hers him his how i id if im in "
    "into is isnt it its just know like look looking made make me mean means more most my no of on or our ours "
    "please put really said say says she should shouldnt show so some someone something still such tell than that "
    "the their them then there these they theyre thing things think this those to told too us use very want wants "
    "was wasnt we were werent what whats where which who whom whos why will with wont work worked works would "
    "wouldnt you your youre "
)
"""Stop words: too common to help a search; questions are full of them."""
_STOPPED = frozenset(STOP_WORDS.split())


@cache
def tokenize(term: str) -> tuple[str, ...]:
    """Give a term's words; one of stop words alone keeps them."""
    plain = term.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = re.sub(r"\b([a-z])\s?&\s?([a-z])\b", r"\1\2", re.sub(r"['\u2018\u2019]", "", plain))
    words = re.findall("[a-z0-9]+", plain)
    return tuple(word for word in words if word not in _STOPPED) or tuple(words)
