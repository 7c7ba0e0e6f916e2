"""Negotiation: opened, failed or settled, for the instalments or breaches named; the gate before some damages."""

from datetime import date
from typing import Annotated

import typer

from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import Doc, DryRun, Files, Maybe, Note, On
from svcctl.entry import optional, parse_date

Subjects = Annotated[list[str] | None, typer.Argument(metavar="[INSTALMENT...]", help="arg.subjects")]


def _record(
    desk: Desk,
    kind: str,
    subjects: list[str] | None,
    day: date,
    files: list[str] | None,
    more: dict[str, str],
    dry_run: bool,
) -> None:
    from svcctl.commands.recording import Entry, evidence, record

    named = [desk.choose(subject) for subject in subjects or ()]

    def build(case: Case) -> list[Entry]:
        then = case.on(day)
        late = [s.promise.id for s in then.standings if s.status == "overdue"] if then else []
        if not named and not late:
            raise Refusal("negotiation.of-what", on=day)
        return [Entry(kind, day, {"subjects": named or late} | more)]

    record(desk, build, evidence(files), dry_run)


def open_(
    desk: Desk,
    subjects: Subjects = None,
    on: On = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that both sides have begun to negotiate about the instalments named, else those overdue that day."""
    from svcctl.facts import NEGOTIATION_OPENED

    day = optional(parse_date, on) or desk.today
    _record(desk, NEGOTIATION_OPENED, subjects, day, files, drop_empty({"doc": doc, "note": note}), dry_run)


def fail(
    desk: Desk,
    subjects: Subjects = None,
    on: On = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that negotiation has failed: from then on the damages behind it are owed."""
    from svcctl.facts import NEGOTIATION_FAILED

    day = optional(parse_date, on) or desk.today
    _record(desk, NEGOTIATION_FAILED, subjects, day, files, drop_empty({"doc": doc, "note": note}), dry_run)


def settle(
    desk: Desk,
    subjects: Subjects = None,
    on: On = None,
    new_due: Annotated[Maybe, typer.Option("--new-due", metavar="DATE", help="opt.new-due")] = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that an agreement was reached, with the new date for payment where it names one."""
    from svcctl.facts import NEGOTIATION_SETTLED

    day, until = optional(parse_date, on) or desk.today, optional(parse_date, new_due)
    if until and until < day:
        raise Refusal("negotiation.new-due", new_due=until, on=day)
    more = drop_empty({"new_due": iso(until) if until else "", "doc": doc, "note": note})
    _record(desk, NEGOTIATION_SETTLED, subjects, day, files, more, dry_run)


VERBS = {"open": open_, "fail": fail, "settle": settle}
