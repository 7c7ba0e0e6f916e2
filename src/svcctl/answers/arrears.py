"""Overdue to small and medium suppliers at a year's end: columns, rows, JSON and sentences."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.billing.instalment import Title
from svcctl.billing.law.disclosure import Arrear, arrears, small
from svcctl.billing.law.statute import text_on
from svcctl.billing.money import grouped, yuan
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words


class ArrearRow(Record):
    """One arrear of one contract."""

    contract: str
    title: Title
    arrear: Arrear


COLUMNS = Table(
    contract=Column("column.contract", "code", cell=lambda o, _: o.contract),
    title=Column("column.contract-name", spare=True, cell=lambda o, words: words.title(o.title)),
    id=Column("column.id", "code", cell=lambda o, _: o.arrear.instalment),
    supplier=Column("column.supplier", cell=lambda o, _: o.arrear.supplier.name),
    size=Column("column.size", cell=lambda o, words: words(f"size.{o.arrear.supplier.size}")),
    overdue=Column("column.undisputed", "money", cell=lambda o, _: o.arrear.overdue_fen),
    disputed=Column("column.disputed", "money", cell=lambda o, _: o.arrear.disputed_fen),
    since=Column("column.first-due", "code", cell=lambda o, _: iso(o.arrear.due_on)),
    days=Column("column.days", "count", cell=lambda o, _: o.arrear.days),
    talks=Column("column.talks", cell=lambda o, words: words(f"talks.{o.arrear.talks}")),
).view("contract title id supplier size overdue disputed since days talks")


def listed(cases: Sequence[Case], year: int, end: date, words: Words, known: str) -> Answer:
    """The list for a year; `cases` stand as of its end."""
    found = [
        ArrearRow(case.id, case.terms.title, arrear)
        for case in cases
        for arrear in arrears(case.sight)
    ]
    counted = [each for each in found if small(each.arrear)]
    unknown = sorted({each.contract for each in found if small(each.arrear) is None})
    by = date(year + 1, 3, 31)
    text = text_on(by)
    law = f"{text.order}{text.disclosure}" if text else "-"
    return Answer(
        data=_json(counted, unknown, year, end),
        columns=COLUMNS,
        adds_up=True,
        exported=True,
        rows=lambda: list(rows_of(COLUMNS, counted, words)),
        head=[words("overdue.title", end=end, by=by, law=law) + known],
        foot=_foot(counted, unknown, end, words),
    )


def _sums(counted: Sequence[ArrearRow]) -> dict[str, int]:
    return {
        "overdue": sum(each.arrear.overdue_fen for each in counted),
        "disputed": sum(each.arrear.disputed_fen for each in counted),
    }


def _foot(
    counted: Sequence[ArrearRow], unknown: Sequence[str], end: date, words: Words
) -> list[str]:
    contracts = len({each.contract for each in counted})
    sums = {key: grouped(fen) for key, fen in _sums(counted).items()}
    lines = [words("overdue.sum", contracts=contracts, **sums)]
    if unknown:
        lines.append(words("overdue.unknown", count=len(unknown), contracts=", ".join(unknown)))
    if end < date(end.year, 12, 31):
        lines.append(words("overdue.open-year", end=end))
    return lines


def _json(
    counted: Sequence[ArrearRow], unknown: Sequence[str], year: int, end: date
) -> dict[str, Any]:
    return {
        "year": year,
        "as_of": iso(end),
        "contracts": len({each.contract for each in counted}),
        "size_unknown": list(unknown),
        "instalments": [_row_json(each.contract, each.arrear) for each in counted],
    } | {key: yuan(fen) for key, fen in _sums(counted).items()}


def _row_json(contract: str, arrear: Arrear) -> dict[str, Any]:
    return {
        "id": f"{contract}:{arrear.instalment}",
        "contract": contract,
        "supplier": arrear.supplier.name,
        "size": arrear.supplier.size,
        "overdue": yuan(arrear.overdue_fen),
        "disputed": yuan(arrear.disputed_fen),
        "due_on": iso(arrear.due_on),
        "days_overdue": arrear.days,
        "negotiation": arrear.talks,
    }
