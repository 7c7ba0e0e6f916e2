"""What leaves the building as a table: the columns of each export, chosen once for every format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.damages import Line, assess, rate_shown
from svcctl.billing.dates import Period
from svcctl.billing.explain import explain
from svcctl.billing.invoicing import left_of
from svcctl.billing.money import yuan
from svcctl.billing.obligations import duties
from svcctl.billing.schedule import Standing
from svcctl.billing.service import limits, turns
from svcctl.casefile import Case
from svcctl.export.damages_page import periods_text
from svcctl.export.explanation import event_text, explanation_lines
from svcctl.export.fact_text import describe
from svcctl.export.letter_parts import about, awaited, finding_lines, starts_days
from svcctl.export.report import Cell, Column
from svcctl.export.spool import Spool
from svcctl.export.views import basis_text, iso, label, status_text
from svcctl.facts import TAKING_BACK, Event
from svcctl.i18n import Words

Moment = Callable[[str], str]  # a journal's time as people read it


BASE = "column.base"  # what a rate is taken of: several of them add up to nothing


class Part(NamedTuple):
    """What one contract adds to a table, and to what stands beside it."""

    rows: Iterable[list[Cell]]
    steps: Iterable[tuple[str, list[str]]] = ()  # the steps behind each date; worked out when asked for
    months: Iterable[tuple[str, int]] = ()
    findings: Iterable[str] = ()


class Table(NamedTuple):
    """One kind of table: its columns, and what a contract adds to it."""

    columns: Sequence[Column]
    part: Callable[[Case, Words, Moment], Part]


class Exhibit:
    """A table with its title, and what stands beside it: steps, cash by month, findings; grown contract by contract.

    However many contracts there are, what is in memory is one of them and the sums.
    """

    def __init__(self, name: str, words: Words, moment: Moment, steps: bool = False) -> None:
        self.name = name
        self.title = words(f"export.{name}")
        self.columns = TABLES[name].columns
        self.rows: Spool[list[Cell]] = Spool()
        self.steps: Spool[tuple[str, list[str]]] = Spool()
        self.findings: Spool[str] = Spool()
        self.months: dict[str, int] = {}
        money = [at for at, column in enumerate(self.columns) if column.kind == "money" and column.heading != BASE]
        self.sums = dict.fromkeys(money, 0)  # of the money columns, by column
        self._words, self._moment, self._steps = words, moment, steps

    def add(self, case: Case) -> None:
        """What one more contract adds."""
        part = TABLES[self.name].part(case, self._words, self._moment)
        for row in part.rows:
            self.rows.append(row)
            for at in self.sums:
                self.sums[at] += int(row[at] or 0)
        for step in part.steps if self._steps else ():
            self.steps.append(step)
        for line in part.findings:
            self.findings.append(line)
        for month, fen in part.months:
            self.months[month] = self.months.get(month, 0) + fen

    def records(self, rows: Iterable[list[Cell]] | None = None) -> Iterator[dict[str, Any]]:
        """The rows as scripts read them: by the columns' keys, sums as yuan."""
        keys = [column.heading.partition(".")[2].replace("-", "_") for column in self.columns]
        for row in self.rows if rows is None else rows:
            yield {key: _plain(cell, column) for key, cell, column in zip(keys, row, self.columns, strict=True)}

    def __enter__(self) -> "Exhibit":
        return self

    def __exit__(self, *_: object) -> None:
        for spool in (self.rows, self.steps, self.findings):
            spool.close()


def _plain(cell: Cell, column: Column) -> Cell:
    return yuan(int(cell)) if column.kind == "money" and cell is not None else cell


# -- the schedule: an auditor's columns --------------------------------------------------------------

SCHEDULE = (
    Column("column.contract", "code"),
    Column("column.id", "code"),
    Column("column.title"),
    Column("column.status", "code"),
    Column("column.amount", "money"),
    Column("column.paid", "money"),
    Column("column.outstanding", "money"),
    Column("column.trigger"),
    Column("column.trigger-on", "date"),
    Column("column.received-on", "date"),
    Column("column.accepted-on", "date"),
    Column("column.invoice", "code"),
    Column("column.due-on", "date"),
    Column("column.counted"),
    Column("column.basis"),
    Column("column.paid-on", "date"),
    Column("column.vouchers", "code"),
    Column("column.days-late", "count"),
    Column("column.reason"),
    Column("column.decision", "code"),
    Column("column.entered-by", "code"),
    Column("column.entered-at", "code"),
)


def _schedule(case: Case, words: Words, moment: Moment) -> Part:
    """Every instalment with how its date was counted, by which paper, and who entered what is known of it."""
    return Part(
        (_schedule_row(case, standing, words, moment) for standing in case.standings),
        (_steps(case, standing, words) for standing in case.standings),
        _by_month(case.standings),
        finding_lines(case, words),
    )


def _steps(case: Case, standing: Standing, words: Words) -> tuple[str, list[str]]:
    told = explain(case.terms, case.position, case.calendar, standing, case.reading_sources())
    title, *lines = explanation_lines(case, standing, told, words)
    return title, [line.strip() for line in lines]


def _schedule_row(case: Case, standing: Standing, words: Words, moment: Moment) -> list[Cell]:
    promise, clock = standing.promise, standing.clock
    facts = _facts_of(case, standing)
    papers = [paper for paper in case.position.papers if paper.instalment == promise.id]
    accepted = [paper.on for paper in papers if paper.kind.startswith("accept")]
    received = [day for _, day in clock.received if day]
    payments = [payment for payment in case.position.payments if promise.id in dict(payment.parts)]
    vouchers = [text for p in payments for text in (p.ref, p.voucher, p.slip) if text]
    reasons = [str(event.payload[key]) for event in facts for key in ("reason", "note") if event.payload.get(key)]
    decisions = [str(event.payload["decision"]) for event in facts if event.payload.get("decision")]
    late = standing.days_late if standing.days_late is not None else standing.days_overdue or None
    return [
        case.id,
        promise.id,
        label(standing, words),
        status_text(standing, words),
        promise.amount_fen,
        standing.paid_fen,
        standing.outstanding_fen,
        event_text(promise.due.after, promise.year, case, words),
        iso(clock.start),
        iso(max(received)) if received and not clock.missing else None,
        iso(max(accepted)) if accepted else None,
        words("list.separator").join(_invoices(case, promise.id)),
        iso(standing.due_on),
        words(f"count.{promise.due.unit}", days=promise.due.length),
        basis_text(standing, words),
        iso(standing.paid_on),
        words("list.separator").join(vouchers),
        late,
        words("list.semicolon").join(reasons),
        words("list.separator").join(decisions),
        words("list.separator").join(dict.fromkeys(event.actor for event in facts)),
        moment(facts[-1].recorded_at) if facts else None,
    ]


def _invoices(case: Case, instalment: str) -> list[str]:
    """The numbers of an instalment's invoices that are not cancelled, else the files that were filed as invoices."""
    invoices = case.position.invoices
    numbers = [each.number for each in invoices if instalment in dict(each.parts) and left_of(each, invoices) > 0]
    papers = [paper for paper in case.position.papers if paper.instalment == instalment and paper.kind == "invoice"]
    return numbers or [name for paper in papers for name, _ in paper.files]


def _facts_of(case: Case, standing: Standing) -> list[Event]:
    """The facts about an instalment: those that name it, and the receipts that start its days."""
    subjects, by_then = {standing.promise.id}, iso(case.as_of) or ""
    receipts = awaited(case, subjects)
    return [
        event
        for event in case.holding
        if event.happened_on <= by_then
        and event.kind not in TAKING_BACK
        and (about(event, subjects) or starts_days(event, receipts))
    ]


def _by_month(standings: Iterable[Standing]) -> Iterator[tuple[str, int]]:
    """What falls due in which month, paid or not."""
    for standing in standings:
        if standing.due_on and standing.status != "cancelled":
            yield standing.due_on.isoformat()[:7], standing.promise.amount_fen


# -- the others ----------------------------------------------------------------------------------------

PAYMENTS = (
    Column("column.contract", "code"),
    Column("column.event", "code"),
    Column("column.kind"),
    Column("column.happened-on", "date"),
    Column("column.arrived-on", "date"),
    Column("column.id", "code"),
    Column("column.sum", "money"),
    Column("column.ref", "code"),
    Column("column.voucher", "code"),
    Column("column.slip", "code"),
    Column("column.account", "code"),
    Column("column.entered-by", "code"),
    Column("column.entered-at", "code"),
)


def _payments(case: Case, words: Words, moment: Moment) -> Part:
    """Money paid and come back, a row for each instalment of each transfer; what came back is negative."""
    rows: list[list[Cell]] = []
    events = {event.id: event for event in case.holding}
    moves: list[tuple[date, str, Any, int]] = []
    moves += [(p.on, p.event, p, 1) for p in case.position.payments]
    moves += [(r.on, r.event, r, -1) for r in case.position.refunds]
    for on, name, move, sign in sorted(moves, key=lambda each: (each[0], each[1])):
        event = events[name]
        numbers = [getattr(move, key, "") for key in ("ref", "voucher", "slip", "account")]
        arrived = iso(getattr(move, "arrived_on", None))
        for iid, part in move.parts:
            what = [case.id, name, words(f"kind.{event.kind}"), iso(on), arrived, iid]
            rows.append([*what, sign * part, *numbers, event.actor, moment(event.recorded_at)])
    return Part(rows)


DAMAGES = (
    Column("column.contract", "code"),
    Column("column.line", "code"),
    Column("column.state", "code"),
    Column("column.payer"),
    Column("column.from", "date"),
    Column("column.to", "date"),
    Column("column.periods", "code"),
    Column("column.rate", "code"),
    Column("column.base", "money"),
    Column("column.uncapped", "money"),
    Column("column.damages", "money"),
    Column("column.waived", "money"),
    Column("column.settled", "money"),
    Column("column.open", "money"),
    Column("column.article"),
    Column("column.decision", "code"),
)


def _damages(case: Case, words: Words, _: Moment) -> Part:
    """What each side owes under the contract's damages rules, line by line."""
    lines = assess(case.sight) if case.terms.rules else ()
    return Part(_damages_row(line, case, words) for line in lines)


def _damages_row(line: Line, case: Case, words: Words) -> list[Cell]:
    decisions = [relief.decision for relief in line.reliefs if relief.decision]
    return [
        case.id,
        line.id,
        words(f"damages.{line.state}"),
        words(f"party.{line.payer}"),
        iso(line.first),
        iso(line.last),
        periods_text(line.periods),
        rate_shown(line),
        line.base_fen,
        line.uncapped_fen,
        line.amount_fen,
        line.relieved("waive"),
        line.relieved("settle", "offset"),
        line.open_fen,
        line.article,
        words("list.separator").join(decisions),
    ]


JOURNAL = (
    Column("column.event", "code"),
    Column("column.happened-on", "date"),
    Column("column.entered-at", "code"),
    Column("column.actor", "code"),
    Column("column.kind"),
    Column("column.detail"),
    Column("column.state"),
)


def _journal(case: Case, words: Words, moment: Moment) -> Part:
    """Every fact in the order recorded, with whether it still holds."""
    held, by_then = {event.seq for event in case.holding}, iso(case.as_of) or ""
    return Part(
        [
            event.id,
            event.happened_on,
            moment(event.recorded_at),
            event.actor,
            words(f"kind.{event.kind}"),
            describe(event, words, case.terms),
            words("event.holds" if event.seq in held else "event.taken-back"),
        ]
        for event in case.recorded
        if event.happened_on <= by_then
    )


OBLIGATIONS = (
    Column("column.contract", "code"),
    Column("column.key", "code"),
    Column("column.obligation"),
    Column("column.who"),
    Column("column.status", "code"),
    Column("column.by", "date"),
    Column("column.done-on", "date"),
    Column("column.article"),
)


def _obligations(case: Case, words: Words, _: Moment) -> Part:
    """Dates to keep that are not payments."""
    rows: list[list[Cell]] = []
    for duty in duties(case.terms, case.position, case.calendar):
        what = [case.id, duty.obligation.key, words.title(duty.obligation.title)]
        state = words(f"duty.{duty.status}", days=duty.days_overdue)
        by = iso(duty.deadline.on) if duty.deadline else None
        who = words(f"party.{duty.obligation.who}")
        rows.append([*what, who, state, by, iso(duty.done_on), duty.obligation.article])
    return Part(rows)


SERVICE = (
    Column("column.contract", "code"),
    Column("column.promise"),
    Column("column.key", "code"),
    Column("column.service"),
    Column("column.promised"),
    Column("column.within"),
    Column("column.service-hours"),
    Column("column.first-day", "date"),
    Column("column.last-day", "date"),
    Column("column.article"),
)


def _service(case: Case, words: Words, _: Moment) -> Part:
    """What the contract promises of the service: the limits of each level, each recurring turn, the systems."""
    rows: list[list[Cell]] = []
    for limit in limits(case.document):
        what = [case.id, words("promise.level"), f"{limit.regime}/{limit.level}", words.title(limit.title)]
        hours = words("hours.working") if limit.hours else "7x24"
        within = words(f"within.{limit.since}", within=period_text(limit.within, words))
        rows.append([*what, words(f"clock.{limit.clock}"), within, hours, None, None, limit.article])
    for turn in turns(case.document, case.terms, case.position):
        what = [case.id, words("promise.turn"), f"{turn.key}/{turn.number}", words.title(turn.title)]
        every = words("promise.every", every=period_text(turn.every, words))
        rows.append([*what, every, None, None, iso(turn.first), iso(turn.last), turn.article])
    for system in case.document.get("systems", ()):
        rows.append([case.id, words("promise.system"), system["key"], words.title(system["title"]), *[None] * 6])
    return Part(rows, findings=_service_notes(case, words, bool(rows)))


def _service_notes(case: Case, words: Words, promised: bool) -> Iterator[str]:
    """That these are promises and no record of what was done, and which of several regimes binds."""
    if promised:
        yield words("service.promises-only")
    for hours in dict.fromkeys(limit.hours for limit in limits(case.document) if limit.hours):
        yield words("service.hours", hours=words("list.separator").join(hours))
    regimes = dict.fromkeys(limit.regime for limit in limits(case.document))
    if len(regimes) > 1:
        chosen = case.terms.readings["severity"]
        choice = words("reading.severity.stricter") if chosen == "stricter" else chosen
        yield words("service.regimes", regimes=words("list.separator").join(regimes), choice=choice)


def period_text(period: Period, words: Words) -> str:
    """A length of time in words."""
    return (
        words(f"period.{period.unit}-one") if period.length == 1 else words(f"period.{period.unit}", days=period.length)
    )


TABLES = {
    "schedule": Table(SCHEDULE, _schedule),
    "payments": Table(PAYMENTS, _payments),
    "damages": Table(DAMAGES, _damages),
    "journal": Table(JOURNAL, _journal),
    "obligations": Table(OBLIGATIONS, _obligations),
    "service": Table(SERVICE, _service),
}
