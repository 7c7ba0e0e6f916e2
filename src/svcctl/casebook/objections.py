"""What cannot be true together: each fact is held against its own day and the facts before it.

What a fact rests on stands in `kinds.py`; here stands what may follow what, and how much of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from svcctl.billing import position as p
from svcctl.billing.accounts import ABOUT
from svcctl.billing.deposits import Account, after, asked_on, replaced
from svcctl.billing.instalment import DocumentKey
from svcctl.billing.money import grouped
from svcctl.billing.periods import ONCE
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Sight, sight_of, standings_of
from svcctl.billing.term import renewal_ends
from svcctl.casebook.kinds import (
    BREACH,
    GUARANTEE,
    INSTALMENT,
    LINE,
    SETTLED,
    Amended,
    Fact,
    kind_of,
)
from svcctl.casebook.replay import in_time, overridden, position, said, seq_of, sums_of
from svcctl.casebook.settling import settling_objections


def objections(holding: Sequence[Fact], sight: Sight) -> list[Refusal]:
    """Why the facts cannot all be true, by time; `sight`: the contract by the latest of them."""
    ordered = sorted(holding, key=in_time)
    return [refusal for check in CHECKS for refusal in check(ordered, sight)]


def _before_signing(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    signed = sight.terms.signed_on.isoformat()
    for fact in ordered:
        # money does leave before a contract is signed, against the rules: refused unless somebody
        # answers for it with --override, since a ledger without it would be wrong
        if kind_of(fact).after_signing and fact.happened_on < signed and not overridden(fact.says):
            key = (
                "payment.before-signing"
                if isinstance(fact.says, p.Payment)
                else "fact.before-signing"
            )
            yield Refusal(key, event=fact.id, on=fact.happened_on, signed=signed)


def _twice(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """Things that happen once: the start, settling a finding, keeping an obligation."""
    first: dict[tuple[str, str], Fact] = {}
    for fact in ordered:
        once = kind_of(fact).once
        if once is not None:
            what = getattr(fact.says, once) if once else ""
            before = first.setdefault((fact.kind, what), fact)
            if _another_account(before, fact):
                first[fact.kind, what] = fact
            elif before is not fact:
                values = {"event": before.id, "on": before.happened_on}
                yield Refusal("fact.twice", kind=fact.kind, what=what, **values)


def _another_account(before: Fact, fact: Fact) -> bool:
    """Whether a later paper of the payee names a new account: it may move its account again."""
    says = fact.says
    moved = isinstance(says, p.FindingSettled) and bool(says.account)
    return moved and fact.happened_on > before.happened_on


def _closed(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """A closed file takes no further facts, papers excepted, until the closing is taken back."""
    closing = next((fact for fact in ordered if isinstance(fact.says, p.Closed)), None)
    for fact in ordered:
        # by the order of recording: a fact of an earlier day, entered after the closing, changes a
        # closed file too
        if closing and fact.seq > closing.seq and not kind_of(fact).after_closing:
            yield Refusal("fact.closed", event=closing.id, on=closing.happened_on, what=fact.kind)


def _ended(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """A contract that was terminated is not amended after that."""
    ends = said(ordered, p.Termination)
    for amended in said(ordered, Amended):
        if ends and amended.on > ends[0].on:
            yield Refusal("amend.after-end", on=ends[0].on.isoformat())


def _sums(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """Money that was paid, came back, is in dispute or was lost is more than none."""
    for fact in ordered:
        for fen in sums_of(fact.says):
            if fen <= 0:
                yield Refusal("fact.no-sum", event=fact.id, amount=grouped(fen))


# -- what facts rest on ----------------------------------------------------------------------------

KnownNames = dict[str, dict[str, str]]  # sort of name -> name -> the day from which it is known


def _rests(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """What a fact names is there on its day: an instalment, a breach, a payment, an invoice."""
    known: KnownNames = defaultdict(dict)
    known[INSTALMENT] = {instalment.id: "" for instalment in sight.terms.instalments}
    known[GUARANTEE] = {guarantee.key: "" for guarantee in sight.terms.guarantees}
    known[SETTLED] = known[INSTALMENT] | {each.base: "" for each in sight.terms.instalments}
    for fact in ordered:
        made = kind_of(fact).makes
        if made:
            known[made[0]].setdefault(getattr(fact.says, made[1]), fact.happened_on)
    for fact in ordered:
        for sort, field in kind_of(fact).rests_on:
            for name in _names(getattr(fact.says, field)):
                yield from UNKNOWN[sort](name, fact, known)


def _names(value: Any) -> list[str]:
    """The names in a field: one, several, or those of parts."""
    if isinstance(value, str):
        return [value]
    return [each if isinstance(each, str) else each[0] for each in value]


def _no_instalment(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    if name not in known[INSTALMENT]:
        if isinstance(fact.says, p.Invoice):
            yield Refusal("invoice.no-instalment", number=fact.says.number, instalment=name)
        else:
            names = list(known[INSTALMENT])
            yield Refusal("payment.unknown-instalment", instalment=name, known=names)


def _no_breach(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    if name not in known[BREACH]:
        yield Refusal("breach.unknown", breach=name, known=list(known[BREACH]))
    elif fact.happened_on < known[BREACH][name]:
        yield Refusal("breach.before", breach=name, on=known[BREACH][name])


def _no_subject(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    """A loss is one of a breach, or of an instalment paid late."""
    if name not in known[INSTALMENT]:
        yield from _no_breach(name, fact, known)


def _no_line(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    """A line is of a breach or an instalment, and where it is of a loss or fee, of that too."""
    rule, _, rest = name.partition("/")
    subject, _, more = rest.partition("/")
    if subject.startswith("B") and subject not in known[INSTALMENT]:
        yield from _no_breach(subject, fact, known)
    elif subject not in known[INSTALMENT]:
        yield from _no_instalment(subject, fact, known)
    if more.startswith("loss-") and more not in known["loss"]:
        yield Refusal("fact.rests-on-nothing", event=fact.id, what=name)
    if rule == "appraisal" and subject not in known["appraisal"]:
        yield Refusal("fact.rests-on-nothing", event=fact.id, what=name)


def _no_claim(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    """What is demanded is an instalment, or a line of damages."""
    yield from (_no_line if "/" in name else _no_instalment)(name, fact, known)


def _no_delivery(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    """What is proven to have arrived was handed in or sent, and not later."""
    sent = known["delivery"].get(name)
    if sent is None:
        yield Refusal("payment.rested-on", event=name, by=fact.id)
    elif fact.says.reached_on.isoformat() < sent:  # type: ignore[attr-defined]
        yield Refusal("proof.before", event=name, on=sent)


def _no_payment(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    if name not in known["payment"]:
        yield Refusal("payment.rested-on", event=name, by=fact.id)


def _no_waiver(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    if name not in known["waiver"]:
        yield Refusal("payment.rested-on", event=name, by=fact.id)


def _no_invoice(name: str, fact: Fact, known: KnownNames) -> Iterator[Refusal]:
    issued = known["invoice"].get(name)
    if issued is None or fact.happened_on < issued:
        yield _not_issued(issued, {"number": name, "on": fact.happened_on})


def _not_issued(issued: str | None, values: dict[str, str]) -> Refusal:
    """Why there is no such invoice on a day: none at all, or a later one."""
    if issued is None:
        return Refusal("invoice.unknown", number=values["number"])
    return Refusal("invoice.before", issued=issued, **values)


def _no_guarantee(name: str, _: Fact, known: KnownNames) -> Iterator[Refusal]:
    if name not in known[GUARANTEE]:
        yield Refusal("guarantee.unknown", guarantee=name, known=list(known[GUARANTEE]))


def _no_settled(name: str, _: Fact, known: KnownNames) -> Iterator[Refusal]:
    if name not in known[SETTLED]:
        names = list(known[SETTLED])
        yield Refusal("payment.unknown-instalment", instalment=name, known=names)


UNKNOWN: dict[str, Callable[[str, Fact, KnownNames], Iterator[Refusal]]] = {
    INSTALMENT: _no_instalment,
    BREACH: _no_breach,
    "subject": _no_subject,
    LINE: _no_line,
    "payment": _no_payment,
    SETTLED: _no_settled,
    "waiver": _no_waiver,
    "claim": _no_claim,
    "delivery": _no_delivery,
    "invoice": _no_invoice,
    GUARANTEE: _no_guarantee,
}


# -- papers and obligations ------------------------------------------------------------------------

_IMPOSSIBLE = {
    ("submit", "submit"): "report.submitted-already",
    ("receive", "submit"): "report.submitted-after",
    ("receive", "receive"): "report.received-already",
    ("", "return"): "report.nothing-to-return",
    ("return", "return"): "report.nothing-to-return",
}


_CORRECTED = (("submit", "submit"), ("receive", "submit"))


def _documents(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A document is handed in, received, returned, handed in again: in that order, year by year."""
    state: dict[DocumentKey, p.HandIn] = {}
    for act in (fact.says for fact in ordered if isinstance(fact.says, p.HandIn)):
        wrong = _no_document(act, sight)
        if wrong:
            yield wrong
            continue
        before = state.get(act.key)
        moves = (before.act if before else "", act.act)
        if moves in _CORRECTED and isinstance(act, p.Submitted) and act.corrected:
            # what was signed for stays signed for: a better version asks for no second signature
            state[act.key] = act if moves[0] == "submit" else state[act.key]
            continue
        if moves in _IMPOSSIBLE:
            values = {"document": act.document, "period": act.key[1], "on": act.on.isoformat()}
            values["since"] = before.on.isoformat() if before else ""
            yield Refusal(_IMPOSSIBLE[moves], **values)
        state[act.key] = act


def _no_document(act: p.HandIn, sight: Sight) -> Refusal | None:
    """Why there is no such document, of such a year, in the contract."""
    documents, periods = sight.terms.documents, sight.periods
    if act.document not in documents:
        return Refusal("report.unknown", document=act.document, known=list(documents))
    every, name = documents[act.document][1], act.key[1]
    if every == ONCE or name is None:
        wrong = (every == ONCE) != (name is None)
        needs = "report.needs-year" if every == "service-year" else "report.needs-period"
        key = "report.no-year" if name else needs
        return Refusal(key, document=act.document) if wrong else None
    known = [each.id for each in periods.values() if each.every == every]
    if name in known:
        return None
    if every == "service-year":
        year, years = name.removeprefix("Y"), len(known)
        return Refusal("report.year-range", document=act.document, year=year, years=years)
    values = {"document": act.document, "period": name, "known": f"{known[0]} .. {known[-1]}"}
    return Refusal("report.no-period", **values)


def _settled(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A finding that is settled is one of the contract's, and so is the value."""
    findings = {finding.key: finding for finding in sight.terms.findings}
    for settled in said(ordered, p.FindingSettled):
        finding = findings.get(settled.finding)
        if finding is None and settled.account and settled.finding == ABOUT:
            # the file need not know that papers disagree for a payee to name an account by letter
            if sum(party.role == "supplier" for party in sight.terms.parties) > 1:
                yield Refusal("finding.whose-account")
        elif finding is None:
            yield Refusal("finding.unknown", finding=settled.finding, known=list(findings))
        elif settled.account:
            if finding.about != "payee-account":
                yield Refusal("finding.no-account", finding=finding.key)
        elif not 1 <= settled.value <= len(finding.values):
            yield Refusal("finding.value", finding=finding.key, values=len(finding.values))


def _obligations(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """An obligation kept is one of the contract's, of a force majeure's or an amendment's."""
    keys = {obligation.key for obligation in sight.terms.obligations}
    for fact in ordered:
        match fact.says:
            case p.ForceMajeure(id=name):
                keys |= {f"{name.lower()}-{what}" for what in ("notice", "proof", "talks")}
            case Amended(number=number):
                keys.add(f"amendment-{number}-notice")
            case p.ObligationKept(obligation=key) if key not in keys:
                yield Refusal("obligation.unknown", obligation=key, known=sorted(keys))


# -- money -----------------------------------------------------------------------------------------


def _payments(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """No more than is owed, no reference twice for one instalment; overrides excepted.

    What is owed goes by the facts recorded before the payment: an early end or a settled dispute
    that is entered later makes it too much, which the due list shows, but does not make it untrue.
    """
    accounts = {standing.instalment.id: standing.owing for standing in standings_of(sight)}
    paid: dict[str, int] = defaultdict(int)
    refs: dict[tuple[str, str], str] = {}
    for fact in ordered:
        match fact.says:
            case p.Offset(instalment=iid, fen=fen):  # what is set against it is not owed in money
                paid[iid] += fen
            case p.Refund(parts=parts):
                for iid, fen in parts:
                    paid[iid] -= fen
            case p.Payment() as payment:
                for iid, fen in payment.parts:
                    # with --override the money is gone, rightly or not: a ledger that refuses it
                    # would only hide where it went
                    if iid in accounts and not payment.override:
                        owed = accounts[iid].owed_on(payment.on, _before(fact)) - paid[iid]
                        if fen > owed and sight.terms.price.ceiling:
                            owed = _estimated(iid, fact, ordered, sight) - paid[iid]
                        yield from _too_much(payment, iid, fen, owed)
                        yield from _same_number(payment, iid, refs)
                    paid[iid] += fen


def _estimated(iid: str, fact: Fact, ordered: Sequence[Fact], sight: Sight) -> int:
    """What an instalment was owed as a payment was recorded.

    Below a ceiling each estimate depends on what has been settled and paid on the others: what was
    settled later took none of that payment's ground away.
    """
    then = position([each for each in ordered if each.seq < fact.seq], sight.position.as_of)
    account = sight_of(sight.terms, then, sight.calendar).owing[iid]
    return account.owed_on(date.fromisoformat(fact.happened_on), _before(fact))


def _before(fact: Fact) -> Callable[[str], bool]:
    """Whether an event was recorded before the fact."""
    return lambda event: seq_of(event) < fact.seq


def _too_much(payment: p.Payment, iid: str, fen: int, owed: int) -> Iterator[Refusal]:
    if fen > owed:
        values = {"instalment": iid, "owed": grouped(max(owed, 0)), "amount": grouped(fen)}
        on = payment.on.isoformat()
        yield Refusal("payment.more-than-owed", event=payment.event, on=on, **values)


def _same_number(
    payment: p.Payment, iid: str, refs: dict[tuple[str, str], str]
) -> Iterator[Refusal]:
    """One reference, one payment of an instalment; `refs` keeps those seen."""
    if not payment.ref:
        return
    # one bank transfer may pay several instalments; the same number twice for one of them is the
    # same money typed twice
    before = refs.setdefault((iid, payment.ref), payment.event)
    if before != payment.event:
        yield Refusal("payment.same-ref", instalment=iid, ref=payment.ref, event=before)


def _refunds(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """Money comes back from a payment that was made, not before it and not more than it was."""
    payments = {payment.event: payment for payment in said(ordered, p.Payment)}
    left = {event: dict(payment.parts) for event, payment in payments.items()}
    for refund in said(ordered, p.Refund):
        payment = payments.get(refund.payment)
        if payment is None:
            continue  # it rests on nothing, which is said already
        if refund.on < payment.on:
            yield Refusal("refund.before-payment", event=payment.event, on=payment.on.isoformat())
        rest = left[payment.event]
        for iid, fen in refund.parts:
            # part by part: money that came back is taken from what it had paid, else one instalment
            # would be paid with another's
            if fen > rest.get(iid, 0):
                values = {"left": grouped(rest.get(iid, 0)), "amount": grouped(fen)}
                yield Refusal("refund.too-much", event=payment.event, instalment=iid, **values)
            rest[iid] = rest.get(iid, 0) - fen


def _invoices(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """A number stands for one invoice; red ones take no more than there is."""
    left: dict[str, int] = {}
    first: dict[str, p.Invoice] = {}
    issued = {each.number: each.on.isoformat() for each in said(ordered, p.Invoice)}
    for invoice in said(ordered, p.Invoice):
        before = first.setdefault(invoice.number, invoice)
        if before is not invoice:
            values = {"event": invoice.event, "on": invoice.on.isoformat()}
            yield Refusal("invoice.twice", number=invoice.number, **values)
        left[invoice.number] = invoice.fen
        if invoice.red_of:
            if invoice.red_of not in left:
                values = {"number": invoice.red_of, "on": invoice.on.isoformat()}
                yield _not_issued(issued.get(invoice.red_of), values)
                continue
            rest = left[invoice.red_of]
            if rest + invoice.fen < 0:
                amounts = {"left": grouped(rest), "amount": grouped(-invoice.fen)}
                yield Refusal("invoice.red-more", number=invoice.red_of, **amounts)
            left[invoice.red_of] = rest + invoice.fen


# -- breach, talks, force majeure, dispute ---------------------------------------------------------


def _breaches(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A breach is of a rule that there is, and ends once."""
    layers = sight.terms.layers
    rules = {
        rule.key for layer in layers for rule in layer.rules if rule.cause == "recorded-breach"
    }
    ended: set[str] = set()
    for fact in ordered:
        match fact.says:
            case p.Breach(rule=rule) if rule not in rules:
                keys = dict.fromkeys(
                    r.key for layer in layers for r in layer.rules if r.key in rules
                )
                yield Refusal("breach.unknown-rule", rule=rule, known=list(keys))
            case p.BreachEnded(breach=breach):
                if breach in ended:
                    yield Refusal("breach.ended-already", breach=breach)
                ended.add(breach)


def _negotiations(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A negotiation is about an instalment or a breach, fails once, is opened anew if settled."""
    known = {instalment.id for instalment in sight.terms.instalments}
    known |= {breach.id for breach in said(ordered, p.Breach)}
    state: dict[str, Fact] = {}
    for fact in ordered:
        if not isinstance(fact.says, p.Negotiation):
            continue
        for subject in fact.says.subjects:
            before = state.get(subject)
            if subject not in known:
                names = sorted(known)
                yield Refusal("negotiation.unknown", subject=subject, known=names)
            elif before and _no_step(before.says, fact.says):
                values = {"event": before.id, "on": before.happened_on}
                yield Refusal("negotiation.already", subject=subject, **values)
            state[subject] = fact


def _no_step(before: p.Happening, after: p.Happening) -> bool:
    """Whether one step of a negotiation cannot follow the other."""
    again = type(before) is type(after)
    return again or (isinstance(before, p.TalksSettled) and isinstance(after, p.TalksFailed))


def _force_majeure(ordered: Sequence[Fact], _: Sight) -> Iterator[Refusal]:
    """A side's intervals do not overlap; each ends once, on its first day at the earliest."""
    began = {interval.id: interval for interval in said(ordered, p.ForceMajeure)}
    ends: dict[str, str] = {}
    for end in said(ordered, p.ForceMajeureEnded):
        first = began.get(end.id)
        if first is None or end.id in ends:
            yield Refusal("force-majeure.not-open", name=end.id)
        elif end.on < first.on:
            yield Refusal("force-majeure.before", name=end.id, on=first.on.isoformat())
        ends[end.id] = end.on.isoformat()
    by_side = sorted(began.values(), key=lambda interval: interval.by)
    for interval, following in pairwise(by_side):
        last = ends.get(interval.id, "")
        # one flood may hit both sides; two of one side at once would be the same days said twice
        # (art. 9(1): the term is longer by exactly as long as it lasted)
        if interval.by == following.by and (last or "9999") >= following.on.isoformat():
            on = interval.on.isoformat()
            yield Refusal("force-majeure.overlap", name=interval.id, on=on, last=last)


def _disputes(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """One dispute an instalment at a time, of no more than it is; settled at no more."""
    disputed: dict[str, int] = {}
    for fact in ordered:
        match fact.says:
            case p.DisputeSettled(instalment=iid, fen=fen):
                if iid not in disputed:
                    yield Refusal("dispute.none", instalment=iid)
                elif fen > disputed[iid]:
                    yield _too_much_disputed(iid, disputed[iid], fen)
                disputed.pop(iid, None)
            case p.Dispute(instalment=iid, fen=fen) as dispute:
                instalment = sight.terms.instalment(iid)
                if iid in disputed:
                    amount = grouped(disputed[iid])
                    yield Refusal("dispute.open-already", instalment=iid, disputed=amount)
                # by the sum of that day: an amendment that lowers it later does not make the
                # dispute untrue
                elif instalment and fen > instalment.owed_on(dispute.on):
                    yield _too_much_disputed(iid, instalment.owed_on(dispute.on), fen)
                else:
                    disputed[iid] = fen


def _too_much_disputed(iid: str, most: int, fen: int) -> Refusal:
    return Refusal("dispute.too-much", instalment=iid, disputed=grouped(most), amount=grouped(fen))


# -- guarantees ------------------------------------------------------------------------------------


def _guarantees(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """No more is lodged than is asked for, no more claimed or given back than is held."""
    found: dict[str, Account] = defaultdict(Account)
    refs: dict[tuple[str, str, str], str] = {}
    for move in said(ordered, p.Deposit):
        guarantee = sight.terms.guarantee(move.guarantee)
        if guarantee is None:
            continue  # it rests on nothing, which is said already
        account = found[guarantee.key]
        asked = asked_on(guarantee, sight.terms, move.on)
        if isinstance(move, p.Lodged):
            yield from _too_much_lodged(move, account, asked)
            yield from _until_before(move)
        else:
            yield from _more_than_held(move, account)
        if move.ref:
            # one transfer, one letter: the same number twice is the same thing typed twice
            before = refs.setdefault((guarantee.key, move.act, move.ref), move.event)
            if before != move.event:
                values = {"guarantee": guarantee.key, "ref": move.ref, "event": before}
                yield Refusal("guarantee.same-ref", **values)
        found[guarantee.key] = after(account, move, asked)


def _too_much_lodged(move: p.Lodged, account: Account, asked: int) -> Iterator[Refusal]:
    gone = sum(letter.fen for letter in replaced(account, move, asked))
    missing = max(asked - account.held + gone, 0)
    # money that came in beyond what was asked for is there all the same: --override takes it
    if move.fen > missing and not move.override:
        values = {"guarantee": move.guarantee, "missing": grouped(missing)}
        yield Refusal("guarantee.lodged-already", amount=grouped(move.fen), **values)


def _until_before(move: p.Lodged) -> Iterator[Refusal]:
    """A letter is valid for a while; money has no last day."""
    if move.valid_until and move.form != p.LETTER:
        yield Refusal("guarantee.cash-valid", guarantee=move.guarantee)
    elif move.valid_until and move.valid_until < move.on:
        values = {"on": move.on.isoformat(), "until": move.valid_until.isoformat()}
        yield Refusal("guarantee.valid-before", guarantee=move.guarantee, **values)


def _more_than_held(move: p.Deposit, account: Account) -> Iterator[Refusal]:
    held = account.purse(move.form).held
    if move.fen > held:
        values = {"guarantee": move.guarantee, "held": grouped(held), "amount": grouped(move.fen)}
        yield Refusal(f"guarantee.{move.act}-more", on=move.on.isoformat(), **values)


def _settlements(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A settlement is of what is settled, in the way that the contract has; overrides excepted."""
    for settled in said(ordered, p.Settled):
        rows = [r for r in sight.terms.instalments if settled.instalment in (r.id, r.base)]
        if rows:
            yield from settling_objections(settled, rows, sight)


def _renewals(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A contract is renewed as often as it says, before the term so far is over."""
    ends = renewal_ends(sight.terms, sight.position)
    for number, renewed in enumerate(said(ordered, p.Renewed)):
        if number >= len(sight.terms.term.renewals):
            yield Refusal("renew.none-left", renewals=len(sight.terms.term.renewals))
        elif renewed.on > ends[number] and not renewed.override:
            yield Refusal("renew.lapsed", on=ends[number].isoformat())


def _scores(ordered: Sequence[Fact], sight: Sight) -> Iterator[Refusal]:
    """A score is of an assessment of the contract, for one of its periods."""
    for scored in said(ordered, p.Scored):
        rule = sight.terms.assessments.get(scored.assessment)
        if rule is None:
            known = list(sight.terms.assessments)
            yield Refusal("assessment.unknown", assessment=scored.assessment, known=known)
        elif scored.period not in sight.periods:
            yield Refusal("assessment.period", period=scored.period)


CHECKS = (
    _invoices,
    _sums,
    _before_signing,
    _twice,
    _closed,
    _ended,
    _documents,
    _rests,
    _payments,
    _refunds,
    _settled,
    _obligations,
    _breaches,
    _negotiations,
    _force_majeure,
    _disputes,
    _guarantees,
    _settlements,
    _renewals,
    _scores,
)
