"""Greatest lengths of the parts that sheets and cards repeat, so that a sheet always fits on its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retelling_site.content import parts
from retelling_site.content.graph import Node
from retelling_site.content.page_types import AGENCY, IMPROVEMENT
from retelling_site.content.site import Site
from retelling_site.faults import Fault


@dataclass(frozen=True)
class Limit:
    """How many items a part may have, and how many characters each; marks do not count."""

    items: int
    characters: int


LIMITS: Mapping[str, Limit] = {
    "said": Limit(3, 420),
    "questions": Limit(5, 130),
    "also_said": Limit(10, 320),
    "not_said": Limit(4, 125),
    "signs": Limit(6, 80),
}
MAX_PERSON = 160
"""The sentences that begin each sheet and the cards, in characters."""
MAX_CHANGES = 3
"""The reported changes that a finding may be joined to: a sheet has them all."""


def check(site: Site) -> Iterator[Fault]:
    """Fault parts that are too long, or that a page must have and has not, and questions without an anchor."""
    retelling = site.retelling
    if retelling is None:
        return
    person = retelling.record.standing.person.text
    if len(person) > MAX_PERSON:
        line = retelling.node.line("standing", "person")
        what = f"“standing → person” has {len(person)} characters, and may have {MAX_PERSON}."
        yield Fault(retelling.node.file, line, what, "Shorten it: it begins each sheet.")
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        if page_text is None or not node.record.retells:
            continue
        headings = retelling.record.headings.of(node.record.type)
        found = parts.read(page_text, headings, {}, site.citations(page_text))
        names = parts.NAMES if node.type.connected else ("signs",)
        for name in names:
            if part := found.by_name.get(name):
                yield from _within(site, node, part)
        if node.type.connected:
            yield from _said(site, node, found)
        if node.record.type == AGENCY:
            yield from _few_changes(site, node)


def _within(site: Site, node: Node, part: parts.Part) -> Iterator[Fault]:
    limit = LIMITS[part.name]
    if len(part.items) > limit.items:
        what = f"“{part.heading or 'What is said'}” has {len(part.items)} items, and may have {limit.items}."
        yield site.fault(node, part.items[limit.items].text, what, "Put two together, or take one out.")
    for item in part.items:
        if over := max(0, len(item.text) - limit.characters):
            what = f"“{item.text[:40]} …” is {over} characters longer than the {limit.characters} that fit on a sheet."
            yield site.fault(node, item.text, what, "Shorten it.")
    total = sum(len(item.text) for item in part.items)
    most = node.type.max_said or total
    if part.name == parts.SAID and total > most:
        what = f"What is said has {total} characters, and may have {most}."
        yield site.fault(node, part.items[0].text, what, "Shorten it: the page could end there.")
    if part.name == "questions":
        for item in part.items:
            if not item.id:
                word = next((w for w in item.text.lower().split() if len(w) > 5 and w.isalpha()), "word")
                what = f"The question “{item.text[:60]}” has no anchor."
                yield site.fault(node, item.text, what, f"Write one after it: {{ #q-{word} }}.")


def _few_changes(site: Site, node: Node) -> Iterator[Fault]:
    changes = site.graph.related(node, IMPROVEMENT)
    if len(changes) > MAX_CHANGES:
        what = f"{len(changes)} reported changes are joined to this finding, and a sheet has room for {MAX_CHANGES}."
        yield Fault(node.file, node.line("improvements"), what, "Take out the one that is least on its subject.")


def _said(site: Site, node: Node, found: parts.Parts) -> Iterator[Fault]:
    said = found.by_name.get(parts.SAID)
    if said is None or not said.items:
        what, remedy = "Nothing is said above the first heading.", "Begin with one to three sentences and their source."
        yield Fault(node.file, site.files[node.src].body_line, what, remedy)
