"""Guarantees: what was lodged, given back, claimed; the list of what is held and goes back when."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from svcctl.answers.guarantees import listed
from svcctl.answers.recorded import Caution
from svcctl.billing.deposits import Account
from svcctl.billing.guarantees import GuaranteeRow, accounts, guarantee_rows
from svcctl.billing.position import CASH, LETTER, Claimed, GivenBack, Lodged
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.meaning import taken
from svcctl.desk.options import (
    OF_CONTRACTS,
    Amount,
    Maybe,
    MaybeReason,
    Override,
    argument,
    choice,
    day,
    narrowed_by,
    text,
)
from svcctl.desk.showing import show

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

Key = Annotated[str, argument("KEY", "arg.guarantee")]
Form = Annotated[Maybe, choice("--form", "opt.form", "cash|letter")]
Ref = Annotated[str, text("--ref", "opt.ref", "NUMBER")]


def lodge(
    act: Act,
    key: Key,
    amount: Amount = None,
    as_form: Form = None,
    valid_until: Annotated[date | None, day("--valid-until", "opt.valid-until")] = None,
    ref: Ref = "",
    override: Override = False,
    reason: MaybeReason = None,
) -> None:
    """Record that the supplier lodged money or a bank's letter; the whole sum unless told."""
    if override and not (reason or "").strip():
        raise Refusal("payment.override-reason")
    act, name = act.choose(key, "guarantee")

    def build(case: Case) -> Sequence[Entry]:
        found, _ = _named(case, name, act)
        guarantee = case.terms.guarantee(found)
        assert guarantee is not None  # it was found by that key
        missing = guarantee.amount_fen - accounts(case.sight)[found].held
        fen = amount or (missing if missing > 0 else guarantee.amount_fen)
        says = act.said(
            Lodged,
            guarantee=found,
            fen=fen,
            form=as_form or (LETTER if valid_until else CASH),
            valid_until=valid_until,
            ref=ref.strip(),
            override=override,
            reason=reason,
        )
        undated = says.form == LETTER and valid_until is None
        return [Entry(says, (Caution("letter-undated"),) if undated else ())]

    act.record(build)


def give_back(
    act: Act, key: Key, amount: Amount = None, as_form: Form = None, ref: Ref = ""
) -> None:
    """Record what went back to the supplier; what is due unless an amount is told."""
    act, name = act.choose(key, "guarantee")

    def build(case: Case) -> Sequence[Entry]:
        found, number = _named(case, name, act)
        held = accounts(case.sight)[found]
        kind = as_form or _form_held(found, held)
        then = case.on(act.on) or case
        mine = [row for row in guarantee_rows(then.sight) if row.guarantee.key == found]
        due = [row for row in mine if number in (None, row.number)]
        due = [row for row in due if row.status in ("due", "overdue")]
        fen = amount or sum(_left(row, kind) for row in due)
        if not fen:
            raise Refusal("guarantee.return-what", guarantee=found)
        says = act.said(GivenBack, guarantee=found, fen=fen, form=kind, ref=ref.strip())
        early = fen > sum(_left(row, kind) for row in due)
        return [Entry(says, (Caution("guarantee-early", {"id": found}),) if early else ())]

    act.record(build)


def claim(
    act: Act,
    key: Key,
    amount: Amount = None,
    as_form: Form = None,
    ref: Ref = "",
    reason: MaybeReason = None,
) -> None:
    """Record what the purchaser keeps of a guarantee for good, and why."""
    act, name = act.choose(key, "guarantee")

    def build(case: Case) -> Sequence[Claimed]:
        found, _ = _named(case, name, act)
        if amount is None:
            raise Refusal("guarantee.claim-what", guarantee=found)
        kind = as_form or _form_held(found, accounts(case.sight)[found])
        values = {"fen": amount, "form": kind, "ref": ref.strip(), "reason": reason}
        return [act.said(Claimed, guarantee=found, **values)]

    act.record(build)


def _named(case: Case, name: str, act: Act) -> tuple[str, int | None]:
    """The guarantee meant, and the number of its return where the id of a row was typed."""
    row = naming.returned(case, taken(name, act.desk))
    key, _, number = row.rpartition("/")
    if key and number.isdigit():
        return naming.guarantee(case, key, act.desk), int(number)
    return naming.guarantee(case, name, act.desk), None


def _form_held(key: str, account: Account) -> str:
    """The form that is held; Refusal where both are and nobody said which."""
    if len(account.forms) > 1:
        raise Refusal("guarantee.which-form", guarantee=key)
    return account.forms[0] if account.forms else CASH


def _left(row: GuaranteeRow, form: str) -> int:
    return (row.letter if form == LETTER else row.cash).left


@narrowed_by(without=("fund",), groups=OF_CONTRACTS)
def list_(desk: Desk, wish: "Wish") -> None:
    """Every guarantee: what is to be lodged, what is held, what goes back by when."""
    show(desk, listed(read_cases(desk), desk.as_of, desk.words, wish))


VERBS = {"lodge": lodge, "return": give_back, "claim": claim, "list": list_}
