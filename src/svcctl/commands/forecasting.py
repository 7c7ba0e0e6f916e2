"""The forecast of payments by period, against a budget where one is given."""

import re
from collections.abc import Sequence
from typing import Any

from svcctl.answers.answer import Answer, Column
from svcctl.answers.width import pad
from svcctl.billing.forecast import PERIODS, ForecastPeriod, forecast
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk.desk import Desk, one_of, read_file
from svcctl.desk.looking import read_cases
from svcctl.desk.showing import show
from svcctl.i18n import Words
from svcctl.intake.entry import parse_money_or_nought

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
    "amount": (
        "预算金额",
        "预算数",
        "预算额",
        "预算指标",
        "预算安排",
        "安排数",
        "预算",
        "金额",
        "budget",
        "amount",
    ),
    "contract": ("合同", "合同简称", "contract"),
}
NAMES = {
    "year": r"(\d{4})年?(?:度)?",
    "quarter": r"(\d{4})(?:-?Q|年第?)([1-4])(?:季度)?",
    "month": r"(\d{4})[-年/.](\d{1,2})月?",
}
BAR = 40  # cells that the largest period's bar takes


def forecast_(desk: Desk, by: str, budget: str | None, fail_if_over: bool) -> int:
    """What will be paid by month, quarter or budget year: certain, provisional, contingent."""
    one_of("--by", by, PERIODS)
    if fail_if_over and not budget:
        raise Refusal("forecast.no-budget")
    cases = read_cases(desk)
    allotted = _budget(budget, by, [case.id for case in cases]) if budget else None
    periods = forecast([case.sight for case in cases], by, allotted)
    show(desk, _report(desk, cases, periods, by, bool(budget)))
    return 1 if fail_if_over and any(period.over for period in periods) else 0


def _report(
    desk: Desk, cases: Sequence[Case], periods: Sequence[ForecastPeriod], by: str, budgeted: bool
) -> Answer:
    words = desk.words
    bars = _bars(periods, words) if desk.format == "table" else []
    head = [words("forecast.title", as_of=desk.as_of, by=words(f"by.{by}")) + desk.known_mark]
    head += [words("head.contract", title=case.terms.title, id=case.id) for case in cases]
    return Answer(
        data={"periods": [_json(period) for period in periods]},
        columns=(*COLUMNS, *(BUDGET_COLUMNS if budgeted else ())),
        adds_up=True,
        rows=lambda: [_row(period, budgeted) for period in periods],
        head=head,
        foot=[_sums(periods, words), *bars, *_over(periods, words), words("forecast.note")],
    )


def _json(period: ForecastPeriod) -> dict[str, Any]:
    found: dict[str, Any] = {
        "period": period.period,
        "certain": yuan(period.certain),
        "provisional": yuan(period.provisional),
        "contingent": yuan(period.contingent),
    }
    if period.budget is not None:
        found |= {
            "paid": yuan(period.paid),
            "budget": yuan(period.budget),
            "over": yuan(period.over),
        }
    return found


def _row(period: ForecastPeriod, budgeted: bool) -> list[Any]:
    row: list[Any] = [
        period.period,
        period.paid,
        period.certain,
        period.provisional,
        period.contingent,
    ]
    left = None if period.budget is None else period.budget - period.expected
    return [*row, period.budget, left] if budgeted else row


def _sums(periods: Sequence[ForecastPeriod], words: Words) -> str:
    sums = {
        key: grouped(sum(getattr(p, key) for p in periods))
        for key in ("certain", "provisional", "contingent")
    }
    return words("forecast.sums", **sums)


def _over(periods: Sequence[ForecastPeriod], words: Words) -> list[str]:
    return [
        words(
            "forecast.over",
            period=period.period,
            over=grouped(period.over),
            budget=grouped(period.budget or 0),
        )
        for period in periods
        if period.over
    ]


def _bars(periods: Sequence[ForecastPeriod], words: Words) -> list[str]:
    """A line a period: # certain, = provisional, . contingent, in proportion to the largest."""
    largest = max((p.certain + p.provisional + p.contingent for p in periods), default=0)
    if not largest:
        return []
    lines = ["", words("forecast.legend")]
    for period in periods:
        bar, drawn, reached = "", 0, 0
        for sign, fen in (
            ("#", period.certain),
            ("=", period.provisional),
            (".", period.contingent),
        ):
            reached += fen
            upto = (
                max(-(-reached * BAR // largest), drawn + 1) if fen else drawn
            )  # no sum is too small to be seen
            bar, drawn = bar + sign * (upto - drawn), upto
        lines.append(f"{pad(period.period, 8)}{bar}".rstrip())
    return [*lines, ""]


def _budget(path: str, by: str, contracts: Sequence[str]) -> dict[str, int]:
    """Fen by period, of the contracts looked at where the file tells them apart."""
    from svcctl.intake.tables import SUM_LINES, read_table

    name, content = read_file(path)
    found: dict[str, int] = {}
    for row in read_table(name.name, content, HEADINGS, (("period",), ("amount",))):
        if row.cells.get("contract", "") not in ("", *contracts):
            continue
        if SUM_LINES.search(row.cells["period"]):
            continue
        period = _named(row.cells["period"], by)
        if period is None:
            raise Refusal(
                "forecast.period", path=path, line=row.number, text=row.cells["period"], by=by
            )
        found[period] = found.get(period, 0) + parse_money_or_nought(
            row.cells["amount"], row.units["amount"]
        )
    return found


def _named(text: str, by: str) -> str | None:
    """A period as the forecast names it; None where it is one of another length."""
    match = re.fullmatch(NAMES[by], "".join(text.split()))
    if not match:
        return None
    if by == "month":
        return f"{match[1]}-{int(match[2]):02}"
    return f"{match[1]}-Q{match[2]}" if by == "quarter" else match[1]
