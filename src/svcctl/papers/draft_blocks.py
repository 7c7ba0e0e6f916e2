"""What a drafted report is made of: paragraphs, tables of a fixed width, pictures; as Word has them."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from svcctl.billing.printable import printable
from svcctl.billing.record import Record

TWIPS = 1440 / 2.54  # in a centimetre
BODY, HEADING, LATIN = "仿宋", "黑体", "Times New Roman"
CELL_SIZE, CAPTION_SIZE = 18, 21  # half points
GREY = "E7E6E6"
SIDES = {"left": "left", "right": "right", "center": "center"}
BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


class Col(NamedTuple):
    """A column: what stands over it, how many centimetres it is wide, to which side its text goes."""

    heading: str
    width: float
    side: str = "left"


class Table(Record):
    """A table with a caption; `strong` rows at its end are sums."""

    caption: str
    columns: tuple[Col, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: int = 0


class Series(NamedTuple):
    """One kind of bar in a picture: its name, its colour, a number for each place."""

    name: str
    colour: str
    numbers: tuple[int, ...]


class Chart(Record):
    """Bars over places, the kinds on top of each other; `shares` makes every bar equally long."""

    caption: str
    places: tuple[str, ...]
    series: tuple[Series, ...]
    shares: bool = False
    lying: bool = False  # bars from left to right

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(number for each in self.series for number in each.numbers)


class Remark(str):
    """A sentence that explains a table, and says nothing without it."""


Part = str | Table | Chart


class Chapter(Record):
    """A heading and what stands under it."""

    heading: str
    parts: tuple[Part, ...]
    annex: bool = False  # it has no number, and a page of its own


class Drawn:
    """Word's own markup, which a template takes as it is."""

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def __html__(self) -> str:
        """The markup; whatever was typed in it is escaped."""
        return self.markup


def table_markup(table: Table, caption: str) -> str:
    """A table under its caption; its heading comes again on each page, no row is broken."""
    grid = "".join(f'<w:gridCol w:w="{_twips(each.width)}"/>' for each in table.columns)
    head = _row([each.heading for each in table.columns], table.columns, heading=True)
    first_sum = len(table.rows) - table.strong
    rows = "".join(
        _row(row, table.columns, strong=place >= first_sum) for place, row in enumerate(table.rows)
    )
    return (
        f"{caption_markup(caption)}<w:tbl>{_table_form(table.columns)}<w:tblGrid>{grid}</w:tblGrid>"
        f"{head}{rows}</w:tbl>{_gap()}"
    )


def caption_markup(text: str, keep: bool = True) -> str:
    """The line over a table, kept with it, or under a picture."""
    after = "<w:keepNext/>" if keep else ""
    return (
        f'<w:p><w:pPr>{after}<w:spacing w:before="80" w:after="40"/><w:jc w:val="center"/></w:pPr>'
        f"{_run(text, HEADING, CAPTION_SIZE)}</w:p>"
    )


def _table_form(columns: Sequence[Col]) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in BORDERS
    )
    margins = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    width = sum(_twips(each.width) for each in columns)
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _row(
    texts: Sequence[str], columns: Sequence[Col], heading: bool = False, strong: bool = False
) -> str:
    again = "<w:tblHeader/>" if heading else ""
    cells = "".join(
        _cell(text, column, heading, strong) for text, column in zip(texts, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"


def _cell(text: str, column: Col, heading: bool, strong: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{GREY}"/>' if heading else ""
    side = "center" if heading else SIDES[column.side]
    run = _run(text, HEADING if heading or strong else BODY, CELL_SIZE)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column.width)}" w:type="dxa"/>{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="30" w:after="30" '
        f'w:line="240" w:lineRule="auto"/><w:jc w:val="{side}"/></w:pPr>{run}</w:p></w:tc>'
    )


def _run(text: str, font: str, size: int) -> str:
    form = (
        f'<w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )
    lines = [escape(printable(line)) for line in text.split("\n")]
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{form}{told}</w:r>"


def _gap() -> str:
    """What keeps two tables apart."""
    return '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'


def _twips(centimetres: float) -> int:
    return round(centimetres * TWIPS)
