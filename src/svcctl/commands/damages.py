"""Damages: what each side owes, what a breach would cost, claims waived, paid or offset."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from svcctl.answers.damages import assessed, owed
from svcctl.answers.recorded import Caution
from svcctl.billing.damages.assessment import Line, assess, what_if
from svcctl.billing.damages.lateness import year_of
from svcctl.billing.money import grouped
from svcctl.billing.position import DamagesSettled, Happening, Loss, Offset, Waived, WaiverDecided
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.casebook.case import Case
from svcctl.casebook.replay import said
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry, evidence
from svcctl.desk.desk import Desk
from svcctl.desk.letters import write_letter
from svcctl.desk.looking import looking, read_case, read_cases
from svcctl.desk.options import (
    OF_CONTRACTS,
    Amount,
    InstalmentId,
    LetterNumber,
    Maybe,
    Reason,
    Template,
    act_options,
    argument,
    choice,
    day,
    money,
    narrowed_by,
    number,
    text,
)
from svcctl.desk.showing import PRINTED, show
from svcctl.papers.letter_words import PaperWords
from svcctl.papers.provenance import Provenance

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

LineId = Annotated[str, argument("LINE", "arg.line")]
Payer = Annotated[Maybe, choice("--payer", "opt.payer", "purchaser|supplier")]


@narrowed_by(without=("fund",), groups=OF_CONTRACTS)
def assess_(desk: Desk, wish: "Wish") -> None:
    """What each side owes under the contract's damages rules, line by line, cap by cap."""
    if desk.format == "json" and not wish.asked:
        from svcctl.answers.owed_apart import joined, of_one
        from svcctl.desk.from_each import from_each

        with looking(desk) as look:
            apart = list(from_each(look, of_one))
        show(desk, joined(apart, desk.as_of))
        return
    cases = read_cases(desk)
    several = len(cases) > 1 or desk.format in ("csv", *PRINTED)
    found = [each for case in cases for each in owed(case)]
    show(desk, assessed(found, cases, desk.as_of, desk.words, several, desk.known_mark, wish))


def what_if_(
    desk: Desk,
    rule: Annotated[str, argument("RULE", "arg.rule")],
    days: Annotated[int, number("--days", "opt.days")],
    amount: Amount = None,
) -> None:
    """What so many days of a breach would cost, with the gate met and the cap unused."""
    from svcctl.answers.damages_steps import thought

    desk, typed = desk.choose(rule, "rule")
    case = read_case(desk)
    name = naming.rule(case, typed, desk)
    found = next(each for each in case.terms.rules if each.key == name)
    if amount is None and found.asks_for_sum:
        raise Refusal("damages.needs-amount", rule=name)
    year = year_of(case.as_of, case.sight)
    line = what_if(found, days, amount or 0, year, case.sight)
    show(desk, thought(line, case.id, desk.words))


def statement_(
    desk: Desk,
    payer: Payer = None,
    pay_by: Annotated[date | None, day("--pay-by", "opt.pay-by")] = None,
    doc: LetterNumber = "",
    template: Template = None,
) -> None:
    """A letter (docx): what one side owes by line, with article, arithmetic and capitals."""
    from svcctl.papers.damages_letter import statement

    asked = _debtor(desk, payer)

    def fill(case: Case, found: Provenance, words: PaperWords) -> dict[str, Any]:
        lines = assess(case.sight)
        owing = {line.payer for line in lines if line.amount_fen and asked in (None, line.payer)}
        if len(owing) != 1:
            raise _not_one(desk, case, asked, len(owing))
        [side] = owing
        claimed = [line for line in lines if line.payer == side]
        return statement(case, claimed, pay_by, found, words, doc)

    write_letter(desk, "damages-statement", fill, template)


def _debtor(desk: Desk, payer: str | None) -> str | None:
    """Who is asked to pay: the other side; Refusal where it is one's own. An auditor has no side."""
    others = {"purchaser": "supplier", "supplier": "purchaser"}
    if payer == desk.role:
        raise Refusal("damages.own-debt", role=others[desk.role])
    return others.get(desk.role, payer)


def _not_one(desk: Desk, case: Case, asked: str | None, count: int) -> Refusal:
    """Why there is no claim of one side against the other."""
    if count:
        return Refusal("damages.which-payer", on=case.as_of)
    if asked and desk.role != "auditor":
        return Refusal(
            "damages.nothing-owed-to-us",
            on=case.as_of,
            payer=desk.words(f"party.{asked}"),
            role=asked,
        )
    return Refusal("damages.nothing-to-state", on=case.as_of)


# -- recording -------------------------------------------------------------------------------------


def _line(name: str, case: Case, act: Act) -> Line:
    """The line of that id as it stood on the day of the act; Refusal where there is none."""
    then = case.on(act.on)
    lines = {line.id: line for line in assess(then.sight)} if then else {}
    if name not in lines:  # else it need not be looked for among all that lines are called
        name = naming.line(naming.lines(then) if then else {}, name, act.on, act.desk)
    return lines[name]


def _sum(line: Line, amount: int | None) -> int:
    """The sum typed, or all that is open; Refusal for more than is open, or where nothing is."""
    fen = amount or line.open_fen
    if fen > line.open_fen or fen == 0:
        sums = {"open": grouped(line.open_fen), "amount": grouped(fen)}
        raise Refusal("damages.more-than-open", line=line.id, **sums)
    return fen


def waive(
    act: Act,
    line: LineId,
    reason: Reason,
    amount: Amount = None,
    decision: Annotated[Maybe, text("--decision", "opt.decision", "NUMBER")] = None,
) -> None:
    """Let a claim fall; a public body needs a decision for it, and its absence is flagged."""
    act, name = act.choose(line, "line")

    def build(case: Case) -> Sequence[Happening | Entry]:
        found = _line(name, case, act)
        if decision and not found.open_fen and found.undecided:
            target = found.undecided[0].event
            return [act.said(WaiverDecided, target=target, decision=decision)]
        fen = _sum(found, amount)
        says = act.said(Waived, line=found.id, fen=fen, reason=reason, decision=decision)
        return [Entry(says, () if decision else (Caution("no-decision"),))]

    act.record(build)


def settle(act: Act, line: LineId, amount: Amount = None) -> None:
    """Record that damages were paid, in whole or in part."""
    act, name = act.choose(line, "line")

    def build(case: Case) -> Sequence[DamagesSettled]:
        found = _line(name, case, act)
        return [act.said(DamagesSettled, line=found.id, fen=_sum(found, amount))]

    act.record(build)


@act_options(without=("files",))
def offset(
    act: Act,
    line: LineId,
    instalment: InstalmentId,
    agreed: Annotated[Maybe, text("--agreed", "opt.agreed", "PATH")] = None,
    amount: Amount = None,
) -> None:
    """Set what the supplier owes against an instalment, by agreement or as the contract says."""
    act, name = act.choose(line, "line")
    act, typed = act.choose(instalment, "instalment")
    act = act._replace(files=evidence([agreed] if agreed else None))

    def build(case: Case) -> Sequence[Offset]:
        short = naming.instalment(case, typed, act.desk)
        found = _line(name, case, act)
        outstanding = (case.on(act.on) or case).named(short).outstanding_fen
        if found.payer != "supplier":
            raise Refusal("offset.not-supplier", line=name)
        if not agreed and not found.deductible:
            raise Refusal("offset.not-agreed", line=name)
        fen = _sum(found, amount) if amount else min(found.open_fen, outstanding)
        if not 0 < fen <= outstanding:
            left = grouped(outstanding)
            raise Refusal("offset.too-much", instalment=short, outstanding=left)
        return [act.said(Offset, line=found.id, instalment=short, fen=fen)]

    act.record(build)


@act_options(required=("files",))
def loss(
    act: Act,
    breach: Annotated[str, argument("BREACH", "arg.breach")],
    amount: Annotated[int, money("--amount", "opt.amount")],
) -> None:
    """Add a proven loss beside the rate: without cap, with its evidence."""
    act, typed = act.choose(breach, "subject")

    def build(case: Case) -> Sequence[Loss]:
        late = any(rule.cause == LATE_PAYMENT for rule in case.terms.rules)
        subject = naming.breach(case, typed, act.desk, or_instalment=late)
        count = len(said(case.recorded, Loss)) + 1
        return [act.said(Loss, id=f"loss-{count}", subject=subject, fen=amount)]

    act.record(build)


VERBS = {
    "assess": assess_,
    "what-if": what_if_,
    "statement": statement_,
    "waive": waive,
    "settle": settle,
    "offset": offset,
    "loss": loss,
}
