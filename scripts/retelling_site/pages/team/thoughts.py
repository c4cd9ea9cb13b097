"""Thoughts: what is said on a page, divided at its marks, so that each can stand alone on a card or in a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Graph, Node
from retelling_site.content.parts import MARK, Item, Part, own_words
from retelling_site.html import HtmlDocument, classes


@dataclass(frozen=True)
class Thought:
    """A sentence or two that stand on their own, with the clauses that they rest on."""

    id: str
    text: str
    sources: tuple[str, ...]


def thoughts(node: Node) -> tuple[Thought, ...]:
    """Divide what is said on a page at its marks: each thought ends with its own."""
    return tuple(thought for item in items(node.parts.said) for thought in _divided(item))


def _divided(item: Item) -> Iterator[Thought]:
    """Begin a thought wherever words follow a mark; a full stop after the mark still belongs to the last one."""
    body = HtmlDocument.parse("", item.html).body
    marked, parts = False, [list[LexborNode]()]
    for child in body.iter(include_text=True):
        is_mark = _is_mark(child)
        if marked and not is_mark and child.text().strip(" \n\xa0.,"):
            parts.append([])
            marked = False
        marked = marked or is_mark
        parts[-1].append(child)
    for part in parts:
        html = "".join(node.html or "" for node in part)
        sources = tuple(urldefrag(node.attributes.get("href") or "").fragment for node in part if _is_mark(node))
        if found := own_words(HtmlDocument.parse("", html).body):
            yield Thought(sources[0] if sources else item.id, found, sources or item.sources)


def _is_mark(node: LexborNode) -> bool:
    return node.tag == "a" and MARK in classes(node)


def signs_of(graph: Graph) -> Part | None:
    """Give the signs that a page lists; sheets and cards repeat them."""
    return next((node.parts.signs for node in graph.nodes if node.parts.signs), None)


def items(part: Part | None) -> tuple[Item, ...]:
    """Give the items of a part that a page may be without."""
    return part.items if part else ()
