"""Groups of a list on a screen: each under its name, its sub-totals below it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svcctl.answers.answer import Answer
from svcctl.answers.printing import parts_of, summed
from svcctl.answers.width import cells, wrap
from svcctl.billing.money import grouped
from svcctl.billing.printable import printable
from svcctl.i18n import Words

GAP = 2  # cells between two columns


class Band(NamedTuple):
    """One group: its name, how many rows it has, its sub-totals under the columns."""

    name: str
    size: int
    label: str
    sums: list[str]


def bands_of(report: Answer, words: Words) -> list[Band]:
    """The groups of a list with their sub-totals; none where it is in no groups."""
    if report.groups is None:
        return []
    found = []
    for name, part in parts_of(report.groups, report.rows()):
        sums = summed(report.columns, part) if report.adds_up else {}
        told = [grouped(sums[at]) if at in sums else "" for at in range(len(report.columns))]
        label = words("xlsx.sub-total", count=len(part))
        found.append(Band(printable(name), len(part), label, told))
    return found


def in_bands(
    bands: Sequence[Band], rows: Sequence[Sequence[str]], sums: Sequence[str], width: int
) -> Iterator[str]:
    """The lines of the rows, group by group; `sums` is the line of each group's sub-totals."""
    first = 0
    for band, line in zip(bands, sums, strict=True):
        yield from wrap(band.name, width)
        for row in rows[first : first + band.size]:
            yield from row
        first += band.size
        yield from _labelled(band.label, line)


def _labelled(label: str, line: str) -> list[str]:
    """The label before the first sum; on a line of its own where there is no room."""
    if not line.strip():
        return [label]
    room = len(line) - len(line.lstrip())
    taken = cells(label)
    return [label + line[taken:]] if taken + GAP <= room else [label, line]
