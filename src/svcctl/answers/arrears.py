"""Overdue to small and medium suppliers at a year's end: columns, rows, JSON and sentences."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.instalment_json import office_of
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.law.disclosure import Arrear, arrears, small
from svcctl.billing.law.statute import text_on
from svcctl.billing.money import grouped, yuan
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits


class ArrearRow(Record):
    """One arrear of one contract."""

    case: Case
    arrear: Arrear

    @property
    def contract(self) -> str:
        """The contract's id."""
        return self.case.id


TABLE = Table(
    contract=Column("column.contract", "code", cell=lambda o, _: o.contract),
    title=Column(
        "column.contract-name", spare=True, cell=lambda o, words: words.title(o.case.terms.title)
    ),
    id=Column("column.id", "code", cell=lambda o, _: o.arrear.instalment),
    instalment=Column("column.title", cell=lambda o, words: _label(o, words)),
    supplier=Column("column.supplier", cell=lambda o, _: o.arrear.supplier.name),
    size=Column("column.size", cell=lambda o, words: words(f"size.{o.arrear.supplier.size}")),
    overdue=Column("column.undisputed", "money", cell=lambda o, _: o.arrear.overdue_fen),
    disputed=Column("column.disputed", "money", cell=lambda o, _: o.arrear.disputed_fen),
    since=Column("column.first-due", "code", cell=lambda o, _: iso(o.arrear.due_on)),
    days=Column("column.days", "count", cell=lambda o, _: o.arrear.days),
    talks=Column("column.talks", cell=lambda o, words: words(f"talks.{o.arrear.talks}")),
)
COLUMNS = TABLE.view("contract title id supplier size overdue disputed since days talks")
# what is made known names contracts and instalments: ids are for commands
PRINTED = TABLE.view("title instalment supplier size overdue disputed since days talks")


def _label(row: ArrearRow, words: Words) -> str:
    from svcctl.answers.instalment_words import label

    return label(row.case.named(row.arrear.instalment), words)


def listed(
    cases: Sequence[Case], year: int, end: date, words: Words, known: str, wish: Wish = NOTHING
) -> Answer:
    """The list for a year, or what was chosen of it; `cases` stand as of its end."""
    found = [ArrearRow(case, arrear) for case in cases for arrear in arrears(case.sight)]
    chosen = _chosen([each for each in found if small(each.arrear)], cases, wish, words)
    counted = chosen.rows
    unknown = sorted({each.contract for each in found if small(each.arrear) is None})
    by = date(year + 1, 3, 31)
    text = text_on(by)
    law = f"{text.order}{text.disclosure}" if text else "-"
    answer = Answer(
        data=_json(counted, unknown, year, end) | chosen.json,
        columns=COLUMNS,
        adds_up=True,
        exported=True,
        rows=lambda: list(rows_of(COLUMNS, counted, words)),
        head=[words("overdue.title", end=end, by=by, law=law) + known, *chosen.told],
        foot=_foot(counted, unknown, end, words),
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, end, words))


def _chosen(rows: Sequence[ArrearRow], cases: Sequence[Case], wish: Wish, words: Words) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.contracts import funds_text
    from svcctl.answers.instalment_words import label
    from svcctl.answers.narrowing import By, narrowed, traits_of

    def traits(row: ArrearRow, words: Words) -> "Traits":
        arrear, standing = row.arrear, row.case.named(row.arrear.instalment)
        fund = office_of(standing.instalment.key, row.case)["fund_source"]
        return traits_of(
            *(row.case, words, arrear.instalment, arrear.due_on),
            supplier=arrear.supplier.name,
            fund=funds_text(fund, words) if fund else None,
            fen=arrear.overdue_fen + arrear.disputed_fen,
            words=(label(standing, words), words(f"size.{arrear.supplier.size}")),
        )

    return narrowed(rows, cases, wish, By(traits, {}, _sums_json), words)


def _sums_json(rows: Sequence[ArrearRow]) -> dict[str, str]:
    return {key: yuan(fen) for key, fen in _sums(rows).items()}


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], end: date, words: Words
) -> Printed:
    """Each row says its contract and supplier, of one contract too: it is a list to be made known."""
    from svcctl.answers.printing import heading

    title, beside = heading(cases, words("export.overdue"), end, words, money=True)
    law = re.split(" {4}", answer.head[0])[-1]
    return Printed(
        title=title,
        beside=[*beside, law, *chosen.told],
        columns=PRINTED,
        rows=list(rows_of(PRINTED, chosen.rows, words)),
        under=answer.foot,
        groups=answer.groups,
        adds_up=True,
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
