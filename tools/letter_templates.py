"""Writes the letter templates of `data/letters/`: Word files with places to be filled, which users may replace."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from svcctl.export.stamped import stamped

FOLDER = Path(__file__).parents[1] / "data" / "letters"
BODY, HEADING = "仿宋", "黑体"
EPOCH = datetime(2026, 1, 1)  # noqa: DTZ001 (a zip member's time has no zone)


class Template:
    """A page of A4 with the head that every letter has, built block by block."""

    def __init__(self, signed_by: Sequence[str] = ("{{ sender }}（盖章）",)) -> None:
        self.document: Any = Document()
        self.signed_by = signed_by
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
        style = self.document.styles["Normal"]
        _font(style, BODY, 12)
        style.paragraph_format.line_spacing = 1.35
        style.paragraph_format.space_after = Pt(4)
        title = self.text("{{ title }}", size=20, font=HEADING)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(14)
        self.text("{{ to }}：").paragraph_format.space_after = Pt(6)

    def text(self, text: str, size: float = 12, font: str = BODY, bold: bool = False, indent: bool = False) -> Any:
        """A paragraph; Chinese ones of the body start two characters in."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        _font(run, font, size)
        run.bold = bold
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)
        return paragraph

    def heading(self, text: str) -> None:
        """A heading inside the letter, kept with what follows."""
        paragraph = self.text(text, font=HEADING)
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True

    def each(self, name: str, text: str, size: float = 12, indent: bool = True) -> None:
        """A paragraph for each item of a list."""
        self.tag(f"{{%p for item in {name} %}}")
        self.text(text, size, indent=indent)
        self.tag("{%p endfor %}")

    def tag(self, text: str) -> None:
        """A control tag in a paragraph of its own, which the letter does not keep."""
        self.document.add_paragraph(text)

    def section(self, name: str, heading: str, text: str = "{{ item }}", size: float = 10.5) -> None:
        """A heading with a list under it, left out where the list is empty."""
        self.tag(f"{{%p if {name} %}}")
        self.heading(heading)
        self.each(name, text, size, indent=False)
        self.tag("{%p endif %}")

    def table(self, name: str, columns: Sequence[tuple[str, str, float, str]], size: float = 10) -> None:
        """A table with a row for each item: heading, key, width in cm, left | right | center."""
        table = self.document.add_table(rows=4, cols=len(columns))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _repeat(table.rows[0])
        for column, (_, _, width, _) in zip(table.columns, columns, strict=True):
            column.width = Cm(width)
        rows = [[head for head, *_ in columns], [f"{{%tr for item in {name} %}}"],
                [f"{{{{ item.{key} }}}}" for _, key, *_ in columns], ["{%tr endfor %}"]]  # fmt: skip
        for row, texts in zip(table.rows, rows, strict=True):
            _unbroken(row)
            for cell, text, (_, _, width, side) in zip(row.cells, texts, columns, strict=False):
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.paragraph_format.line_spacing = 1.1
                heading = row is table.rows[0] or text in rows[0]
                paragraph.alignment = _SIDES["center" if heading else side]
                _font(paragraph.add_run(text), HEADING if heading else BODY, size)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def written(self) -> bytes:
        """The template's bytes, with signatures and foot."""
        self.text("")
        for text in (*self.signed_by, "{{ dated }}"):
            paragraph = self.text(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = text != "{{ dated }}"
        foot = self.document.sections[0].footer.paragraphs[0]
        _font(foot.add_run("{{ foot }}"), BODY, 7)
        foot.paragraph_format.line_spacing = 1.0
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = "svcctl"
        properties.comments = properties.title = ""
        properties.created = properties.modified = EPOCH
        made = BytesIO()
        self.document.save(made)
        return stamped(made.getvalue(), EPOCH)


_SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def _font(thing: Any, name: str, size: float) -> None:
    thing.font.name, thing.font.size = "Times New Roman", Pt(size)
    properties = thing.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _repeat(row: Any) -> None:
    """The heading row again on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:
    """A row that no page break runs through."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


# -- the letters ------------------------------------------------------------------------------------


def damages_statement() -> Template:
    """What one side owes for breaches, with the arithmetic."""
    made = Template()
    made.text(
        "贵我双方于{{ signed }}签订《{{ contract_title }}》（{{ numbers }}）。依据合同约定，"
        "截至{{ as_of }}，贵方应付违约金及损失赔偿合计人民币 {{ total }} 元（大写：{{ capitals }}）。明细如下：",
        indent=True,
    )
    columns = [("序号", "number", 1.1, "center"), ("事由", "what", 4.0, "left"), ("依据", "article", 2.3, "left"),
               ("起止日期", "period", 3.0, "center"), ("金额（元）", "amount", 2.6, "right"),
               ("未付（元）", "open", 2.6, "right")]  # fmt: skip
    made.table("rows", columns)
    made.text("合计：{{ total }} 元，大写：{{ capitals }}。", bold=True)
    made.heading("计算过程")
    made.tag("{%p for part in parts %}")
    made.text("{{ part.title }}", 10.5, bold=True).paragraph_format.keep_with_next = True
    made.each("part.lines", "{{ item }}", 10.5, indent=False)
    made.tag("{%p endfor %}")
    made.section("contingent", "以协商不成为前提，本函暂不主张的")
    made.section("remarks", "需要说明的")
    made.section("findings", "合同文件中的不一致")
    made.section("evidence", "证据清单")
    made.text("请贵方核对。如有异议，请书面说明理由并附证据。", indent=True)
    return made


LETTERS = {"damages-statement": damages_statement}


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in LETTERS.items():
        (FOLDER / f"{name}.docx").write_bytes(build().written())


if __name__ == "__main__":
    main()
