"""The options by which a bank's or ledger's list is read, and what the contracts add to them."""

from collections.abc import Sequence
from typing import Annotated

from svcctl.casebook.case import Case
from svcctl.desk.desk import Desk, one_of
from svcctl.desk.options import Maybe, flag, text
from svcctl.intake.directions import Reading
from svcctl.intake.profiles import WAYS_OUT
from svcctl.intake.sides import parties

ListOut = Annotated[Maybe, text("--out", "opt.list-out", "|".join(WAYS_OUT))]
ListSheet = Annotated[Maybe, text("--sheet", "opt.list-sheet", "NAME")]
ListDay = Annotated[Maybe, text("--day", "opt.list-day", "HEADING")]
ListProfile = Annotated[Maybe, text("--profile", "opt.list-profile", "NAME")]
IgnoreBalance = Annotated[bool, flag("--ignore-balance")]


def reading_of(
    desk: Desk,
    cases: Sequence[Case],
    out: str | None,
    sheet: str | None,
    ignore_balance: bool,
    day: str | None = None,
) -> Reading:
    """How a list is to be read, by its reader's role, the contracts' parties and what was typed."""
    if out:
        out = one_of("--out", out, WAYS_OUT)
    supplier = desk.role == "supplier"
    ours, theirs = parties(cases, supplier)
    columns = {"on": day} if day else {}
    return Reading(supplier, ours, theirs, out or "", sheet or "", not ignore_balance, columns)
