"""Writes the letter templates of `data/letters/`: Word files with places to be filled.

Letters keep to the form of official documents (GB/T 9704): a title of office, matter and kind in
small bold Song of 22 points, text in Fangsong of 16, a number, a page number with a dash each side.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from svcctl.papers.stamped import stamped

FOLDER = Path(__file__).parents[1] / "data" / "letters"
BODY, HEADING, TITLE = "仿宋", "黑体", "方正小标宋简体"
TEXT_SIZE, TITLE_SIZE, SMALL, TABLE_SIZE = 16, 22, 12, 10.5  # points: 三号, 二号, 小四, 五号
EPOCH = datetime(2026, 1, 1)  # noqa: DTZ001 (a zip member's time has no zone)
BLANK_DAY = "        年    月    日"
SIGNED = "    年    月    日"
NUMBER = "{% if number %}{{ number }}{% else %}        〔{{ year_of_date }}〕    号{% endif %}"
CONTACT = "（联系人：                    联系电话：                    ）"

Columns = Sequence[tuple[str, str, float, str]]


class Template:
    """A page of A4, built block by block: a letter, or a form with smaller text."""

    def __init__(self, to: str = "{{ to }}：", form: bool = False, tight: bool = False) -> None:
        self.document: Any = Document()
        self.tight = tight  # lines of a fixed height, so that a page holds as many in any program
        self.size = SMALL if form else TEXT_SIZE
        self._page(form)
        style = self.document.styles["Normal"]
        _font(style, BODY, self.size)
        style.paragraph_format.line_spacing = 1.2 if form else Pt(25)
        style.paragraph_format.space_after = Pt(3) if form else Pt(0)
        title = self.text("{{ headline }}", size=TITLE_SIZE, font=TITLE)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.line_spacing = Pt(32)
        title.paragraph_format.space_after = Pt(6)
        if to:
            number = self.text(NUMBER)
            number.alignment = WD_ALIGN_PARAGRAPH.CENTER
            number.paragraph_format.space_after = Pt(10)
            self.text(to)

    def _page(self, form: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if form:
            section.left_margin = section.right_margin = Cm(2)
            section.top_margin, section.bottom_margin = Cm(1.6), Cm(2.6)
        else:
            section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
            section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.8)
        # the foot has the page's number and four small lines, and text must not run into them
        section.footer_distance = Cm(0.9)

    def text(
        self, text: str, size: float = 0, font: str = BODY, bold: bool = False, indent: bool = False
    ) -> Any:
        """A paragraph; Chinese ones of the body start two characters in."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        _font(run, font, size or self.size)
        run.bold = bold
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * (size or self.size))
        if size and size <= SMALL < self.size:  # small print of a letter: grounds, annexes
            paragraph.paragraph_format.line_spacing = Pt(size * 1.5)
        return paragraph

    def heading(self, text: str, size: float = 0) -> None:
        """A heading inside the letter, kept with what follows."""
        paragraph = self.text(text, size, font=HEADING)
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.paragraph_format.keep_with_next = True

    def chapter(self, text: str, own_page: bool = False) -> None:
        """A heading that a word processor knows as one: it stands in its outline."""
        self.heading(text, 14)
        paragraph = self.document.paragraphs[-1]
        paragraph.style = self.document.styles["Heading 1"]
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = (
            Pt(12),
            Pt(4),
        )
        paragraph.runs[0].font.color.rgb = RGBColor(0, 0, 0)
        paragraph.runs[0].bold = False
        paragraph.paragraph_format.page_break_before = own_page

    def each(self, name: str, text: str, size: float = 0, indent: bool = True) -> None:
        """A paragraph for each item of a list."""
        self.tag(f"{{%p for item in {name} %}}")
        listed = self.text(text, size, indent=indent)
        if self.size == SMALL:  # the grounds of a form fit its second page
            listed.paragraph_format.line_spacing = 1.0
            listed.paragraph_format.space_after = Pt(0)
        self.tag("{%p endfor %}")

    def tag(self, text: str) -> None:
        """A control tag in a paragraph of its own, which the letter does not keep."""
        self.document.add_paragraph(text)

    def section(self, name: str, heading: str, text: str = "{{ item }}", size: float = 0) -> None:
        """A heading with a list under it, left out where the list is empty."""
        self.tag(f"{{%p if {name} %}}")
        self.heading(heading, size)
        self.each(name, text, size, indent=False)
        self.tag("{%p endif %}")

    def only(self, name: str, text: str, bold: bool = False) -> None:
        """A paragraph that stands there only where a value is something."""
        self.tag(f"{{%p if {name} %}}")
        self.text(text, indent=True, bold=bold)
        self.tag("{%p endif %}")

    def table(
        self,
        name: str,
        columns: Columns,
        size: float = TABLE_SIZE,
        totals: str = "",
        summed: str = "",
    ) -> None:
        """A table with a row for each item: heading, key, width in cm, left | right | center.

        `totals` names a list of further rows, of sums; `summed` what has the sums of its columns.
        """
        lists = [each for each in (name, totals) if each]
        rows = [[head for head, *_ in columns]]
        for each in lists:
            rows += [[f"{{%tr for item in {each} %}}"],
                     [f"{{{{ item.{key} }}}}" for _, key, *_ in columns], ["{%tr endfor %}"]]  # fmt: skip
        if summed:
            rows.append(["合计", *(f"{{{{ {summed}.sums.{key} }}}}" for _, key, *_ in columns[1:])])
        table = self.document.add_table(rows=len(rows), cols=len(columns))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _repeat(table.rows[0])
        if self.tight:
            _narrow(table)
        for column, (_, _, width, _) in zip(table.columns, columns, strict=True):
            column.width = Cm(width)
        for row, texts in zip(table.rows, rows, strict=True):
            _unbroken(row)
            for cell, text, (_, _, width, side) in zip(row.cells, texts, columns, strict=False):
                paragraph = _cell(cell, width, 1.5 if self.tight else 3, size if self.tight else 0)
                heading = row is table.rows[0] or text in rows[0]
                paragraph.alignment = _SIDES["center" if heading else side]
                _font(paragraph.add_run(text), HEADING if heading else BODY, size)
        self._after_table()

    def form(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float] = (4.2, 11.4), size: float = 11
    ) -> None:
        """A form: what is asked, what is filled in, in turns; short rows fill the last cell."""
        table = self.document.add_table(rows=len(rows), cols=len(widths))
        table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row, texts in zip(table.rows, rows, strict=True):
            _unbroken(row)
            cells = [*row.cells]
            if len(texts) < len(cells):
                cells = [*cells[: len(texts) - 1], cells[len(texts) - 1].merge(cells[-1])]
            spans = [*widths[: len(texts) - 1], sum(widths[len(texts) - 1 :])]
            for place, (cell, text, width) in enumerate(zip(cells, texts, spans, strict=True)):
                run = _cell(
                    cell, width, 1.5 if self.tight else 3, size if self.tight else 0
                ).add_run(text)
                _font(run, BODY if place % 2 else HEADING, size)
        self._after_table()

    def signers(self, *offices: str) -> None:
        """A row of signatures: the office, room to sign, the day."""
        width = 17 / len(offices)
        table = self.document.add_table(rows=3, cols=len(offices))
        table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        for row, texts in zip(
            table.rows, (offices, [""] * len(offices), [SIGNED] * len(offices)), strict=True
        ):
            _unbroken(row)
            for cell, text in zip(row.cells, texts, strict=True):
                paragraph = _cell(cell, width, 1.5)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                _font(paragraph.add_run(text), HEADING if text in offices else BODY, 10.5)
        table.rows[1].height = Cm(1.5)

    def _after_table(self) -> None:
        gap = self.document.add_paragraph()
        gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(8)

    def signed(self, *by: str, dated: str = "{{ dated }}") -> None:
        """Seals and a date on the right: ours has the letter's day, another side's is blank."""
        self.text("").paragraph_format.keep_with_next = True
        for text in (*by, dated):
            paragraph = self.text(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = text != dated

    def closing(self, text: str, *attached: tuple[str, str]) -> None:
        """What ends a letter: what is attached and where, its seal, its day, its contact.

        No seal stands alone on a page.
        """
        self.text(text, indent=True).paragraph_format.keep_with_next = True
        self._attached(attached)
        self.signed("{{ sender }}（盖章）", dated="{{ dated }}")
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.text(CONTACT, indent=True)

    def _attached(self, attached: Sequence[tuple[str, str]]) -> None:
        """The papers attached, by number where there may be several; each with its condition."""
        for place, (condition, name) in enumerate(attached):
            before = " or ".join(each for each, _ in attached[:place])
            head = (
                "附件："
                if not place
                else f"{{% if {before} %}}　　　{{% else %}}附件：{{% endif %}}"
            )
            count = " + ".join(f"(1 if {each} else 0)" for each, _ in attached[: place + 1])
            number = f"{{{{ {count} }}}}. " if len(attached) > 1 else ""
            if condition != "true":
                self.tag(f"{{%p if {condition} %}}")
            self.text(head + number + name, indent=True).paragraph_format.keep_with_next = True
            if condition != "true":
                self.tag("{%p endif %}")

    def annexes(self, *named: tuple[str, str]) -> None:
        """Lists on pages behind the letter, in smaller print; no page where there are none."""
        self.behind(" or ".join(name for name, _ in named))
        for name, heading in named:
            self.section(name, heading, size=min(SMALL, self.size - 1.5))

    def behind(self, condition: str, heading: str = "附件") -> None:
        """The head of the pages behind a letter, where there are any."""
        self.tag(f"{{%p if {condition} %}}")
        self.text(heading, font=HEADING).paragraph_format.page_break_before = True
        self.tag("{%p endif %}")

    def written(self) -> bytes:
        """The template's bytes, with page number and foot."""
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.paragraph_format.line_spacing = 1.0
        _page_numbers(foot)
        small = self.document.sections[0].footer.add_paragraph()
        small.paragraph_format.line_spacing = 1.0
        _font(small.add_run("{{ foot }}"), BODY, 7)
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = "svcctl"
        properties.comments = properties.title = ""
        properties.created = properties.modified = EPOCH
        _without_thumbnail(self.document)
        _in_chinese(self.document)
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
    _latin(properties)


def _latin(properties: Any) -> None:
    """Digits and Latin words are no Chinese, which may be broken anywhere; nobody spells them."""
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-US")
    lang.set(qn("w:eastAsia"), "zh-CN")
    properties.append(lang)
    properties.append(OxmlElement("w:noProof"))


def _cell(cell: Any, width: float, air: float = 3, size: float = 0) -> Any:
    """A cell's paragraph, in the middle of its height with air above and below.

    With a size its lines have a fixed height.
    """
    cell.width, cell.vertical_alignment = Cm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(air)
    form.line_spacing = Pt(size + 2) if size else 1.05
    return paragraph


def _repeat(row: Any) -> None:
    """The heading row again on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _narrow(table: Any) -> None:
    """Less air beside the text of its cells: sums of millions stay on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")  # a millimetre, in twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _unbroken(row: Any) -> None:
    """A row that no page break runs through."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _page_numbers(paragraph: Any) -> None:
    """Which page of how many: a letter with an annex shows that none is missing."""
    for text in ("第 ", "PAGE", " 页  共 ", "NUMPAGES", " 页"):
        if not text.isascii():
            _font(paragraph.add_run(text), "宋体", 9)
            continue
        for kind in ("begin", "", "end"):
            run = paragraph.add_run()
            _font(run, "宋体", 9)
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)


def _without_thumbnail(document: Any) -> None:
    """The picture that the library's own template brings along shows a page of nobody's."""
    rels = document.part.package.rels
    for name in [name for name, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[name]


def _in_chinese(document: Any) -> None:
    """Spelling checks take the text for what it is."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "zh-CN")
        lang.set(qn("w:eastAsia"), "zh-CN")


# -- letters ---------------------------------------------------------------------------------------

NAMED = "《{{ contract_title }}》（{{ numbers }}）"
SIGNED_BY_BOTH = "贵我双方于{{ signed }}签订" + NAMED + "，现就"
DAMAGES = [("序号", "number", 1.2, "center"), ("事由", "what", 3.8, "left"), ("依据", "article", 2.4, "left"),
           ("起止日期", "period", 3.6, "center"), ("金额（元）", "amount", 2.3, "right"),
           ("未付（元）", "open", 2.3, "right")]  # fmt: skip
PAYABLE = [("序号", "number", 1.2, "center"), ("期次", "what", 3.3, "left"), ("付款期限", "due", 3.2, "center"),
           ("状态", "state", 1.3, "center"), ("应付（元）", "amount", 2.2, "right"), ("已付（元）", "paid", 2.2, "right"),
           ("未付（元）", "outstanding", 2.2, "right")]  # fmt: skip
ACCOUNT = [("户名", "{{ payee }}"), ("开户银行", "{{ bank }}"), ("账号", "{{ account }}")]
BLANK_ACCOUNT = [("户名", ""), ("开户银行", ""), ("账号", ""), ("启用日期", BLANK_DAY)]


def damages_statement() -> Template:
    """What one side owes for breaches: damages, losses and fees apart, with the arithmetic."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "支付{{ called }}一事函告如下。", indent=True)
    made.text(
        "依据合同约定，截至{{ as_of }}，贵方应付{{ called }} {{ total }} 元"
        "（大写：{{ capitals }}）。明细如下：",
        indent=True,
    )
    made.tag("{%p for group in groups %}")
    made.heading("{{ group.heading }}")
    made.table("group.rows", DAMAGES)
    made.tag("{%p if groups | length > 1 %}")
    made.text("{{ group.name }}小计：{{ group.sum }} 元。", SMALL)
    made.tag("{%p endif %}")
    made.tag("{%p endfor %}")
    made.text("合计：{{ total }} 元，大写：{{ capitals }}。", bold=True)
    made.only("by_when", "{{ by_when }}")
    made.form(ACCOUNT)
    made.section("contingent", "以协商不成为前提，我方保留主张权利的", size=SMALL)
    made.section("remarks", "需要说明的事项", size=SMALL)
    made.closing("特此函告，请予核对并按期支付。", ("parts", "计算过程"), ("evidence", "证据清单"))
    made.behind("parts or evidence")
    made.tag("{%p for part in parts %}")
    made.text("{{ part.title }}", SMALL, bold=True).paragraph_format.keep_with_next = True
    made.each("part.lines", "{{ item }}", SMALL, indent=False)
    made.tag("{%p endfor %}")
    made.section("evidence", "证据清单", size=SMALL)
    return made


def reminder() -> Template:
    """The supplier asks for a sum that is overdue."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "催告支付{{ what }}一事函告如下。", indent=True)
    made.text("该款应付 {{ amount }} 元，已付 {{ paid }} 元，付款期限为{{ due }}。截至{{ as_of }}，"
              "尚有 {{ outstanding }} 元（大写：{{ capitals }}）未付，已逾期 {{ days }} 天。", indent=True)  # fmt: skip
    made.text("{{ by_when }}已经支付的，请告知付款日期和凭证号。", indent=True)
    made.form(ACCOUNT)
    made.section("damages", "合同约定的违约金（另行主张）", size=SMALL)
    made.closing("特此函告，盼复。", ("steps", "期限计算过程"), ("evidence", "依据清单"))
    made.annexes(("steps", "期限计算过程"), ("evidence", "依据清单"))
    return made


def negotiation() -> Template:
    """One side asks the other to negotiate about a late instalment."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "协商{{ what }}付款事宜函告如下。", indent=True)
    made.text("该款付款期限为{{ due }}，截至{{ as_of }}未付 {{ outstanding }} 元（大写：{{ capitals }}）。"
              "依据合同约定，现提请双方协商下列事项：", indent=True)  # fmt: skip
    made.text("一、{{ why }}", indent=True)
    made.text("二、新的付款日期：" + BLANK_DAY, indent=True)
    made.text("三、其他：", indent=True)
    made.section("damages", "协商不成的后果", size=SMALL)
    made.text("协商结果请以书面确认，双方盖章后各执一份。", indent=True)
    made.closing("特此函商，盼复。")
    return made


def ask_reports() -> Template:
    """The purchaser asks for the reports that a payment waits for."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "提交第{{ year }}年报告一事函告如下。", indent=True)
    made.text("第{{ year }}年服务期{{ ending }}，截至{{ as_of }}，下列文件尚未签收：", indent=True)
    made.each("missing", "{{ item }}")
    made.text(
        "依据合同约定，上述文件签收齐全后开始计算付款期限（{{ counted }}）。"
        "请贵方不迟于" + BLANK_DAY + "提交。",
        indent=True,
    )
    made.closing("特此函告，盼复。")
    return made


DOCUMENTS = [("序号", "number", 1.2, "center"), ("文件", "title", 8.0, "left"),
             ("份数", "copies", 1.8, "center"), ("提交日期", "on", 4.4, "center")]  # fmt: skip


def transmit() -> Template:
    """The supplier hands reports in, with a slip to be signed and sent back."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "提交{{ period }}{{ titles }}一事函告如下。", indent=True)
    made.text("下列文件已编制完成，现送上，请予签收：", indent=True)
    made.table("documents", DOCUMENTS)
    made.only("counted", "依据合同约定，{{ counted }}。")
    made.closing(
        "特此函达，请在收到之日签收回执并退回我方。", ("true", "{{ titles }}"), ("true", "签收回执")
    )
    _slip(made)
    return made


def _slip(made: Template) -> None:
    """The receipt that the other side fills in: nothing of ours stands over its seal."""
    slip = made.text("签收回执", font=HEADING)
    slip.alignment = WD_ALIGN_PARAGRAPH.CENTER
    slip.paragraph_format.page_break_before = True
    made.text("{{ sender }}：")
    made.text(
        "贵方提交的{{ titles }}（" + "《{{ contract_title }}》{{ period }}）已收到。", indent=True
    )
    made.text("签收人（签字）：")
    made.signed("{{ to }}（盖章）", dated=BLANK_DAY)


def ask_receipt() -> Template:
    """The supplier presses for the receipt of what it handed in."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "签收{{ period }}{{ titles }}一事函告如下。", indent=True)
    made.text("下列文件，我方已经提交，截至{{ as_of }}尚未收到贵方的签收凭证：", indent=True)
    made.table("documents", [("序号", "number", 1.2, "center"), ("文件", "title", 5.6, "left"),
                             ("提交日期", "on", 3.4, "center"), ("送达情况", "delivered", 5.2, "left")])  # fmt: skip
    made.only("counted", "依据合同约定，{{ counted }}。")
    made.text(
        "请贵方自收到本函之日起及时签收，并将签收凭证退回我方；认为文件不符合约定的，"
        "请书面列明需要补正的内容。",
        indent=True,
    )
    made.closing("特此函告，盼复。", ("true", "签收回执"))
    _slip(made)
    return made


def confirm_account() -> Template:
    """The one account that holds: asked for by the purchaser, or stated by the supplier."""
    made = Template()
    made.tag("{%p if asks %}")
    made.text(SIGNED_BY_BOTH + "确认收款账户一事函告如下。", indent=True)
    made.text("各文件所载贵方收款账户如下：", indent=True)
    made.tag("{%p endif %}")
    made.tag("{%p if not asks %}")
    made.text(SIGNED_BY_BOTH + "我方收款账户一事函告如下。", indent=True)
    made.text("该合同的款项，请支付至我方下列账户：", indent=True)
    made.form([*ACCOUNT, ("启用日期", BLANK_DAY)])
    made.text(
        "上述账户为我方就该合同指定的唯一有效收款账户。如有变更，我方另行以盖章文件通知。",
        indent=True,
    )
    made.closing("特此函告。")
    made.tag("{%p endif %}")
    made.tag("{%p if asks %}")
    made.table("accounts", [("序号", "number", 1.2, "center"), ("出处", "source", 2.4, "left"),
                            ("开户银行", "bank", 4.6, "left"), ("账号", "account", 5.4, "left"),
                            ("情况", "state", 2.2, "center")], 9)  # fmt: skip
    made.text("{{ request }}", indent=True)
    made.closing("特此函告，盼复。", ("true", "收款账户确认书"))
    slip = made.text("收款账户确认书", font=HEADING)
    slip.alignment = WD_ALIGN_PARAGRAPH.CENTER
    slip.paragraph_format.page_break_before = True
    made.text("{{ sender }}：")
    made.text("我方确认，" + NAMED + "唯一有效的收款账户如下：", indent=True)
    made.form(BLANK_ACCOUNT)
    made.signed("{{ to }}（盖章）", dated=BLANK_DAY)
    made.tag("{%p endif %}")
    return made


def reconcile() -> Template:
    """What is due, to be confirmed or corrected; what lies ahead is not part of it."""
    made = Template()
    made.text(SIGNED_BY_BOTH + "核对往来款项一事函告如下。", indent=True)
    made.text("截至{{ as_of }}，该合同在我方账上的情况如下，请核对。单位：元。", indent=True)
    made.heading("一、{{ whose }}应付未付的款项")
    made.tag("{%p if payable %}")
    made.table("payable", PAYABLE, 9)
    made.text("应付未付合计：{{ total }} 元（大写：{{ capitals }}）。", bold=True)
    made.tag("{%p endif %}")
    made.tag("{%p if not payable %}")
    made.text("没有应付未付的款项。", indent=True)
    made.tag("{%p endif %}")
    made.only("disputed", "另有 {{ disputed }} 元双方存在分歧，不在本次核对范围。")
    made.tag("{%p if paid %}")
    made.heading("二、已付清的款项")
    made.table("paid", [("序号", "number", 1.2, "center"), ("期次", "what", 5.4, "left"), ("应付（元）", "amount", 2.7, "right"),
                        ("已付（元）", "paid", 2.7, "right"), ("付清日期", "on", 3.6, "center")], 9)  # fmt: skip
    made.tag("{%p endif %}")
    made.section("payments", "付款和退款情况", size=SMALL)
    made.tag("{%p if ahead %}")
    made.heading("附：尚未到期或条件尚未具备的款项（供参考，不在本次核对范围）", SMALL)
    made.table("ahead", [("序号", "number", 1.2, "center"), ("期次", "what", 5.0, "left"), ("付款期限", "due", 4.8, "center"),
                         ("状态", "state", 1.8, "center"), ("金额（元）", "outstanding", 2.8, "right")], 9)  # fmt: skip
    made.tag("{%p endif %}")
    made.closing("特此函告，请核对后函复。", ("true", "对账回执"))
    _reply(made)
    return made


def _reply(made: Template) -> None:
    """The other side's answer: it seals what is due, and nothing else."""
    slip = made.text("对账回执", font=HEADING)
    slip.alignment = WD_ALIGN_PARAGRAPH.CENTER
    slip.paragraph_format.page_break_before = True
    made.text("{{ sender }}：")
    made.text("截至{{ as_of }}，" + NAMED + "应付未付款项经核对：", indent=True)
    made.form(
        [
            ("贵方所列应付未付", "{{ total }} 元（大写：{{ capitals }}）"),
            ("我方账面应付未付", ""),
            ("差额及原因", ""),
            ("核对结论（相符 / 不符）", ""),
        ]
    )
    made.signed("{{ to }}（盖章）", dated=BLANK_DAY)


# -- forms -----------------------------------------------------------------------------------------


REQUESTED = [("期次", "what", 4.0, "left"), ("付款期限", "due", 3.0, "center"), ("应付（元）", "amount", 2.5, "right"),
             ("已付（元）", "before", 2.5, "right"), ("核减、抵扣（元）", "off", 2.5, "right"),
             ("本次实付（元）", "asked", 2.5, "right")]  # fmt: skip
SHARE = "{% if share != '-' %}（占 {{ share }}）{% endif %}"
SIGNERS = ("经办人", "部门负责人", "复核人", "财务负责人", "单位负责人")


def payment_request() -> Template:
    """The purchaser's application to pay one or several instalments, on one page; steps behind."""
    made = Template(to="", form=True, tight=True)
    made.form(
        [
            ("编号", "{{ number }}", "申请日期", "{{ dated }}"),
            ("申请单位", "{{ sender }}", "申请部门", "{{ department }}"),
            ("合同名称", "{{ contract_title }}"),
            ("合同编号", "{{ numbered }}"),
            ("用途", "{{ purpose }}"),
        ],
        (2.6, 6.4, 2.4, 5.6),
        10.5,
    )
    made.table("rows", REQUESTED, 9, "totals")
    made.form(
        [
            ("合同总价", "￥{{ price }}", "此前累计已付", "￥{{ before }}"),
            ("本次应付", "￥{{ owed }}", "核减、抵扣", "￥{{ off }}"),
            ("实付（小写）", "￥{{ amount }}", "付后累计", "￥{{ after }}" + SHARE),
            ("实付（大写）", "{{ capitals }}"),
            ("收款人", "{{ payee }}"),
            ("开户银行", "{{ bank }}"),
            ("账号", "{{ account }}"),
            ("账户依据", "{{ basis }}"),
            ("资金来源", "{{ fund }}"),
            ("支付方式", "□国库集中支付 □单位账户", "付款凭证号", ""),
            ("预算项目", "{{ project }}", "支出经济分类", "{{ budget }}"),
            ("发票号码", "{{ invoices }}"),
            ("附件 {{ count }} 份", "{{ papers }}"),
            ("备注", "{{ remarks }}"),
        ],
        (2.8, 5.4, 2.7, 6.1),
        10.5,
    )
    made.signers(*SIGNERS)
    made.behind("behind or more_rows or steps or evidence or findings", "付款申请单附页")
    made.tag("{%p if more_rows %}")
    made.heading("各期款项")
    made.table("more_rows", REQUESTED, 9)
    made.tag("{%p endif %}")
    made.tag("{%p for part in behind %}")
    made.heading("{{ part.heading }}")
    made.each("part.lines", "{{ item }}", SMALL - 1.5, indent=False)
    made.tag("{%p endfor %}")
    for name, heading in (
        ("steps", "付款期限计算过程"),
        ("evidence", "依据清单"),
        ("findings", "付款前须核实的不一致事项"),
    ):
        made.section(name, heading, size=SMALL - 1.5)
    return made


def receipt() -> Template:
    """The purchaser's receipt for reports."""
    made = Template(form=True)
    made.text(NAMED + "{{ period }}下列文件，我方已收到：", indent=True)
    made.table("documents", [("序号", "number", 1.2, "center"), ("文件", "title", 11.2, "left"),
                             ("签收日期", "on", 3.4, "center")])  # fmt: skip
    made.section("missing", "尚未收到的")
    made.section("due", "由此起算的付款期限")
    made.text("签收人（签字）：")
    made.signed("{{ sender }}（盖章）")
    return made


def hand_over() -> Template:
    """All that is open, of one contract or several, from one colleague to the next."""
    made = Template(to="", form=True)
    made.text(
        "截至{{ as_of }}，下列 {{ count }} 份合同的付款情况和未了事项移交如下。单位：元。",
        indent=True,
    )
    made.tag("{%p for part in contracts %}")
    made.heading("{{ part.number }}. {{ part.title }}")
    made.text(
        "{{ part.numbers }}；甲方 {{ part.purchaser }}，乙方 {{ part.supplier }}；{{ part.sums }}"
    )
    made.table("part.rows", PAYABLE, 9)
    made.section("part.open", "未了事项")
    made.section("part.findings", "不一致事项")
    made.section("part.notes", "须知")
    made.tag("{%p endfor %}")
    blank = "签字：                  日期：" + BLANK_DAY
    made.form([(each, blank) for each in ("移交人", "接管人员", "监交人")], (4.2, 12.8))
    return made


OFFICE = {  # subject -> heading, key, width in cm on a page laid across, side
    "overview": [("移交内容", "subject", 9.0, "left"), ("项数", "how_many", 3.0, "right"),
                 ("金额", "sum", 4.5, "right")],
    "contracts": [("合同", "contract_title", 5.2, "left"), ("乙方", "other_side", 4.4, "left"),
                  ("状态", "status", 1.6, "center"), ("合同价", "price", 2.8, "right"),
                  ("未付金额", "outstanding", 2.8, "right"), ("逾期金额", "overdue", 2.4, "right"),
                  ("下一期限", "next_on", 3.1, "center"), ("下一事项", "next_what", 2.9, "left")],
    "payments": [("合同", "contract_name", 7.0, "left"), ("乙方", "other_side", 4.7, "left"),
                 ("款项", "title", 4.4, "left"), ("未付金额", "outstanding", 3.0, "right"),
                 ("付款期限", "due_on", 3.1, "center"), ("进度", "time", 3.0, "left")],
    "papers": [("合同", "contract_name", 7.0, "left"), ("乙方", "other_side", 5.2, "left"),
               ("款项", "title", 4.4, "left"), ("未付金额", "outstanding", 3.0, "right"),
               ("所缺资料", "lacks", 5.6, "left")],
    "guarantees": [("合同", "contract_name", 5.2, "left"), ("乙方", "other_side", 4.4, "left"),
                   ("保证金", "guarantee", 2.8, "left"), ("应交金额", "to_lodge", 2.5, "right"),
                   ("交纳情况", "status", 2.2, "left"), ("现持有", "held", 2.5, "right"),
                   ("其中保函", "held_letter", 2.5, "right"), ("退还期限", "back_by", 3.1, "center")],
    "obligations": [("合同", "contract_name", 7.0, "left"), ("应办事项", "obligation", 8.6, "left"),
                    ("责任单位", "who", 2.6, "left"), ("办结期限", "by", 3.0, "center"),
                    ("情况", "status", 4.0, "left")],
    "findings": [("合同", "contract_name", 6.4, "left"), ("等级", "severity", 1.8, "center"),
                 ("不一致事项", "finding", 5.0, "left"), ("各文件所载", "value", 12.0, "left")],
    "quarrels": [("合同", "contract_name", 7.0, "left"), ("乙方", "other_side", 5.2, "left"),
                 ("未了事项", "matter", 9.6, "left"), ("金额", "sum", 3.4, "right")],
    "damages": [("合同", "contract_name", 6.0, "left"), ("乙方", "other_side", 4.6, "left"),
                ("违约金", "line", 5.0, "left"), ("承担方", "payer", 2.0, "center"),
                ("情况", "state", 2.0, "center"), ("余额", "open", 3.0, "right"),
                ("依据", "article", 2.6, "left")],
    "accounts": [("合同", "contract_name", 4.7, "left"), ("收款人", "payee", 4.2, "left"),
                 ("开户银行", "bank", 4.4, "left"), ("账号", "account", 4.2, "left"),
                 ("核实情况", "confirmed_how", 3.6, "left"), ("核实日期", "confirmed_on", 3.1, "center"),
                 ("核实人", "confirmed_by", 1.6, "left")],
    "notices": [("放假通知", "reminder", 9.0, "left"), ("日历", "calendar", 4.0, "left")],
}  # fmt: skip


def hand_over_office() -> Template:
    """All that is open of several contracts, subject by subject, on pages laid across."""
    made = Template(to="", form=True)
    section = made.document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE
    made.text(
        "截至{{ as_of }}，下列 {{ count }} 份合同的付款情况和未了事项移交如下。单位：元。",
        indent=True,
    )
    for number, (key, columns) in enumerate(OFFICE.items()):
        if number:
            mark = "一二三四五六七八九十"[number - 1]
            made.heading(
                f"{mark}、{{{{ subjects.{key}.name }}}}（{{{{ subjects.{key}.count }}}} 项）"
            )
        made.tag(f"{{%p if subjects.{key}.count %}}")
        summed = f"subjects.{key}" if key in SUMMED else ""
        made.table(f"subjects.{key}.rows", columns, 9, summed=summed)
        made.each(f"subjects.{key}.under", "{{ item }}", 9, indent=False)
        made.tag("{%p endif %}")
    blank = "签字：                  日期：" + BLANK_DAY
    made.form([(each, blank) for each in ("移交人", "接管人员", "监交人")], (4.2, 20.8))
    for row in made.document.tables[-1].rows[:-1]:  # whoever signs signs on one page
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    made.text("{{ codes }}", size=7)
    return made


SUMMED = ("contracts", "payments", "papers", "guarantees")


def working_paper() -> Template:
    """An auditor's evidence sheet on one instalment."""
    made = Template(to="", form=True)
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
    made.signed("被审计单位（盖章）", dated=BLANK_DAY)
    return made


CHECKED = [("序号", "number", 0.9, "center"), ("条款", "article", 2.5, "left"),
           ("合同原文", "words", 8.4, "left"), ("事项", "name", 2.9, "left"),
           ("系统理解", "says", 8.6, "left"), ("处理", "handled", 1.5, "center"),
           ("核对意见", "opinion", 1.9, "center")]  # fmt: skip


def clause_check() -> Template:
    """The terms beside the contract's words, with room for a second person's mark, laid across."""
    made = Template(to="", form=True, tight=True)
    section = made.document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(1.3), Cm(2.3)
    made.text("《{{ contract_title }}》（{{ numbers }}），截至{{ as_of }}。", indent=True)
    made.each("remarks", "{{ item }}")
    made.table("rows", CHECKED, 8)
    for row in made.document.tables[-1].rows:
        for cell in row.cells:  # a clause may be longer than what was understood of it
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    made.text("核对结论：□ 全部相符    □ 有不符，见核对意见栏", bold=True)
    made.document.paragraphs[-1].paragraph_format.keep_with_next = True
    made.signers("核对人（签字）", "复核人（签字）", "负责人（签字）")
    for row in made.document.tables[-1].rows[:-1]:  # no date stands alone on a page
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    return made


def scorecard() -> Template:
    """What became of each promise, on pages laid across."""
    made = Template(to="", form=True)
    section = made.document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE
    made.text("{{ contract_title }}（{{ numbers }}），{{ first }}至{{ last }}。", indent=True)
    made.table(
        "rows",
        [
            ("序号", "number", 1.1, "center"),
            ("承诺", "what", 5.2, "left"),
            ("标准", "target", 3.0, "left"),
            ("应做", "due", 1.2, "right"),
            ("做到", "done", 1.2, "right"),
            ("未做到", "missed", 1.5, "right"),
            ("未登记", "not_recorded", 1.5, "right"),
            ("进行中", "open", 1.5, "right"),
            ("图示", "bar", 3.6, "left"),
            ("涉及记录", "behind", 3.2, "left"),
            ("依据", "article", 2.8, "left"),
        ],
        9,
    )
    made.text("{{ legend }}", size=9)
    made.each("remarks", "{{ item }}", indent=True)
    made.signers("编制", "复核", "甲方", "乙方")
    return made


def service_report() -> Template:
    """What a year's service came to: as many papers as the year's money waits for, in one file."""
    made = Template(to="", form=True)
    made.form(
        [
            ("项目名称", "{{ contract_title }}"),
            ("合同编号", "{{ numbers }}"),
            ("甲方", "{{ to }}"),
            ("乙方", "{{ sender }}"),
            ("服务年度", "第 {{ year }} 年（{{ first }}至{{ last }}）"),
            ("统计截至", "{{ until }}"),
        ],
        (3.2, 13.8),
    )
    made.tag("{%p if papers | length > 1 %}")
    made.text("本材料包括：", indent=True)
    made.tag("{%p for paper in papers %}")
    made.text("{{ loop.index }}. {{ paper.title }}", indent=True)
    made.tag("{%p endfor %}")
    made.tag("{%p endif %}")
    made.tag("{%p for paper in papers %}")
    made.tag("{%p if paper.title %}")
    title = made.text("{{ paper.title }}", size=18, font=TITLE)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = True
    title.paragraph_format.space_after = Pt(6)
    made.tag("{%p endif %}")
    made.tag("{%p for chapter in paper.chapters %}")
    made.tag("{%p if chapter.annex %}")
    made.chapter("{{ chapter.heading }}", own_page=True)
    made.tag("{%p else %}")
    made.chapter("{{ chapter.heading }}")
    made.tag("{%p endif %}")
    made.tag("{%p for part in chapter.parts %}")
    made.tag("{%p if part.text and part.keep %}")
    made.text("{{ part.text }}", indent=True).paragraph_format.keep_with_next = True
    made.tag("{%p elif part.text %}")
    made.text("{{ part.text }}", indent=True)
    made.tag("{%p endif %}")
    made.tag("{{p part.block }}")
    made.tag("{%p endfor %}")
    made.tag("{%p endfor %}")
    made.signed("{{ sender }}（盖章）")
    made.tag("{%p endfor %}")
    return made


LETTERS = {
    "damages-statement": damages_statement,
    "payment-request": payment_request,
    "reminder": reminder,
    "negotiation": negotiation,
    "receipt": receipt,
    "ask-reports": ask_reports,
    "transmit": transmit,
    "ask-receipt": ask_receipt,
    "confirm-account": confirm_account,
    "reconcile": reconcile,
    "hand-over": hand_over,
    "hand-over-office": hand_over_office,
    "working-paper": working_paper,
    "clause-check": clause_check,
    "scorecard": scorecard,
    "service-report": service_report,
}


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in LETTERS.items():
        (FOLDER / f"{name}.docx").write_bytes(build().written())


if __name__ == "__main__":
    main()
