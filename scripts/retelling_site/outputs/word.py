"""A plan as a Word document (Office Open XML, ISO/IEC 29500), to fill in and keep: the same bytes from the same pages.

What a screen reader needs is there: a title, the language, a real header row that is repeated, no merged cells.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from retelling_site.outputs.reproducible_zip import pack

_LANGUAGE = "en-GB"
_WIDTHS = (78, 62, 42, 40, 29, 26)
"""The columns' widths in millimetres: together what A4 on its side has between its margins."""
_FONT = "Arial"
_SIDES = ("top", "left", "bottom", "right")
_STYLES = frozenset(
    ("Normal", "Title", "Title Char", "Caption", "Table Grid", "Normal Table", "Default Paragraph Font", "No List")
)
"""What a plan is set in: the library's template has 164 styles, twice, which would be most of each file."""


@dataclass(frozen=True)
class Line:
    """One row of the plan: what it is about, what is reported or is not, and whether that is an empty box."""

    name: str
    said: str
    reported: tuple[str, ...]
    empty: bool


@dataclass(frozen=True)
class Plan:
    """All that the document says."""

    title: str
    person: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    ours: str
    """What names the last row, which is for what a team brings itself."""
    after: tuple[str, ...]
    """What stands below the table: the caveat, where it is from, where to get help, its address."""
    author: str
    day: date


@lru_cache(maxsize=64)
def document(plan: Plan) -> bytes:
    """Write the plan; one that was written before in this process is not written again."""
    made = docx.Document(BytesIO(_frame()))
    _properties(made, plan)
    made.add_heading(plan.title, 0)
    made.add_paragraph(plan.person)
    _table(made, plan)
    for words in plan.after:
        made.add_paragraph(words, "Caption")
    written = BytesIO()
    made.save(written)
    with ZipFile(written) as parts:
        return pack((name, parts.read(name)) for name in parts.namelist())


@cache
def _frame() -> bytes:
    """Give what every plan begins with: an empty document with the language, the page and the styles of all."""
    made = docx.Document()
    for style in list(made.styles):
        if style.name not in _STYLES:
            style.delete()
    for owner in (made.part, made.part.package):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/numbering", "/thumbnail")):
                del owner.rels[name]
    _set_styles(made)
    _on_its_side(made)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _properties(made: Document, plan: Plan) -> None:
    about, moment = made.core_properties, datetime.combine(plan.day, time(), UTC).replace(tzinfo=None)
    about.title, about.author, about.last_modified_by, about.comments = plan.title, plan.author, plan.author, ""
    about.created, about.modified, about.language, about.revision = moment, moment, _LANGUAGE, 1


def _set_styles(made: Document) -> None:
    for name, size in (("Normal", 9), ("Title", 20), ("Caption", 9)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), None
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(4)
    made.styles["Caption"].font.bold = False
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)


def _on_its_side(made: Document) -> None:
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin = section.bottom_margin = Mm(10)


def _table(made: Document, plan: Plan) -> None:
    table = made.add_table(rows=1, cols=len(plan.headings), style="Table Grid")
    table.autofit = False
    _describe(table, plan)
    header = table.rows[0]
    header._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, words in zip(header.cells, plan.headings, strict=True):
        _write(cell, words, "")
    for line in (*plan.lines, Line(plan.ours, "", (), empty=False)):
        _row(table, line)
    for column, width in zip(table.columns, _WIDTHS, strict=True):  # Word asks the cells, others the grid
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _describe(table: Table, plan: Plan) -> None:
    """Say what the table is, and that its first row and column are headings, in the order that the standard has."""
    properties = table._tbl.tblPr
    of_template = properties.find(qn("w:tblLook"))
    if of_template is not None:
        properties.remove(of_template)
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("top", "bottom"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))
    look = 'w:val="00A0" w:firstRow="1" w:firstColumn="1" w:noVBand="1"'
    properties.append(parse_xml(f"<w:tblLook {nsdecls('w')} {look}/>"))
    for tag, words in (("tblCaption", plan.title), ("tblDescription", "; ".join(plan.headings))):
        element = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        element.set(qn("w:val"), words)
        properties.append(element)


def _row(table: Table, line: Line) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    row.height = Mm(16)
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    cells = row.cells
    _write(cells[0], line.name, line.said)
    for at, words in enumerate(line.reported):
        (cells[1].paragraphs[0] if at == 0 else cells[1].add_paragraph()).add_run(words)
    if line.empty:
        _dot(cells[1].paragraphs[0])


def _write(cell: _Cell, bold: str, plain: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(bold).bold = True
    if plain:
        paragraph.add_run(f" {plain}")


def _dot(paragraph: Paragraph) -> None:
    """Draw a box of dots around what is not reported: one can see that it is empty."""
    sides = "".join(f'<w:{side} w:val="dotted" w:sz="12" w:space="3" w:color="595959"/>' for side in _SIDES)
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(4)
