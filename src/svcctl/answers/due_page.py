"""The due list of a contract as a page: head, rows, totals, notes in two groups, what to do next."""

from collections.abc import Iterator, Sequence

from svcctl.answers.due_notes import ahead_text, notes_for, overpaid_notes
from svcctl.answers.due_table import DIM, GAP, PAYABLE, PLAIN, WIDE, Page, table
from svcctl.answers.guarantees import ReturnRow, block
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import corrected_texts, of_contract
from svcctl.answers.note import Note
from svcctl.answers.width import cells, pad, wrap
from svcctl.billing.damages.assessment import assess
from svcctl.billing.due import by_number, next_instalment
from svcctl.billing.guarantees import GuaranteeRow
from svcctl.billing.money import grouped, yuan
from svcctl.billing.obligations import obligations_of
from svcctl.billing.readings import alternatives
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words

MOST_STEPS = 3
Step = tuple[str, str]  # a command, and what it does


class DueSection(Record):
    """One contract's part of the list."""

    case: Case
    rows: Sequence[InstalmentRow]
    back: Sequence[ReturnRow]  # of guarantees
    notes: Sequence[Note]
    # among several contracts, where that was worked out before: what to do about rows and returns
    steps: "Sequence[Step] | None" = None
    steps_back: "Sequence[Step]" = ()


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
        Note(f"^ {text}", command="svcctl audit log", todo="corrected")
        for text in corrected_texts(rows, words)
    ]
    return DueSection(case, rows, back, notes)


def due_page(section: DueSection, title: str, page: Page) -> list[str]:
    """The lines of one contract's due list."""
    words = page.words
    back = block(section.back, words, page.width, several=False)
    if not section.rows:
        return nothing([section.case], page) + back + noted(section.notes, page)
    lines = [spread(title, words("unit"), page), *_contract_head(section.case, page)]
    lines += [*table(section.rows, page), *back, *noted(section.notes, page)]
    return lines + next_steps([section], page, several=False)


def nothing(cases: Sequence[Case], page: Page) -> list[str]:
    """That nothing is to be paid, and what comes next."""
    words, as_of = page.words, page.as_of
    ahead = [(found, case) for case in cases if (found := next_instalment(case.standings))]
    if not ahead:
        standings = any(case.standings for case in cases)
        return [words("due.all-paid" if standings else "due.no-contract", as_of=as_of)]
    first, case = min(ahead, key=lambda pair: (pair[0].due_on, by_number(pair[0].instalment.id)))
    values = {
        "id": first.instalment.id if len(cases) == 1 else f"{case.id}:{first.instalment.id}",
        "amount": grouped(first.outstanding_fen),
        "on": first.due_on,
        "how": ahead_text(first, words),
    }
    return wrap(words("due.nothing", as_of=as_of, **values), page.width or 10_000)


def spread(left: str, right: str, page: Page) -> str:
    """Two texts at the two ends of a line; four blanks apart in a pipe."""
    if page.width is None:
        return f"{left}    {right}"
    return left + " " * max(page.width - cells(left) - cells(right), 2) + right


def _both(left: str, right: str, page: Page) -> list[str]:
    """Two texts at the two ends of a line, or one beneath the other where there is no room."""
    if page.width and cells(left) + len(GAP) + cells(right) > page.width:
        return [*wrap(left, page.width), *wrap(right, page.width)]
    return [spread(left, right, page)]


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


def noted(notes: Sequence[Note], page: Page) -> list[str]:
    """The notes in two groups: what stops a payment, and what to know."""
    lines: list[str] = []
    group = ""
    for number, note in enumerate(sorted(notes, key=lambda note: not note.stops), 1):
        title = page.words("notes.stops" if note.stops else "notes.know")
        if title != group:
            lines += ([] if group else [""]) + [title]
            group = title
        lines += _note(number, note, page)
    return lines


def _note(number: int, note: Note, page: Page) -> list[str]:
    lead = f"{number}. "
    width = page.width or 10_000
    lines = wrap(lead + note.text, width, " " * len(lead))
    room = cells(lines[0]) + 2 + cells(note.command) <= width
    if note.command and page.wide and room and len(lines) == 1:
        lines[0] = spread(lines[0], note.command, page)
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
        shown = line if texts else whole
        lines += [whole] if cells(whole) <= width else wrap(shown, width, "       ")
    return lines


def _may_negotiate(row: InstalmentRow) -> bool:
    """Whether damages wait for a negotiation about the instalment that nobody has recorded."""
    gated = any(rule.gated and rule.cause == LATE_PAYMENT for rule in row.case.terms.rules)
    overdue = row.standing.status == "overdue"
    return overdue and gated and row.id not in row.case.position.negotiations


def next_steps(sections: Sequence[DueSection], page: Page, several: bool) -> list[str]:
    """The commands that deal with the first rows; typed as they stand they work."""
    found = Steps(page.words, several)
    for each in sections:
        found.add(each)
    return found.lines(page)


class Steps:
    """The next commands of contracts as they come, no more of them than are shown."""

    def __init__(self, words: Words, several: bool) -> None:
        self.words, self.several = words, several
        self.first = ""
        self.found: dict[str, str] = {}
        self.back: dict[str, str] = {}
        self.most = MOST_STEPS + several

    def add(self, section: DueSection) -> None:
        """One contract more, in the order in which they are listed."""
        self.first = self.first or section.case.id
        on = str(section.case.as_of)
        steps, back = steps_of(section, self.words, self.several, on)
        for held, more in ((self.found, steps), (self.back, back)):
            while len(held) < self.most and (step := next(more, None)):
                held.setdefault(*step)

    def lines(self, page: Page) -> list[str]:
        """The commands, each with what it does."""
        words, found = self.words, [*self.found.items()]
        if self.several:  # what is to go back is not to be lost behind the many payments
            whole = f"svcctl payments due --contract {self.first}"
            found = [(whole, words("office.contract")), *found[: MOST_STEPS - bool(self.back)]]
        shown = list(dict([*found, *self.back.items()]).items())[: self.most]
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


def steps_of(
    section: DueSection, words: Words, several: bool, on: str
) -> tuple[Iterator[Step], Iterator[Step]]:
    """What to do about a contract's rows on a day, and about what goes back of its guarantees."""
    if section.steps is not None:
        return iter(section.steps), iter(section.steps_back)
    return _steps(section, words, several, on), _steps_back(section, words, several)


def _steps(section: DueSection, words: Words, several: bool, on: str) -> Iterator[Step]:
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
            command = f"svcctl negotiation open {iid} --on {on}"
            yield command, words("next.negotiation")
        return


def _steps_back(section: DueSection, words: Words, several: bool) -> Iterator[Step]:
    """How the first return of a guarantee that is due is recorded."""
    for each in section.back:
        if each.row.status in PAYABLE:
            key = f"{section.case.id}:{each.row.guarantee.key}"
            name = key if several else each.row.guarantee.key
            amount = f" --amount {yuan(each.row.cash.left)}" if each.row.cash.left else ""
            command = f"svcctl guarantee return {name}{amount} --on {words('hint.on')}"
            yield command, words("next.guarantee")
            return
