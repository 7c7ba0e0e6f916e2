"""Disputes about part of an instalment: what is undisputed stays due (Order 802 art. 15)."""

from typing import Annotated

import typer

from svcctl.commands.desk import Desk, drop_empty
from svcctl.commands.options import Doc, DryRun, Files, Instalment, Maybe, Note, On
from svcctl.entry import optional, parse_date, parse_money, parse_money_or_nought

Amount = Annotated[str, typer.Option("--amount", metavar="SUM", help="opt.disputed")]


def open_(
    desk: Desk,
    instalment: Instalment,
    amount: Amount,
    on: On = None,
    reason: Annotated[Maybe, typer.Option("--reason", metavar="TEXT", help="opt.reason")] = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that so much of an instalment is disputed; the rest stays due."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import DISPUTE_OPENED

    day = optional(parse_date, on) or desk.today
    payload = {"instalment": desk.choose(instalment), "fen": parse_money(amount)}
    more = drop_empty({"reason": reason, "doc": doc, "note": note})
    record(desk, lambda _: [Entry(DISPUTE_OPENED, day, payload | more)], evidence(files), dry_run)


def settle(
    desk: Desk,
    instalment: Instalment,
    amount: Annotated[str, typer.Option("--amount", metavar="SUM", help="opt.owed")],
    on: On = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record how a dispute ended: so much of the disputed sum is owed, the rest is not."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import DISPUTE_SETTLED

    day = optional(parse_date, on) or desk.today
    payload = {"instalment": desk.choose(instalment), "fen": parse_money_or_nought(amount)}
    more = drop_empty({"doc": doc, "note": note})
    record(desk, lambda _: [Entry(DISPUTE_SETTLED, day, payload | more)], evidence(files), dry_run)


VERBS = {"open": open_, "settle": settle}
