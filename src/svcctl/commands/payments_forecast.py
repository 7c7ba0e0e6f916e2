"""The forecast of payments by month, quarter or budget year, against a budget where one is given."""

import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from svcctl.billing.forecast import PERIODS, Period, forecast
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.commands.desk import Desk, read_file
from svcctl.commands.options import Maybe
from svcctl.entry import parse_money_or_nought
from svcctl.export.report import Column, Report
from svcctl.export.width import pad
from svcctl.i18n import Words

COLUMNS = (
    Column("column.period"),
    Column("column.paid", "money"),
    Column("column.certain", "money"),
    Column("column.provisional", "money"),
    Column("column.contingent", "money"),
)
BUDGET_COLUMNS = (Column("column.budget", "money"), Column("column.budget-left", "money"))
HEADINGS = {
    "period": ("预算年度", "年度", "期间", "period", "year"),
    "amount": ("预算金额", "预算数", "预算额", "预算指标", "预算安排", "安排数", "预算", "金额", "budget", "amount"),
    "contract": ("合同", "合同简称", "contract"),
}
NAMES = {
    "year": r"(\d{4})年?(?:度)?",
    "quarter": r"(\d{4})(?:-?Q|年第?)([1-4])(?:季度)?",
    "month": r"(\d{4})[-年/.](\d{1,2})月?",
}
BAR = 40  # cells that the largest period's bar takes


def forecast_(
    desk: Desk,
    by: Annotated[str, typer.Option("--by", metavar="month|quarter|year", help="opt.by")] = "year",
    budget: Annotated[Maybe, typer.Option("--budget", metavar="FILE", help="opt.budget")] = None,
    fail_if_over: Annotated[bool, typer.Option("--fail-if-over", help="opt.fail-if-over")] = False,
) -> int:
    """What will be paid by month, quarter or budget year: certain, provisional and contingent apart."""
    if by not in PERIODS:
        raise Refusal("usage.choice", option="--by", value=by, choices=", ".join(PERIODS))
    if fail_if_over and not budget:
        raise Refusal("forecast.no-budget")
    cases = desk.read_cases()
    allotted = _budget(budget, by, [case.id for case in cases]) if budget else None
    periods = forecast([case.sight for case in cases], by, allotted)
    bars = _bars(periods, desk.words) if desk.format == "table" else []
    words = desk.words
    desk.show(
        Report(
            data={"periods": [_json(period) for period in periods]},
            columns=(*COLUMNS, *(BUDGET_COLUMNS if budget else ())),
            rows=lambda: [_row(period, bool(budget)) for period in periods],
            head=[
                words("forecast.title", as_of=desk.as_of, by=words(f"by.{by}")) + desk.known_mark,
                *(words("head.contract", title=case.terms.title, id=case.id) for case in cases),
            ],
            foot=[_sums(periods, words), *bars, *_over(periods, words), words("forecast.note")],
        )
    )
    return 1 if fail_if_over and any(period.over for period in periods) else 0


def _json(period: Period) -> dict[str, Any]:
    found: dict[str, Any] = {
        "period": period.period,
        "certain": yuan(period.certain),
        "provisional": yuan(period.provisional),
        "contingent": yuan(period.contingent),
    }
    if period.budget is not None:
        found |= {"paid": yuan(period.paid), "budget": yuan(period.budget), "over": yuan(period.over)}
    return found


def _row(period: Period, budgeted: bool) -> list[Any]:
    row: list[Any] = [period.period, period.paid, period.certain, period.provisional, period.contingent]
    left = None if period.budget is None else period.budget - period.expected
    return [*row, period.budget, left] if budgeted else row


def _sums(periods: Sequence[Period], words: Words) -> str:
    sums = {key: grouped(sum(getattr(p, key) for p in periods)) for key in ("certain", "provisional", "contingent")}
    return words("forecast.sums", **sums)


def _over(periods: Sequence[Period], words: Words) -> list[str]:
    return [
        words("forecast.over", period=period.period, over=grouped(period.over), budget=grouped(period.budget or 0))
        for period in periods
        if period.over
    ]


def _bars(periods: Sequence[Period], words: Words) -> list[str]:
    """A line for each period: # certain, = provisional, . contingent, in proportion to the largest."""
    largest = max((p.certain + p.provisional + p.contingent for p in periods), default=0)
    if not largest:
        return []
    lines = ["", words("forecast.legend")]
    for period in periods:
        bar, drawn, reached = "", 0, 0
        for sign, fen in (("#", period.certain), ("=", period.provisional), (".", period.contingent)):
            reached += fen
            upto = max(-(-reached * BAR // largest), drawn + 1) if fen else drawn  # no sum is too small to be seen
            bar, drawn = bar + sign * (upto - drawn), upto
        lines.append(f"{pad(period.period, 8)}{bar}".rstrip())
    return [*lines, ""]


def _budget(path: str, by: str, contracts: Sequence[str]) -> dict[str, int]:
    """Fen by period, of the contracts looked at where the file tells them apart."""
    from svcctl.tables import SUM_LINES, read_table

    name, content = read_file(path)
    found: dict[str, int] = {}
    for row in read_table(name.name, content, HEADINGS, (("period",), ("amount",))):
        if row.cells.get("contract", "") not in ("", *contracts):
            continue
        if SUM_LINES.search(row.cells["period"]):
            continue
        period = _named(row.cells["period"], by)
        if period is None:
            raise Refusal("forecast.period", path=path, line=row.number, text=row.cells["period"], by=by)
        found[period] = found.get(period, 0) + parse_money_or_nought(row.cells["amount"], row.units["amount"])
    return found


def _named(text: str, by: str) -> str | None:
    """A period as the forecast names it; None where it is one of another length."""
    match = re.fullmatch(NAMES[by], "".join(text.split()))
    if not match:
        return None
    if by == "month":
        return f"{match[1]}-{int(match[2]):02}"
    return f"{match[1]}-Q{match[2]}" if by == "quarter" else match[1]
