"""The due list as a page: head, rows, totals, notes in two groups, the next commands; for 80, 120 cells, or a pipe."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from svcctl.billing.capitals import capitals
from svcctl.billing.due import next_instalment, sums_of
from svcctl.billing.money import grouped, yuan
from svcctl.billing.readings import Alternative
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.billing.schedule import Standing
from svcctl.casefile import Case
from svcctl.export.due_notes import Note, ahead_text
from svcctl.export.views import due_text, label, status_text, time_text
from svcctl.export.width import cells, cut_to, pad, wrap
from svcctl.i18n import Words

GAP = "  "
WIDE = 120
ORDER = {"overdue": 0, "due": 1, "waiting": 2, "projected": 3}
SOON_WORKING_DAYS = 3
MOST_NOTES = 3  # of each contract, where several are listed
RED, YELLOW, DIM, PLAIN = "\033[1;31m", "\033[33m", "\033[2m", "\033[0m"

WIDE_COLUMNS = ("status", "id", "title", "amount", "paid", "outstanding", "due-on", "time", "article", "hint")
NARROW_COLUMNS = ("status", "id", "short-title", "outstanding", "due-on", "time", "hint")
SMALL_COLUMNS = ("status", "id", "outstanding", "due-on", "time")
MONEY = ("amount", "paid", "outstanding")


class Section(NamedTuple):
    """One contract's part of the list."""

    case: Case
    rows: Sequence[Standing]
    notes: Sequence[Note]
    resting: dict[str, list[Alternative]]


class Page(NamedTuple):
    """How the list is laid out: cells across (None: as wide as it takes), colours or not."""

    words: Words
    width: int | None
    colours: bool

    @property
    def wide(self) -> bool:
        """Whether the full columns fit."""
        return self.width is None or self.width >= WIDE


def due_page(
    sections: Sequence[Section], as_of: date, words: Words, width: int | None, colours: bool, known: str = ""
) -> list[str]:
    """The lines of the due list."""
    page = Page(words, width, colours)
    if not any(section.rows for section in sections):
        return _nothing(sections, as_of, page)
    title = words("due.title", as_of=as_of, weekday=words.weekday(as_of)) + known
    lines = [_spread(title, words("unit"), page)]
    if len(sections) == 1:
        lines += _contract_head(sections[0].case, page)
    lines += _table([section for section in sections if section.rows], page)
    for section in sections:
        lines += _notes(section, page, len(sections) > 1)
    return lines + _next_steps(sections, page)


def _nothing(sections: Sequence[Section], as_of: date, page: Page) -> list[str]:
    words = page.words
    standings = [(section.case, standing) for section in sections for standing in section.case.standings]
    ahead = next_instalment(standing for _, standing in standings)
    if not standings:
        return [words("due.no-contract", as_of=as_of)]
    if ahead is None:
        return [words("due.all-paid", as_of=as_of)]
    case = next(case for case, standing in standings if standing is ahead)
    iid = ahead.promise.id if len(sections) == 1 else f"{case.id}:{ahead.promise.id}"
    values = {"id": iid, "amount": grouped(ahead.outstanding_fen), "on": ahead.due_on, "how": ahead_text(ahead, words)}
    return wrap(words("due.nothing", as_of=as_of, **values), page.width or 10_000)


def _spread(left: str, right: str, page: Page) -> str:
    """Two texts at the two ends of a line; four blanks apart in a pipe."""
    if page.width is None:
        return f"{left}    {right}"
    return left + " " * max(page.width - cells(left) - cells(right), 2) + right


def _contract_head(case: Case, page: Page) -> list[str]:
    words, terms = page.words, case.terms
    paid = sum(standing.paid_fen for standing in case.standings)
    title = words("head.contract", title=terms.title, id=case.id)
    price, so_far = words("head.price", total=grouped(terms.total_fen)), words("head.paid", paid=grouped(paid))
    payees = dict.fromkeys(terms.payee(row.promise).name for row in case.standings)
    payee = words("head.payee", name=list(payees))
    if not page.wide:
        return [*wrap(title, page.width or WIDE), *wrap(f"{price}    {so_far}    {payee}", page.width or WIDE)]
    purchaser = words("head.purchaser", name=terms.party("purchaser").name)
    last = max((year for year, source in case.calendar.sources.items() if source.basis == "official"), default=0)
    calendar = words("head.calendar", calendar=case.calendar.name, year=last, next=last + 1)
    return [
        _spread(title, f"{price}    {so_far}", page),
        _spread(f"{purchaser}    {words('head.supplier', name=list(payees))}", calendar, page),
    ]


# -- the table -------------------------------------------------------------------------------------


def _cell(column: str, section: Section, row: Standing, page: Page) -> str:
    words = page.words
    if column == "contract":
        return section.case.id
    if column == "status":
        return status_text(row, words)
    if column == "id":
        return row.promise.id
    if column in ("title", "short-title"):
        return label(row, words, short=column == "short-title")
    if column in MONEY:
        fen = {"amount": row.promise.amount_fen, "paid": row.paid_fen, "outstanding": row.outstanding_fen}[column]
        return grouped(fen)
    if column == "due-on":
        return due_text(row, words) + ("*" if row.promise.id in section.resting else "")
    if column == "time":
        return time_text(row, words)
    if column == "article":
        return row.promise.article
    return words("hint.account") if section.case.open_findings("stop") else ""


def _columns(sections: Sequence[Section], page: Page) -> tuple[str, ...]:
    """The columns that fit; a column of hints only where there is one."""
    hints = any(section.case.open_findings("stop") for section in sections)
    first = ("contract",) if len(sections) > 1 else ()
    choices = [WIDE_COLUMNS] if page.wide else []
    for columns in (*choices, NARROW_COLUMNS, SMALL_COLUMNS):
        kept = first + tuple(column for column in columns if hints or column != "hint")
        if page.width is None or sum(_widths(kept, sections, page)) + len(GAP) * (len(kept) - 1) <= page.width:
            return kept
    return first + SMALL_COLUMNS


def _heading(column: str, words: Words) -> str:
    return words(f"column.{column.removeprefix('short-')}")


def _widths(columns: Sequence[str], sections: Sequence[Section], page: Page) -> list[int]:
    sums = sums_of([row for section in sections for row in section.rows])
    widths = []
    for column in columns:
        texts = [_heading(column, page.words)]
        texts += [_cell(column, section, row, page) for section in sections for row in section.rows]
        texts += [grouped(getattr(sums, column))] if column in MONEY else []
        widths.append(max(map(cells, texts)))
    return widths


def _table(sections: Sequence[Section], page: Page) -> list[str]:
    columns = _columns(sections, page)
    widths = _widths(columns, sections, page)
    room = sum(widths) + len(GAP) * (len(widths) - 1)
    if page.width and room > page.width and "id" in columns and len(sections) > 1:
        widths[0] = max(widths[0] - (room - page.width), 8)
    rule = ["-" * page.width] if page.width else []
    lines = [*rule, _line([_heading(column, page.words) for column in columns], columns, widths), *rule]
    for section in sections:
        for row in sorted(section.rows, key=lambda row: (ORDER[row.status], row.due_on or date.max, row.promise.id)):
            texts = [_cell(column, section, row, page) for column in columns]
            lines.append(_coloured(_line(texts, columns, widths), row, page))
    lines += rule
    if len(sections) > 1:
        for section in sections:
            text = page.words("total.contract", contract=section.case.id, count=len(section.rows))
            lines += _total(text, section.rows, columns, widths, page, False)
    return lines + _totals([row for section in sections for row in section.rows], columns, widths, page)


def _line(texts: Sequence[str], columns: Sequence[str], widths: Sequence[int]) -> str:
    cut = [text if column == "id" else cut_to(text, w) for text, column, w in zip(texts, columns, widths, strict=True)]
    parts = [pad(text, width, column in MONEY) for text, column, width in zip(cut, columns, widths, strict=True)]
    return GAP.join(parts).rstrip()


def _coloured(line: str, row: Standing, page: Page) -> str:
    """The state's colour on its word and its time; the word alone must tell it."""
    if not page.colours:
        return line
    word, time = status_text(row, page.words), time_text(row, page.words)
    soon = row.status == "due" and (row.working_days_left or 0) <= SOON_WORKING_DAYS
    colour = RED if row.status == "overdue" else YELLOW if row.status == "waiting" or soon else ""
    if not colour:
        return line
    line = line.replace(word, f"{colour}{word}{PLAIN}", 1)
    head, found, tail = line.rpartition(time)
    return f"{head}{colour}{time}{PLAIN}{tail}" if found and head else line


def _totals(rows: Sequence[Standing], columns: Sequence[str], widths: Sequence[int], page: Page) -> list[str]:
    """What can be paid now, with capitals; of it what is late; what waits; what is coming; and all of it."""
    words = page.words
    groups = {
        "payable": [row for row in rows if row.status in ("due", "overdue")],
        "overdue": [row for row in rows if row.status == "overdue"],
        "waiting": [row for row in rows if row.status == "waiting"],
        "coming": [row for row in rows if row.status == "projected"],
        "all": rows,
    }
    shown = [name for name in ("payable", "waiting", "coming") if groups[name]]
    if groups["overdue"] and len(groups["overdue"]) < len(groups["payable"]):
        shown.insert(1, "overdue")
    if sum(bool(groups[name]) for name in ("payable", "waiting", "coming")) > 1:
        shown.append("all")
    lines = []
    for name in shown:
        key = name
        if name == "waiting":
            key = "waiting-reports" if all(row.promise.reports for row in groups[name]) else "waiting-papers"
        text = words(f"total.{key}", count=len(groups[name]))
        lines += _total(text, groups[name], columns, widths, page, name in ("payable", "overdue", "all"))
    return lines


def _total(
    text: str, rows: Sequence[Standing], columns: Sequence[str], widths: Sequence[int], page: Page, in_words: bool
) -> list[str]:
    """One line of totals under the columns of sums; the capitals behind them, or beneath where there is no room."""
    sums = sums_of(rows)
    first_money = next(index for index, column in enumerate(columns) if column in MONEY)
    start = 1 if "title" in columns or "short-title" in columns else 0  # without names there is little room
    lead = sum(widths[:start]) + len(GAP) * start
    room = sum(widths[start:first_money]) + len(GAP) * (first_money - start - 1)
    parts = [
        pad(grouped(getattr(sums, column)), width, True)
        for column, width in zip(columns, widths, strict=True)
        if column in MONEY
    ]
    line = " " * lead + GAP.join([pad(text, room), *parts])
    words_for_it = capitals(sums.outstanding) if in_words and page.words.lang == "zh" else ""
    if page.width and cells(line) + len(GAP) + cells(words_for_it) > page.width:
        return [line, " " * max(page.width - cells(words_for_it), 0) + words_for_it]
    return [(line + GAP + words_for_it).rstrip()]


# -- notes and next steps --------------------------------------------------------------------------


def _notes(section: Section, page: Page, several: bool) -> list[str]:
    words = page.words
    notes = [note for note in section.notes if note.stops] + [note for note in section.notes if not note.stops]
    hidden = len(notes) - MOST_NOTES if several and len(notes) > MOST_NOTES else 0
    notes = notes[: MOST_NOTES if several else None]
    lines = ["", section.case.id] if several and notes else []
    group = ""
    for number, note in enumerate(notes, 1):
        title = words("notes.stops" if note.stops else "notes.know")
        if title != group:
            lines += ([] if group or several else [""]) + [title]
            group = title
        option = f" --contract {section.case.id}" if several else ""
        lines += _note(number, note._replace(command=note.command + option if note.command else ""), page)
    return lines + ([words("notes.more", count=hidden)] if hidden else [])


def _note(number: int, note: Note, page: Page) -> list[str]:
    lead = f"{number}. "
    width = page.width or 10_000
    lines = wrap(lead + note.text, width, " " * len(lead))
    if note.command and page.wide and cells(lines[0]) + 2 + cells(note.command) <= width and len(lines) == 1:
        lines[0] = _spread(lines[0], note.command, page)
    lines += _columned([line.split("\t") for line in note.lines], width)
    return [f"{DIM}{line}{PLAIN}" for line in lines] if page.colours and not note.stops else lines


def _columned(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Rows beneath a note with their columns lined up; the remark at the end is left out where there is no room."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)] if rows else []
    lines = []
    for *texts, remark in rows:
        line = "     " + GAP.join(pad(text, w) for text, w in zip(texts, widths[:-1], strict=True)).rstrip()
        whole = line + remark
        lines += [whole] if cells(whole) <= width else wrap(line, width, "       ")
    return lines


def _may_negotiate(case: Case, row: Standing) -> bool:
    """Whether damages wait for a negotiation about the instalment that nobody has recorded."""
    gated = any(rule.gated and rule.cause == LATE_PAYMENT for rule in case.terms.rules)
    return gated and row.promise.id not in case.position.negotiations


def _next_steps(sections: Sequence[Section], page: Page) -> list[str]:
    """The commands that deal with the first rows; typed as they stand they work."""
    words = page.words
    steps: dict[str, str] = {}
    several = len(sections) > 1
    for section in sections:
        option = f" --contract {section.case.id}" if several else ""
        prefix = f"{section.case.id}:" if several else ""
        if section.rows and section.case.open_findings("stop"):
            steps.setdefault(f"svcctl contract findings{option}", words("next.findings"))
        for row in section.rows:
            if row.status == "waiting" and row.promise.year:
                steps.setdefault(f"svcctl reports status{option}", words("next.reports"))
            elif row.status in ("due", "overdue"):
                iid = f"{prefix}{row.promise.id}"
                steps.setdefault(f"svcctl explain {iid}", words("next.explain"))
                if not section.case.open_findings("stop"):
                    amount = f"--amount {yuan(row.outstanding_fen)} --on {words('hint.on')} --ref {words('next.ref')}"
                    steps.setdefault(f"svcctl payments record {iid} {amount}", words("next.record"))
                if row.status == "overdue" and _may_negotiate(section.case, row):
                    command = f"svcctl negotiation open {iid} --on {section.case.as_of}"
                    steps.setdefault(command, words("next.negotiation"))
                break
    shown = list(steps.items())[:3]
    width = max((cells(command) for command, _ in shown), default=0)
    lead = words("next")
    lines = []
    for index, (command, text) in enumerate(shown):
        start = lead if index == 0 else " " * cells(lead)
        line = f"{start}  {pad(command, width)}  {text}"
        # a command is never broken, so that it can be copied
        lines.append(line if page.width is None or cells(line) <= page.width else f"{start}  {command}")
    return ["", *lines] if lines else []
