"""Compare: a bank's or ledger's list held against what is recorded; nothing is changed."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from svcctl.billing.money import grouped, yuan
from svcctl.commands.desk import Desk
from svcctl.commands.imports import found_json
from svcctl.commands.options import Maybe
from svcctl.commands.payment_list import COLUMNS, read_list, row_of
from svcctl.entry import optional, parse_date
from svcctl.export.report import Cell, Report
from svcctl.i18n import Words
from svcctl.matching import Found, Recorded, match, on_file


def payments(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help="arg.list")],
    first: Annotated[Maybe, typer.Option("--from", metavar="DATE", help="opt.from")] = None,
    last: Annotated[Maybe, typer.Option("--to", metavar="DATE", help="opt.to")] = None,
) -> int:
    """A list of payments beside those recorded: the same, only here, only there; exit 1 where any differ."""
    cases = desk.read_cases()
    listed = read_list(desk, file)
    since = optional(parse_date, first) or min((row.on for row in listed.rows), default=desk.as_of)
    until = optional(parse_date, last) or max((row.on for row in listed.rows), default=desk.as_of)
    rows = [row for row in listed.rows if since <= row.on <= until]
    found = match(cases, rows, desk.role == "supplier")
    ours = [each for each in found if each.state != "elsewhere"]
    there = [each for each in ours if each.state not in ("recorded", "differs")]
    here = _only_here([each for case in cases for each in on_file(case)], ours, since, until)
    words, several = desk.words, len(cases) > 1
    counts = {
        "matched": sum(each.state == "recorded" for each in ours),
        "differing": sum(each.state == "differs" for each in ours),
        "there": len(there),
        "there_sum": grouped(sum(each.listed.fen for each in there)),
        "here": len(here),
        "here_sum": grouped(sum(each.fen for each in here)),
        "others": len(found) - len(ours),
    }
    desk.show(
        Report(
            data=_json(file, since, until, ours, here, len(found) - len(ours)),
            columns=COLUMNS,
            rows=lambda: [*(row_of(each, words, several) for each in ours), *(_row(each, words) for each in here)],
            head=[words("compare.title", path=file, since=since, until=until, as_of=desk.as_of) + desk.known_mark],
            foot=[words("compare.counts", **counts)],
        )
    )
    return 1 if here or any(each.state != "recorded" for each in ours) else 0


def _only_here(filed: Sequence[Recorded], ours: Sequence[Found], since: date, until: date) -> list[Recorded]:
    """What is recorded for the days of the list and stands in no row of it."""
    listed = {each.event for each in ours}
    return [each for each in filed if since <= each.on <= until and each.event not in listed]


def _row(filed: Recorded, words: Words) -> list[Cell]:
    numbers = words("list.separator").join(sorted(filed.numbers)) or filed.voucher
    parts = "+".join(iid for iid, _ in filed.parts)
    matched = words("listed.event", matched=parts, event=filed.event)
    return [None, filed.on.isoformat(), filed.fen, numbers, words("listed.only-here"), matched]


def _json(
    path: str, since: date, until: date, ours: Sequence[Found], here: Sequence[Recorded], others: int
) -> dict[str, Any]:
    def in_state(*states: str) -> list[dict[str, Any]]:
        return [found_json(each) for each in ours if each.state in states]

    return {
        "file": path,
        "from": since.isoformat(),
        "to": until.isoformat(),
        "matched": in_state("recorded"),
        "differs": in_state("differs"),
        "only_there": in_state("new", "open", "unfit", "returned"),
        "only_here": [
            {"event": each.event, "on": each.on.isoformat(), "amount": yuan(each.fen), "refs": sorted(each.numbers)}
            for each in here
        ],
        "others": others,
    }


VERBS = {"payments": payments}
