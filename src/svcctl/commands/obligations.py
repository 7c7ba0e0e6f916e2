"""Obligations: dates to keep that are not payments."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from svcctl.answers.obligations import listed
from svcctl.billing.obligations import lodging_key
from svcctl.billing.position import ObligationKept
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act
from svcctl.desk.bands import listing, unless_torn
from svcctl.desk.desk import Desk
from svcctl.desk.options import BY_DATE, OF_CONTRACTS, argument, narrowed_by
from svcctl.desk.showing import show
from svcctl.store.scopes import SERVICE

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish


@narrowed_by(without=("fund",), sorts=BY_DATE, groups=OF_CONTRACTS)
def list_(desk: Desk, wish: "Wish") -> None:
    """Every obligation: open, overdue or done; the next turns of the service plan."""
    with listing(desk, SERVICE) as (look, bands):
        if bands is not None:
            from svcctl.commands.lists_kept import duties

            answer = unless_torn(look, partial(duties, look, bands, wish))
            if answer is not None:
                show(desk, answer)
                return
        cases = look.cases()
    show(desk, listed(cases, desk.as_of, desk.words, wish))


def done(act: Act, key: Annotated[str, argument("KEY", "arg.obligation")]) -> None:
    """Record that an obligation was kept."""
    act, name = act.choose(key, "obligation")

    def build(case: Case) -> Sequence[ObligationKept]:
        if _is_turn(case, name):
            raise Refusal("obligations.of-plan", turn=name)
        key = naming.obligation(case, name, act.desk)
        for guarantee in case.terms.guarantees:
            if key == lodging_key(guarantee.key):
                raise Refusal("guarantee.lodge-it", guarantee=guarantee.key)
        return [act.said(ObligationKept, obligation=key)]

    act.record(build)


def _is_turn(case: Case, name: str) -> bool:
    """Whether a name is that of a turn of the service plan, which a record or `plan done` fulfils."""
    key, _, number = name.rpartition("-")
    return number.isdigit() and any(
        plan["key"] == key for plan in case.document.get("service_plan", ())
    )


VERBS = {"list": list_, "done": done}
