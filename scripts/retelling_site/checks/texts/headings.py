"""Headings claim nothing: those of connected pages are a closed list; others name or ask, as `claims` has it.

Terms of a glossary and heads of tables are headings too; titles are looked at with the records.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from retelling_site.checks.texts.claims import claim
from retelling_site.checks.texts.sourcing import apart
from retelling_site.content import parts
from retelling_site.content.graph import Node
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault, hiding_rest
from retelling_site.html import HtmlDocument, text

_REMEDY = "Write a name or a question, and say the rest below it with its source."


def check(site: Site) -> Iterator[Fault]:
    """Fault headings that may not stand where they stand."""
    retelling = site.retelling
    if retelling is None:
        return
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        if page_text is None or not (node.record.retells or isinstance(node.record, RetellingPage)):
            continue
        if node.type.connected:
            yield from hiding_rest(_closed(site, node, page_text, retelling.record.headings.of(node.record.type)))
            yield from _free(site, node, page_text, "dt, th")
        else:
            yield from _free(site, node, page_text, "h2, h3, h4, h5, h6, dt, th")


def _closed(site: Site, node: Node, page_text: HtmlDocument, by_part: Mapping[str, str]) -> Iterator[Fault]:
    """Fault headings by which nobody can tell what stands below them."""
    allowed = list(by_part.values())
    found: list[str] = []
    wrong = []
    for heading in page_text.tree.css("h2, h3, h4, h5, h6"):
        words = text(heading)
        if heading.tag != "h2" or words not in allowed:
            near = get_close_matches(words, set(allowed) - set(found), 1, 0.7)
            remedy = f"Write “## {near[0]}”." if near else f"Use ## and one of: {'; '.join(allowed)}."
            what = f"The heading “{words[:60]}” is not one that this type of page may have."
            wrong.append(site.fault(node, heading, what, remedy))
        found.append(words)
    yield from wrong
    kept = [words for words in dict.fromkeys(found) if words in allowed]
    order = [words for words in allowed if words in found]
    if kept != order:
        what = "The headings are out of order."
        yield site.fault(node, kept[0], what, f"The order is: {'; '.join(order)}.")
    elif not wrong:
        yield from _questions(site, node, page_text, by_part)


def _questions(site: Site, node: Node, page_text: HtmlDocument, by_part: Mapping[str, str]) -> Iterator[Fault]:
    """Fault a page without questions, and statements among them: the heading above them is missing."""
    heading = by_part.get("questions", "")
    below = [part for part in parts.sections(page_text) if heading and part.heading == heading]
    items = [item for part in below for item in parts.items(part)]
    if node.type.needs_questions and not items:
        what = "There are no questions for a team."
        yield Fault(node.file, 0, what, f"Write a list of them under “## {heading}”.")
    cited = site.citations(page_text)
    for item in items:
        words = parts.own_words(item, cited)
        if not words.endswith("?") and any(link.mem_id in cited for link in item.css("a[href]")):
            what = f"“{words[:60]}” has a source, and stands among the questions."
            remedy = "Write its heading above it, or take the source out and make it a question."
            yield site.fault(node, words, what, remedy)
            return


def _free(site: Site, node: Node, page_text: HtmlDocument, selector: str) -> Iterator[Fault]:
    for heading in page_text.tree.css(selector):
        if heading.tag not in ("dt", "th") and heading.css("a[href]"):
            what = f"The heading “{text(heading)[:60]}” holds a link."
            yield site.fault(node, heading, what, "Take it out, and put a source at the end of what stands below.")
            continue
        if not apart(heading) and (why := claim(text(heading))):
            what = f"The heading “{text(heading)[:60]}” may claim something, {why}."
            yield site.fault(node, heading, what, _REMEDY)
