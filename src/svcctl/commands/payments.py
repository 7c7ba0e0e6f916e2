"""Payments: what is due, the whole schedule, and recording money paid, corrected or come back."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

from svcctl.answers.instalments import Chosen, every_row, schedule
from svcctl.billing.due import WITHIN_DAYS
from svcctl.billing.position import Annotation, Happening, Parts, Payment, Refund
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Reversed
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_case, read_cases
from svcctl.desk.options import (
    Amount,
    EventId,
    InstalmentId,
    LetterNumber,
    Maybe,
    MaybeReason,
    Override,
    Reason,
    Template,
    argument,
    day,
    flag,
    money,
    narrowed_by,
    number,
    text,
)
from svcctl.desk.showing import show
from svcctl.intake.entry import parse_event, parse_parts

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish
    from svcctl.desk.acts import Act  # recording verbs alone need it: `payments due` starts without

H = TypeVar("H", bound=Happening)
Voucher = Annotated[Maybe, text("--voucher", "opt.voucher", "NUMBER")]
Slip = Annotated[Maybe, text("--slip", "opt.slip", "NUMBER")]
ArrivedOn = Annotated[date | None, day("--arrived-on", "opt.arrived-on")]
PartTexts = Annotated[list[str] | None, text("--for", "opt.for", "INSTALMENT=SUM")]


def due(
    desk: Desk,
    wish: "Wish",
    within: Annotated[int | None, number("--within", "opt.within", "DAYS")] = None,
    fail_if_overdue: Annotated[bool, flag("--fail-if-overdue")] = False,
) -> int:
    """What is to be paid: overdue, due, coming, and what waits for a report."""
    from svcctl.commands.due_list import show_due

    days = _horizon(desk, wish) if within is None else within
    return show_due(desk, wish, days, fail_if_overdue)


def _horizon(desk: Desk, wish: "Wish") -> int:
    """How many days ahead are listed: the usual, or as far as the dates asked for."""
    if wish.until:
        return max((wish.until - desk.as_of).days, WITHIN_DAYS)
    ahead = (wish.since - desk.as_of).days if wish.since else 0
    return max(ahead, 0) + WITHIN_DAYS


def schedule_(desk: Desk, wish: "Wish") -> None:
    """Every instalment of every year."""
    cases = read_cases(desk)
    chosen = Chosen(every_row(cases))
    if wish.asked:
        from svcctl.answers.picked_rows import schedule_chosen

        chosen = schedule_chosen(cases, wish, desk.words)
    whole_ids = desk.format in ("csv", "xlsx")
    show(desk, schedule(cases, chosen, desk.as_of, desk.words, whole_ids, desk.known_mark))


def checklist_(desk: Desk, instalment: InstalmentId) -> None:
    """What must be on file before money moves: what is there, with its hash, what is missing."""
    from svcctl.answers.checklist import listed
    from svcctl.desk import naming

    desk, short = desk.choose(instalment, "instalment")
    case = read_case(desk)
    name = naming.instalment(case, short, desk)
    show(desk, listed(case, case.named(name), desk.words))


def request(
    desk: Desk,
    instalments: Annotated[list[str], argument("INSTALMENT...", "arg.instalments")],
    amount: Amount = None,
    doc: LetterNumber = "",
    template: Template = None,
) -> None:
    """The application to pay instalments, or a part of one: purpose, payee, sums, papers."""
    from svcctl.desk.letters import instalments_of, write_letter
    from svcctl.papers.letter_request import request_of

    if desk.role == "supplier":
        raise Refusal("letter.request-of-purchaser")
    named = dict.fromkeys(name.rpartition(":")[0] for name in instalments if ":" in name)
    if len(named) > 1:
        raise Refusal("letter.two-contracts", contracts=[*named])
    shorts = []
    for name in instalments:
        desk, short = desk.choose(name, "instalment")
        shorts.append(short)
    fill = instalments_of(desk, shorts, lambda names: request_of(names, amount, doc))
    write_letter(desk, "payment-request", fill, template)


def forecast_(
    desk: Desk,
    by: Annotated[str, text("--by", "opt.by-period", "month|quarter|year")] = "year",
    budget: Annotated[Maybe, text("--budget", "opt.budget", "FILE")] = None,
    fail_if_over: Annotated[bool, flag("--fail-if-over")] = False,
    sheet: Annotated[Maybe, text("--sheet", "opt.list-sheet", "NAME")] = None,
) -> int:
    """What will be paid by month, quarter or budget year: certain, provisional, contingent."""
    from svcctl.commands.forecasting import forecast_

    return forecast_(desk, by, budget, fail_if_over, sheet or "")


@narrowed_by(without=("status", "group_by", "limit", "sort"))
def plan(
    desk: Desk,
    wish: "Wish",
    by: Annotated[str, text("--by", "opt.by-period", "month|quarter")] = "month",
    year: Annotated[int | None, number("--year", "opt.plan-year", "YEAR")] = None,
    budget: Annotated[Maybe, text("--budget", "opt.office-budget", "FILE")] = None,
    fail_if_over: Annotated[bool, flag("--fail-if-over")] = False,
    sheet: Annotated[Maybe, text("--sheet", "opt.list-sheet", "NAME")] = None,
) -> int:
    """What a budget year takes, by contract, month or quarter and source of funds."""
    from svcctl.commands.planning import plan_

    return plan_(desk, wish, by, year, budget, fail_if_over, sheet or "")


# -- recording -------------------------------------------------------------------------------------


def record(
    act: "Act",
    instalment: Annotated[Maybe, argument("INSTALMENT", "arg.instalment")] = None,
    amount: Amount = None,
    ref: Annotated[str, text("--ref", "opt.ref", "NUMBER")] = "",
    parts: PartTexts = None,
    account: Annotated[Maybe, text("--account", "opt.account", "ACCOUNT")] = None,
    confirm_account: Annotated[bool, flag("--confirm-account")] = False,
    confirmed_by: Annotated[Maybe, text("--confirmed-by", "opt.confirmed-by", "ROLE")] = None,
    voucher: Voucher = None,
    slip: Slip = None,
    arrived_on: ArrivedOn = None,
    payee: Annotated[Maybe, text("--payee", "opt.payee-name", "NAME")] = None,
    override: Override = False,
    reason: MaybeReason = None,
) -> None:
    """Record money paid to the payee; svcctl itself pays nothing."""
    from svcctl.desk.paying import Transfer, entry_for

    act, paid = _parts(act, instalment, amount, parts)
    said = act.said(
        Payment,
        parts=paid,
        ref=ref.strip(),
        voucher=voucher,
        slip=slip,
        arrived_on=arrived_on,
        payee=payee,
        override=override,
        reason=reason,
    )
    checked = confirm_account or confirmed_by is not None
    transfer = Transfer(said, account, checked, confirmed_by or "")
    act.record(lambda case: [entry_for(transfer, case, act.desk)])


def _parts(
    act: "Act", instalment: str | None, amount: int | None, texts: Sequence[str] | None
) -> "tuple[Act, Parts]":
    """The instalments paid and their sums; beside several, `--amount` is their total."""
    if not texts and (instalment is None or amount is None):
        raise Refusal("payment.what")
    if texts and instalment is not None:
        raise Refusal("payment.for-twice")
    typed = parse_parts(texts, amount) if texts else [(instalment or "", amount or 0)]
    found = []
    for name, fen in typed:
        act, short = act.choose(name, "instalment")
        found.append((short, fen))
    return act, tuple(found)


def annotate(
    act: "Act",
    event: EventId,
    voucher: Voucher = None,
    slip: Slip = None,
    arrived_on: ArrivedOn = None,
    charged_on: Annotated[date | None, day("--charged-on", "opt.charged-on")] = None,
) -> None:
    """Add numbers and papers that came after a payment was recorded."""
    if arrived_on and arrived_on > act.desk.today:
        raise Refusal("fact.future", on=arrived_on, today=act.desk.today)
    if not (voucher or slip or arrived_on or charged_on or act.note or act.files):
        raise Refusal("payment.annotate-what")

    def build(case: Case) -> Sequence[Annotation]:
        paid = find(case, event, Payment)
        if arrived_on and arrived_on < paid.on:
            raise Refusal("payment.arrived-before", on=paid.on.isoformat())
        if charged_on:
            _of_unknown_charge(case, paid, charged_on)
        more = {"voucher": voucher, "slip": slip, "arrived_on": arrived_on}
        more["charged_on"] = charged_on
        return [act.said(Annotation, target=paid.event, **more)]

    act = _on_chain(act, event)
    act.record(build)


def _of_unknown_charge(case: Case, paid: Payment, charged_on: date) -> None:
    """Refusal where the day of charging is known already, or lies behind the arrival."""
    now = next((each for each in case.position.payments if each.event == paid.event), paid)
    if now.charge_known:
        raise Refusal("payment.charge-known", event=paid.event, on=now.on.isoformat())
    if charged_on > now.on:
        raise Refusal("payment.charged-after", on=now.on.isoformat())


def reverse(act: "Act", event: EventId, reason: Reason) -> None:
    """Take back an entry that was wrong: the payment, or the refund, never happened."""
    act = _on_chain(act, event)
    act.record(
        lambda case: [
            act.said(Reversed, target=find(case, event, Payment, Refund).event, reason=reason)
        ]
    )


def refund(
    act: "Act",
    event: EventId,
    amount: Amount = None,
    parts: PartTexts = None,
    reason: MaybeReason = None,
    bounced: Annotated[bool, flag("--bounced")] = False,
) -> None:
    """Record money that came back on a day, from the payee or from the bank."""
    from svcctl.desk import naming

    # 退汇 is what a bank calls a transfer that it sends back: whoever writes it has said it
    never_arrived = bounced or "退汇" in (reason or "")

    def build(case: Case) -> Sequence[Refund]:
        paid = find(case, event, Payment)
        if never_arrived and amount is None and not parts:
            typed = _whole(case, paid)  # a bank sends a transfer back as it was
        else:
            typed = _parts(act, None, amount, parts)[1] if parts else _of_one(paid, amount)
        back = tuple((naming.instalment(case, iid, act.desk), fen) for iid, fen in typed)
        values = {"parts": back, "reason": reason, "bounced": never_arrived}
        return [act.said(Refund, payment=paid.event, **values)]

    act = _on_chain(act, event)
    act.record(build)


def _whole(case: Case, paid: Payment) -> Parts:
    """All of a payment that has not come back yet; Refusal where all of it has."""
    from svcctl.billing.accounts import not_back

    left = not_back(paid, case.position)
    if not left:
        raise Refusal("refund.what")
    return left


def _of_one(paid: Payment, amount: int | None) -> Parts:
    """The sum come back of a payment of one instalment."""
    if amount is None:
        raise Refusal("refund.what")
    if len(paid.parts) > 1:
        raise Refusal("refund.which", instalments=", ".join(iid for iid, _ in paid.parts))
    return ((paid.parts[0][0], amount),)


def settle(
    act: "Act",
    instalment: InstalmentId,
    amount: Annotated[int | None, money("--amount", "opt.settled-amount", or_nought=True)] = None,
    deduct: Annotated[int | None, money("--deduct", "opt.deduct")] = None,
    coefficient: Annotated[str, text("--coefficient", "opt.coefficient", "0.96")] = "",
    score: Annotated[str, text("--score", "opt.score", "POINTS")] = "",
    quantities: Annotated[
        list[str] | None, text("--quantity", "opt.quantity", "ITEM=QUANTITY")
    ] = None,
    at_list: Annotated[int | None, money("--list", "opt.list-sum")] = None,
    agreed: Annotated[Maybe, text("--agreed", "opt.agreed", "PATH")] = None,
    override: Override = False,
    reason: MaybeReason = None,
) -> None:
    """Record what an instalment comes to once it is assessed or counted."""
    from svcctl.desk.settling import Found, record_settled

    found = Found(amount, deduct, coefficient, score, quantities or (), at_list)
    record_settled(act, instalment, found, agreed, override, reason or "")


def _on_chain(act: "Act", event: str) -> "Act":
    """The event's chain is the contract looked at."""
    chain, _ = parse_event(event)
    return act._replace(desk=act.desk.at(chain)) if chain else act


def find(case: Case, text: str, *forms: type[H]) -> H:
    """What the event of that id says, where it holds and is of one of the forms."""
    _, seq = parse_event(text)
    found = next((fact for fact in case.holding if fact.seq == seq), None)
    if found is None:
        raise Refusal("fact.unknown", event=f"{case.id}#{seq}")
    if not isinstance(found.says, forms):
        raise Refusal("payment.not-a-payment", event=found.id)
    return found.says


VERBS = {
    "due": due,
    "schedule": schedule_,
    "record": record,
    "annotate": annotate,
    "reverse": reverse,
    "refund": refund,
    "settle": settle,
    "checklist": checklist_,
    "request": request,
    "forecast": forecast_,
    "plan": plan,
}
