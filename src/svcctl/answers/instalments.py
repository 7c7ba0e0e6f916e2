"""Instalments: columns, rows, JSON and sentences of due list, schedule and auditor's schedule."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, for_scripts, iso, rows_of
from svcctl.answers.corrected import changes_text, recorded_on
from svcctl.answers.periods import period_text
from svcctl.answers.when import counted_text, rule_text
from svcctl.billing.deadlines import NotAgreed, table_of
from svcctl.billing.due import Sums, by_number, if_renewed, sums_of
from svcctl.billing.events import EVENTS
from svcctl.billing.guarantees import GuaranteeSums, guarantee_rows, guarantee_sums
from svcctl.billing.instalment import paper_name
from svcctl.billing.invoices import left_of
from svcctl.billing.money import grouped, yuan
from svcctl.billing.position import Paper
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case
from svcctl.casebook.corrections import Correction, TermChange, resting
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import INVOICE
from svcctl.i18n import Words, plain_title

Moment = Callable[[str], str]  # a journal's time as people read it


class InstalmentRow(Record):
    """One instalment of one contract."""

    case: Case
    standing: Standing
    marks: str = ""  # behind its date on a page, each told in a note
    corrections: Sequence[Correction] = ()  # that its date or sum rests on

    @property
    def hint(self) -> bool:
        """Whether the account is to be checked before it is paid."""
        return bool(self.case.open_findings("stop"))

    @property
    def id(self) -> str:
        """The short id."""
        return self.standing.instalment.id

    @property
    def whole_id(self) -> str:
        """CONTRACT:ID."""
        return f"{self.case.id}:{self.id}"


TABLE = Table(
    contract=Column("column.contract", "code", cell=lambda r, _: r.case.id),
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
SCREEN = "status {id} {title} amount {changed} paid outstanding due time basis article"


# -- the auditor's schedule ------------------------------------------------------------------------


class AuditedRow(InstalmentRow):
    """One instalment with the facts about it, and how a journal's time is written."""

    facts: Sequence[Fact] = ()
    moment: Moment = str

    @property
    def papers(self) -> list[Paper]:
        """The papers filed for it."""
        return [paper for paper in self.case.position.papers if paper.instalment == self.id]

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
    def invoices(self) -> list[str]:
        """The numbers of its valid invoices, else the files that were filed as invoices."""
        invoices = self.case.position.invoices
        ours = [each for each in invoices if self.id in dict(each.parts)]
        numbers = [each.number for each in ours if left_of(each, invoices) > 0]
        return numbers or [f.name for p in self.papers if p.kind == INVOICE for f in p.files]

    @property
    def vouchers(self) -> list[str]:
        """The numbers of its payments."""
        payments = [p for p in self.case.position.payments if self.id in dict(p.parts)]
        return [text for p in payments for text in (p.ref, p.voucher, p.slip) if text]

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
        values = [getattr(fact.says, field, "") for fact in self.facts for field in fields]
        return [str(value) for value in values if value]


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
    outstanding=TABLE.columns["outstanding"],
    overpaid=Column("column.overpaid", "money", cell=lambda r, _: r.standing.overpaid_fen),
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


def event_text(event: str, year: int | None, case: Case, words: Words) -> str:
    """What starts the days, in words; in later years the reading that says so."""
    name, _, key = event.partition(":")
    if not name:
        return words("event.named")
    if name == "payment":
        return words("event.payment", key=key)
    if name == "lodged":
        guarantee = case.terms.guarantee(key)
        return words("event.lodged-of", key=words.title(guarantee.title) if guarantee else key)
    later = case.terms.readings["later-years"]
    if year and year > 1 and name in EVENTS:
        values = {"year": year, "before": year - 1}
        return words(f"event.later.{later}", event=words(f"event.{name}"), **values)
    return words(f"event.{name}")


# -- lists -----------------------------------------------------------------------------------------


def screen(
    rows: Sequence[InstalmentRow], whole_ids: bool, title: str = "title"
) -> tuple[Column, ...]:
    """The columns of a list; what was taken off or set against, where there is any."""
    changed = "changed" if any(row.standing.owing.changed_fen for row in rows) else ""
    iid = "whole" if whole_ids else "id"
    return TABLE.view(SCREEN.format(id=iid, title=title, changed=changed))


def schedule(
    cases: Sequence[Case], as_of: date, words: Words, whole_ids: bool, known: str
) -> Answer:
    """Every instalment of every year."""
    rows = [row for case in cases for row in of_contract(case, case.standings)]
    sums = sums_of([row.standing for row in rows])
    whole, short = (
        screen(rows, whole_ids or len(cases) > 1, title) for title in ("title", "short")
    )
    head = [words("schedule.title", as_of=as_of, weekday=words.weekday(as_of)) + known]
    head += [words("head.contract", title=case.terms.title, id=case.id) for case in cases]
    answer = Answer(
        data=list_json(as_of, rows, _guarantees(cases)),
        columns=whole,
        rows=lambda: list(rows_of(whole, rows, words)),
        adds_up=True,
        head=head,
        foot=[_sums_text(sums, words), *corrected_texts(rows, words)],
    )
    return answer._replace(
        narrow=answer._replace(columns=short, rows=lambda: list(rows_of(short, rows, words)))
    )


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


def window_json(deadline: Deadline | None) -> dict[str, str] | None:
    """The dates a deadline can still become, or null where it is settled."""
    if deadline is None or deadline.window is None:
        return None
    return {
        "earliest": deadline.window.earliest.isoformat(),
        "latest": deadline.window.latest.isoformat(),
    }


def basis_of(deadline: Deadline | None) -> str:
    """`provisional` where a year without a notice is counted, else `official`."""
    return "provisional" if deadline and deadline.provisional else "official"


def instalment_json(standing: Standing, case: Case, findings: Sequence[str]) -> dict[str, Any]:
    """One instalment as scripts read it; the names are fixed.

    `amount + added - reduced - offset - paid = outstanding - overpaid`.
    """
    instalment, account = standing.instalment, standing.owing
    return {
        "id": f"{case.id}:{instalment.id}",
        "kind": "instalment",
        "contract": case.id,
        "contract_title": plain_title(case.terms.title),
        "supplier": case.terms.payee(instalment).name,
        "year": instalment.year,
        "key": instalment.key,
        "title": plain_title(instalment.title),
        "amount": yuan(account.amount_fen),
        "added": yuan(account.added_fen),
        "reduced": yuan(account.reduced_fen),
        "offset": yuan(account.offset_fen),
        "paid": yuan(standing.paid_fen),
        "outstanding": yuan(standing.outstanding_fen),
        "overpaid": yuan(standing.overpaid_fen),
        "retained": yuan(account.retained_fen),
        "estimate": account.estimate,
        **_of_the_period(standing, case),
        "payee": instalment.payee if instalment.split is not None else None,
        "paid_on": iso(standing.paid_on),
        "days_late": standing.days_late,
        "due_on": iso(standing.due_on),
        "by_law": _by_law(standing, case),
        "window": window_json(standing.deadline),
        "status": standing.status,
        "days_overdue": standing.days_overdue,
        "working_days_left": standing.working_days_left,
        "basis": basis_of(standing.deadline),
        "article": instalment.article,
        "waiting_for": [paper_name(each, instalment) for each in standing.waiting_for],
        "findings": list(findings) if standing.outstanding_fen else [],
    } | _only_where_it_is(standing, case)


def _of_the_period(standing: Standing, case: Case) -> dict[str, Any]:
    """The service period of an instalment, with its days, null where it comes once; and its renewal."""
    name = standing.instalment.period
    period = case.sight.periods.get(name or "")
    return {
        "period": name,
        "period_from": iso(period.first if period else None),
        "period_to": iso(period.last if period else None),
        "renewal": standing.instalment.renewal,
        "conditional": standing.conditional,
    }


def _by_law(standing: Standing, case: Case) -> str | None:
    """The day by which the law wants paid what no number of days was agreed for."""
    if not isinstance(standing.instalment.due.rule, NotAgreed):
        return None
    from svcctl.billing.law.statute import by_law

    limit = by_law(standing, case.sight)
    return iso(limit.usual.on) if limit and limit.usual else None


def _only_where_it_is(standing: Standing, case: Case) -> dict[str, Any]:
    """What few instalments have: sums disputed or conceded, a date agreed upon, limitation."""
    sums = {"disputed": standing.owing.disputed_fen, "conceded": standing.owing.conceded_fen}
    found: dict[str, Any] = {key: yuan(fen) for key, fen in sums.items() if fen}
    if standing.counted and standing.due_on != standing.counted.on:
        found["due_by_contract"] = iso(standing.counted.on)
    if standing.status == "overdue":
        found |= _limitation_json(standing, case)
    return found


def _limitation_json(standing: Standing, case: Case) -> dict[str, Any]:
    """Until when what is overdue can be sued for, where the law of its day is known."""
    from svcctl.billing.law.limitation import limitation

    limit = limitation(standing, case.position)
    if limit is None:
        return {}
    values = {"since": iso(limit.since), "ends_on": iso(limit.last), "because_of": limit.why}
    law = {"law": limit.text.law, "article": limit.text.period}
    return {"limitation": values | {"demands": limit.demands} | law}


def list_json(
    as_of: date,
    rows: Sequence[InstalmentRow],
    guarantees: GuaranteeSums,
    returns: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    """`payments due` and `schedule` as scripts read them: by time, those without a date last.

    `returns`: rows of guarantees that go back, whose totals stand in no other.
    """
    sums = sums_of([row.standing for row in rows])
    findings = {
        case.id: [finding.key for finding in case.open_findings("stop")]
        for case in {row.case.id: row.case for row in rows}.values()
    }
    instalments = [
        instalment_json(r.standing, r.case, findings[r.case.id])
        | ({"corrected_by": [each.fact.id for each in r.corrections]} if r.corrections else {})
        for r in rows
    ]
    instalments += returns
    instalments.sort(key=lambda i: (i["due_on"] is None, i["due_on"] or "", by_number(i["id"])))
    return {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        **{name: yuan(fen) for name, fen in sums._asdict().items() if name != "waiting"},
        "guarantees": {name: yuan(fen) for name, fen in guarantees._asdict().items()},
        "if_renewed": yuan(if_renewed([row.standing for row in rows])),
        "instalments": instalments,
    }


def label(standing: Standing, words: Words, short: bool = False) -> str:
    """An instalment's name with its year and share: 第1年首期款（70%）."""
    instalment = standing.instalment
    title = words.title(instalment.title)
    if instalment.split is not None:
        title += words("label.payee", name=instalment.payee)
    year = period_text(instalment.period, None, words)
    rises = instalment.amended and instalment.amended.of  # the share is of the whole instalment
    if rises or not instalment.share or instalment.share == "100%":
        return year + title
    if short:
        brief = title.removesuffix("款") if len(title) > 2 else title
        return year + words("label.short", title=brief, share=instalment.share)
    return year + words("label.long", title=title, share=instalment.share)


def papers(standing: Standing) -> str:
    """What an instalment waits for: reports, or other papers."""
    return "reports" if standing.instalment.reports else "papers"


def status_text(standing: Standing, words: Words) -> str:
    """The state in one word."""
    if standing.status == "waiting":
        return words(f"status.waiting-{papers(standing)}")
    if _on_its_way(standing, words):
        return words("status.arriving")
    return words(f"status.{standing.status}")


def _on_its_way(standing: Standing, words: Words) -> bool:
    """Whether the payee reads of money that was paid and is not there yet."""
    paid = standing.status in ("paid", "paid-late")
    return paid and words.role == "supplier" and standing.owing.arrives_on is not None


def time_text(standing: Standing, words: Words) -> str:
    """How late, how many working days left, what is missing; and that a sum is an estimate."""
    text = _time_text(standing, words)
    open_still = standing.status not in ("paid", "paid-late", "cancelled", "waiting")
    if standing.owing.estimate is False or not open_still:
        return text
    return words("time.estimate", text=text)


def _time_text(standing: Standing, words: Words) -> str:
    """How late, how many working days left, or what is missing."""
    status = standing.status
    if status == "overdue":
        return words("time.overdue", days=standing.days_overdue)
    if status == "waiting":
        return words(f"time.waiting-{papers(standing)}", count=len(standing.waiting_for))
    if status == "cancelled":
        return "-"
    if standing.conditional:
        return words("time.if-renewed")
    if standing.owing.disputed_fen and not standing.payable_fen:
        return words("time.disputed")
    if standing.overpaid_fen:
        return words("time.overpaid", amount=grouped(standing.overpaid_fen))
    if _on_its_way(standing, words):
        return words("time.arriving", on=standing.owing.arrives_on)
    if status == "paid-late":
        return words("time.paid-late", days=standing.days_late)
    if status == "paid":
        return words("time.paid", on=standing.paid_on) if standing.paid_on else "-"
    return _days_left(standing.working_days_left, words)


def _days_left(days: int | None, words: Words) -> str:
    if days is None:
        return "-"
    return words("time.left", days=days) if days else words("time.today")


def due_text(standing: Standing, words: Words) -> str:
    """The deadline, or that its days have not started."""
    if standing.status == "cancelled":
        return "-"
    if standing.due_on is None:
        return no_date_text(standing, words)
    return standing.due_on.isoformat()


def no_date_text(standing: Standing, words: Words) -> str:
    """That the days have not started, or that no number of days was agreed."""
    open_ended = isinstance(standing.instalment.due.rule, NotAgreed)
    agreed = open_ended and standing.clock.state == "running"
    return words("when.not-agreed" if agreed else "due.not-running")


def basis_text(deadline: Deadline | None, words: Words) -> str:
    """Official or provisional, with the window where the date can still move."""
    if deadline is None:
        return "-"
    if not deadline.provisional:
        return words("basis.official")
    window = deadline.window
    if window is None or window.earliest == window.latest:
        return words("basis.provisional-fixed")
    return words("basis.provisional", earliest=window.earliest, latest=window.latest)
