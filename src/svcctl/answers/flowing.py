"""A long list as aligned text, its rows read from where they wait."""

from collections.abc import Iterable, Iterator

from svcctl.answers.answer import Answer
from svcctl.answers.held_rows import Flow
from svcctl.answers.width import cells, pad
from svcctl.answers.writers import GAP, WORDY, cell_text
from svcctl.billing.printable import printable
from svcctl.i18n import Words

LINES = 256  # written at once


def as_pieces(report: Answer, flow: Flow, words: Words) -> Iterator[bytes]:
    """What `as_text` makes of the report, some lines at a time: their widths first, then they."""
    columns = report.columns
    headings = [words(column.heading) for column in columns]
    widths = list(map(cells, headings))
    for row in flow:
        texts = map(cell_text, row, columns)
        widths = list(map(max, widths, map(cells, texts)))
    lines = list(map(printable, report.head))

    right = [column.kind not in WORDY for column in columns]

    def line(texts: Iterable[str]) -> str:
        return GAP.join(map(pad, texts, widths, right)).rstrip()

    if len(flow):
        lines.append(line(headings))
    for row in flow:
        lines.append(line(map(cell_text, row, columns)))
        if len(lines) >= LINES:
            yield "".join(f"{each}\n" for each in lines).encode()
            lines.clear()
    yield "".join(f"{each}\n" for each in (*lines, *map(printable, report.foot))).encode()
