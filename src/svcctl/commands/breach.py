"""Breaches of the contract's damages rules: recorded, ended, contested, appraised, listed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from svcctl.answers.breaches import listed
from svcctl.billing.position import Appraisal, Breach, BreachEnded, Contested
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import BREACHING_PARTY, Rule
from svcctl.casebook.case import Case
from svcctl.casebook.replay import said
from svcctl.desk import naming
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.options import (
    OF_CONTRACTS,
    Maybe,
    Reason,
    argument,
    choice,
    money,
    narrowed_by,
    number,
    service_year,
    text,
)
from svcctl.desk.showing import show

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

BreachId = Annotated[str, argument("BREACH", "arg.breach")]
ProposalIds = Annotated[list[str], argument("PROPOSAL...", "arg.proposals")]
DecisionNumber = Annotated[Maybe, text("--decision", "opt.decision", "NUMBER")]
Side = Annotated[Maybe, choice("--by", "opt.by", "purchaser|supplier")]


def record_(
    act: Act,
    rule: Annotated[str, argument("RULE", "arg.rule")],
    amount: Annotated[int | None, money("--amount", "opt.breach-amount")] = None,
    by: Side = None,
    times: Annotated[int | None, number("--times", "opt.times")] = None,
) -> None:
    """Record a breach, from the day it began; one that happened several times, with --times."""
    act, typed = act.choose(rule, "recorded-rule")

    def build(case: Case) -> Sequence[Breach]:
        name = naming.rule(case, typed, act.desk, late_payment=False)
        found = next(each for each in case.terms.rules if each.key == name)
        if amount is None and found.asks_for_sum:
            raise Refusal("damages.needs-amount", rule=name)
        if times == 0:
            raise Refusal("breach.no-times")
        if times and times > 1 and not found.once:
            raise Refusal("breach.times", rule=name)
        values = {"rule": name, "by": _by(found, by, act), "amount_fen": amount, "times": times}
        return [act.said(Breach, id=f"B{len(said(case.recorded, Breach)) + 1}", **values)]

    act.record(build)


def _by(rule: Rule, by: str | None, act: Act) -> str:
    """The side in breach: the one that the rule names, or the one typed; else a Refusal."""
    if rule.payer == BREACHING_PARTY:
        if by is None:
            raise Refusal("breach.by-whom", rule=rule.key)
        return by
    if by not in (None, rule.payer):
        raise Refusal("breach.not-by", rule=rule.key, payer=act.desk.words(f"party.{rule.payer}"))
    return rule.payer


def _breach(case: Case, name: str, act: Act) -> str:
    return naming.breach(case, name, act.desk)


def end(act: Act, breach: BreachId) -> None:
    """Record the day a breach ended."""
    act, name = act.choose(breach, "breach")
    act.record(lambda case: [act.said(BreachEnded, breach=_breach(case, name, act))])


def contest(act: Act, breach: BreachId, reason: Reason) -> None:
    """Record that the other side disputes a breach; its line stays, and is marked."""
    act, name = act.choose(breach, "breach")
    act.record(lambda case: [act.said(Contested, breach=_breach(case, name, act), reason=reason)])


def appraise(
    act: Act,
    breach: BreachId,
    result: Annotated[str, choice("--result", "opt.result", "in-order|not-in-order")],
    body: Annotated[Maybe, text("--body", "opt.body")] = None,
    fee: Annotated[int | None, money("--fee", "opt.fee")] = None,
) -> None:
    """Record what an appraisal of the service found; who bears its fee follows from it."""
    act, name = act.choose(breach, "breach")

    def build(case: Case) -> Sequence[Appraisal]:
        if fee and case.terms.appraisal is None:
            raise Refusal("breach.no-appraisal")
        in_order = result == "in-order"
        found = _breach(case, name, act)
        return [act.said(Appraisal, breach=found, in_order=in_order, fee_fen=fee, body=body)]

    act.record(build)


@narrowed_by(without=("fund", "month"), groups=OF_CONTRACTS)
def propose(
    desk: Desk,
    wish: "Wish",
    year: Annotated[int | None, service_year("opt.service-year")] = None,
    month: Annotated[Maybe, text("--month", "opt.month", "2026-04")] = None,
) -> None:
    """What missed promises propose; nothing is recorded or charged by it."""
    from svcctl.desk.proposing import show_proposals

    show_proposals(desk, year, month, wish)


def accept(
    act: Act,
    ids: ProposalIds,
    reason: Reason,
    rule: Annotated[Maybe, text("--rule", "opt.proposal-rule", "RULE")] = None,
    amount: Annotated[int | None, money("--amount", "opt.breach-amount")] = None,
    decision: DecisionNumber = None,
) -> None:
    """Decide that missed promises are one breach, owed from that day on."""
    from svcctl.desk.proposing import accepted, decide

    decide(
        act,
        ids,
        lambda case, found: accepted(act, case, found, rule, amount, reason, decision or ""),
    )


def reject(act: Act, ids: ProposalIds, reason: Reason, decision: DecisionNumber = None) -> None:
    """Decide that missed promises are no breach."""
    from svcctl.desk.proposing import decide, rejected

    decide(act, ids, lambda _, found: rejected(act, found, reason, decision or ""))


@narrowed_by(without=("fund",), groups=OF_CONTRACTS)
def list_(desk: Desk, wish: "Wish") -> None:
    """Every breach recorded, with what it costs."""
    show(desk, listed(read_cases(desk), desk.as_of, desk.words, wish))


VERBS = {
    "record": record_,
    "end": end,
    "contest": contest,
    "appraise": appraise,
    "propose": propose,
    "accept": accept,
    "reject": reject,
    "list": list_,
}
