"""What leaves the building as a table: auditors' columns, grown contract by contract."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from svcctl.answers import audit, damages, guarantees, instalments, obligations, transfers
from svcctl.answers.answer import Column, rows_of
from svcctl.answers.contracts import numbers
from svcctl.answers.explanation import explanation_lines
from svcctl.answers.findings import finding_json, finding_text, unsettled
from svcctl.answers.guarantee_steps import explained_lines
from svcctl.answers.instalments import Moment, audited
from svcctl.answers.named import Titles
from svcctl.answers.ready_rows import Line, lines_of
from svcctl.billing.money import yuan
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.exhibit_kinds import ExhibitKind, ExhibitPart, Remark
from svcctl.papers.provenance import end_of
from svcctl.papers.spool import Spool, Texts

BASE = "column.base"  # what a rate is taken of: several of them add up to nothing
FOR_SCRIPTS, LINES = ("json", "jsonl"), ("csv", "jsonl")


class Added(NamedTuple):
    """What one contract adds to an exhibit, of what pickle can carry."""

    contract: list[str]  # its id, title, numbers and other side
    own: str  # who passes it on
    rows: list[Any]
    back: list[list[Any]]
    steps: list[tuple[str, list[str]]]
    findings: list[Remark]
    months: list[tuple[str, int]]


class Making(Record):
    """How a contract becomes rows: of words, of what scripts read, or lines that stand ready."""

    name: str
    words: Words
    moment: Moment
    form: str = ""  # json: keys, lists and fen instead of words; csv, jsonl: lines
    steps: bool = False
    read_at: Callable[[date], datetime] = end_of  # when the service's clocks are read

    @property
    def columns(self) -> Sequence[Column]:
        """Those of the rows."""
        return _columns(self.name, self.form)

    def of(self, case: Case) -> Added:
        """What this contract adds."""
        part = kind_of(self.name).part(case, self.words, self.moment, self.read_at(case.as_of))
        if self.form in LINES:  # of those only the rows are passed on, and the findings in words
            return Added([case.id], "", self._lines(part.items), [], [], list(part.findings), [])
        own, contract = self._whose(case)
        return Added(
            contract,
            own,
            self._rows(part.items),
            list(rows_of(guarantees.BESIDE, part.back, self.words)),
            list(part.steps if self.steps else ()),
            list(part.findings),
            list(part.months),
        )

    def _whose(self, case: Case) -> tuple[str, list[str]]:
        """Whose contract it is."""
        words, purchaser = self.words, case.terms.party("purchaser").name
        sellers = [party.name for party in case.terms.parties if party.role == "supplier"]
        sides = [purchaser, words("list.separator").join(sellers)]
        own, other = reversed(sides) if words.role == "supplier" else sides
        return own, [case.id, words.title(case.terms.title), numbers(case, words), other]

    def _rows(self, items: Iterable[Any]) -> list[Any]:
        columns, words = self.columns, self.words
        if self.form in FOR_SCRIPTS:
            return [[column.plain_of(item, words) for column in columns] for item in items]
        return list(rows_of(columns, items, words))

    def _lines(self, items: Iterable[Any]) -> list[str]:
        """The rows as one text."""
        text = "".join(map(_line(self.name, self.form, self.words), items))
        return [text] if text else []


@lru_cache(maxsize=2)
def _line(name: str, form: str, words: Words) -> Line:
    """What makes the rows of such an exhibit lines: made once for all contracts."""
    return lines_of(form, _columns(name, form), words)


def _columns(name: str, form: str) -> Sequence[Column]:
    kind = kind_of(name)
    return kind.plain if form in FOR_SCRIPTS else kind.columns


def made_of(case: Case, makings: Sequence[Making]) -> tuple[str, str, list[Added]]:
    """What a contract adds to each of some exhibits; before it its id, and its calendar's name."""
    return case.id, case.calendar.name, [making.of(case) for making in makings]


def record(columns: Sequence[Column], row: Sequence[Any]) -> dict[str, Any]:
    """A row for scripts: by the columns' keys, sums as yuan."""
    return {
        column.key: yuan(value) if column.kind == "money" and value is not None else value
        for value, column in zip(row, columns, strict=True)
    }


class Exhibit:
    """A table with its title, and what stands beside it: steps, cash by month, findings.

    Grown contract by contract: however many there are, what is in memory is one and the sums.
    """

    def __init__(self, making: Making) -> None:
        self.making = making
        self.kind = kind = kind_of(making.name)
        self.name = making.name
        self.title = making.words(f"export.{making.name}")
        self.columns = making.columns
        # of cells, or of a contract's lines that stand ready
        self.rows: Spool[Any] = Texts() if making.form in LINES else Spool()
        self.steps: Spool[tuple[str, list[str]]] = Spool()
        self.findings: Spool[str] = Spool()
        self.back: Spool[list[Any]] = Spool()  # what goes back of guarantees
        self.remarks: Spool[dict[str, Any]] = Spool()  # the findings as scripts read them
        self.months: dict[str, int] = {}
        money = [
            at
            for at, column in enumerate(self.columns)
            if column.kind == "money" and column.heading != BASE and making.form not in LINES
        ]
        self.sums = dict.fromkeys(money, 0)  # of the money columns, by column
        self.adds_up = kind.adds_up
        self.lead = kind.lead
        self.contracts: Spool[list[str]] = Spool()  # each with its title, numbers and other side
        self.own = ""  # who passes it on; nothing where that is not one and the same

    @property
    def totals(self) -> dict[int, int]:
        """The sums of the money columns, where adding them up says something."""
        return self.sums if self.adds_up and self.rows else {}

    @property
    def back_totals(self) -> dict[int, int]:
        """The sums of what goes back of guarantees, by column."""
        money = [at for at, column in enumerate(guarantees.BESIDE) if column.kind == "money"]
        return {at: sum(int(row[at]) for row in self.back) for at in money}

    def add(self, added: Added) -> None:
        """Put in what one more contract adds."""
        self.own = added.own if self.own == added.own or not self.contracts else ""
        self.contracts.append(added.contract)
        for row in added.rows:
            self.rows.append(row)
            for at in self.sums:
                self.sums[at] += int(row[at] or 0)
        for row in added.back:
            self.back.append(row)
        for step in added.steps:
            self.steps.append(step)
        for values, text in added.findings:
            self.findings.append(text)
            if self.making.form not in LINES:
                self.remarks.append({"contract": added.contract[0], **values, "words": text})
        for month, fen in added.months:
            self.months[month] = self.months.get(month, 0) + fen

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows of an exhibit for scripts."""
        return (record(self.columns, row) for row in self.rows)

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
    standings = case.standings
    return ExhibitPart(
        audited(case, standings, moment),
        (_steps(case, standing, words) for standing in standings),
        _by_month(standings),
        ((finding_json(case, each), finding_text(each, words)) for each in unsettled(case)),
        _back(case),
    )


def _back(case: Case) -> Iterator[Any]:
    """What goes back of guarantees; worked out where it is shown."""
    yield from guarantees.returns_of(case)


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
