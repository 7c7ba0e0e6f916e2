"""Force majeure: begun, ended, listed; its days lengthen the service year they fall in."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from svcctl.answers.force_majeure import listed
from svcctl.answers.recorded import Caution
from svcctl.billing.position import ForceMajeure, ForceMajeureEnded
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.replay import said
from svcctl.desk.acts import Act, Entry
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.options import Maybe, argument, choice, day
from svcctl.desk.showing import show


def begin(
    act: Act,
    by: Annotated[str, choice("--by", "opt.fm-by", "supplier|purchaser")] = "supplier",
    notified_on: Annotated[date | None, day("--notified-on", "opt.notified-on")] = None,
) -> None:
    """Record the first day of a force majeure, with notice and proof where they are in."""
    if notified_on and not act.on <= notified_on <= act.desk.today:
        raise Refusal("force-majeure.notice-order", on=act.on, notified=notified_on)

    def build(case: Case) -> Sequence[Entry]:
        clause = case.terms.force_majeure
        idle = clause is None or clause.who not in ("both", by)
        name = f"FM{len(said(case.recorded, ForceMajeure)) + 1}"
        says = act.said(ForceMajeure, id=name, by=by, notified_on=notified_on)
        return [Entry(says, (Caution("force-majeure-no-effect"),) if idle else ())]

    act.record(build)


def end(act: Act, which: Annotated[Maybe, argument("[FM1]", "arg.force-majeure")] = None) -> None:
    """Record the last day of a force majeure; that day still counts."""
    act, named = act.choose(which.upper(), "force-majeure") if which else (act, "")

    def build(case: Case) -> Sequence[ForceMajeureEnded]:
        lasting = [each.id for each in case.position.force_majeure if each.ended_on is None]
        if not named and not lasting:
            raise Refusal("force-majeure.none-open")
        return [act.said(ForceMajeureEnded, id=named or lasting[-1])]

    act.record(build)


def list_(desk: Desk) -> None:
    """Every force majeure recorded, with its days so far, notice and proof."""
    show(desk, listed(read_cases(desk), desk.as_of, desk.words))


VERBS = {"begin": begin, "end": end, "list": list_}
