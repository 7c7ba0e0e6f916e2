"""Every force majeure recorded, with its days so far, notice and proof."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, iso
from svcctl.billing.position import ForceMajeure
from svcctl.casebook.case import Case
from svcctl.i18n import Words

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.number", "code"),
    Column("column.party"),
    Column("column.began", "code"),
    Column("column.ended", "code"),
    Column("column.lasted", "count"),
    Column("column.notified", "code"),
    Column("column.proof"),
)


def listed(cases: Sequence[Case], as_of: date, words: Words) -> Answer:
    """The list of all of them."""
    found = [(case, interval) for case in cases for interval in case.position.force_majeure]
    return Answer(
        data={"as_of": iso(as_of), "force_majeure": [_json(case, each) for case, each in found]},
        columns=COLUMNS,
        rows=lambda: [_row(case, each, words) for case, each in found],
        head=[words("force-majeure.title", as_of=as_of, count=len(found))],
    )


def _row(case: Case, interval: ForceMajeure, words: Words) -> list[Any]:
    missing = words("force-majeure.missing")
    return [
        case.id,
        interval.id,
        words(f"party.{interval.by}"),
        iso(interval.on),
        iso(interval.ended_on) or words("force-majeure.lasting"),
        _days(case, interval),
        iso(interval.notified_on) or missing,
        words("force-majeure.proven") if interval.proven else missing,
    ]


def _days(case: Case, interval: ForceMajeure) -> int:
    return (interval.last(case.as_of) - interval.on).days + 1


def _json(case: Case, interval: ForceMajeure) -> dict[str, Any]:
    return {
        "id": f"{case.id}:{interval.id}",
        "contract": case.id,
        "by": interval.by,
        "from": iso(interval.on),
        "to": iso(interval.ended_on),
        "days": _days(case, interval),
        "notified_on": iso(interval.notified_on),
        "proven": interval.proven,
        "event": interval.event,
    }
