"""The forecast of payments by period, against a budget where one is given."""

from collections.abc import Sequence
from typing import Any

from svcctl.answers.answer import Answer, Column, Printed
from svcctl.answers.expected import Expected, by_contract, contract_json
from svcctl.answers.terminal import stacked
from svcctl.answers.width import cells, pad
from svcctl.billing.forecast import (
    PERIODS,
    ForecastPeriod,
    added,
    cash_flow,
    from_then_on,
    period_of,
)
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk.bands import listing, unless_torn
from svcctl.desk.desk import Desk, one_of, read_file
from svcctl.desk.looking import read_cases
from svcctl.desk.showing import show
from svcctl.i18n import Words
from svcctl.intake.budgets import Budget, read_budget

COLUMNS = (
    Column("column.period"),
    Column("column.paid", "money"),
    Column("column.certain", "money"),
    Column("column.provisional", "money"),
    Column("column.contingent", "money"),
)
BUDGET_COLUMNS = (Column("column.budget", "money"), Column("column.budget-left", "money"))
BAR = 40  # cells that the largest period's bar takes


def forecast_(desk: Desk, by: str, budget: str | None, fail_if_over: bool, sheet: str = "") -> int:
    """What will be paid by month, quarter or budget year: certain, provisional, contingent."""
    by = one_of("--by", by, PERIODS)
    if fail_if_over and not budget:
        raise Refusal("forecast.no-budget")
    allotted = None
    flows = None if budget else _kept_flows(desk, by)
    if flows is None:
        cases = read_cases(desk)
        if budget:
            path, content = read_file(budget)
            allotted = read_budget(budget, path.name, content, by, cases, sheet)
        flows = [(case, cash_flow([case.sight], by)) for case in cases]
    first = period_of(desk.as_of, by)
    every = added(flow for _, flow in flows)
    periods = from_then_on(every, first, allotted.fen if allotted else None)
    contracts = [Expected(case, from_then_on(flow, first)) for case, flow in flows]
    show(desk, _report(desk, contracts, periods, by, allotted))
    return 1 if fail_if_over and any(period.over for period in periods) else 0


def _kept_flows(desk: Desk, by: str) -> "list[tuple[Case, list[ForecastPeriod]]] | None":
    """The cash flow of each contract from beside the journal; None where that does not answer."""
    with listing(desk) as (look, bands):
        if bands is None:
            return None
        from svcctl.commands.lists_kept import flows

        return unless_torn(look, lambda: flows(look, bands, by))


def _report(
    desk: Desk,
    contracts: Sequence[Expected],
    periods: Sequence[ForecastPeriod],
    by: str,
    budget: Budget | None,
) -> Answer:
    words, budgeted = desk.words, budget is not None
    cases = [each.case for each in contracts]
    bars = _bars(periods, words) if desk.format == "table" else []
    head = [words("forecast.title", as_of=desk.as_of, by=words(f"by.{by}")) + desk.known_mark]
    if len(cases) == 1:
        head.append(words("head.contract", title=cases[0].terms.title, id=cases[0].id))
    answer = Answer(
        data={
            "periods": [_json(period) for period in periods],
            "contracts": [contract_json(each) for each in contracts],
        },
        columns=(*COLUMNS, *(BUDGET_COLUMNS if budgeted else ())),
        adds_up=True,
        rows=lambda: [_row(period, budgeted, words) for period in periods],
        head=head,
        foot=[
            _sums(periods, words),
            *bars,
            *_over(periods, words),
            *(_left_out(budget, cases, words) if budget else ()),
            words("forecast.note"),
        ],
    )
    answer = answer._replace(printed=lambda: _printed(answer, contracts, by, desk))
    if len(cases) < 2:
        return answer
    tables = [
        answer._replace(foot=answer.foot[:-1]),
        by_contract(contracts, words),
        Answer(data=None, foot=answer.foot[-1:]),
    ]
    return answer._replace(page=lambda width, colours: stacked(tables, words, width, colours))


def _printed(
    answer: Answer, contracts: Sequence[Expected], by: str, desk: Desk
) -> Sequence[Printed]:
    """The forecast on paper, without bars; of several contracts the part of each on a sheet of its own."""
    from svcctl.answers.printing import heading

    words, cases = desk.words, [each.case for each in contracts]
    what = words("forecast.what", by=words(f"by.{by}"))
    title, beside = heading(cases, what, desk.as_of, words, money=True)
    by_period = Printed(
        title=title,
        beside=beside,
        columns=answer.columns,
        rows=answer.rows(),
        under=answer.foot,
        adds_up=True,
    )
    if len(cases) < 2:
        return [by_period]
    table, name = by_contract(contracts, words), words("forecast.by-contract")
    each = by_period._replace(columns=table.columns, rows=table.rows(), under=(), sheet=name)
    return [by_period, each]


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


def _row(period: ForecastPeriod, budgeted: bool, words: Words) -> list[Any]:
    row: list[Any] = [
        words.period(period.period),
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
            period=words.period(period.period),
            over=grouped(period.over),
            budget=grouped(period.budget or 0),
        )
        for period in periods
        if period.over
    ]


def _left_out(budget: Budget, cases: Sequence[Case], words: Words) -> list[str]:
    """What of the file was not looked at, and what of the contracts is not in it."""
    lines = []
    if budget.others:
        shown = words("list.separator").join(str(row) for row in budget.others)
        lines.append(words("forecast.others", count=len(budget.others), rows=shown))
    without = [case.id for case in cases if case.id not in budget.contracts]
    if without:
        contracts = words("list.separator").join(without)
        lines.append(words("forecast.unbudgeted", contracts=contracts))
    return lines


def _bars(periods: Sequence[ForecastPeriod], words: Words) -> list[str]:
    """A line a period: # certain, = provisional, . contingent, in proportion to the largest."""
    largest = max((p.certain + p.provisional + p.contingent for p in periods), default=0)
    if not largest:
        return []
    lines = ["", words("forecast.legend")]
    room = max(cells(words.period(period.period)) for period in periods) + 1
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
        lines.append(f"{pad(words.period(period.period), room)}{bar}".rstrip())
    return [*lines, ""]
