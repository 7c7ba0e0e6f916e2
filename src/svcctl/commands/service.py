"""The service as a whole: what became of its promises, what each side has to do, entries in bulk."""

from typing import Annotated

from svcctl.desk.desk import Desk
from svcctl.desk.options import Maybe, Template, argument, choice, flag, service_year, text

Year = Annotated[int | None, service_year("opt.service-year")]
Month = Annotated[Maybe, text("--month", "opt.month", "2026-04")]


def record_(
    desk: Desk,
    file: Annotated[str, argument("FILE|-", "arg.entries")],
    dry_run: Annotated[bool, flag("--dry-run")] = False,
) -> None:
    """Record commands line by line, or the rows of a list; all or nothing."""
    from svcctl.commands.records import as_typed
    from svcctl.desk.entries import enter, lines_of

    enter(desk, lines_of(file), as_typed, dry_run)


def todo(
    desk: Desk,
    side: Annotated[Maybe, choice("--side", "opt.todo-side", "purchaser|supplier")] = None,
) -> None:
    """What each side still has to sign, confirm, answer, approve and do."""
    from svcctl.desk.records_shown import show_todo

    show_todo(desk, side)


def scorecard_(
    desk: Desk, year: Year = None, month: Month = None, template: Template = None
) -> None:
    """What became of each promise in a service year or a calendar month."""
    from svcctl.desk.scoring import show_scorecard

    show_scorecard(desk, year, month, template)


VERBS = {"scorecard": scorecard_, "todo": todo, "record": record_}
