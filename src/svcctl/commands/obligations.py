"""Obligations: dates to keep that are not payments."""

from typing import Annotated

import typer

from svcctl.billing.obligations import duties
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import Doc, DryRun, Files, Note, On
from svcctl.entry import optional, parse_date
from svcctl.export.report import Column, Report
from svcctl.export.views import duty_json

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.status", "code"),
    Column("column.key", "code"),
    Column("column.obligation"),
    Column("column.who"),
    Column("column.by", "code"),
    Column("column.done-on", "code"),
    Column("column.article", spare=True),
)


def list_(desk: Desk) -> None:
    """Every obligation: open, overdue or done."""
    found = [(case, d) for case in desk.read_cases() for d in duties(case.terms, case.position, case.calendar)]
    words = desk.words
    desk.show(
        Report(
            data={"as_of": iso(desk.as_of), "obligations": [duty_json(duty, case.id) for case, duty in found]},
            columns=COLUMNS,
            rows=lambda: [
                [
                    case.id,
                    words(f"duty.{duty.status}", days=duty.days_overdue),
                    duty.obligation.key,
                    words.title(duty.obligation.title),
                    words(f"party.{duty.obligation.who}"),
                    iso(duty.deadline.on) if duty.deadline else words("duty.no-date"),
                    iso(duty.done_on) if duty.done_on else None,
                    duty.obligation.article,
                ]
                for case, duty in found
            ],
            head=[words("obligations.title", as_of=desk.as_of)],
        )
    )


def done(
    desk: Desk,
    key: Annotated[str, typer.Argument(metavar="KEY", help="arg.obligation")],
    on: On = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that an obligation was kept."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import OBLIGATION_DONE

    day = optional(parse_date, on) or desk.today
    name = desk.choose(key)

    def build(case: Case) -> list[Entry]:
        keys = [duty.obligation.key for duty in duties(case.terms, case.position, case.calendar)]
        if name not in keys:
            known = ", ".join(keys) or "-"
            raise Refusal("obligation.unknown", obligation=name, known=known)
        return [Entry(OBLIGATION_DONE, day, {"obligation": name} | drop_empty({"doc": doc, "note": note}))]

    record(desk, build, evidence(files), dry_run)


VERBS = {"list": list_, "done": done}
