"""The service as a whole: what each side has to do, entries in bulk."""

from typing import Annotated

from svcctl.desk.desk import Desk
from svcctl.desk.options import Maybe, argument, choice, flag


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


VERBS = {"todo": todo, "record": record_}
