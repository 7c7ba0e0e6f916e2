"""What is to be done soon: deadlines, papers to ask for, guarantees, notices, obligations."""

from typing import Annotated

from svcctl.answers.reminding import reminded, reminders
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
    with looking(desk, stamped=ics, scope=SERVICE) as look:
        cases = look.cases()
        stamp = look.provenance({case.id: case.calendar for case in cases}) if ics else None
    found = reminders(cases, days, desk.words)
    if stamp:
        from svcctl.papers.deadlines_ics import reminders_ics

        write_bytes(desk, reminders_ics(found, stamp, desk.words))
    else:
        show(desk, reminded(found, desk.as_of, days, desk.words))
    return 1 if fail_if_any and found else 0


VERBS = {"": remind}
