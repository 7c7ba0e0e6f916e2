"""The service plan: its turns, and those that papers alone fulfil."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from svcctl.desk import serving_options as options
from svcctl.desk.desk import Desk
from svcctl.desk.options import (
    BY_DATE,
    OF_CONTRACTS,
    argument,
    choice,
    day,
    flag,
    narrowed_by,
    text,
)

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

Maybe = str | None
Turn = Annotated[str, argument("TURN", "arg.turn")]
At = Annotated[datetime | None, options.moment("--at", "opt.service-at")]
On = Annotated[date | None, day("--on", "opt.on")]
By = Annotated[Maybe, text("--by", "opt.service-by", "ROLE")]
Side = Annotated[Maybe, choice("--side", "opt.service-side", "purchaser|supplier")]
Source = Annotated[Maybe, choice("--source", "opt.service-source", options.SOURCES)]
ConfirmedBy = Annotated[Maybe, text("--confirmed-by", "opt.service-confirmed-by", "ROLE")]
Files = Annotated[list[str] | None, text("--file", "opt.file", "PATH")]
SignedBy = Annotated[Maybe, text("--signed-by", "opt.service-signed-by", "ROLE")]
Title = Annotated[Maybe, text("--title", "opt.service-title")]
Note = Annotated[Maybe, text("--note", "opt.note")]
DryRun = Annotated[bool, flag("--dry-run")]


@narrowed_by(without=("fund",), sorts=BY_DATE, groups=OF_CONTRACTS)
def list_(desk: Desk, wish: "Wish") -> None:
    """Every turn of the service plan, and what became of it."""
    from svcctl.answers.turns import listed
    from svcctl.desk.looking import read_cases
    from svcctl.desk.records_shown import moment_of
    from svcctl.desk.showing import show
    from svcctl.store.scopes import ALL

    show(desk, listed(read_cases(desk, ALL), moment_of(desk), desk.words, wish))


def done(
    desk: Desk,
    turn: Turn,
    at: At = None,
    on: On = None,
    by: By = None,
    side: Side = None,
    source: Source = None,
    confirmed_by: ConfirmedBy = None,
    files: Files = None,
    signed_by: SignedBy = None,
    title: Title = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a turn without a record of its own was done: papers."""
    _tell(**locals(), verb="done")


def miss(
    desk: Desk,
    turn: Turn,
    reason: Annotated[str, text("--reason", "opt.reason")],
    at: At = None,
    on: On = None,
    by: By = None,
    side: Side = None,
    source: Source = None,
    confirmed_by: ConfirmedBy = None,
    files: Files = None,
    signed_by: SignedBy = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a turn was missed, and why."""
    _tell(**locals(), verb="miss")


def _tell(desk: Desk, turn: str, verb: str, **values: Any) -> None:
    from svcctl.desk.turns import tell_turn

    tell_turn(desk, verb, turn, values)


VERBS = {"list": list_, "done": done, "miss": miss}
