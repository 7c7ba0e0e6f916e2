"""The due list of all contracts as people read it, its contracts one after another."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.band_rows import instalment_of, mentioned, return_of
from svcctl.answers.due_lines import ONE_LINE
from svcctl.answers.due_page import DueSection
from svcctl.answers.due_table import Page
from svcctl.answers.guarantees import ReturnRow
from svcctl.answers.narrowing import group_name
from svcctl.answers.office_page import OfficeList
from svcctl.answers.picked_rows import of_instalment, picked_told
from svcctl.answers.picking import Picked
from svcctl.answers.wish import Wish
from svcctl.casebook.case import Case
from svcctl.commands.due_chosen import Chosen, Place
from svcctl.desk.due_noted import Noted
from svcctl.desk.kept import Kept
from svcctl.desk.showing import show
from svcctl.store.band import Band

Groups = Sequence[tuple[str | None, Sequence[Place]]]
Reader = Callable[[Place], Band]


def show_chosen(kept: Kept, chosen: Chosen, title: str) -> None:
    """What was chosen, all of it or so many rows of it."""
    counts, shown = chosen.counts, chosen.rows[: chosen.wish.limit]
    groups = in_groups(shown)
    picked = Picked(groups, chosen.rows, counts["of"], counts["undated"])
    told = picked_told(chosen.wish, picked, kept.desk.words, chosen.shared)
    _show(kept, chosen.wish, groups, told, title, _parts(groups, chosen.back, ()), chosen.read)


def show_all(kept: Kept, chosen: Chosen, title: str) -> bool:
    """The whole list, and of all contracts what is to be known; False where none has a row."""
    if not chosen.rows or len(chosen.contracts) == 1:
        return False
    contracts = len({each.chain for each in chosen.rows})
    told = [kept.desk.words("office.head", contracts=contracts, rows=len(chosen.rows))]
    groups = in_groups(chosen.rows)
    parts = _parts(groups, chosen.back, chosen.contracts)
    _show(kept, chosen.wish, groups, told, title, parts, chosen.read)
    return True


def show_first(
    kept: Kept, wish: Wish, rows: Sequence[Band], back: Sequence[Band], total: int, title: str
) -> None:
    """So many rows from the first on, which are at hand."""
    read = {(row.list, row.chain, row.place): row for row in (*rows, *back)}
    groups = in_groups([_place_of(row, _group(kept, wish, row)) for row in rows])
    picked: Picked[Any] = Picked(groups, range(total), total, 0)
    told = picked_told(wish, picked, kept.desk.words, 0)
    parts = _parts(groups, [_place_of(row) for row in back], ())
    _show(kept, wish, groups, told, title, parts, lambda each: read[each.list, each.chain, each.place])  # fmt: skip


def _group(kept: Kept, wish: Wish, row: Band) -> str | None:
    """What a row has in common with others, where that was asked for."""
    if not wish.group_by:
        return None
    item = instalment_of(row, kept.case(row.chain), kept.calendars)
    return of_instalment(kept.desk.words)(item).group(wish.group_by)


def _place_of(row: Band, group: str | None = None) -> Place:
    return Place((), row.due, row.number, row.state, row.list, row.chain, row.place, group)


def in_groups(rows: Iterable[Place]) -> list[tuple[str | None, list[Place]]]:
    """The rows by what they have in common; those of which it is not known behind."""
    found: dict[str | None, list[Place]] = {}
    for each in rows:
        found.setdefault(each.group, []).append(each)
    return sorted(found.items(), key=lambda item: (item[0] is None, item[0] or ""))


class _Part:
    """Of one contract the rows that are shown, with the places that they have, and its returns."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, Place]] = []
        self.back: list[Place] = []


def _parts(groups: Groups, back: Iterable[Place], others: Iterable[str]) -> dict[str, _Part]:
    """The contracts in the order of their first rows; those without any behind."""
    found: dict[str, _Part] = {}
    at = 0
    for group, (_, rows) in enumerate(groups):
        for each in rows:
            found.setdefault(each.chain, _Part()).rows.append((at, group, each))
            at += 1
    returns = sorted(back, key=lambda each: each.chain)
    for chain in sorted({*others, *(each.chain for each in returns)} - found.keys()):
        found[chain] = _Part()
    for each in returns:
        found[each.chain].back.append(each)
    return found


def _show(
    kept: Kept,
    wish: Wish,
    groups: Groups,
    told: Sequence[str],
    title: str,
    parts: dict[str, _Part],
    read: Reader,
) -> None:
    desk, words = kept.desk, kept.desk.words
    named = [(group_name(wish.group_by, name, words), len(rows)) for name, rows in groups]
    office, noted = OfficeList(named, words), Noted(kept.look, kept.bands)
    for chain, part in parts.items():
        _tell(office, noted, part, read, kept, kept.case_once(chain))
    show(
        desk,
        Answer(
            None,
            ONE_LINE,
            page=lambda width, colours: office.page(
                told, title, Page(words, desk.as_of, width, colours)
            ),
        ),
    )
    noted.keep()


def _tell(
    office: OfficeList, noted: Noted, part: _Part, read: Reader, kept: Kept, case: Case
) -> None:
    """A contract more."""
    rows = [(at, g, instalment_of(read(p), case, kept.calendars)) for at, g, p in part.rows]
    back = [return_of(read(place), case, kept.calendars).row for place in part.back]
    held = noted.of(case.id, [row.id for *_, row in rows], [each.id for each in back])
    for at, group, row in rows:
        office.lines.put(at, group, row._replace(marks=held.marks.get(row.id, "")))
    returns = [ReturnRow(mentioned(case), each) for each in back]
    office.tell(DueSection(case, (), returns, held.notes, held.steps, held.steps_back))
