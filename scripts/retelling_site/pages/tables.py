"""Tables keep their headings' meaning where a phone shows each cell on a line of its own: each cell says its column."""

from retelling_site.html import HtmlDocument, text


def label(page_text: HtmlDocument) -> None:
    """Give the cells of each table the words of their column."""
    for table in page_text.tree.css("table"):
        heads = [text(head) for head in table.css("thead th")]
        for row in table.css("tbody tr"):
            for words, cell in zip(heads, row.css("td"), strict=False):
                cell.attrs["data-label"] = words
