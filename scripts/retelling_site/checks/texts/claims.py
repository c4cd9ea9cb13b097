"""Whether a few words claim something: headings, titles and the words of links are to name or to ask.

The rule: at most twelve words. A part before or after a colon may begin with a question word and then say what it
will. Otherwise no word asserts (“was”, “did”, “should”, “ignored”); one that describes, as in “the extended family” or
“Lived experience”, is fair.
"""

import re

MAX_WORDS = 12
_QUESTIONS = frozenset(("what", "when", "where", "who", "whom", "whose", "which", "why", "how", "whether", "if"))
_ASSERTING = frozenset(
    (
        *("am", "are", "arent", "be", "been", "being", "can", "cannot", "cant", "could", "couldnt", "did", "didnt"),
        *("do", "does", "doesnt", "had", "hadnt", "has", "hasnt", "have", "havent", "is", "isnt", "may", "might"),
        *("must", "shall", "should", "shouldnt", "was", "wasnt", "were", "werent", "will", "wont", "would", "wouldnt"),
        *("nobody", "none", "nothing", "never", "because"),
        *("came", "fell", "felt", "forgot", "gave", "got", "held", "hid", "kept", "knew", "let", "lied", "lost"),
        *("made", "met", "missed", "ran", "said", "sat", "saw", "sent", "stole", "struck", "thought", "threw", "told"),
        *("took", "went", "wrote", "fails", "ignores", "blames", "harms", "neglects", "hides", "lies", "knows"),
    )
)
_MONTH = re.compile(r"(?<=\s)May\b")
_PAST = re.compile(r"[a-z]{3,}ed")
_NOT_ASSERTING = frozenset(
    (
        *("need", "indeed", "speed", "feed", "seed", "weed", "deed", "hundred", "kindred", "shared", "related"),
        *("reported", "listed", "proposed", "planned", "united", "detailed", "integrated"),
    )
)
"""Words that end like a verb in the past, and name or describe."""
_BEFORE_A_DESCRIPTION = frozenset(
    (
        *("a", "an", "the", "of", "as", "and", "or", "for", "in", "on", "by", "to", "with", "from", "at", "between"),
        *("his", "her", "their", "our", "its", "your", ","),
    )
)


def claim(words: str) -> str:
    """Say why these words may claim something, to follow “…, ”; nothing where they only name or ask."""
    if words.rstrip().endswith("?"):
        return ""
    words = _MONTH.sub("", words)
    parts = [re.findall(r"[a-z]+|,", re.sub("['\u2019]", "", part.lower())) for part in words.split(":")]
    if parts[0][:1] == ["no"]:
        return "since “no” makes it a statement"
    for part in parts:
        asserting = _asserting(part)
        if asserting:
            return f"since “{asserting}” makes it a statement"
        if part and part[0] not in _QUESTIONS and len([word for word in part if word != ","]) > MAX_WORDS:
            return f"having more than {MAX_WORDS} words"
    return ""


def _asserting(words: list[str]) -> str:
    if not words or words[0] in _QUESTIONS:
        return ""
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        describes = before in _BEFORE_A_DESCRIPTION or (not before and after != "by") or word in _NOT_ASSERTING
        if word in _ASSERTING or (_PAST.fullmatch(word) and not describes):
            return word
    return ""
