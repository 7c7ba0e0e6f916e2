"""The due list: of one contract, of several, or of what was chosen."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from svcctl.answers.answer import Answer, Column, Groups, Printed, rows_of
from svcctl.answers.due_list import Listed, due_json, due_of, rows_listed
from svcctl.answers.guarantees import KIND, ReturnRow, cells_like
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import of_contract, screen
from svcctl.billing.guarantees import GuaranteeRow
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.desk.bands import listing
from svcctl.desk.desk import Desk
from svcctl.desk.showing import show

if TYPE_CHECKING:
    from svcctl.answers.due_page import DueSection
    from svcctl.answers.office_page import Groups as OfficeGroups
    from svcctl.answers.picking import Picked
    from svcctl.answers.wish import Wish
    from svcctl.commands.due_kept import Page


def show_due(desk: Desk, wish: "Wish", days: int, fail_if_overdue: bool) -> int:
    """The list, and 1 where something on it is late and that was asked for."""
    with listing(desk) as (look, bands):
        if bands is not None:
            from svcctl.commands.due_kept import show_kept

            page, title = _page_of(desk, days), _title(desk)
            code = show_kept(look, bands, wish, days, fail_if_overdue, page, title)
            if code is not None:
                return code
        listed = [due_of(case, days) for case in look.cases()]
    if wish.asked:
        rows, back = _chosen(desk, wish, listed)
    else:
        rows, back = rows_listed(listed)
        show(desk, _due_answer(desk, listed, rows, back))
    statuses = [row.standing.status for row in rows] + [each.row.status for each in back]
    return 1 if fail_if_overdue and "overdue" in statuses else 0


def _page_of(desk: Desk, days: int) -> "Page":
    """How what was chosen is told, once it is known of which contracts."""

    def page(
        wish: "Wish",
        cases: Iterable[Case],
        picked: "Picked[InstalmentRow]",
        back: Sequence[ReturnRow],
    ) -> Answer:
        listed = [due_of(case, days) for case in cases]
        return _chosen_answer(desk, wish, listed, picked, back)

    return page


def _due_answer(
    desk: Desk, listed: Sequence[Listed], rows: Sequence[InstalmentRow], back: Sequence[ReturnRow]
) -> Answer:
    if desk.format == "json":
        return Answer(data=due_json(rows, back, desk.as_of))
    if len(listed) != 1:
        return _office_answer(desk, listed, back)
    columns = screen(rows, whole_ids=True)
    return _due_list(desk, columns, rows, back)._replace(
        page=lambda width, colours: _due_page(desk, listed[0], width, colours),
        printed=lambda: _due_printed(desk, listed[0], rows, back),
    )


def _due_list(
    desk: Desk, columns: Sequence[Column], rows: Sequence[InstalmentRow], back: Sequence[ReturnRow]
) -> Answer:
    """The rows of a list for a csv, those of guarantees that go back among them."""
    words = desk.words
    columns = (KIND, *columns) if back else columns
    return Answer(
        data=None,
        columns=columns,
        rows=lambda: [*rows_of(columns, rows, words), *cells_like(columns, back, words)],
        adds_up=True,
    )


def _title(desk: Desk) -> str:
    """What the list is, as of what day."""
    words, as_of = desk.words, desk.as_of
    return words("due.title", as_of=as_of, weekday=words.weekday(as_of)) + desk.known_mark


def _due_printed(
    desk: Desk, listed: Listed, rows: Sequence[InstalmentRow], back: Sequence[ReturnRow]
) -> Printed:
    from svcctl.answers.due_page import section
    from svcctl.answers.due_printed import due_printed

    return due_printed([section(*listed, desk.words)], rows, back, desk.as_of, desk.words)


def _due_page(desk: Desk, listed: Listed, width: int | None, colours: bool) -> list[str]:
    from svcctl.answers.due_page import due_page, section
    from svcctl.answers.due_table import Page

    page = Page(desk.words, desk.as_of, width, colours)
    return due_page(section(*listed, desk.words), _title(desk), page)


def _office_answer(desk: Desk, listed: Sequence[Listed], back: Sequence[ReturnRow]) -> Answer:
    from svcctl.answers.office_page import by_date, office_head

    sections = [_named_section(desk, *each) for each in listed]
    groups = [("", by_date(row for each in sections for row in each.rows))]
    told = [office_head(groups, desk.words)] if groups[0][1] else []
    return _listed_answer(desk, sections, groups, told, back)


def _named_section(
    desk: Desk, case: Case, rows: Sequence[Standing], back: Sequence[GuaranteeRow]
) -> "DueSection":
    """A contract's part of a list of several: its notes say titles, as its ids are far away."""
    from svcctl.answers.due_page import section
    from svcctl.answers.named import Titles

    words = Titles(case.terms, case.position.breaches).words(desk.words)
    return section(case, rows, back, words)


def _listed_answer(
    desk: Desk,
    sections: "Sequence[DueSection]",
    groups: "OfficeGroups",
    told: Sequence[str],
    back: Sequence[ReturnRow],
    column: tuple[Column, ...] = (),
    narrowed: bool = False,
) -> Answer:
    """One list over several contracts, each row with its contract and the other side."""
    from svcctl.answers.due_printed import due_printed
    from svcctl.answers.due_table import Page
    from svcctl.answers.lacking import by_name
    from svcctl.answers.office_page import office_page

    words = desk.words
    rows = [row for _, part in groups for row in part]
    columns = by_name((*column, *screen(rows, whole_ids=True, named=True)))
    named = [(name, len(part)) for name, part in groups]
    parts = Groups(column[0].heading, named) if column else None
    return _due_list(desk, columns, rows, back)._replace(
        printed=lambda: due_printed(
            sections, rows, back, desk.as_of, words, told if narrowed else (), parts
        ),
        page=lambda width, colours: office_page(
            sections, groups, told, _title(desk), Page(words, desk.as_of, width, colours)
        ),
    )


def _chosen(
    desk: Desk, wish: "Wish", listed: Sequence[Listed]
) -> tuple[Sequence[InstalmentRow], Sequence[ReturnRow]]:
    """Shows what was chosen; contracts of which nothing is left are not told of."""
    from svcctl.answers.office_page import by_date
    from svcctl.answers.picked_rows import LISTED, meant, of_instalment, of_return, picked_json
    from svcctl.answers.picking import pick

    words = desk.words
    wish = meant(wish, [case for case, *_ in listed], LISTED, words)
    rows = by_date(row for case, part, _ in listed for row in of_contract(case, part))
    picked = pick(rows, of_instalment(words), wish)
    every = [ReturnRow(case, row) for case, _, part in listed for row in part]
    back = pick(every, of_return(words), wish).matching
    if desk.format == "json":
        data = due_json(picked.shown, back, desk.as_of, as_sorted=bool(wish.sort))
        show(desk, Answer(data=data | picked_json(picked, wish)))
    else:
        show(desk, _chosen_answer(desk, wish, listed, picked, back))
    return picked.matching, back


def _chosen_answer(
    desk: Desk,
    wish: "Wish",
    listed: Sequence[Listed],
    picked: "Picked[InstalmentRow]",
    back: Sequence[ReturnRow],
) -> Answer:
    from svcctl.answers.narrowing import group_name
    from svcctl.answers.picked_rows import group_column, picked_told

    words = desk.words
    kept = {row.whole_id for row in picked.shown} | {each.whole_id for each in back}
    contracts = {name.partition(":")[0] for name in kept}
    sections = [
        _named_section(
            desk,
            case,
            [each for each in standings if f"{case.id}:{each.instalment.id}" in kept],
            [each for each in returns if f"{case.id}:{each.id}" in kept],
        )
        for case, standings, returns in listed
        if case.id in contracts
    ]
    marked = {row.whole_id: row for each in sections for row in each.rows}
    groups = [
        (group_name(wish.group_by, name, words), [marked[row.whole_id] for row in part])
        for name, part in picked.groups
    ]
    told = picked_told(wish, picked, words)
    column = group_column(picked, wish, words)
    return _listed_answer(desk, sections, groups, told, back, column, narrowed=True)
