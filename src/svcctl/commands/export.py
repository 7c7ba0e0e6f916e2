"""Exports: lists that are passed on."""

from datetime import date
from typing import Annotated, Any

import typer

from svcctl.billing.disclosure import Arrear, arrears, small
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.billing.statute import text_on
from svcctl.commands.desk import Desk, iso
from svcctl.commands.options import Maybe
from svcctl.entry import parse_count
from svcctl.export.report import Column, Report

OVERDUE_COLUMNS = (
    Column("column.contract", "code"),
    Column("column.id", "code"),
    Column("column.supplier"),
    Column("column.size"),
    Column("column.undisputed", "money"),
    Column("column.disputed", "money"),
    Column("column.first-due", "code"),
    Column("column.days", "count"),
    Column("column.talks"),
)


def overdue(
    desk: Desk,
    year: Annotated[Maybe, typer.Option("--year", metavar="YEAR", help="opt.overdue-year")] = None,
) -> None:
    """What was overdue to small and medium suppliers at a year's end, to be made known by 31 March."""
    number = parse_count(year) if year else desk.today.year - 1
    if not 2000 <= number <= desk.today.year:
        raise Refusal("overdue.year", year=number, this=desk.today.year)
    end = min(date(number, 12, 31), desk.today)
    desk.as_of = desk.today
    cases = [then for case in desk.read_cases() if (then := case.on(end))]
    listed = [(case.id, arrear) for case in cases for arrear in arrears(case.sight)]
    counted = [(cid, arrear) for cid, arrear in listed if small(arrear)]
    unknown = sorted({cid for cid, arrear in listed if small(arrear) is None})
    words = desk.words
    by = date(number + 1, 3, 31)
    text = text_on(by)
    law = f"{text.order}{text.disclosure}" if text else "-"
    sums = {"overdue": sum(a.overdue_fen for _, a in counted), "disputed": sum(a.disputed_fen for _, a in counted)}
    contracts = len({cid for cid, _ in counted})
    foot = [words("overdue.sum", contracts=contracts, **{key: grouped(fen) for key, fen in sums.items()})]
    foot += [words("overdue.unknown", count=len(unknown), contracts=", ".join(unknown))] if unknown else []
    foot += [words("overdue.open-year", end=end)] if end < date(number, 12, 31) else []
    desk.show(
        Report(
            data={
                "year": number,
                "as_of": iso(end),
                "contracts": contracts,
                "size_unknown": unknown,
                "instalments": [_json(cid, arrear) for cid, arrear in counted],
            }
            | {key: yuan(fen) for key, fen in sums.items()},
            columns=OVERDUE_COLUMNS if counted else (),
            rows=lambda: [
                [
                    cid,
                    arrear.instalment,
                    arrear.supplier.name,
                    words(f"size.{arrear.supplier.size}"),
                    arrear.overdue_fen,
                    arrear.disputed_fen,
                    iso(arrear.due_on),
                    arrear.days,
                    words(f"talks.{arrear.talks}"),
                ]
                for cid, arrear in counted
            ],
            head=[words("overdue.title", end=end, by=by, law=law) + desk.known_mark],
            foot=foot,
        )
    )


def _json(contract: str, arrear: Arrear) -> dict[str, Any]:
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


VERBS = {"overdue": overdue}
