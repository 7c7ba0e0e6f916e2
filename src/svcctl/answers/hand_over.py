"""All that is open of every contract, subject by subject, for the colleague who takes over."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from svcctl.answers import contract_list, guarantees, reminding
from svcctl.answers.accounts_held import ACCOUNTS, accounts_held
from svcctl.answers.answer import Column, Printed, Table, rows_of
from svcctl.answers.damages import DamagesRow, owed
from svcctl.answers.findings import unsettled, value_text
from svcctl.answers.guarantees import HeldRow, held
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import TABLE as INSTALMENTS
from svcctl.answers.instalments import every_row
from svcctl.answers.lacking import lacking
from svcctl.answers.obligations import ObligationRow, kept
from svcctl.answers.office_page import by_date
from svcctl.answers.printing import heading, named, summed
from svcctl.billing.closing import Open, still_open
from svcctl.billing.money import grouped
from svcctl.billing.record import Record
from svcctl.billing.terms import Finding
from svcctl.casebook.case import Case
from svcctl.i18n import Words

SIGNED = ("giver", "taker", "witness", "date")
PAYABLE = ("overdue", "due", "projected")
SOON = 90  # days ahead whose payments are listed one by one
QUARRELS = (
    "astray",
    "unproven",
    "dispute",
    "negotiation",
    "breach",
    "force-majeure",
    "overpaid",
    "waiver",
)


class Subject(Record):
    """One subject of a hand-over: its columns, and what there is of it."""

    key: str
    columns: Sequence[Column]
    items: Callable[[Sequence[Case], Words], Sequence[Any]]
    adds_up: bool = False
    under: Callable[[Sequence[Case], Words], Sequence[str]] = lambda *_: ()


NAMES = named(lambda row: row.case)
CONTRACT, PARTY = NAMES


def _payments(cases: Sequence[Case], _: Words) -> list[InstalmentRow]:
    """What is late, due or soon to come, by date."""
    rows = by_date(row for row in every_row(cases) if _open(row, *PAYABLE))
    return [row for row in rows if _soon(row)]


def _soon(row: InstalmentRow) -> bool:
    """Whether it is to be paid within the first months of whoever takes over."""
    last = row.case.as_of + timedelta(days=SOON)
    return row.standing.status != "projected" or (row.standing.due_on or date.max) <= last


def _later(cases: Sequence[Case], words: Words) -> list[str]:
    """What of the payments comes later: how many, and their sum."""
    rows = [row for row in every_row(cases) if _open(row, *PAYABLE) and not _soon(row)]
    if not rows:
        return []
    fen = sum(row.standing.outstanding_fen for row in rows)
    return [words("hand-over.later", days=SOON, count=len(rows), sum=grouped(fen))]


def _papers(cases: Sequence[Case], _: Words) -> list[InstalmentRow]:
    """What waits for papers."""
    return [row for row in every_row(cases) if _open(row, "waiting")]


def _open(row: InstalmentRow, *statuses: str) -> bool:
    standing = row.standing
    return standing.status in statuses and standing.outstanding_fen > 0 and not standing.conditional


def _guarantees(cases: Sequence[Case], _: Words) -> list[HeldRow]:
    """What is held, and what is still to be lodged."""
    rows = [row for case in cases for row in held(case)]
    return [row for row in rows if row.account.held or row.lodging.status in ("open", "overdue")]


class FindingRow(Record):
    """One finding of one contract that nobody has settled."""

    case: Case
    finding: Finding


def _findings(cases: Sequence[Case], _: Words) -> list[FindingRow]:
    return [FindingRow(case, finding) for case in cases for finding in unsettled(case)]


def _values(row: FindingRow, words: Words) -> str:
    """What each document says."""
    told = (
        f"{source} {value_text(row.finding, value, words)}" for value, source in row.finding.values
    )
    return words("list.semicolon").join(told)


class OpenRow(Record):
    """One quarrel of one contract that has not ended, or money that is not where it belongs."""

    case: Case
    open: Open


def _quarrels(cases: Sequence[Case], _: Words) -> list[OpenRow]:
    found = [(case, each) for case in cases for each in still_open(case.sight)]
    return [OpenRow(case, each) for case, each in found if each.kind in QUARRELS]


def _quarrel_text(row: OpenRow, words: Words) -> str:
    from svcctl.answers.instalment_words import label

    standing = row.case.standing(row.open.id)
    name = label(standing, words, short=True) if standing else row.open.id
    return words(f"close.{row.open.kind}", id=name)


def _damages(cases: Sequence[Case], _: Words) -> list[DamagesRow]:
    return [row for case in cases for row in owed(case) if row.line.open_fen]


def _obligations(cases: Sequence[Case], _: Words) -> list[ObligationRow]:
    """What is late first, then by date."""
    rows = [row for case in cases for row in kept(case)]
    still = [row for row in rows if row.state.status in ("open", "overdue")]
    return sorted(still, key=lambda row: (row.due_on is None, row.due_on or "", row.contract))


FINDINGS = Table(
    severity=Column(
        "column.severity", cell=lambda r, words: words(f"severity.{r.finding.severity}")
    ),
    about=Column("column.finding", cell=lambda r, words: words.title(r.finding.named)),
    values=Column("column.value", cell=_values),
).view("severity about values")
QUARREL = (
    Column("column.matter", cell=_quarrel_text),
    Column("column.sum", "money", cell=lambda r, _: r.open.fen),
)
DAMAGES = Table(
    line=Column("column.line", cell=lambda r, _: r.line.id),
    payer=Column("column.payer", cell=lambda r, words: words(f"party.{r.line.payer}")),
    state=Column("column.state", cell=lambda r, words: words(f"damages.{r.line.state}")),
    open=Column("column.open", "money", cell=lambda r, _: r.line.open_fen),
    article=Column("column.article", cell=lambda r, _: r.line.article),
).view("line payer state open article")
DUTIES = Table(
    title=Column("column.obligation", cell=lambda r, words: words.title(r.state.obligation.title)),
    who=Column("column.who", cell=lambda r, words: words(f"party.{r.state.obligation.who}")),
    by=Column("column.by", cell=lambda r, words: r.due_on or words("duty.no-date")),
    status=Column(
        "column.status",
        cell=lambda r, words: words(f"duty.{r.state.status}", days=r.state.days_overdue),
    ),
).view("title who by status")
NOTICES = (
    Column("column.reminder", cell=lambda r, _: r.name),
    Column("column.calendar", "code", cell=lambda r, _: r.id),
)
HELD = guarantees.TABLE.view("title amount lodge_by state held held_letter back_by")
SUBJECTS = (
    Subject(
        "payments",
        INSTALMENTS.view("contract_title party short outstanding due time"),
        _payments,
        True,
        _later,
    ),
    Subject(
        "papers",
        (
            *INSTALMENTS.view("contract_title party short outstanding"),
            Column("column.lacks", cell=lacking),
        ),
        _papers,
        True,
    ),
    Subject("guarantees", (*NAMES, *HELD), _guarantees, True),
    Subject("obligations", (CONTRACT, *DUTIES), _obligations),
    Subject("findings", (*NAMES, *FINDINGS), _findings),
    Subject("quarrels", (*NAMES, *QUARREL), _quarrels),
    Subject("damages", (*NAMES, *DAMAGES), _damages),
    Subject("accounts", (CONTRACT, *ACCOUNTS), lambda cases, _: accounts_held(cases)),
    Subject("notices", NOTICES, lambda cases, words: [*reminding.notices(cases, words)]),
)


def hand_over_lists(cases: Sequence[Case], as_of: date, words: Words) -> list[Printed]:
    """A list of subjects with how much there is of each, the contracts, then subject by subject."""
    lists = [_contracts(cases, as_of, words), *_subjects(cases, as_of, words)]
    return [_overview(lists, cases, as_of, words), *lists]


def _subjects(cases: Sequence[Case], as_of: date, words: Words) -> Iterator[Printed]:
    for subject in SUBJECTS:
        rows = list(rows_of(subject.columns, subject.items(cases, words), words))
        yield Printed(
            columns=subject.columns,
            rows=rows,
            under=subject.under(cases, words),
            adds_up=subject.adds_up,
            **_over(subject.key, cases, as_of, words),
        )


def _contracts(cases: Sequence[Case], as_of: date, words: Words) -> Printed:
    columns = [each for each in contract_list.COLUMNS if each.heading != "column.contract"]
    rows = list(rows_of(columns, [contract_list.contract_row(case) for case in cases], words))
    over = _over("contracts", cases, as_of, words)
    return Printed(columns=columns, rows=rows, adds_up=True, **over)


def _overview(
    lists: Sequence[Printed], cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    columns = (
        Column("column.subject"),
        Column("column.how-many", "count"),
        Column("column.sum", "money"),
    )
    rows = [[each.sheet, len(each.rows), _main(each)] for each in lists]
    over = _over("overview", cases, as_of, words)
    return Printed(columns=columns, rows=rows, **over)


def _main(each: Printed) -> int | None:
    """What a subject comes to: what is outstanding or held."""
    from svcctl.answers.printing import main_sum

    sums = summed(each.columns, each.rows) if each.adds_up and each.rows else {}
    return sums[main_sum(each.columns, sums)] if sums else None


def _over(key: str, cases: Sequence[Case], as_of: date, words: Words) -> dict[str, Any]:
    """What stands over a subject's sheet, what the sheet is called, and who signs it."""
    name = words(f"hand-over.{key}")
    title, beside = heading(cases, words("hand-over.title", what=name), as_of, words, money=True)
    return {"title": title, "beside": beside, "sheet": name, "key": key, "signed": SIGNED}
