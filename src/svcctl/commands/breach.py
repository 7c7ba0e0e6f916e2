"""Breaches of the contract's damages rules: recorded, ended, contested, appraised, listed."""

from collections.abc import Sequence
from typing import Annotated, Literal

from svcctl.answers.breaches import listed
from svcctl.billing.position import Appraisal, Breach, BreachEnded, Contested
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import BREACHING_PARTY, LATE_PAYMENT, Rule
from svcctl.casebook.case import Case
from svcctl.casebook.replay import said
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.options import Maybe, Reason, argument, money, text
from svcctl.desk.showing import show

BreachId = Annotated[str, argument("BREACH", "arg.breach")]
Side = Annotated[
    Literal["purchaser", "supplier"] | None, text("--by", "opt.by", "purchaser|supplier")
]
SUMS = {"amount-in-breach", "amount-overdue"}


def record_(
    act: Act,
    rule: Annotated[str, argument("RULE", "arg.rule")],
    amount: Annotated[int | None, money("--amount", "opt.breach-amount")] = None,
    by: Side = None,
) -> None:
    """Record a breach, from the day it began."""
    act, name = act.choose(rule)

    def build(case: Case) -> Sequence[Breach]:
        found = _rule(name, case)
        if found.payer == BREACHING_PARTY and by is None:
            raise Refusal("breach.by-whom", rule=name)
        if found.payer != BREACHING_PARTY and by not in (None, found.payer):
            payer = act.desk.words(f"party.{found.payer}")
            raise Refusal("breach.not-by", rule=name, payer=payer)
        if amount is None and SUMS & {found.base, found.cap.of if found.cap else ""}:
            raise Refusal("damages.needs-amount", rule=name)
        number = len(said(case.recorded, Breach)) + 1
        side = by or found.payer
        return [act.said(Breach, id=f"B{number}", rule=name, by=side, amount_fen=amount)]

    act.record(build)


def _rule(name: str, case: Case) -> Rule:
    rules = {rule.key: rule for rule in case.terms.rules if rule.cause != LATE_PAYMENT}
    if name not in rules:
        raise Refusal("breach.unknown-rule", rule=name, known=", ".join(rules) or "-")
    return rules[name]


def end(act: Act, breach: BreachId) -> None:
    """Record the day a breach ended."""
    act, name = act.choose(breach)
    act.record(act.said(BreachEnded, breach=name))


def contest(act: Act, breach: BreachId, reason: Reason) -> None:
    """Record that the other side disputes a breach; its line stays, and is marked."""
    act, name = act.choose(breach)
    act.record(act.said(Contested, breach=name, reason=reason))


def appraise(
    act: Act,
    breach: BreachId,
    result: Annotated[
        Literal["in-order", "not-in-order"], text("--result", "opt.result", "in-order|not-in-order")
    ],
    body: Annotated[Maybe, text("--body", "opt.body")] = None,
    fee: Annotated[int | None, money("--fee", "opt.fee")] = None,
) -> None:
    """Record what an appraisal of the service found; who bears its fee follows from it."""
    act, name = act.choose(breach)

    def build(case: Case) -> Sequence[Appraisal]:
        if fee and case.terms.appraisal is None:
            raise Refusal("breach.no-appraisal")
        in_order = result == "in-order"
        return [act.said(Appraisal, breach=name, in_order=in_order, fee_fen=fee, body=body)]

    act.record(build)


def list_(desk: Desk) -> None:
    """Every breach recorded, with what it costs."""
    show(desk, listed(read_cases(desk), desk.as_of, desk.words))


VERBS = {"record": record_, "end": end, "contest": contest, "appraise": appraise, "list": list_}
