"""What is to be done soon: deadlines, papers to ask for, guarantees, notices, obligations."""

from typing import Annotated

from svcctl.answers.reminding import Reminder, reminded, reminders
from svcctl.desk.bands import listing, unless_torn
from svcctl.desk.desk import FORMATS, Desk
from svcctl.desk.looking import looking
from svcctl.desk.options import flag, number
from svcctl.desk.showing import PRINTED, check_output, show, write_bytes
from svcctl.store.scopes import SERVICE

DAYS = 7


def remind(
    desk: Desk,
    days: Annotated[int | None, number("--days", "opt.remind-days", "DAYS")] = None,
    fail_if_any: Annotated[bool, flag("--fail-if-any")] = False,
) -> int:
    """What is late or to be done within so many days, in about ten lines for a chat."""
    days = DAYS if days is None else days
    check_output(desk, (*FORMATS, *PRINTED, "ics"))
    ics = desk.format == "ics"
    if ics:
        found = _to_calendar(desk, days)
    else:
        found = _found(desk, days)
        show(desk, reminded(found, desk.as_of, days, desk.words))
    return 1 if fail_if_any and found else 0


def _found(desk: Desk, days: int) -> list[Reminder]:
    with listing(desk, SERVICE) as (look, bands):
        if bands is not None:
            from svcctl.commands import lists_kept

            found = unless_torn(look, lambda: lists_kept.reminders(look, bands, days))
            if found is not None:
                return found
        return reminders(look.cases(), days, desk.words)


def _to_calendar(desk: Desk, days: int) -> list[Reminder]:
    """What is to be done soon as a file for a calendar, which says on what it rests."""
    from svcctl.papers.deadlines_ics import reminders_ics

    with looking(desk, stamped=True, scope=SERVICE) as look:
        cases = look.cases()
        stamp = look.provenance({case.id: case.calendar for case in cases})
    found = reminders(cases, days, desk.words)
    write_bytes(desk, reminders_ics(found, stamp, desk.words))
    return found


VERBS = {"": remind}
