"""The due list as a page: head, rows, totals, notes in two groups, the next commands."""

from collections.abc import Iterator, Sequence
from datetime import date

from svcctl.answers.due_notes import ahead_text, notes_for, overpaid_notes
from svcctl.answers.due_table import DIM, GAP, PAYABLE, PLAIN, WIDE, Page, table
from svcctl.answers.guarantees import ReturnRow, block
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import corrected_texts, of_contract
from svcctl.answers.note import Note
from svcctl.answers.width import cells, pad, wrap
from svcctl.billing.damages.assessment import assess
from svcctl.billing.due import next_instalment
from svcctl.billing.guarantees import GuaranteeRow
from svcctl.billing.money import grouped, yuan
from svcctl.billing.obligations import obligations_of
from svcctl.billing.readings import alternatives
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words

MOST_NOTES = 3  # of each contract, where several are listed


class DueSection(Record):
    """One contract's part of the list."""

    case: Case
    rows: Sequence[InstalmentRow]
    back: Sequence[ReturnRow]  # of guarantees
    notes: Sequence[Note]


def section(
    case: Case, standings: Sequence[Standing], guarantees: Sequence[GuaranteeRow], words: Words
) -> DueSection:
    """One contract's part of the list, with what is to be known of its rows."""
    resting = alternatives(case.sight, case.under, case.document["calendar"])
    rows = [
        row._replace(marks="*" * (row.id in resting) + "^" * bool(row.corrections))
        for row in of_contract(case, standings)
    ]
    back = [ReturnRow(case, row) for row in guarantees]
    if case.position.closed_on and not rows:  # money to come back is told all the same
        return DueSection(case, (), back, overpaid_notes(case, words))
    lines = assess(case.sight) if case.terms.rules else []
    notes = notes_for(case, standings, obligations_of(case.sight), resting, lines, words)
    notes += [
        Note(f"^ {text}", command="svcctl audit log") for text in corrected_texts(rows, words)
    ]
    return DueSection(case, rows, back, notes)


def due_page(
    sections: Sequence[DueSection],
    as_of: date,
    words: Words,
    width: int | None,
    colours: bool,
    known: str = "",
) -> list[str]:
    """The lines of the due list."""
    page = Page(words, width, colours)
    rows = [row for section in sections for row in section.rows]
    if not rows:
        notes = [line for each in sections for line in _notes(each, page, len(sections) > 1)]
        return _nothing(sections, as_of, page) + _back(sections, page) + notes
    title = words("due.title", as_of=as_of, weekday=words.weekday(as_of)) + known
    lines = [_spread(title, words("unit"), page)]
    if len(sections) == 1:
        lines += _contract_head(sections[0].case, page)
    lines += table(rows, page, [section.case.id for section in sections if section.rows])
    lines += _back(sections, page)
    for each in sections:
        lines += _notes(each, page, len(sections) > 1)
    return lines + _next_steps(sections, page)


def _back(sections: Sequence[DueSection], page: Page) -> list[str]:
    """What of guarantees is to go back, under the payments and in none of their totals."""
    rows = [row for each in sections for row in each.back]
    return block(rows, page.words, page.width, len(sections) > 1)


def _nothing(sections: Sequence[DueSection], as_of: date, page: Page) -> list[str]:
    words = page.words
    standings = [standing for section in sections for standing in section.case.standings]
    ahead = next_instalment(standings)
    if ahead is None:
        return [words("due.all-paid" if standings else "due.no-contract", as_of=as_of)]
    case = next(s.case for s in sections if s.case.standing(ahead.instalment.id) is ahead)
    values = {
        "id": ahead.instalment.id if len(sections) == 1 else f"{case.id}:{ahead.instalment.id}",
        "amount": grouped(ahead.outstanding_fen),
        "on": ahead.due_on,
        "how": ahead_text(ahead, words),
    }
    return wrap(words("due.nothing", as_of=as_of, **values), page.width or 10_000)


def _spread(left: str, right: str, page: Page) -> str:
    """Two texts at the two ends of a line; four blanks apart in a pipe."""
    if page.width is None:
        return f"{left}    {right}"
    return left + " " * max(page.width - cells(left) - cells(right), 2) + right


def _both(left: str, right: str, page: Page) -> list[str]:
    """Two texts at the two ends of a line, or one beneath the other where there is no room."""
    if page.width and cells(left) + len(GAP) + cells(right) > page.width:
        return [*wrap(left, page.width), *wrap(right, page.width)]
    return [_spread(left, right, page)]


def _contract_head(case: Case, page: Page) -> list[str]:
    words, terms = page.words, case.terms
    paid = sum(standing.paid_fen for standing in case.standings)
    title = words("head.contract", title=terms.title, id=case.id)
    price = words("head.price", total=grouped(terms.total_fen))
    so_far = words("head.paid", paid=grouped(paid))
    payees = list(dict.fromkeys(terms.payee(row.instalment).name for row in case.standings))
    if not page.wide:
        width, payee = page.width or WIDE, words("head.payee", name=payees)
        return [*wrap(title, width), *wrap(f"{price}    {so_far}    {payee}", width)]
    sides = words("head.purchaser", name=terms.party("purchaser").name)
    sides += f"    {words('head.supplier', name=payees)}"
    years = case.calendar.sources.items()
    last = max((year for year, source in years if source.basis == "official"), default=0)
    calendar = words("head.calendar", calendar=case.calendar.name, year=last, next=last + 1)
    return [*_both(title, f"{price}    {so_far}", page), *_both(sides, calendar, page)]


# -- notes and next steps --------------------------------------------------------------------------


def _notes(section: DueSection, page: Page, several: bool) -> list[str]:
    """The notes in two groups: what stops a payment, and what to know."""
    words = page.words
    notes = sorted(section.notes, key=lambda note: not note.stops)
    shown = notes[: MOST_NOTES if several else None]
    option = f" --contract {section.case.id}" if several else ""
    lines = ["", section.case.id] if several and notes else []
    group = ""
    for number, note in enumerate(shown, 1):
        title = words("notes.stops" if note.stops else "notes.know")
        if title != group:
            lines += ([] if group or several else [""]) + [title]
            group = title
        command = note.command + option if note.command else ""
        lines += _note(number, note._replace(command=command), page)
    hidden = len(notes) - len(shown)
    return lines + ([words("notes.more", count=hidden)] if hidden else [])


def _note(number: int, note: Note, page: Page) -> list[str]:
    lead = f"{number}. "
    width = page.width or 10_000
    lines = wrap(lead + note.text, width, " " * len(lead))
    room = cells(lines[0]) + 2 + cells(note.command) <= width
    if note.command and page.wide and room and len(lines) == 1:
        lines[0] = _spread(lines[0], note.command, page)
    lines += _columned([line.split("\t") for line in note.lines], width)
    return [f"{DIM}{line}{PLAIN}" for line in lines] if page.colours and not note.stops else lines


def _columned(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Rows beneath a note, their columns lined up; without room the last remark is left out."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)] if rows else []
    lines = []
    for *texts, remark in rows:
        padded = (pad(text, w) for text, w in zip(texts, widths[:-1], strict=True))
        line = "     " + GAP.join(padded).rstrip()
        whole = line + remark
        lines += [whole] if cells(whole) <= width else wrap(line, width, "       ")
    return lines


def _may_negotiate(row: InstalmentRow) -> bool:
    """Whether damages wait for a negotiation about the instalment that nobody has recorded."""
    gated = any(rule.gated and rule.cause == LATE_PAYMENT for rule in row.case.terms.rules)
    overdue = row.standing.status == "overdue"
    return overdue and gated and row.id not in row.case.position.negotiations


def _next_steps(sections: Sequence[DueSection], page: Page) -> list[str]:
    """The commands that deal with the first rows; typed as they stand they work."""
    words = page.words
    several = len(sections) > 1
    found = [
        step
        for each in sections
        for step in (*_steps(each, words, several), *_steps_back(each, words, several))
    ]
    shown = list(dict(found).items())[:3]
    width = max((cells(command) for command, _ in shown), default=0)
    lead = words("next")
    lines = []
    for index, (command, text) in enumerate(shown):
        start = lead if index == 0 else " " * cells(lead)
        line = f"{start}  {pad(command, width)}  {text}"
        # a command is never broken, so that it can be copied
        fits = page.width is None or cells(line) <= page.width
        lines.append(line if fits else f"{start}  {command}")
    return ["", *lines] if lines else []


def _steps(section: DueSection, words: Words, several: bool) -> Iterator[tuple[str, str]]:
    """What to do about a contract's rows up to the first that can be paid."""
    option = f" --contract {section.case.id}" if several else ""
    unsettled = bool(section.case.open_findings("stop"))
    if section.rows and unsettled:
        yield f"svcctl contract findings{option}", words("next.findings")
    for row in section.rows:
        standing, iid = row.standing, row.whole_id if several else row.id
        if standing.status == "waiting" and standing.instalment.year:
            yield f"svcctl reports status{option}", words("next.reports")
        if standing.status not in PAYABLE:
            continue
        yield f"svcctl explain {iid}", words("next.explain")
        if not unsettled and standing.payable_fen:
            amount = f"--amount {yuan(standing.payable_fen)} --on {words('hint.on')}"
            command = f"svcctl payments record {iid} {amount} --ref {words('next.ref')}"
            yield command, words("next.record")
        if _may_negotiate(row):
            command = f"svcctl negotiation open {iid} --on {section.case.as_of}"
            yield command, words("next.negotiation")
        return


def _steps_back(section: DueSection, words: Words, several: bool) -> Iterator[tuple[str, str]]:
    """How the first return of a guarantee that is due is recorded."""
    for each in section.back:
        if each.row.status in PAYABLE:
            key = f"{section.case.id}:{each.row.guarantee.key}"
            name = key if several else each.row.guarantee.key
            amount = f" --amount {yuan(each.row.cash.left)}" if each.row.cash.left else ""
            command = f"svcctl guarantee return {name}{amount} --on {words('hint.on')}"
            yield command, words("next.guarantee")
            return
