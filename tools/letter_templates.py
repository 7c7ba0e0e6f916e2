"""Writes the letter templates of `data/letters/`: Word files with places to be filled."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from svcctl.papers.stamped import stamped

FOLDER = Path(__file__).parents[1] / "data" / "letters"
BODY, HEADING = "仿宋", "黑体"
EPOCH = datetime(2026, 1, 1)  # noqa: DTZ001 (a zip member's time has no zone)


class Template:
    """A page of A4 with the head that every letter has, built block by block."""

    def __init__(
        self, signed_by: Sequence[str] = ("{{ sender }}（盖章）",), to: str = "{{ to }}："
    ) -> None:
        self.document: Any = Document()
        self.signed_by = signed_by
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        # the foot has five small lines, and text must not run into them
        section.top_margin, section.bottom_margin, section.footer_distance = (
            Cm(2.6),
            Cm(3.4),
            Cm(1.1),
        )
        style = self.document.styles["Normal"]
        _font(style, BODY, 12)
        style.paragraph_format.line_spacing = 1.35
        style.paragraph_format.space_after = Pt(4)
        title = self.text("{{ title }}", size=20, font=HEADING)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(14)
        if to:
            self.text(to).paragraph_format.space_after = Pt(6)

    def text(
        self,
        text: str,
        size: float = 12,
        font: str = BODY,
        bold: bool = False,
        indent: bool = False,
    ) -> Any:
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

    def section(
        self, name: str, heading: str, text: str = "{{ item }}", size: float = 10.5
    ) -> None:
        """A heading with a list under it, left out where the list is empty."""
        self.tag(f"{{%p if {name} %}}")
        self.heading(heading)
        self.each(name, text, size, indent=False)
        self.tag("{%p endif %}")

    def table(
        self, name: str, columns: Sequence[tuple[str, str, float, str]], size: float = 10
    ) -> None:
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
                paragraph = _cell(cell, width)
                heading = row is table.rows[0] or text in rows[0]
                paragraph.alignment = _SIDES["center" if heading else side]
                _font(paragraph.add_run(text), HEADING if heading else BODY, size)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def form(
        self, rows: Sequence[tuple[str, str]], widths: tuple[float, float] = (4.2, 11.6)
    ) -> None:
        """A form: what is asked on the left, what is filled in on the right."""
        table = self.document.add_table(rows=len(rows), cols=2)
        table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row, texts in zip(table.rows, rows, strict=True):
            _unbroken(row)
            for cell, text, width, font in zip(
                row.cells, texts, widths, (HEADING, BODY), strict=True
            ):
                _font(_cell(cell, width).add_run(text), font, 11)
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


_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def _font(thing: Any, name: str, size: float) -> None:
    thing.font.name, thing.font.size = "Times New Roman", Pt(size)
    properties = thing.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _cell(cell: Any, width: float) -> Any:
    """A cell's paragraph, in the middle of its height with air above and below."""
    cell.width, cell.vertical_alignment = Cm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(3)
    form.line_spacing = 1.1
    return paragraph


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
        "截至{{ as_of }}，贵方应付违约金及损失赔偿合计 {{ total }} 元（大写：{{ capitals }}）。明细如下：",
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
    made.section("remarks", "需要说明的事项")
    made.section("findings", "合同文件中的不一致")
    made.section("evidence", "证据清单")
    made.text("请贵方核对。如有异议，请书面说明理由并附证据。", indent=True)
    return made


INSTALMENT = "《{{ contract_title }}》（{{ numbers }}）{{ what }}"
ROW = [("序号", "number", 1.1, "center"), ("期次", "what", 6.2, "left"),
       ("应付（元）", "amount", 2.5, "right"), ("已付（元）", "paid", 2.5, "right"),
       ("未付（元）", "outstanding", 2.5, "right")]  # fmt: skip


def payment_request() -> Template:
    """The purchaser's application to pay an instalment."""
    made = Template(signed_by=("{{ sender }}（盖章）",), to="")
    made.form(
        [
            ("项目名称", "{{ contract_title }}"),
            ("编号", "{{ numbers }}"),
            ("合同签订日期", "{{ signed }}"),
            ("款项用途", "{{ what }}（{{ article }}）"),
            ("申请金额（小写）", "￥{{ amount }}"),
            ("申请金额（大写）", "{{ capitals }}"),
            ("收款人", "{{ payee }}"),
            ("开户银行及账号", "{{ account }}"),
            ("合同总价", "￥{{ total }}"),
            ("本次支付后累计", "￥{{ after }}，占合同总价 {{ share }}"),
            ("付款期限", "{{ due }}"),
            ("预算项目、资金性质", ""),
            ("附件", "{{ papers }}"),
        ]
    )
    made.section("steps", "期限计算过程")
    made.section("findings", "付款前须核实的不一致事项")
    made.section("evidence", "依据清单")
    made.form([("经办人（签字）", ""), ("复核人（签字）", ""), ("审批人（签字、盖章）", "")])
    return made


def reminder() -> Template:
    """The supplier asks for a sum that is overdue."""
    made = Template()
    made.text(INSTALMENT + "，应付 {{ amount }} 元，已付 {{ paid }} 元，付款期限为{{ due }}。截至{{ as_of }}，"
              "尚有 {{ outstanding }} 元（大写：{{ capitals }}）未付，已逾期 {{ days }} 天。", indent=True)  # fmt: skip
    made.text(
        "请贵方在收到本函后尽快支付，并将付款凭证发我方核对；已经支付的，请告知付款日期和凭证号。",
        indent=True,
    )
    made.section("steps", "期限计算过程")
    made.section("damages", "合同约定的违约金")
    made.section("evidence", "附：依据清单")
    made.text("收款人：{{ payee }}")
    made.text("收款账户：{{ account }}")
    made.text("签收人：                    签收日期：        年    月    日")
    return made


def negotiation() -> Template:
    """One side asks the other to negotiate about a late instalment."""
    made = Template()
    made.text(INSTALMENT + "，付款期限为{{ due }}，截至{{ as_of }}未付 {{ outstanding }} 元（大写：{{ capitals }}）。"
              "依据合同约定，现提请双方协商。", indent=True)  # fmt: skip
    made.text("提请协商的事项：", indent=True)
    made.text("一、未能按期支付的原因：")
    made.text("二、新的付款日期：        年    月    日")
    made.text("三、其他：")
    made.section("damages", "协商不成的后果")
    made.text("协商结果请以书面确认，双方盖章后各执一份。", indent=True)
    return made


def receipt() -> Template:
    """The purchaser's receipt for reports."""
    made = Template()
    made.text(
        "《{{ contract_title }}》（{{ numbers }}）第{{ year }}年下列文件，我方已收到：", indent=True
    )
    made.table("documents", [("序号", "number", 1.2, "center"), ("文件", "title", 7.5, "left"),
                             ("签收日期", "on", 3.4, "center"), ("登记编号", "event", 3.7, "left")])  # fmt: skip
    made.section("missing", "尚未收到的")
    made.section("due", "由此起算的付款期限")
    made.text("经办人（签字）：")
    return made


def ask_reports() -> Template:
    """The purchaser asks for the reports that a payment waits for."""
    made = Template()
    made.text("《{{ contract_title }}》（{{ numbers }}）第{{ year }}年服务期{{ ending }}，截至{{ as_of }}，"
              "下列文件尚未签收：", indent=True)  # fmt: skip
    made.each("missing", "{{ item }}", indent=False)
    made.text(
        "依据合同约定，上述文件签收齐全后开始计算付款期限（{{ counted }}）。请尽快提交。",
        indent=True,
    )
    return made


def confirm_account() -> Template:
    """The purchaser asks for a sealed confirmation of the account."""
    made = Template(signed_by=("{{ to }}（盖章）",))
    made.text("《{{ contract_title }}》（{{ numbers }}）各文件所载收款账户如下：", indent=True)
    made.table("accounts", [("序号", "number", 1.2, "center"), ("出处", "source", 3.2, "left"),
                            ("开户银行", "bank", 6.4, "left"), ("账号", "account", 5.0, "left")])  # fmt: skip
    made.text("请贵方确认唯一有效的收款账户，盖章后寄回。确认之前，我方不付款。", indent=True)
    made.form(
        [("户名", ""), ("开户银行", ""), ("账号", ""), ("启用日期", "        年    月    日")]
    )
    return made


def reconcile() -> Template:
    """Both sides' sums, to be confirmed or corrected."""
    made = Template(signed_by=("{{ sender }}（盖章）", "{{ to }}（盖章）"))
    made.text(
        "截至{{ as_of }}，《{{ contract_title }}》（{{ numbers }}）在我方账上的情况如下，请核对：",
        indent=True,
    )
    made.table("rows", ROW)
    made.text(
        "合计：应付 {{ amount }} 元，已付 {{ paid }} 元，未付 {{ outstanding }} 元（大写：{{ capitals }}）。",
        bold=True,
    )
    made.section("payments", "付款和退款")
    made.form([("贵方账面未付金额", ""), ("差额及原因", ""), ("核对结论（相符 / 不符）", "")])
    return made


def hand_over() -> Template:
    """All that is open, from one colleague to the next."""
    made = Template(signed_by=(), to="")
    made.text("《{{ contract_title }}》（{{ numbers }}），甲方 {{ purchaser }}，乙方 {{ supplier }}。"
              "截至{{ as_of }}的付款情况和未了事项如下。", indent=True)  # fmt: skip
    made.table("rows", ROW)
    made.section("open", "未了事项")
    made.section("findings", "不一致事项")
    made.section("notes", "须知")
    made.form([("移交人（签字）", ""), ("接管人员（签字）", ""), ("监交人（签字）", "")])
    return made


def working_paper() -> Template:
    """An auditor's evidence sheet on one instalment."""
    made = Template(signed_by=("被审计单位（盖章）",), to="")
    sums = "应付 {{ amount }} 元，已付 {{ paid }} 元，未付 {{ outstanding }} 元"
    made.form(
        [
            ("被审计单位", "{{ purchaser }}"),
            ("审计事项", "{{ contract_title }}（{{ numbers }}）{{ what }}"),
            ("事实", f"{sums}；付款期限 {{{{ due }}}}；{{{{ state }}}}。"),
            ("依据", "合同{{ article }}"),
        ]
    )
    made.section("steps", "计算过程")
    made.section("damages", "违约金")
    made.section("findings", "合同文件中的不一致")
    made.section("evidence", "证据清单")
    made.form([("被审计单位意见", "\n\n"), ("取证人（签字）", ""), ("复核人（签字）", "")])
    return made


LETTERS = {
    "damages-statement": damages_statement,
    "payment-request": payment_request,
    "reminder": reminder,
    "negotiation": negotiation,
    "receipt": receipt,
    "ask-reports": ask_reports,
    "confirm-account": confirm_account,
    "reconcile": reconcile,
    "hand-over": hand_over,
    "working-paper": working_paper,
}


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in LETTERS.items():
        (FOLDER / f"{name}.docx").write_bytes(build().written())


if __name__ == "__main__":
    main()
