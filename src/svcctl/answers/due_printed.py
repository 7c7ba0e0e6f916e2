"""The due list as it is printed: its rows with contract and payee, guarantees and notes under them."""

from collections.abc import Sequence
from datetime import date

from svcctl.answers.answer import Column, Groups, Printed, rows_of
from svcctl.answers.due_page import DueSection
from svcctl.answers.guarantees import ReturnRow, returns_told
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import screen
from svcctl.answers.lacking import by_name
from svcctl.answers.office_notes import office_notes
from svcctl.answers.office_page import in_order
from svcctl.answers.printing import heading
from svcctl.i18n import Words


def due_printed(
    sections: Sequence[DueSection],
    rows: Sequence[InstalmentRow],
    back: Sequence[ReturnRow],
    as_of: date,
    words: Words,
    told: Sequence[str] = (),
    groups: Groups | None = None,
) -> Printed:
    """The list of one contract, or of several with what it was narrowed to.

    Its total is not to count the supplier's own money: that stands under it.
    """
    cases = [section.case for section in sections]
    title, beside = heading(cases, words("export.due"), as_of, words, money=True)
    several = len(cases) > 1
    columns = _columns(rows, several)
    notes = _notes(sections, rows, several, words)
    return Printed(
        title=title,
        beside=[*beside, *told],
        columns=columns,
        rows=list(rows_of(columns, rows, words)),
        under=[*returns_told(back, words), *notes],
        groups=groups,
        adds_up=True,
    )


def _columns(rows: Sequence[InstalmentRow], several: bool) -> Sequence[Column]:
    """Of several contracts names tell a row from the others, and its id is left to commands."""
    found = screen(rows, whole_ids=True, named=several)
    found = by_name(found) if several else found  # the page of one contract names them in notes
    return [each for each in found if not several or each.heading != "column.id"]


def _notes(
    sections: Sequence[DueSection], rows: Sequence[InstalmentRow], several: bool, words: Words
) -> list[str]:
    """The notes with their numbers, all lines of them: on paper nobody can ask for the others."""
    if several:
        notes = office_notes(in_order(sections, rows), words, most=EVERY)
    else:
        notes = [note for section in sections for note in section.notes]
    found = []
    for number, note in enumerate(notes, 1):
        found += [f"{number}. {note.text}", *(f"     {line}" for line in note.lines)]
    return found


EVERY = 10_000
