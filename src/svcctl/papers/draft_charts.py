"""Charts of a drafted report: Word's own, with their numbers in a workbook inside, to be edited there."""

from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from svcctl.billing.printable import printable
from svcctl.papers.draft_blocks import BODY, LATIN, Chart, Drawn, Series, caption_markup
from svcctl.papers.stamped import stamped

EMU = 360_000  # in a centimetre
WIDE, HIGH, A_BAR = 16.5, 7.5, 0.5  # centimetres: across, of standing bars, of each lying bar
MOST_HIGH = 20.0
OF_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
OF_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHOWN = "0;;;"  # a nought is no label
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 (the workbook inside is the same whenever it is made)


class DrawnChart(Drawn):
    """A chart in its paragraph; it is placed in the document before it is written there."""

    def __init__(self, chart: Chart, caption: str) -> None:
        super().__init__("")
        self._chart, self._caption = chart, caption

    def place(self, document: Any) -> None:
        """Put the chart's part, and the workbook with its numbers, into the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        package = document.package
        part = Part(package.next_partname("/word/charts/chart%d.xml"), OF_CHART, b"", package)
        book = Part(
            PackURI(
                str(part.partname).replace("/charts/", "/embeddings/").replace(".xml", ".xlsx")
            ),
            OF_BOOK,
            _workbook(self._chart),
            package,
        )
        relation = part.relate_to(book, f"{RELATIONS}/package")
        part._blob = chart_markup(self._chart, relation).encode()
        place = document.relate_to(part, f"{RELATIONS}/chart")
        self.markup = _paragraph(self._chart, place) + caption_markup(self._caption, keep=False)


def _paragraph(chart: Chart, relation: str) -> str:
    wide, high = round(WIDE * EMU), round(_height(chart) * EMU)
    told = escape(printable(told_in_words(chart)), {'"': "&quot;"})
    return (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:before="60" w:after="0"/><w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="1" name="chart" '
        f'descr="{told}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{DRAWING}/main">'
        f'<a:graphicData uri="{DRAWING}/chart"><c:chart xmlns:c="{DRAWING}/chart" '
        f'xmlns:r="{RELATIONS}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def _height(chart: Chart) -> float:
    return min(1.9 + A_BAR * len(chart.places), MOST_HIGH) if chart.lying else HIGH


def told_in_words(chart: Chart) -> str:
    """What the bars show, for those who do not see them."""
    parts = []
    for at, place in enumerate(chart.places):
        told = [f"{each.name} {each.numbers[at]}" for each in chart.series if each.numbers[at]]
        if told:
            parts.append(f"{place}：{'，'.join(told)}")
    return "；".join(parts)


def chart_markup(chart: Chart, book: str) -> str:
    """The chart's part: bars on top of each other, each number on its bar."""
    series = "".join(_series(number, each, chart) for number, each in enumerate(chart.series))
    grouping = "percentStacked" if chart.shares else "stacked"
    text = _text(800)
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" '
        f'xmlns:r="{RELATIONS}"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea><c:layout/><c:barChart><c:barDir val="{"bar" if chart.lying else "col"}"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}<c:gapWidth val="45"/>'
        f'<c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>{_axes(chart)}'
        f'</c:plotArea><c:legend><c:legendPos val="{"t" if chart.lying else "b"}"/>'
        f'<c:overlay val="0"/>{text}</c:legend><c:plotVisOnly val="1"/></c:chart>{text}'
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(number: int, series: Series, chart: Chart) -> str:
    column = chr(ord("B") + number)
    last = len(chart.places) + 1
    names = _points(chart.places)
    numbers = _points([str(each) for each in series.numbers])
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f"<c:f>Sheet1!${column}$1</c:f><c:strCache>{_points([series.name])}</c:strCache>"
        f'</c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val="{series.colour}"/></a:solidFill>'
        '<a:ln w="6350"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr>'
        f'<c:invertIfNegative val="0"/>{_labels(series.colour)}<c:cat><c:strRef>'
        f"<c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>0</c:formatCode>{numbers}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _labels(colour: str) -> str:
    """The number on its bar, in white on what is dark."""
    dark = sum(int(colour[at : at + 2], 16) for at in (0, 2, 4)) < 400
    kinds = ("LegendKey", 0), ("Val", 1), ("CatName", 0), ("SerName", 0), ("Percent", 0), ("BubbleSize", 0)  # fmt: skip
    shown = "".join(f'<c:show{name} val="{value}"/>' for name, value in kinds)
    return (
        f'<c:dLbls><c:numFmt formatCode="{SHOWN}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln>'
        f"<a:noFill/></a:ln></c:spPr>{_text(700, 'FFFFFF' if dark else '000000')}{shown}</c:dLbls>"
    )


def _points(texts: Any) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(printable(text))}</c:v></c:pt>'
        for at, text in enumerate(texts)
    )
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def _axes(chart: Chart) -> str:
    """The places on one axis, from the top where bars lie; numbers on the other."""
    order = "maxMin" if chart.lying else "minMax"
    sides = ("l", "b") if chart.lying else ("b", "l")
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>'
    faint = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
    form = "0%" if chart.shares else "0"
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{sides[0]}"/><c:numFmt formatCode="@" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_text(800)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{sides[1]}"/><c:majorGridlines>{faint}</c:majorGridlines>'
        f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{_text(800)}'
        f'<c:crossAx val="1"/><c:crosses val="{"max" if chart.lying else "autoZero"}"/>'
        "</c:valAx>"
    )


def _text(size: int, colour: str = "000000") -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{LATIN}"/>'
        f'<a:ea typeface="{BODY}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _workbook(chart: Chart) -> bytes:
    """The numbers behind the bars, where Word looks for them."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    sheet = book.add_worksheet("Sheet1")
    for at, place in enumerate(chart.places, 1):
        sheet.write_string(at, 0, printable(place))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, printable(series.name))
        for at, number in enumerate(series.numbers, 1):
            sheet.write_number(at, column, number)
    book.close()
    return stamped(made.getvalue(), EPOCH)
