"""A term's words as search reads them: without case, accents, marks and stop words. The browser reads queries alike."""

import re
import unicodedata
from functools import cache

STOP_WORDS = (
    "a about actually after again ah all also am an and any anyone anything anyway anyways are arent as at basically "
    "be because been before being between both but by can cannot cant could couldnt did didnt do does doesnt doing "
    "dont dunno during each ehm er erm ever few find for from get gets getting give given go goes going gonna gotta "
    "guys had happen has hasnt have havent having he hello her here hers herself hey hi him himself his hiya hmm "
    "honestly how hows i id if im in into is isnt it its itself ive just kind know lemme like literally look looking "
    "make many may maybe me mean means meself mhm might mm more most my myself no nope nowt obviously of oh ok okay "
    "on only or ought our ours over owt please pls plz put quite really said say says she should shouldnt show so "
    "some somehow someone something sort still such summat supposed tell than thank thanks that thats the their them "
    "themselves then there theres these they theyd theyll theyre theyve thing things think this those thx to told too "
    "u uh uhh uhm um umm until ur us use very wanna want wanted wants was wasnt we well were werent weve what "
    "whatever whats whens where wheres which while who whom whos why whys will with wonder wondering wont work worked "
    "works wot wots would wouldnt yeah yep yes yo you youd youll your youre youve "
)
"""Stop words: too common to help a search; questions, and queries that were spoken, are full of them."""
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
