"""All contracts at a glance: what is late and due, by supplier and department, guarantees, damages."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from svcctl.answers import guarantees
from svcctl.answers.answer import Cell, Column, Table, iso, rows_of
from svcctl.answers.contract_list import contract_row, next_text
from svcctl.answers.guarantees import HeldRow
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import TABLE, of_contract
from svcctl.answers.printing import other_side
from svcctl.billing.damages.assessment import assess, owed_by
from svcctl.billing.due import Sums, sums_of
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words

SOON_DAYS = 30


class Listing(Record):
    """A table of the page: its rows, the contract that each is of, and whether its sums make a total."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    contracts: Sequence[str | None] = ()
    adds_up: bool = False

    @property
    def totals(self) -> dict[int, int]:
        """The sum of each column of money; none where there is nothing to add."""
        if not self.adds_up or len(self.rows) < 2:
            return {}
        money = [at for at, column in enumerate(self.columns) if column.kind == "money"]
        return {at: sum(int(row[at] or 0) for row in self.rows) for at in money}


class Part(Record):
    """What the contracts of one supplier or department come to."""

    name: str
    contracts: int
    sums: Sums


class Owed(Record):
    """What the two sides of a contract owe for breaches, in fen."""

    case: Case
    owed: dict[str, int]
    contingent: dict[str, int]

    @property
    def anything(self) -> bool:
        """Whether either side owes, or may come to owe, anything."""
        return any((*self.owed.values(), *self.contingent.values()))


ROWS = TABLE.view("contract_title party short outstanding due time")
PARTS = Table(
    name=Column("column.of-whom", cell=lambda p, _: p.name),
    contracts=Column("column.contracts", "count", cell=lambda p, _: p.contracts),
    amount=Column("column.amount", "money", cell=lambda p, _: p.sums.amount),
    paid=Column("column.paid", "money", cell=lambda p, _: p.sums.paid),
    outstanding=Column("column.outstanding", "money", cell=lambda p, _: p.sums.outstanding),
    payable=Column("page.payable", "money", cell=lambda p, _: p.sums.payable),
    overdue=Column("page.overdue", "money", cell=lambda p, _: p.sums.overdue),
).view("name contracts amount paid outstanding payable overdue")
CONTRACTS = Table(
    title=Column("column.contract-name", cell=lambda c, words: words.title(c.case.terms.title)),
    party=Column("column.other-side", cell=lambda c, words: other_side(c.case, words)),
    state=Column("page.state", "code", cell=lambda c, words: words(f"contract.{c.state}")),
    amount=Column("column.amount", "money", cell=lambda c, _: c.sums.amount),
    paid=Column("column.paid", "money", cell=lambda c, _: c.sums.paid),
    outstanding=Column("column.outstanding", "money", cell=lambda c, _: c.sums.outstanding),
    overdue=Column("page.overdue", "money", cell=lambda c, _: c.sums.overdue),
    next=Column("column.next-on", "code", cell=lambda c, _: iso(c.next.on) if c.next else "-"),
    what=Column("column.next-what", cell=next_text),
).view("title party state amount paid outstanding overdue next what")
HELD = Table(
    title=Column("column.contract-name", cell=lambda h, words: words.title(h.case.terms.title)),
    name=Column("column.guarantee", cell=lambda h, words: words.title(h.guarantee.title)),
    lodged=Column("column.lodged", "money", cell=lambda h, _: h.account.lodged),
    held=Column("column.held", "money", cell=lambda h, _: h.account.held),
    letter=Column("column.held-letter", "money", cell=lambda h, _: h.account.letter.held),
    until=Column("column.letter-until", cell=lambda h, words: _until(h, words)),
    by=Column(
        "column.back-by",
        "code",
        cell=lambda h, words: guarantees.due_text(h.next, words) if h.next else "-",
    ),
).view("title name lodged held letter until by")
OWED = Table(
    title=Column("column.contract-name", cell=lambda o, words: words.title(o.case.terms.title)),
    purchaser=Column("column.purchaser-owes", "money", cell=lambda o, _: o.owed["purchaser"]),
    supplier=Column("column.supplier-owes", "money", cell=lambda o, _: o.owed["supplier"]),
    contingent=Column(
        "column.contingent", "money", cell=lambda o, _: sum(o.contingent.values())
    ),
).view("title purchaser supplier contingent")  # fmt: skip


def _until(row: HeldRow, words: Words) -> str:
    """The last days of letters that are held, marked where they run out too early."""
    return (
        words("list.separator").join(
            (iso(letter.valid_until) or "-") + (words("page.runs-out") if early else "")
            for letter, early in row.letters
        )
        or "-"
    )


def listings(cases: Sequence[Case], words: Words) -> list[Listing]:
    """The tables of the page, those with anything in them, the contracts last."""
    rows = [row for case in cases for row in of_contract(case, case.standings)]
    late = sorted((row for row in rows if row.standing.status == "overdue"), key=_by_date)
    soon = sorted((row for row in rows if _is_soon(row)), key=_by_date)
    waiting = [row for row in rows if row.standing.status == "waiting"]
    held = [each for case in cases for each in guarantees.held(case) if each.account.held]
    owed = [each for case in cases if (each := _owed(case)).anything]
    contracts = [contract_row(case) for case in cases]
    return [
        _listing("page.late-rows", ROWS, late, words),
        _listing("page.soon-rows", ROWS, soon, words),
        _listing("page.waiting-rows", ROWS, waiting, words),
        _parts("page.by-supplier", rows, lambda row: row.party(words.role), words),
        _parts("page.by-department", rows, lambda row: _department(row, words), words),
        _listing("page.guarantees", HELD, held, words),
        _listing("page.damages-by-contract", OWED, owed, words),
        _listing("page.contracts", CONTRACTS, contracts, words),
    ]


def _by_date(row: InstalmentRow) -> date:
    return row.standing.due_on or date.max


def _is_soon(row: InstalmentRow) -> bool:
    standing, as_of = row.standing, row.case.as_of
    if standing.status not in ("due", "projected") or standing.due_on is None:
        return False
    return standing.outstanding_fen > 0 and (standing.due_on - as_of).days <= SOON_DAYS


def _listing(key: str, columns: Sequence[Column], found: Sequence[Any], words: Words) -> Listing:
    rows = list(rows_of(columns, found, words))
    return Listing(words(key), columns, rows, [each.case.id for each in found], adds_up=True)


def _parts(
    key: str, rows: Iterable[InstalmentRow], name: Callable[[InstalmentRow], str], words: Words
) -> Listing:
    """The rows by what they have in common, what most is open of first."""
    groups: dict[str, list[InstalmentRow]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    parts = [
        Part(each, len({row.case.id for row in of}), sums_of([row.standing for row in of]))
        for each, of in groups.items()
    ]
    parts.sort(key=lambda part: (-part.sums.outstanding, part.name))
    return Listing(words(key), PARTS, list(rows_of(PARTS, parts, words)), adds_up=True)


def _department(row: InstalmentRow, words: Words) -> str:
    return str(row.case.document.get("office", {}).get("department") or words("picked.not-said"))


def _owed(case: Case) -> Owed:
    lines = assess(case.sight) if case.terms.rules else []
    return Owed(case, owed_by(lines), owed_by(lines, contingent=True))
