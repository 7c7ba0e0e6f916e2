"""What is to be done soon, in lines that can be pasted into a chat: the most pressing of each kind."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from svcctl.answers import guarantees
from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.answers.due_notes import notice_missing
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import label, time_text
from svcctl.answers.office_notes import contract_names
from svcctl.answers.periods import paper_texts
from svcctl.answers.writers import as_objects, with_rows
from svcctl.billing.accounts import astray, unproven
from svcctl.billing.due import by_number
from svcctl.billing.guarantees import GuaranteeRow, accounts, due_guarantees, running_out
from svcctl.billing.money import grouped, yuan
from svcctl.billing.obligations import ObligationState, obligations_of
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

PLAIN = Words("zh")
KINDS = (
    *("payment", "astray", "papers", "unproven", "guarantee", "letter", "notice", "obligation"),
    *("turn", "record"),  # of the service plan, of the records of the service
)
MOST_NAMED = 3  # records that wait
MOST_LINES = 12
COMING = ("due", "overdue", "projected")


class Reminder(Record):
    """One thing to be done: of what kind, of which contract, by when, in how many words."""

    kind: str
    id: str  # CONTRACT:ID; of a notice the calendar's name
    case: Case | None  # None where it is no matter of one contract
    name: str
    plain: str  # the name as stored data show it
    on: date | None
    late: bool
    fen: int | None
    told: str  # how late it is, what is missing


SCREEN = Table(
    kind=Column("column.remind", "code", cell=lambda r, words: words(f"remind.{r.kind}")),
    contract=Column(
        "column.contract-name", cell=lambda r, w: w.title(r.case.terms.title) if r.case else "-"
    ),
    name=Column("column.reminder", cell=lambda r, _: r.name),
    sum=Column("column.sum", "money", cell=lambda r, _: r.fen),
    on=Column("column.by", "date", cell=lambda r, _: iso(r.on)),
    told=Column("column.time", cell=lambda r, _: r.told),
    id=Column("column.id", "code", cell=lambda r, _: r.id),
).view("kind contract name sum on told id")


def reminders(cases: Sequence[Case], days: int, words: Words) -> list[Reminder]:
    """All that is late, or to be done within so many days; the most pressing of each kind first."""
    found = [each for case in cases for each in of_contract(case, days, words)]
    return in_order(found, cases, words)


def in_order(reminders: Sequence[Reminder], cases: Sequence[Case], words: Words) -> list[Reminder]:
    """What is to be done for contracts, and the notices that are missing; the most pressing first."""
    found = [*reminders, *notices(cases, words)]
    return sorted(
        found, key=lambda r: (KINDS.index(r.kind), not r.late, r.on or date.max, by_number(r.id))
    )


class Dates(Record):
    """What of a contract has dates that can come soon."""

    standings: Sequence[Standing]
    returns: Sequence[GuaranteeRow]  # that a due list shows
    duties: Sequence[ObligationState]


def of_contract(case: Case, days: int, words: Words) -> Iterator[Reminder]:
    """What is to be done for a contract, by kinds."""
    last = case.as_of + timedelta(days=days)
    returns, duties = due_guarantees(case.sight, days), obligations_of(case.sight)
    dates = Dates(case.standings, returns, duties)
    yield from _dated(case, dates, last, words)
    for guarantee, letter in running_out(case.sight):
        if letter.valid_until is not None and letter.valid_until <= last:
            over = letter.valid_until < case.as_of
            yield Reminder(
                kind="letter",
                id=f"{case.id}:{guarantee.key}",
                case=case,
                name=words.title(guarantee.title),
                plain=plain_title(guarantee.title),
                on=letter.valid_until,
                late=over,
                fen=letter.fen,
                told=words("remind.letter-over" if over else "remind.letter-ends"),
            )
    yield from _without_paper(case, words)
    if "service_plan" in case.document:
        yield from _service(case, last, words)


def has_more(case: Case) -> bool:
    """Whether anything but its dates can be to be done: letters, papers, a plan of the service."""
    held = any(each.letters for each in accounts(case.sight).values())
    agreed = any(standing.agreed for standing in case.standings)
    return held or agreed or bool(astray(case)) or "service_plan" in case.document


def dated(case: Case, dates: Dates, days: int, words: Words) -> Iterator[Reminder]:
    """What is to be done by the dates of a contract that has nothing more."""
    return _dated(case, dates, case.as_of + timedelta(days=days), words)


def _dated(case: Case, dates: Dates, last: date, words: Words) -> Iterator[Reminder]:
    yield from _payments(case, dates.standings, last, words)
    for row in dates.returns:
        # what waits for a paper has no day yet; nothing lodged goes nowhere
        if row.status != "waiting" and row.form:
            yield Reminder(
                kind="guarantee",
                id=f"{case.id}:{row.id}",
                case=case,
                name=guarantees.label(row, words),
                plain=guarantees.label(row, PLAIN),
                on=row.due_on,
                late=row.status == "overdue",
                fen=row.outstanding_fen or None,
                told=guarantees.time_text(row, words),
            )
    yield from _obligations(case, dates.duties, last, words)


def _service(case: Case, last: date, words: Words) -> Iterator[Reminder]:
    """The turns of the service plan that end soon, and the records that wait for this side."""
    from svcctl.answers.plan_ahead import turns_by, waiting

    for kept in turns_by(case, last):
        turn = kept.turn
        yield Reminder(
            kind="turn",
            id=f"{case.id}:{kept.id}",
            case=case,
            name=words("remind.turn-of", title=turn.title, number=turn.number),
            plain=PLAIN("remind.turn-of", title=turn.title, number=turn.number),
            on=turn.last,
            late=False,
            fen=None,
            told="-",
        )
    records = list(dict.fromkeys(todo.view.matter.id for todo in waiting(case, words.role)))
    if records:
        named = words("list.separator").join(records[:MOST_NAMED])
        yield Reminder(
            kind="record",
            id=f"{case.id}:{records[0]}",
            case=case,
            name=words("remind.records", count=len(records)),
            plain=PLAIN("remind.records", count=len(records)),
            on=None,
            late=False,
            fen=None,
            told=words("remind.among", names=named) if len(records) > MOST_NAMED else named,
        )


def _without_paper(case: Case, words: Words) -> Iterator[Reminder]:
    """Money that went to an account, and dates agreed on, that no paper bears out: until one does."""
    lost = {each.payment.parts[0][0]: each for each in astray(case)}
    for standing in case.standings:
        iid = standing.instalment.id
        each = lost.get(iid)
        told: dict[str, int | None] = {"astray": each.fen} if each else {}
        if standing.agreed and unproven(iid, case.position):
            told["unproven"] = None
        for kind, fen in told.items():
            yield Reminder(
                kind=kind,
                id=InstalmentRow(case, standing).whole_id,
                case=case,
                name=label(standing, words),
                plain=label(standing, PLAIN),
                on=None,
                late=False,
                fen=fen,
                told=words(f"remind.told-{kind}"),
            )


def _payments(
    case: Case, standings: Sequence[Standing], last: date, words: Words
) -> Iterator[Reminder]:
    for standing in standings:
        waiting = standing.status == "waiting"
        soon = standing.status in COMING and standing.due_on and standing.due_on <= last
        if not waiting and not soon:
            continue
        told = time_text(standing, words)
        if waiting:
            papers = [each for each in standing.instalment.papers if each in standing.waiting_for]
            texts = paper_texts(papers, standing.instalment, case.terms, words)
            told = words("todo.lacks", documents=texts)
        yield Reminder(
            kind="papers" if waiting else "payment",
            id=InstalmentRow(case, standing).whole_id,
            case=case,
            name=label(standing, words),
            plain=label(standing, PLAIN),
            on=None if waiting else standing.due_on,
            late=standing.status == "overdue",
            fen=standing.outstanding_fen,
            told=told,
        )


def _obligations(
    case: Case, duties: Sequence[ObligationState], last: date, words: Words
) -> Iterator[Reminder]:
    for state in duties:
        duty, deadline = state.obligation, state.deadline
        mine = words.role != "supplier" or duty.who != "purchaser"
        if mine and state.done_on is None and deadline and deadline.on <= last:
            late = state.status == "overdue"
            told = words("time.overdue", days=state.days_overdue) if late else "-"
            yield Reminder(
                kind="obligation",
                id=f"{case.id}:{duty.key}",
                case=case,
                name=words.title(duty.title),
                plain=plain_title(duty.title),
                on=deadline.on,
                late=late,
                fen=None,
                told=told,
            )


def notices(cases: Sequence[Case], words: Words) -> Iterator[Reminder]:
    """The notices of next year, each once, whatever the number of contracts that count by it."""
    missing = {
        (year, region)
        for case in cases
        for year, regions in notice_missing(case)
        for region in regions
    }
    for year, region in sorted(missing):
        name, plain = (
            each("remind.notice-of", year=year, region=region) for each in (words, PLAIN)
        )
        told = words("remind.to-read-in")
        yield Reminder("notice", region, None, name, plain, None, False, None, told)


# -- as it is shown --------------------------------------------------------------------------------


def reminded(found: Sequence[Reminder], as_of: date, days: int, words: Words) -> Answer:
    """The reminders: ten lines or so for a chat, all of them for files and scripts."""
    last = as_of + timedelta(days=days)
    head = words("remind.title" if found else "remind.nothing", first=as_of, last=last)
    around = {"as_of": iso(as_of), "days": days, "until": iso(last)}
    return Answer(
        data=None,
        ready=lambda: with_rows(around, "items", as_objects(map(_json, found))),
        columns=SCREEN,
        rows=lambda: list(rows_of(SCREEN, found, words)),
        head=[head],
        page=lambda width, _: _lines(found, head, width, words),
    )


def _json(each: Reminder) -> dict[str, Any]:
    case = each.case
    return {
        "kind": each.kind,
        "id": each.id,
        "contract": case.id if case else None,
        "contract_title": plain_title(case.terms.title) if case else None,
        "title": each.plain,
        "amount": None if each.fen is None else yuan(each.fen),
        "due_on": iso(each.on),
        "late": each.late,
        "days_overdue": (case.as_of - each.on).days if case and each.late and each.on else 0,
    }


def _lines(found: Sequence[Reminder], head: str, width: int | None, words: Words) -> list[str]:
    """A heading, then of each kind as many as leave the whole at about ten lines."""
    from svcctl.answers.width import wrap

    names = contract_names([each.case for each in found if each.case], words)
    kinds = [part for kind in KINDS if (part := [each for each in found if each.kind == kind])]
    most = _most([len(part) for part in kinds])
    lines = [head]
    for part in kinds:
        # one left over takes the place of the line that would tell of it
        shown = part if len(part) <= most + 1 else part[:most]
        lines += [_line(each, names, words) for each in shown]
        if len(shown) < len(part):
            rest = part[len(shown) :]
            kind, fen = words(f"remind.{part[0].kind}"), sum(each.fen or 0 for each in rest)
            key = "remind.more-sum" if fen else "remind.more"
            lines.append(words(key, kind=kind, count=len(rest), sum=grouped(fen)))
    return [line for text in lines for line in wrap(text, width or 10_000, "  ")]


def _most(counts: Sequence[int]) -> int:
    """How many of each kind are told so that all of it is about ten lines; one at least."""
    for most in range(MOST_LINES, 1, -1):
        if sum(min(count, most + 1) for count in counts) <= MOST_LINES:
            return most
    return 1


def _line(each: Reminder, names: dict[str, str], words: Words) -> str:
    parts = [
        names[each.case.id] if each.case else "",
        each.name,
        words("remind.sum", sum=grouped(each.fen)) if each.fen else "",
        words("remind.by", on=each.on) if each.on else "",
        each.told if each.told != "-" else "",
    ]
    told = words("remind.gap").join(part for part in parts if part)
    return words("remind.line", kind=words(f"remind.{each.kind}"), told=told)
