"""Lists of instalments: their columns and totals, of the screen, of files and of the auditor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Groups, Printed, Table, for_scripts, iso, rows_of
from svcctl.answers.corrected import changes_text, recorded_on
from svcctl.answers.instalment_json import basis_of, list_json, window_json
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import (
    basis_text,
    due_text,
    event_text,
    label,
    status_text,
    time_text,
)
from svcctl.answers.when import counted_text, rule_text
from svcctl.billing.deadlines import table_of
from svcctl.billing.due import Sums, sums_of
from svcctl.billing.guarantees import GuaranteeSums, guarantee_rows, guarantee_sums
from svcctl.billing.invoices import left_of
from svcctl.billing.money import grouped
from svcctl.billing.position import Invoice, Paper, Payment
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.casebook.corrections import Correction, TermChange, resting
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import INVOICE
from svcctl.i18n import Words, plain_title

Moment = Callable[[str], str]  # a journal's time as people read it


TABLE = Table(
    contract=Column("column.contract", "code", cell=lambda r, _: r.case.id),
    contract_title=Column(
        "column.contract-name", cell=lambda r, words: words.title(r.case.terms.title)
    ),
    party=Column("column.other-side", cell=lambda r, words: r.party(words.role)),
    status=Column(
        "column.status",
        "code",
        cell=lambda r, words: status_text(r.standing, words),
        plain=lambda r: r.standing.status,
    ),
    id=Column("column.id", "code", cell=lambda r, _: r.id, plain=lambda r: r.whole_id),
    whole=Column("column.id", "code", cell=lambda r, _: r.whole_id),
    title=Column(
        "column.title",
        cell=lambda r, words: label(r.standing, words),
        plain=lambda r: plain_title(r.standing.instalment.title),
    ),
    short=Column(
        "column.title",
        spare=1,
        least=14,
        cell=lambda r, words: label(r.standing, words, short=True),
    ),
    amount=Column("column.amount", "money", cell=lambda r, _: r.standing.owing.amount_fen),
    changed=Column(
        "column.changed", "money", spare=2, cell=lambda r, _: r.standing.owing.changed_fen
    ),
    paid=Column("column.paid", "money", cell=lambda r, _: r.standing.paid_fen),
    outstanding=Column(
        "column.outstanding", "money", spare=3, cell=lambda r, _: r.standing.outstanding_fen
    ),
    due=Column(
        "column.due-on", "code", cell=lambda r, words: due_text(r.standing, words) + r.marks
    ),
    time=Column("column.time", "code", spare=4, cell=lambda r, words: time_text(r.standing, words)),
    basis=Column(
        "column.basis",
        spare=5,
        cell=lambda r, words: basis_text(r.standing.deadline, words),
        plain=lambda r: basis_of(r.standing.deadline),
    ),
    article=Column("column.article", spare=5, cell=lambda r, _: r.standing.instalment.article),
    hint=Column("column.hint", cell=lambda r, words: words("hint.account") if r.hint else ""),
)
SCREEN = "status {id} {names}{title} amount {changed} paid outstanding due time basis article"


# -- the auditor's schedule ------------------------------------------------------------------------


class AuditedRow(InstalmentRow):
    """One instalment with what was filed and paid for it, the facts about it, how a time is written."""

    facts: Sequence[Fact] = ()
    moment: Moment = str
    papers: Sequence[Paper] = ()  # filed for it
    invoices: Sequence[str] = ()  # its valid ones, else the files that were filed as invoices
    vouchers: Sequence[str] = ()  # the numbers of its payments
    balance_fen: int = 0  # what is still owed; less than nought where too much was paid

    @property
    def received_on(self) -> date | None:
        """The day on which the last of its documents was in."""
        received = [day for _, day in self.standing.clock.received if day]
        return max(received) if received and not self.standing.clock.missing else None

    @property
    def accepted_on(self) -> date | None:
        """The day of the last acceptance note on file."""
        return max((p.on for p in self.papers if p.kind.startswith("accept")), default=None)

    @property
    def days_late(self) -> int | None:
        """Calendar days after the deadline, where there are any."""
        late = self.standing.days_late
        return late if late is not None else self.standing.days_overdue or None

    @property
    def actors(self) -> list[str]:
        """Who entered the facts about it."""
        return list(dict.fromkeys(fact.actor for fact in self.facts))

    def texts(self, *fields: str) -> list[str]:
        """What the facts about it say in those fields."""
        if not self.facts:  # of most instalments nothing was said
            return []
        values = [getattr(fact.says, field, "") for fact in self.facts for field in fields]
        return [str(value) for value in values if value]


def audited(case: Case, standings: Iterable[Standing], moment: Moment) -> Iterator[AuditedRow]:
    """Every instalment of a contract with what is known of it; each fact is looked at once."""
    from svcctl.casebook.about import facts_about_each

    facts, papers = facts_about_each(case), _papers(case.position.papers)
    invoices, vouchers = _invoices(case.position.invoices), _vouchers(case.position.payments)
    for standing in standings:
        name = standing.instalment.id
        filed = papers.get(name, ())
        numbers = invoices.get(name) or [
            file.name for paper in filed if paper.kind == INVOICE for file in paper.files
        ]
        of_it = (facts[name], moment, filed, numbers, vouchers.get(name, []))
        yield AuditedRow(case, standing, "", (), *of_it, standing.owing.balance_fen)


def _papers(papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    """The papers filed for each instalment."""
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        found.setdefault(paper.instalment, []).append(paper)
    return found


def _invoices(invoices: Sequence[Invoice]) -> dict[str, list[str]]:
    """The numbers of the invoices of each instalment of which something is left."""
    found: dict[str, list[str]] = {}
    for invoice in invoices:
        if left_of(invoice, invoices) > 0:
            for name in dict(invoice.parts):
                found.setdefault(name, []).append(invoice.number)
    return found


def _vouchers(payments: Iterable[Payment]) -> dict[str, list[str]]:
    """The numbers of the payments of each instalment."""
    found: dict[str, list[str]] = {}
    for payment in payments:
        numbers = [text for text in (payment.ref, payment.voucher, payment.slip) if text]
        for name in dict(payment.parts):
            found.setdefault(name, []).extend(numbers)
    return found


def _joined(texts: Iterable[str], words: Words, by: str = "list.separator") -> str:
    return words(by).join(texts)


AUDIT = Table(
    contract=Column("column.contract", "code", cell=lambda r, _: r.case.id),
    id=TABLE.columns["id"],
    title=TABLE.columns["title"],
    status=TABLE.columns["status"],
    amount=TABLE.columns["amount"],
    added=Column("column.added", "money", cell=lambda r, _: r.standing.owing.added_fen),
    reduced=Column("column.reduced", "money", cell=lambda r, _: r.standing.owing.reduced_fen),
    offset=Column("column.offset", "money", cell=lambda r, _: r.standing.owing.offset_fen),
    paid=TABLE.columns["paid"],
    outstanding=TABLE.columns["outstanding"]._replace(cell=lambda r, _: max(r.balance_fen, 0)),
    overpaid=Column("column.overpaid", "money", cell=lambda r, _: max(-r.balance_fen, 0)),
    trigger=Column(
        "column.trigger",
        cell=lambda r, words: _trigger(r, words),
        plain=lambda r: r.standing.instalment.due.after or "named",
    ),
    start=Column("column.trigger-on", "date", cell=lambda r, _: iso(r.standing.clock.start)),
    received=Column("column.received-on", "date", cell=lambda r, _: iso(r.received_on)),
    accepted=Column("column.accepted-on", "date", cell=lambda r, _: iso(r.accepted_on)),
    invoice=Column(
        "column.invoice",
        "code",
        cell=lambda r, words: _joined(r.invoices, words),
        plain=lambda r: r.invoices,
    ),
    due=Column("column.due-on", "date", cell=lambda r, _: iso(r.standing.due_on)),
    due_by_contract=Column(
        "column.due-by-contract", "date", cell=lambda r, _: iso(_by_contract(r))
    ),
    counted=Column(
        "column.counted",
        cell=lambda r, words: _counted(r.standing, words),
        plain=lambda r: table_of(r.standing.instalment.due.rule),
    ),
    basis=TABLE.columns["basis"],
    paid_on=Column("column.paid-on", "date", cell=lambda r, _: iso(r.standing.paid_on)),
    vouchers=Column(
        "column.vouchers",
        "code",
        cell=lambda r, words: _joined(r.vouchers, words),
        plain=lambda r: r.vouchers,
    ),
    late=Column("column.days-late", "count", cell=lambda r, _: r.days_late),
    reason=Column(
        "column.reason",
        cell=lambda r, words: _joined(r.texts("reason", "note"), words, "list.semicolon"),
        plain=lambda r: r.texts("reason", "note"),
    ),
    decision=Column(
        "column.decision",
        "code",
        cell=lambda r, words: _joined(r.texts("decision"), words),
        plain=lambda r: r.texts("decision"),
    ),
    by=Column(
        "column.entered-by",
        "code",
        cell=lambda r, words: _joined(map(words.actor, r.actors), words),
        plain=lambda r: r.actors,
    ),
    at=Column(
        "column.entered-at",
        "code",
        cell=lambda r, _: r.moment(r.facts[-1].recorded_at) if r.facts else None,
        plain=lambda r: r.facts[-1].recorded_at if r.facts else None,
    ),
).view(
    "contract id title status due amount paid outstanding late paid_on vouchers added reduced offset overpaid"
    " trigger start received accepted invoice counted due_by_contract basis reason decision by at"
)
LEAD = 11  # of the auditor's columns: what who signs a schedule asks for; the others are to check it by
PLAIN = (*AUDIT, for_scripts("window", lambda r: window_json(r.standing.deadline)))


def _trigger(row: InstalmentRow, words: Words) -> str:
    instalment = row.standing.instalment
    return event_text(instalment.due.after, instalment.year, row.case, words)


def _counted(standing: Standing, words: Words) -> str:
    """By how many days the contract's own date is counted, from what day on."""
    due = standing.instalment.due
    counted = rule_text(due.rule, words)
    return (
        words("count.moved", plus=counted_text(due.plus, words), counted=counted)
        if due.plus
        else counted
    )


def _by_contract(row: InstalmentRow) -> date | None:
    return row.standing.counted.on if row.standing.counted else None


# -- lists -----------------------------------------------------------------------------------------


def screen(
    rows: Sequence[InstalmentRow], whole_ids: bool, title: str = "title", named: bool = False
) -> tuple[Column, ...]:
    """The columns of a list; what was taken off or set against, where there is any.

    `named`: each row says its contract and the other side.
    """
    changed = "changed" if any(row.standing.owing.changed_fen for row in rows) else ""
    iid = "whole" if whole_ids else "id"
    names = "contract_title party " if named else ""
    return TABLE.view(SCREEN.format(id=iid, names=names, title=title, changed=changed))


class Chosen(Record):
    """What a list is narrowed to: its rows, how it says so, by what it is grouped, its groups."""

    rows: Sequence[InstalmentRow]
    told: Sequence[str] = ()
    column: tuple[Column, ...] = ()
    groups: Sequence[tuple[str, Sequence[InstalmentRow]]] = ()
    json: dict[str, Any] = {}
    as_sorted: bool = False


def schedule(
    cases: Sequence[Case], chosen: Chosen, as_of: date, words: Words, whole_ids: bool, known: str
) -> Answer:
    """Every instalment of every year, or those chosen."""
    rows = chosen.rows
    sums = sums_of([row.standing for row in rows])
    whole, short = (
        (*chosen.column, *screen(rows, whole_ids or len(cases) > 1, title))
        for title in ("title", "short")
    )
    head = [words("schedule.title", as_of=as_of, weekday=words.weekday(as_of)) + known]
    shown = {row.case.id for row in rows}
    listed = [case for case in cases if case.id in shown or not chosen.told]
    head += [words("head.contract", title=case.terms.title, id=case.id) for case in listed]
    head += chosen.told
    answer = Answer(
        data=list_json(as_of, rows, _guarantees(cases), as_sorted=chosen.as_sorted) | chosen.json,
        columns=whole,
        rows=lambda: list(rows_of(whole, rows, words)),
        adds_up=True,
        head=head,
        foot=[
            *(_group_text(name, part, words) for name, part in chosen.groups),
            _sums_text(sums, words),
            *corrected_texts(rows, words),
        ],
    )
    return answer._replace(
        narrow=answer._replace(columns=short, rows=lambda: list(rows_of(short, rows, words))),
        printed=lambda: _printed(answer, chosen, listed, as_of, words),
    )


def _printed(
    answer: Answer, chosen: Chosen, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    """The schedule on paper: of several contracts names tell a row from the others."""
    from svcctl.answers.printing import heading

    rows, several = chosen.rows, len(cases) > 1
    columns = screen(rows, whole_ids=True, named=several)
    columns = tuple(each for each in columns if not several or each.heading != "column.id")
    title, beside = heading(cases, words("schedule.what"), as_of, words, money=True)
    parts = [(name, len(part)) for name, part in chosen.groups]
    groups = Groups(chosen.column[0].heading, parts) if chosen.groups else None
    return Printed(
        title=title,
        beside=[*beside, *chosen.told],
        columns=columns,
        rows=list(rows_of(columns, rows, words)),
        under=answer.foot[len(chosen.groups) :],
        groups=groups,
        adds_up=True,
    )


def every_row(cases: Sequence[Case]) -> list[InstalmentRow]:
    """Every instalment of every contract."""
    return [row for case in cases for row in of_contract(case, case.standings)]


def _group_text(name: str, rows: Sequence[InstalmentRow], words: Words) -> str:
    """The sub-totals of a group in a line."""
    sums = sums_of([row.standing for row in rows])
    told = {key: grouped(fen) for key, fen in sums._asdict().items()}
    return words("picked.group", name=name, count=len(rows), **told)


def _sums_text(sums: Sums, words: Words) -> str:
    """The totals in a line that adds up: what was added, taken off, set against, where anything was."""
    told = {name: grouped(fen) for name, fen in sums._asdict().items()}
    changed = ("added", "reduced", "offset")
    changes = [words(f"schedule.{name}", sum=told[name]) for name in changed if getattr(sums, name)]
    over = words("schedule.overpaid", sum=told["overpaid"]) if sums.overpaid else ""
    return words("schedule.sums", changes="".join(changes), over=over, **told)


def of_contract(case: Case, standings: Iterable[Standing]) -> list[InstalmentRow]:
    """Instalments of one contract, each with the corrections that it rests on."""
    mended = resting(case)
    return [InstalmentRow(case, s, "", mended.get(s.instalment.id, ())) for s in standings]


def corrected_texts(rows: Sequence[InstalmentRow], words: Words) -> list[str]:
    """A sentence a correction: which dates and sums rest on it, and what it changed for them."""
    found: dict[str, tuple[InstalmentRow, Correction, list[str], list[TermChange]]] = {}
    for row in rows:
        for each in row.corrections:
            _, _, ids, terms = found.setdefault(each.fact.id, (row, each, [], []))
            ids.append(row.id)
            terms += each.changes
    return [
        words(
            "note.corrected",
            ids=ids,
            told=changes_text(list(dict.fromkeys(terms)), row.case.document, words),
            on=recorded_on(each),
            event=event,
            reason=each.reason,
        )
        for event, (row, each, ids, terms) in found.items()
    ]


def _guarantees(cases: Sequence[Case]) -> GuaranteeSums:
    """What of guarantees has to go back: a schedule has no rows of them, but says how much."""
    return guarantee_sums([row for case in cases for row in guarantee_rows(case.sight)])
