"""Force majeure: begun, ended, listed; its days lengthen the service year they fall in."""

from typing import Annotated, Any

import typer

from svcctl.billing.position import ForceMajeure
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import DryRun, Files, Maybe, Note, On
from svcctl.entry import optional, parse_date
from svcctl.export.report import Column, Report

SIDES = ("supplier", "purchaser")

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.number", "code"),
    Column("column.party"),
    Column("column.from", "code"),
    Column("column.to", "code"),
    Column("column.lasted", "count"),
    Column("column.notified", "code"),
    Column("column.proof"),
)


def begin(
    desk: Desk,
    on: On = None,
    by: Annotated[str, typer.Option("--by", metavar="supplier|purchaser", help="opt.fm-by")] = "supplier",
    notified_on: Annotated[Maybe, typer.Option("--notified-on", metavar="DATE", help="opt.notified-on")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record the first day of a force majeure, with notice and proof where they are in."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import FORCE_MAJEURE_BEGAN

    day, notified = optional(parse_date, on) or desk.today, optional(parse_date, notified_on)
    if by not in SIDES:
        raise Refusal("usage.choice", option="--by", value=by, choices=", ".join(SIDES))
    if notified and not day <= notified <= desk.today:
        raise Refusal("force-majeure.notice-order", on=day, notified=notified)

    def build(case: Case) -> list[Entry]:
        clause = case.terms.force_majeure
        warnings: tuple[str, ...] = ()
        if clause is None or (clause.who != "both" and clause.who != by):
            warnings = (desk.words("warning.force-majeure-no-effect"),)
        number = sum(event.kind == FORCE_MAJEURE_BEGAN for event in case.recorded) + 1
        payload = {"force_majeure": f"FM{number}", "by": by}
        payload |= drop_empty({"notified_on": iso(notified) if notified else "", "note": note})
        return [Entry(FORCE_MAJEURE_BEGAN, day, payload, warnings)]

    record(desk, build, evidence(files), dry_run)


def end(
    desk: Desk,
    which: Annotated[Maybe, typer.Argument(metavar="[FM1]", help="arg.force-majeure")] = None,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record the last day of a force majeure; that day still counts."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import FORCE_MAJEURE_ENDED

    day = optional(parse_date, on) or desk.today
    named = desk.choose(which) if which else None

    def build(case: Case) -> list[Entry]:
        lasting = [interval.id for interval in case.position.force_majeure if interval.ended_on is None]
        if named is None and not lasting:
            raise Refusal("force-majeure.not-open", name="-")
        payload = {"force_majeure": named or lasting[-1]} | drop_empty({"note": note})
        return [Entry(FORCE_MAJEURE_ENDED, day, payload)]

    record(desk, build, evidence(files), dry_run)


def list_(desk: Desk) -> None:
    """Every force majeure recorded, with its days so far, notice and proof."""
    found = [(case, interval) for case in desk.read_cases() for interval in case.position.force_majeure]
    words = desk.words
    desk.show(
        Report(
            data={"as_of": iso(desk.as_of), "force_majeure": [_json(case, interval) for case, interval in found]},
            columns=COLUMNS if found else (),
            rows=lambda: [
                [
                    case.id,
                    interval.id,
                    words(f"party.{interval.by}"),
                    iso(interval.began_on),
                    iso(interval.ended_on) if interval.ended_on else words("force-majeure.lasting"),
                    _days(case, interval),
                    iso(interval.notified_on) if interval.notified_on else words("force-majeure.missing"),
                    words("force-majeure.proven" if interval.proven else "force-majeure.missing"),
                ]
                for case, interval in found
            ],
            head=[words("force-majeure.title", as_of=desk.as_of, count=len(found))],
        )
    )


def _days(case: Case, interval: ForceMajeure) -> int:
    return (interval.last(case.as_of) - interval.began_on).days + 1


def _json(case: Case, interval: ForceMajeure) -> dict[str, Any]:
    return {
        "id": f"{case.id}:{interval.id}",
        "contract": case.id,
        "by": interval.by,
        "from": iso(interval.began_on),
        "to": iso(interval.ended_on) if interval.ended_on else None,
        "days": _days(case, interval),
        "notified_on": iso(interval.notified_on) if interval.notified_on else None,
        "proven": interval.proven,
        "event": interval.event,
    }


VERBS = {"begin": begin, "end": end, "list": list_}
