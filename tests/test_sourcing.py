"""The sourcing rule, both ways, on scraps of HTML: the reader of each statement can see where it comes from."""

import pytest
from learning import blocks, links
from learning.graph import Node
from learning.model import PAGE_TYPES
from learning.retelling import Retelling
from learning.sourcing import check

TOLD = Retelling("press-release/", {"p4": "All.", "p4-gp": "The GP.", "p5": "More."})
P4 = '<a href="../../press-release/#p4-gp">p4</a>'


def whats(html: str, src: str = "agencies/gp.md", sources: tuple[str, ...] = ("p4-gp", "p5")) -> list[str]:
    """Hold one page against the rule."""
    kind = "agency" if "/" in src else "page"
    record = PAGE_TYPES[kind].model_construct(None, title="GP", type=kind, summary="x", sources=list(sources))
    url = f"{src.removesuffix('.md')}/"
    return [str(fault) for fault in check({url: html}, [Node(src, url, record, {"sources": 5})], TOLD)]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Said. {P4}</p>",
        f"<ul><li>Said. {P4}</li></ul>",
        f"<ul><li><p>Said. {P4}</p><ul><li>Said. {P4}</li></ul></li></ul>",
        f"<table><thead><tr><th>What</th></tr></thead><tbody><tr><td>Said. {P4}</td></tr></tbody></table>",
        f"<dl><dt>Term</dt><dd>Said. {P4}</dd></dl>",
        f"<blockquote><p>Said. {P4}</p></blockquote>",
        "<h2>Heading</h2>",
        "<!-- A remark to other editors. -->",
        '<div class="admonition ours"><p>Ours.</p></div>',
        '<div class="admonition outside"><ul><li>From elsewhere.</li></ul></div>',
        "",
    ],
)
def test_what_has_a_source_or_is_ours_passes(html: str) -> None:
    """Protects the editor whose page is right."""
    assert whats(html) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Bare.</p>",
        "<ul><li>Bare.</li></ul>",
        "<ol><li><p>Bare.</p></li></ol>",
        "<table><tbody><tr><td>Bare.</td></tr></tbody></table>",
        "<table><tr><th>Bare.</th></tr></table>",
        "<dl><dt>Term</dt><dd>Bare.</dd></dl>",
        "<div>Bare.</div>",
        "<section><div><p>Bare.</p></div></section>",
        "<span>Bare.</span>",
        "Bare.",
        "<blockquote><p>Bare.</p></blockquote>",
        "<pre><code>Bare.</code></pre>",
        "<figure><figcaption>Bare.</figcaption></figure>",
        "<details><summary>Bare.</summary></details>",
        f"<ul><li><p>Said. {P4}</p><ul><li>Bare.</li></ul></li></ul>",
        f"<p>Said. {P4}</p></main><p>Bare.</p>",
        f"<p>Said. {P4}</p></body></html>Bare.",
        '<p>Bare.<a href="../../press-release/#p4-gp"></a></p>',
        '<p>Bare.<!-- <a href="../../press-release/#p4-gp">p4</a> --></p>',
    ],
)
def test_a_statement_without_a_source_is_told(html: str) -> None:
    """Protects the family, and the trainer who quotes: nothing is said that the release does not say."""
    (told,) = whats(html)
    assert told.startswith("docs/agencies/gp.md: “Bare.") and "has no source. End it with its source" in told


@pytest.mark.parametrize(
    "href",
    ["../../press-release/", "../../press-release/#", "../../press-release/#P4-gp", "../../press-release/#p9",
     "../gp/#p4", "https://example.org/press-release/#p4", "//press-release/#p4", "#p4-gp", ""],
)  # fmt: skip
def test_a_link_that_names_no_clause_is_no_source(href: str) -> None:
    """Protects the reader who follows it and finds the whole release, or nothing."""
    assert len(whats(f'<p>Bare. <a href="{href}">p4</a></p>')) == 1


def test_the_story_is_held_to_the_rule_and_help_is_not() -> None:
    """Protects the child's story, which is told on pages of the plain kind."""
    assert len(whats("<p>Bare.</p>", "hakeem.md")) == len(whats("<p>Bare.</p>", "timeline.md")) == 1
    assert whats("<p>Ring us.</p>", "get-help.md") == []


def test_sources_that_are_no_anchors_are_told() -> None:
    """Protects the list of sources at the page's foot."""
    (told,) = whats("", sources=("p4-gp", "p5", "p4-sad"))
    assert "docs/agencies/gp.md, line 5: “sources” names “p4-sad”" in told
    (told,) = whats("", sources=("p4-gp", "p5", "p5"))
    assert "names a source twice" in told


def test_a_clause_that_no_page_uses_is_told() -> None:
    """Protects what the release says from being left out."""
    (told,) = whats("", sources=("p5",))
    assert told.startswith("docs/press-release.md: No page uses the clause “p4-gp”.")


def test_without_a_retelling_nothing_else_is_told() -> None:
    """Protects the editor from a hundred lines that have one cause."""
    assert check({"agencies/gp/": "<p>Bare.</p>"}, [], Retelling("", {})) == []


@pytest.mark.parametrize(
    ("html", "dead"),
    [
        ('<a href="../b/">b</a><a href="../b/#x">x</a><a href="#y">y</a><a href="../c.css">c</a>', []),
        ('<a href="https://example.org/">out</a><a href="tel:999">999</a><a href="mailto:a@example.org">a</a>', []),
        ('<a href="../search/">no</a>', ["../search/"]),
        ('<a href="../b/#no">no</a><a href="#no">no</a>', ["../b/#no", "#no"]),
        ('<a href="/b.md">no</a><img src="no.png" alt="">', ["/b.md", "no.png"]),
    ],
)
def test_links_that_lead_nowhere_are_found_in_raw_html_too(html: str, dead: list[str]) -> None:
    """Protects the reader, to whom it is all the same how a link was written."""
    pages = {"a/": f'<p id="y">{html}</p>', "b/": '<p id="x">x</p>'}
    assert [link for _, link in links.dead(pages, {"c.css"})] == dead


def test_links_that_stayed_text_and_things_from_elsewhere_are_found() -> None:
    """Protects the reader from brackets, and from being watched by another site."""
    assert list(links.unmade("<p>See [that][nowhere], [this][] and <code>[a][b]</code>.</p>")) == [
        "[that][nowhere]",
        "[this][]",
    ]
    assert list(links.fetched('<img src="https://example.org/a.png"><img src="a.png">')) == [
        "https://example.org/a.png"
    ]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("/// ours | A note\nOurs.\n///\n", 0),
        ("//// ours | A\n/// outside | B\nText.\n///\n////\n", 0),
        ("/// ours | A note\nOurs, and all the rest.\n", 1),
        ("//// ours | A\n/// outside | B\nText.\n////\n", 2),
    ],
)
def test_a_block_of_ours_that_never_ends_is_told(body: str, count: int) -> None:
    """Protects the sourcing rule: what follows would pass as ours."""
    found = list(blocks.unclosed("docs/a.md", body))
    assert len(found) == count and all("is never closed" in fault.what for fault in found)
