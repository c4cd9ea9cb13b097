"""A finished site, and all that templates are given of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from retelling_site.content import generated_pages
from retelling_site.content.changelog import entries
from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.parts import sections
from retelling_site.content.records import days
from retelling_site.content.records.settings import Settings
from retelling_site.content.retelling import Retelling
from retelling_site.content.site import Site
from retelling_site.outputs import assets, social_cards
from retelling_site.pages import board, contents, gaps, structured_data, timeline, whole_dates
from retelling_site.pages.team import picture, plan, sheet
from retelling_site.pages.team.foot import foot
from retelling_site.pages.team.toolkit import Toolkit
from retelling_site.release import headers
from retelling_site.search.a_to_z import a_to_z


@dataclass(frozen=True)
class Finished:
    """All that templates and files for machines are made of."""

    site: Site
    settings: Settings
    retelling: Retelling
    html: Mapping[str, str]
    """Each page's text with its marks and anchors, by address; a page that is generated from another has none."""
    published: Mapping[str, date]
    """The day on which each page first came, by its file."""
    updated: Mapping[str, date]
    assets: Mapping[str, bytes]
    """What pages fetch, by address below the root."""
    styles: Mapping[str, str]
    """What stands within pages, by name."""
    speculation_rules: str
    toolkits: Mapping[str, Toolkit]
    """What the tools for a team are made of, by the file of their finding."""

    @property
    def graph(self) -> Graph:
        """The pages, with their parts and sources."""
        return self.site.graph

    def for_templates(self) -> dict[str, Any]:
        """Give what every template may use."""
        return {
            **self._pages(),
            **self._within_pages(),
            "board_of": board.board_of,
            "changelog": entries(self.graph),
            "document": self.retelling.record.document,
            "gaps": gaps.gaps_of(self.graph),
            "graph": self.graph,
            "hold_dates": whole_dates.hold,
            "in_words": days.in_words,
            "letters": a_to_z(self.graph),
            "page_types": PAGE_TYPES,
            "picture": picture.picture(self.graph),
            "retelling": self.retelling,
            "settings": self.settings,
            "sheet_lengths": sheet.LENGTHS,
            "standing": self.retelling.record.standing,
            "team_foot": foot,
            "timeline_of": timeline.timeline_of,
        }

    def _pages(self) -> dict[str, Any]:
        """Give the pages, and the file, that templates lead to from others."""
        by_src = self.graph.by_src
        door = next((node for node in self.graph.nodes if node.template == generated_pages.DOOR), None)
        beside = [node for node in self.graph.nodes if door and node.parent_url == door.url and not node.generated_from]
        return {
            "brief_page": door,
            "footer": [by_src[src] for src in self.settings.footer],
            "help_page": by_src[self.settings.helpline.page],
            "menu": [by_src[src] for src in self.settings.menu],
            "offline_zip": self.settings.zip_name,
            "search_url": self.search_url,
            "tool_pages": beside,
        }

    def _within_pages(self) -> dict[str, Any]:
        """Give what stands within pages, the policy that lets it in, and the folder of what they fetch."""
        return {
            "assets": assets.folder_of(self.assets),
            "page_styles": contents.page_styles,
            "policy_of": self._policy_of,
            "speculation_rules": self.speculation_rules,
            "styles": self.styles,
        }

    def _policy_of(self, names: Iterable[str]) -> str:
        """State the policy of a page with these styles in it, one after another in one element: one hash for all."""
        style = "".join(self.styles[name] for name in names)
        within = {"style-src": [style], "script-src": [self.speculation_rules]}
        return headers.policy(within)

    def for_builder(self, url: str) -> tuple[str, dict[str, str], str]:
        """Give what the builder itself needs of a page: its text, its template, the day of its last change."""
        node = self.graph.by_url[url]
        return self.html.get(url, ""), {"template": node.template}, self.updated[node.src].isoformat()

    def for_page(self, url: str) -> dict[str, Any]:
        """Give what the template of one page needs."""
        node = self.graph.by_url[url]
        day = self.updated[node.src]
        document, page_text = self.retelling.record.document, self.site.texts.get(url)
        divided = sections(page_text) if page_text else []
        listed = contents.contents(node, divided)
        return {
            "toolkit": self.toolkits.get(node.generated_from),
            "node": node,
            "sections": divided,
            "contents": listed,
            "by_letter": contents.by_letter(listed),
            "updated": day,
            **self._plan_of(node),
            "social_card": social_cards.name(url),
            "structured_data": structured_data.of_page(
                self.graph, node, page_text, self.settings, document, self.published[node.src], day
            ),
        }

    def _plan_of(self, node: Node) -> dict[str, Any]:
        finding = self.graph.origin(node)
        if finding is None:
            return {}
        headings = plan.headings(self.retelling.record)
        return {"plan_headings": headings, "plan_note": plan.NOTE, "word_file": plan.word_file(finding)}

    @property
    def search_url(self) -> str:
        """The address of the page of results."""
        return next((node.url for node in self.graph.nodes if node.template == "search.html"), "search/")
