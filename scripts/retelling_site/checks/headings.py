"""Headings claim nothing: those of connected pages are a closed list; others are names or questions, never statements.

The rule for the rest: a heading has at most twelve words. It may begin with a question word and then say what it
will; otherwise no word of it is a verb in the past or one that asserts (“was”, “did”, “failed”, “ignored”).
"""

import re
from collections.abc import Iterator

from retelling_site.checks.sourcing import retells
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, ancestors, classes, text

MAX_WORDS = 12
_QUESTIONS = frozenset("what when where who whom whose which why how whether if".split())
_ASSERTING = frozenset(
    "am are arent be been being can cannot cant could couldnt did didnt do does doesnt doing had hadnt has hasnt have "
    "havent is isnt may might must never no nobody none nothing not shall should shouldnt was wasnt were werent will "
    "wont would wouldnt came cut fell felt forgot found gave got held hid hit hurt kept knew left let lied lost made "
    "met missed put ran said sat saw sent shut stood stole struck taught thought threw told took went wrote because "
    "fails ignores blames harms neglects hides lies knows".split()
)
_PAST = re.compile(r"[a-z]{3,}ed")
_NOUNS = frozenset("need indeed speed feed seed weed deed hundred kindred shared related reported listed".split())
"""Words that end like a verb in the past and name or describe something."""


def check(site: Site) -> Iterator[Fault]:
    """Fault headings that may not stand where they stand."""
    retelling = site.retelling
    if retelling is None:
        return
    closed = {kind: dict(getattr(retelling.record.headings, kind)) for kind in ("agency", "theme", "improvement")}
    for node in site.graph.nodes:
        document = site.documents.get(node.url)
        if document is None or not retells(node):
            continue
        if node.type.connected:
            yield from _closed(site, node, document, list(closed[node.record.type].values()))
        else:
            yield from _free(site, node, document)


def _closed(site: Site, node: Node, document: Document, allowed: list[str]) -> Iterator[Fault]:
    found = []
    for heading in document.tree.css("h2, h3, h4, h5, h6"):
        words = text(heading)
        if heading.tag != "h2" or words not in allowed:
            remedy = f"Use ## and one of: {'; '.join(allowed)}."
            yield site.fault(node, heading, f"The heading “{words[:60]}” is not one of this page type's.", remedy)
        elif words in found:
            yield site.fault(node, heading, f"The heading “{words}” stands twice.", "Put the two parts together.")
        found.append(words)
    order = [words for words in allowed if words in found]
    kept = [words for words in dict.fromkeys(found) if words in allowed]
    if kept != order:
        what = "The headings are out of order."
        yield site.fault(node, kept[0], what, f"The order is: {'; '.join(order)}.")


def _free(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    for heading in document.tree.css("h2, h3, h4, h5, h6, dt"):
        if any({"ours", "outside"} & classes(above) for above in ancestors(heading)):
            continue
        words = re.findall(r"[a-z]+", re.sub(r"['’]", "", text(heading).lower()))
        if not words or words[0] in _QUESTIONS:
            continue
        claims = next((word for word in words if word in _ASSERTING or _claims(word)), "")
        if len(words) > MAX_WORDS or claims:
            why = f"since “{claims}” makes it a statement" if claims else f"having more than {MAX_WORDS} words"
            what = f"The heading “{text(heading)[:60]}” may claim something, {why}."
            yield site.fault(node, heading, what, "Write a name or a question, and say the rest below it with its source.")


def _claims(word: str) -> bool:
    return bool(_PAST.fullmatch(word)) and word not in _NOUNS
