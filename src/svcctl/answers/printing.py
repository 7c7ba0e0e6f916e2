"""Lists as they are printed and signed: title, whose they are, columns that say of which contract."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, Groups, Printed, rows_of
from svcctl.answers.contracts import numbers
from svcctl.answers.wish import Narrowed
from svcctl.billing.capitals import capitals
from svcctl.casebook.case import Case
from svcctl.i18n import Words

MAIN = (  # the sums that are asked for first
    "column.outstanding",
    "column.open",
    "column.sum",
    "column.to-return",
    "column.held",
    "column.undisputed",
    "column.planned",
    "column.certain",
)
FOR_COMMANDS = ("column.contract", "column.key", "column.document-key")
# sums of money that add up to nothing: what a rate is taken of
NO_SUMS = ("column.base", "column.breach-amount")


def named(
    case_of: Callable[[Any], Case], party_of: Callable[[Any], str] | None = None
) -> Sequence[Column]:
    """The columns that say of which contract a row is, and who is on the other side."""

    def party(item: Any, words: Words) -> str:
        return party_of(item) if party_of else other_side(case_of(item), words)

    return (
        Column(
            "column.contract-name", cell=lambda item, words: words.title(case_of(item).terms.title)
        ),
        Column("column.other-side", cell=party),
    )


def other_side(case: Case, words: Words) -> str:
    """Who is on the other side of the reader: the suppliers, or the purchaser."""
    if words.role == "supplier":
        return case.terms.party("purchaser").name
    return words("list.separator").join(suppliers(case))


def suppliers(case: Case) -> list[str]:
    """The names of the contract's suppliers."""
    return [party.name for party in case.terms.parties if party.role == "supplier"]


def own_side(cases: Sequence[Case], words: Words) -> str:
    """Who makes the list, where that is one and the same of all contracts."""
    if words.role == "supplier":
        found = {words("list.separator").join(suppliers(case)) for case in cases}
    else:
        found = {case.terms.party("purchaser").name for case in cases}
    return found.pop() if len(found) == 1 else ""


def heading(
    cases: Sequence[Case], what: str, as_of: date, words: Words, money: bool
) -> tuple[str, list[str]]:
    """The title, and the lines under it: of several contracts it names the office and the day."""
    own = own_side(cases, words)
    parts = [
        words("xlsx.own", own=own).strip() if own else "",
        words("xlsx.as-of", as_of=as_of),
        words("xlsx.count", count=len(cases)) if len(cases) > 1 else "",
        words("xlsx.unit") if money else "",
    ]
    line = "    ".join(filter(None, parts))
    if len(cases) == 1:
        return what, [contract_line(cases[0], words), line]
    if not cases:
        return what, [line]
    key = "xlsx.title" if own else "xlsx.title-of-day"
    return words(key, own=own, what=what, as_of=as_of), [line]


def contract_line(case: Case, words: Words) -> str:
    """Whose contract it is: title, numbers, the other side."""
    title, other = words.title(case.terms.title), other_side(case, words)
    return words("xlsx.contract", title=title, numbers=numbers(case, words), other=other)


def printed(
    report: Answer,
    chosen: Narrowed,
    cases: Sequence[Case],
    what: str,
    as_of: date,
    words: Words,
    case_of: Callable[[Any], Case],
    party_of: Callable[[Any], str] | None = None,
) -> Printed:
    """The rows of an answer as a sheet has them; of several contracts each says whose it is.

    What is only typed in commands, as the contract's id, gives way to its name there.
    """
    shown = of_rows(chosen.rows, case_of) if chosen.told else cases
    columns = tuple(report.columns)
    if len(shown) > 1:
        there = {column.heading for column in columns}
        names = [each for each in named(case_of, party_of) if each.heading not in there]
        columns = (*names, *(each for each in columns if each.heading not in FOR_COMMANDS))
    money = any(column.kind == "money" for column in columns)
    title, beside = heading(shown, what, as_of, words, money)
    return Printed(
        title=title,
        beside=[*beside, *chosen.told],
        columns=columns,
        rows=list(rows_of(columns, chosen.rows, words)),
        under=report.foot,
        groups=report.groups,
        adds_up=report.adds_up,
    )


def of_rows(rows: Sequence[Any], case_of: Callable[[Any], Case]) -> list[Case]:
    """The contracts that rows are of, each once."""
    return [*{case_of(row).id: case_of(row) for row in rows}.values()]


def as_printed(report: Answer, name: str, words: Words) -> list[Printed]:
    """Any list: what it says of itself, else what stands over and under it on a screen."""
    if report.printed:
        made = report.printed()
        return [made] if isinstance(made, Printed) else [*made]
    title, *more = re.split(" {4}", report.head[0]) if report.head else (name,)
    money = any(column.kind == "money" for column in report.columns)
    if report.adds_up and money and words("xlsx.unit") not in more:
        more.append(words("xlsx.unit"))
    around = [line for line in (*report.head[1:], *report.foot) if line.strip()]
    only = Printed(
        title=title,
        beside=["    ".join(more)] if more else [],
        columns=report.columns,
        rows=report.rows(),
        under=around,
        groups=report.groups,
        adds_up=report.adds_up,
    )
    return [only]


# -- sums ------------------------------------------------------------------------------------------


def summed(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> dict[int, int]:
    """What each column of money comes to, by its place."""
    money = [
        at
        for at, each in enumerate(columns)
        if each.kind == "money" and each.heading not in NO_SUMS
    ]
    return {at: sum(int(row[at] or 0) for row in rows) for at in money}


def parts_of(
    groups: Groups | None, rows: Sequence[Sequence[Cell]]
) -> Iterator[tuple[str, Sequence[Sequence[Cell]]]]:
    """Each group's name with its rows; all of them under no name where there are no groups."""
    if groups is None:
        yield "", rows
        return
    first = 0
    for name, count in groups.parts:
        yield name, rows[first : first + count]
        first += count


def capitals_line(columns: Sequence[Column], sums: dict[int, int], words: Words) -> str:
    """The total most asked for in capitals; nothing where there is none, or it is below nought."""
    if not sums or sums[main := main_sum(columns, sums)] < 0:
        return ""
    what = words(columns[main].heading)
    return words("xlsx.capitals", what=what, capitals=capitals(sums[main]))


def main_sum(columns: Sequence[Column], sums: dict[int, int]) -> int:
    """The money column a reader asks for first: what is outstanding or open, else the first."""
    headings = [column.heading for column in columns]
    wanted = (headings.index(each) for each in MAIN if each in headings)
    return next((at for at in wanted if at in sums), min(sums))
