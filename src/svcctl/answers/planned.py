"""What contracts take in a budget year, by month or quarter and source of funds, beside its budget."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.answers.instalment_json import office_of
from svcctl.billing.dates import day_in_month
from svcctl.billing.forecast import Move, moves, period_of
from svcctl.billing.money import cut, parse_share
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.intake.budgets import Budget, Line

SUMS = ("paid", "certain", "provisional")


class Planned(Record):
    """What one contract takes from one source of funds in a period, in fen."""

    case: Case
    period: str  # 2026-03 or 2026-Q1
    payee: str
    fund: str | None
    paid: int
    certain: int
    provisional: int

    @property
    def total(self) -> int:
        """Paid and still to be paid."""
        return self.paid + self.certain + self.provisional


class Project(Record):
    """A project of the budget in the year: what it gives and what its contracts take, in fen."""

    name: str
    contracts: frozenset[str]
    rows: tuple[int, ...]  # of the sheet
    budget: int
    paid: int
    certain: int
    provisional: int

    @property
    def left(self) -> int:
        """What is not taken; below nought where more is taken than given."""
        return self.budget - self.paid - self.certain - self.provisional


class Plan(NamedTuple):
    """The rows of a year in order, what is disputed of it, and the projects they are paid from."""

    year: int
    by: str
    rows: Sequence[Planned]
    disputed: int
    projects: Sequence[Project] = ()
    unbudgeted: Sequence[Case] = ()
    others: Sequence[int] = ()  # rows of the sheet that are no contract's
    told: Sequence[str] = ()  # what the rows were narrowed to
    picked: dict[str, Any] = {}  # the same for scripts


def planned(cases: Sequence[Case], year: int, by: str) -> Plan:
    """What each contract takes in that year: paid, certain and provisional, no damages."""
    sums: dict[tuple[str, int, str, str], dict[str, int]] = {}
    disputed = 0
    for at, case in enumerate(cases):
        for move in moves(case.sight):
            if move.day.year != year or not move.fen:
                continue
            if move.kind == "contingent":
                disputed += move.fen
                continue
            kind = "provisional" if move.kind == "waiting" else move.kind
            for payee, fund, fen in _by_fund(move, case):
                key = (period_of(move.day, by), at, payee, fund)
                sums.setdefault(key, dict.fromkeys(SUMS, 0))[kind] += fen
    rows = [
        Planned(cases[at], period, payee, fund or None, **sums[period, at, payee, fund])
        for period, at, payee, fund in sorted(sums)
    ]
    return Plan(year, by, rows, disputed)


def _by_fund(move: Move, case: Case) -> Iterator[tuple[str, str, int]]:
    """A sum by the sources that pay for it, with its payee; the last takes what is left of a fen."""
    instalment = case.named(move.instalment).instalment
    payee = case.terms.payee(instalment).name
    fund = office_of(instalment.key, case)["fund_source"]
    if fund is None or isinstance(fund, str):
        yield payee, fund or "", move.fen
        return
    sign = -1 if move.fen < 0 else 1
    parts = cut(abs(move.fen), [parse_share(each["share"]) for each in fund])
    yield from ((payee, each["name"], sign * part) for each, part in zip(fund, parts, strict=True))


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of a month or quarter: 2026-03, 2026-Q1."""
    year, _, part = period.partition("-")
    quarter = part.startswith("Q")
    month = 3 * int(part[1:]) - 2 if quarter else int(part)
    first = date(int(year), month, 1)
    return first, day_in_month(first, 2 if quarter else 0, 31)


# -- beside the budget -----------------------------------------------------------------------------


def beside(plan: Plan, cases: Sequence[Case], budget: Budget) -> Plan:
    """The plan with the projects of the budget of its year."""
    year = str(plan.year)
    lines = [line for line in budget.lines if year in line.fen]
    named = {contract for line in lines for contract in line.contracts}
    return plan._replace(
        projects=[_project(part, plan.rows, year) for part in _together(lines)],
        unbudgeted=[case for case in cases if case.id not in named],
        others=budget.others,
    )


def _together(lines: Iterable[Line]) -> list[list[Line]]:
    """The rows of the sheet in parts that have no contract in common."""
    parts: list[list[Line]] = []
    for line in lines:
        common = [part for part in parts if any(line.contracts & each.contracts for each in part)]
        apart = [part for part in parts if part not in common]
        parts = [*apart, [*(each for part in common for each in part), line]]
    return parts


def _project(lines: Sequence[Line], rows: Iterable[Planned], year: str) -> Project:
    contracts = frozenset(each for line in lines for each in line.contracts)
    ours = [row for row in rows if row.case.id in contracts]
    names = dict.fromkeys(line.project for line in lines)
    return Project(
        "、".join(filter(None, names)),
        contracts,
        tuple(line.row for line in lines),
        sum(line.fen[year] for line in lines),
        *(sum(getattr(row, kind) for row in ours) for kind in SUMS),
    )
