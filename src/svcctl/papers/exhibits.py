"""What leaves the building as a table: auditors' columns, grown contract by contract."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from svcctl.answers import audit, damages, guarantees, instalments, obligations, transfers
from svcctl.answers.answer import Column, rows_of
from svcctl.answers.contracts import numbers
from svcctl.answers.explanation import explanation_lines
from svcctl.answers.findings import finding_json, finding_text, unsettled
from svcctl.answers.guarantee_steps import explained_lines
from svcctl.answers.instalments import AuditedRow, Moment
from svcctl.answers.named import Titles
from svcctl.billing.money import yuan
from svcctl.billing.schedule import Standing
from svcctl.casebook.about import facts_about
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.exhibit_kinds import ExhibitKind, ExhibitPart
from svcctl.papers.provenance import end_of
from svcctl.papers.spool import Spool

BASE = "column.base"  # what a rate is taken of: several of them add up to nothing


class Exhibit:
    """A table with its title, and what stands beside it: steps, cash by month, findings.

    Grown contract by contract: however many there are, what is in memory is one and the sums.
    Rows `for_scripts` hold keys, lists and fen instead of words.
    """

    def __init__(
        self,
        name: str,
        words: Words,
        moment: Moment,
        steps: bool = False,
        for_scripts: bool = False,
        read_at: Callable[[date], datetime] = end_of,
    ) -> None:
        self.kind = kind = kind_of(name)
        self.name = name
        self.title = words(f"export.{name}")
        self.columns = kind.plain if for_scripts else kind.columns
        self.rows: Spool[list[Any]] = Spool()
        self.steps: Spool[tuple[str, list[str]]] = Spool()
        self.findings: Spool[str] = Spool()
        self.back: Spool[list[Any]] = Spool()  # what goes back of guarantees
        self.remarks: Spool[dict[str, Any]] = Spool()  # the findings as scripts read them
        self.months: dict[str, int] = {}
        money = [
            at
            for at, column in enumerate(self.columns)
            if column.kind == "money" and column.heading != BASE
        ]
        self.sums = dict.fromkeys(money, 0)  # of the money columns, by column
        self.adds_up = kind.adds_up
        self.lead = kind.lead
        self.contracts: Spool[list[str]] = Spool()  # each with its title, numbers and other side
        self.own = ""  # who passes it on; nothing where that is not one and the same
        self._words, self._moment, self._steps, self._plain = words, moment, steps, for_scripts
        self._read_at = read_at  # when the clocks of the service are read, by the date looked at

    @property
    def totals(self) -> dict[int, int]:
        """The sums of the money columns, where adding them up says something."""
        return self.sums if self.adds_up and self.rows else {}

    @property
    def back_totals(self) -> dict[int, int]:
        """The sums of what goes back of guarantees, by column."""
        money = [at for at, column in enumerate(guarantees.BESIDE) if column.kind == "money"]
        return {at: sum(int(row[at]) for row in self.back) for at in money}

    def add(self, case: Case) -> None:
        """What one more contract adds."""
        now = self._read_at(case.as_of)
        part = self.kind.part(case, self._words, self._moment, now)
        self._name(case)
        for item in part.items:
            row = self._row(item)
            self.rows.append(row)
            for at in self.sums:
                self.sums[at] += int(row[at] or 0)
        for row in rows_of(guarantees.BESIDE, part.back, self._words):
            self.back.append(row)
        for step in part.steps if self._steps else ():
            self.steps.append(step)
        for values, text in part.findings:
            self.findings.append(text)
            self.remarks.append({"contract": case.id, **values, "words": text})
        for month, fen in part.months:
            self.months[month] = self.months.get(month, 0) + fen

    def _name(self, case: Case) -> None:
        """Whose contract it is."""
        words, purchaser = self._words, case.terms.party("purchaser").name
        sellers = [party.name for party in case.terms.parties if party.role == "supplier"]
        sides = [purchaser, words("list.separator").join(sellers)]
        own, other = reversed(sides) if words.role == "supplier" else sides
        self.own = own if self.own == own or not self.contracts else ""
        self.contracts.append([case.id, words.title(case.terms.title), numbers(case, words), other])

    def _row(self, item: Any) -> list[Any]:
        value = Column.plain_of if self._plain else Column.of
        return [value(column, item, self._words) for column in self.columns]

    def records(self, rows: Iterable[list[Any]] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of an exhibit for scripts: by the columns' keys, sums as yuan."""
        for row in self.rows if rows is None else rows:
            yield {
                column.key: yuan(value) if column.kind == "money" and value is not None else value
                for value, column in zip(row, self.columns, strict=True)
            }

    def __enter__(self) -> "Exhibit":
        return self

    def __exit__(self, *_: object) -> None:
        for spool in (
            self.rows,
            self.back,
            self.steps,
            self.findings,
            self.remarks,
            self.contracts,
        ):
            spool.close()


def _schedule(case: Case, words: Words, moment: Moment, *_: Any) -> ExhibitPart:
    """Every instalment with how its date was counted, by which paper, and who entered what is known of it."""
    rows = [
        AuditedRow(case, s, "", (), facts_about(case, {s.instalment.id}), moment)
        for s in case.standings
    ]
    return ExhibitPart(
        rows,
        (_steps(case, standing, words) for standing in case.standings),
        _by_month(case.standings),
        ((finding_json(case, each), finding_text(each, words)) for each in unsettled(case)),
        guarantees.returns_of(case),
    )


def _steps(case: Case, standing: Standing, words: Words) -> tuple[str, list[str]]:
    title, *lines = explanation_lines(case, standing, words)
    return title, [line.strip() for line in lines]


def _by_month(standings: Iterable[Standing]) -> Iterator[tuple[str, int]]:
    """What falls due in which month, paid or not."""
    for standing in standings:
        if standing.due_on and standing.status != "cancelled":
            yield standing.due_on.isoformat()[:7], standing.owing.amount_fen


def _payments(case: Case, _: Words, moment: Moment, *__: Any) -> ExhibitPart:
    """Money paid and come back, a row for each instalment of each transfer."""
    return ExhibitPart(transfers.transfers(case, moment))


def _damages(case: Case, *_: Any) -> ExhibitPart:
    """What each side owes under the contract's damages rules, line by line."""
    return ExhibitPart(damages.owed(case))


def _journal(case: Case, *_: Any) -> ExhibitPart:
    """Every fact in the order recorded, with whether it still holds."""
    held = {fact.seq for fact in case.holding}
    titles = Titles(case.terms, case.position.breaches)
    return ExhibitPart(
        audit.FactRow(fact, fact.seq in held, case.terms, titles=titles)
        for fact in case.recorded
        if fact.happened_on <= case.as_of.isoformat()
    )


def _obligations(case: Case, *_: Any) -> ExhibitPart:
    """Dates to keep that are not payments, the next turns of the service plan among them."""
    return ExhibitPart(obligations.with_plan(case))


def _guarantees(case: Case, words: Words, *_: Any) -> ExhibitPart:
    """Each guarantee: lodged, kept, given back, held; behind it how its days and sums came about."""
    return ExhibitPart(guarantees.held(case), explained_lines(case, words))


TABLES = {
    "schedule": ExhibitKind(instalments.AUDIT, instalments.PLAIN, _schedule, lead=instalments.LEAD),
    "payments": ExhibitKind(transfers.AUDIT, transfers.AUDIT, _payments),
    # what one side owes and what the other does, what is waived and what is contingent: no total
    "damages": ExhibitKind(damages.AUDIT, damages.AUDIT, _damages, adds_up=False),
    "journal": ExhibitKind(audit.AUDIT, audit.AUDIT, _journal),
    "obligations": ExhibitKind(obligations.AUDIT, obligations.PLAIN, _obligations),
    "guarantees": ExhibitKind(guarantees.AUDIT, guarantees.PLAIN, _guarantees),
}
NAMES = ("schedule", "payments", "damages", "journal", "obligations", "service", "guarantees")


def kind_of(name: str) -> ExhibitKind:
    """The kind of that name; those of the service are loaded for whoever asks for one."""
    if name in TABLES:
        return TABLES[name]
    from svcctl.papers.service_exhibits import KINDS

    return KINDS[name]
