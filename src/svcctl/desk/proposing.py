"""Proposals of breaches as they are asked for and decided on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from svcctl.answers.proposals import payer_of, priced
from svcctl.answers.recorded import Caution
from svcctl.answers.wish import Wish
from svcctl.billing.position import Accepted, Breach, Rejected
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.replay import said
from svcctl.delivery.matters import book_of
from svcctl.delivery.promised import service_terms
from svcctl.delivery.promises_kept import Tally
from svcctl.delivery.proposals import Proposal, proposals
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.records_shown import moment_of
from svcctl.desk.scoring import days_of
from svcctl.desk.serving import record_name
from svcctl.desk.showing import show
from svcctl.desk.turns import contract_before
from svcctl.store.scopes import ALL

MOST_NAMED = 8


def proposed(case: Case, desk: Desk, year: int | None = None, month: str | None = None) -> list[Proposal]:  # fmt: skip
    """The proposals of a contract: of a service year, a month, or of all its days so far."""
    tally = tally_of_all(case, desk)
    if year is not None or month is not None:
        first, last, _ = days_of(tally.terms, year, month, tally.now.date())
        tally = tally_between(case, desk, first, last)
    return proposals(tally, case.position.decided)


def tally_of_all(case: Case, desk: Desk) -> Tally:
    """All that was served so far, whatever the day."""
    return tally_between(case, desk, date.min, date.max)


def tally_between(case: Case, desk: Desk, first: date, last: date) -> Tally:
    """What was served between two days, as far as the moment looked at."""
    terms, now = service_terms(case.document, case.sight), moment_of(desk)
    book, hindered = book_of(case.holding, now), case.position.force_majeure
    return Tally(book, terms, now, first, last, hindered)


def show_proposals(desk: Desk, year: int | None, month: str | None, wish: Wish) -> None:
    """Every missed promise as a breach that may be decided on."""
    from svcctl.answers.proposals import listed

    cases = read_cases(desk, ALL)
    rows = [row for case in cases for row in priced(case, proposed(case, desk, year, month))]
    show(desk, listed(rows, cases, moment_of(desk), wish, desk.words))


def decide(
    act: Act, ids: Sequence[str], build: Callable[[Case, list[Proposal]], Accepted | Rejected]
) -> None:
    """Record a decision on the proposals named."""
    desk, names = act.desk, []
    for text in ids:
        desk, name = contract_before(desk, text)
        record, stroke, what = name.partition("/")
        names.append(record_name(record) + stroke + what)
    act = act._replace(desk=desk)

    def made(case: Case) -> Sequence[Entry]:
        known = {each.id: each for each in proposed(case, act.desk)}
        found = [_meant(name, known, act) for name in dict.fromkeys(names)]
        return [Entry(build(case, found), tuple(_decided_before(found)))]

    act.record(made, ALL)


def _decided_before(found: Sequence[Proposal]) -> Iterator[Caution]:
    """What was decided already of what is decided now: from now on the later decision holds."""
    for each in found:
        match each.decision:
            case Accepted(id=breach):
                yield Caution("accepted-already", {"proposal": each.id, "breach": breach})
            case Rejected(on=on):
                yield Caution("rejected-already", {"proposal": each.id, "on": on})


def _meant(text: str, known: dict[str, Proposal], act: Act) -> Proposal:
    """The proposal of that id, however it was typed."""
    by_bare = {name.casefold(): each for name, each in known.items()}
    found = by_bare.get(text.strip().casefold())
    if found is None or not found.missed:
        undecided = [name for name, each in known.items() if each.decision is None]
        raise Refusal("proposal.unknown", id=text, known=undecided[-MOST_NAMED:])
    if any(miss.due_at.date() > act.on for miss in found.missed):
        raise Refusal("proposal.before", id=found.id, on=found.on, day=act.on)
    return found


def accepted(
    act: Act,
    case: Case,
    found: Sequence[Proposal],
    typed: str | None,
    fen: int | None,
    reason: str,
    decision: str,
) -> Accepted:
    """One breach of all of them, under the rule typed or the one that their promises name."""
    rules = {each.rule for each in found} - {""}
    if typed is None and len(rules) != 1:
        raise Refusal("proposal.rules" if rules else "proposal.no-rule", rules=sorted(rules))
    name = naming.rule(case, typed or rules.pop(), act.desk, late_payment=False)
    rule = next(each for each in case.terms.rules if each.key == name)
    if fen is None and rule.asks_for_sum:
        raise Refusal("damages.needs-amount", rule=name)
    return act.said(
        Accepted,
        id=f"B{len(said(case.recorded, Breach)) + 1}",
        rule=name,
        by=payer_of(rule),
        amount_fen=fen,
        proposals=tuple(each.id for each in found),
        ran_out_on=min(each.on for each in found if each.on),
        reason=reason,
        decision=decision,
        basis={each.id: each.basis for each in found},
    )


def rejected(act: Act, found: Sequence[Proposal], reason: str, decision: str) -> Rejected:
    """That none of them is a breach."""
    return act.said(
        Rejected,
        proposals=tuple(each.id for each in found),
        reason=reason,
        decision=decision,
        basis={each.id: each.basis for each in found},
    )
