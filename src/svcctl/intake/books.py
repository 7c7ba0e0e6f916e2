"""Two books of one contract: what both sides must agree on, theirs read, one held against the other."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from svcctl.billing import position as p
from svcctl.billing.changes import Change
from svcctl.billing.money import fen as fen_of
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Document
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import KINDS, Amended, Fact
from svcctl.casebook.moving import moved
from svcctl.casebook.replay import in_time, said
from svcctl.contracts.check import problems
from svcctl.contracts.form import dated

Values = dict[str, Any]
PAID, REFUNDED = "payment-recorded", "payment-refunded"
OWN = ("office", "findings", "readings", "fund_source", "evidence", "require_evidence")


class Agreed(Record):
    """One thing that both sides saw happen: what, of what, when, how much, until when."""

    contract: str
    kind: str
    about: str  # an instalment, a document of a year, a side, an amendment's number, or nothing
    on: date | None  # None: the day of charging is not known to the payee
    arrived_on: date | None = None
    fen: int | None = None
    until: date | None = None  # the date agreed on
    service_from: date | None = None  # of a start notice, where service counts from another day
    by_days: bool | None = None  # of an early end: whether the days served are paid
    terms: Document | None = None  # of an amendment: the contract file, without what is one's own


class Difference(Record):
    """Where two books differ, or that they do not: `ours` or `theirs` may be missing."""

    state: str  # same | differs | only-here | only-there
    ours: Agreed | None
    theirs: Agreed | None
    event: str = ""  # our fact
    moved: Sequence[Change] | None = ()  # by their word; None: it cannot be worked out


class Pair(Record):
    """Our fact, what of it the other side sees, and what their book has in its place."""

    fact: Fact
    ours: Agreed
    theirs: Agreed | None

    @property
    def days(self) -> tuple[str, date | None, date | None]:
        """What kind of fact it is, and its day in both books."""
        return self.ours.kind, self.ours.on, self.theirs.on if self.theirs else None


def agreed(case: Case) -> list[tuple[Agreed, Fact]]:
    """What of a contract's facts the other side's book must have too, in the order of time."""
    by_then = case.as_of.isoformat()
    return [
        (each, fact)
        for fact in sorted(case.holding, key=in_time)
        if fact.happened_on <= by_then
        for each in _agreed(case.id, fact)
    ]


def _agreed(contract: str, fact: Fact) -> Iterator[Agreed]:
    day: Values = {"on": fact.says.on}
    for about, values in (*_of_money(fact.says), *_of_events(fact.says)):
        yield Agreed(contract=contract, kind=fact.kind, about=about, **(day | values))


def _of_money(says: p.Happening) -> Iterator[tuple[str, Values]]:
    """Of which instalments a fact moves or contests money, and how much."""
    match says:
        case p.Payment(parts=parts, on=on, arrived_on=arrived, charge_known=known):
            days: Values = {"arrived_on": arrived} if known else {"on": None, "arrived_on": on}
            yield from ((instalment, {"fen": fen} | days) for instalment, fen in parts)
        case p.Refund(parts=parts):
            yield from ((instalment, {"fen": fen}) for instalment, fen in parts)
        case p.Dispute(instalment=iid, fen=fen) | p.DisputeSettled(instalment=iid, fen=fen):
            yield iid, {"fen": fen}
        case p.Deposit(guarantee=key, fen=fen):
            yield key, {"fen": fen, "until": getattr(says, "valid_until", None)}


def _of_events(says: p.Happening) -> Iterator[tuple[str, Values]]:
    """What happened that both sides saw, and of what."""
    match says:
        case p.Started(service_from=begins):
            yield "", {"service_from": begins}
        case p.Termination(pro_rata=by_days):
            yield "", {"by_days": by_days}
        case p.HandIn(document=document, year=year):
            yield document if year is None else f"Y{year}-{document}", {}
        case p.Negotiation(subjects=subjects, new_due=until):
            yield from ((subject, {"until": until}) for subject in subjects)
        case p.ForceMajeure(by=side):
            yield side, {}
        case Amended(number=number, terms=terms):
            yield str(number), {"terms": _shared(terms)}


def _shared(terms: Document) -> Document:
    """What both sides signed of a contract file: neither how one reads it, nor one's own funds."""
    shared = {key: value for key, value in terms.items() if key not in OWN}
    rows = [
        {key: value for key, value in row.items() if key not in OWN} for row in terms["instalments"]
    ]
    return shared | {"instalments": rows}


# -- theirs ----------------------------------------------------------------------------------------


def read_book(path: str, content: bytes) -> list[Agreed]:
    """The rows of `export facts`; Refusal where the file is none."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
        if told["export"] != "facts":
            raise ValueError(told["export"])
        return [_read(row) for row in told["rows"]]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise Refusal("books.not-facts", path=path) from None


def _read(row: dict[str, Any]) -> Agreed:
    texts = {key: row[key] for key in ("contract", "kind", "about")}
    if not all(isinstance(text, str) for text in texts.values()) or row["kind"] not in KINDS:
        raise ValueError(row)
    days: Values = {
        key: date.fromisoformat(row[key]) if row[key] is not None else None
        for key in ("on", "arrived_on", "until")
    }
    fen = None if row["amount"] is None else fen_of(row["amount"])
    # books of before have none of these
    by_days, terms, begins = row.get("by_days"), row.get("terms"), row.get("service_from")
    if not (isinstance(by_days, bool | None) and isinstance(terms, dict | None)):
        raise ValueError(row)
    days["service_from"] = date.fromisoformat(begins) if begins is not None else None
    return Agreed(**(texts | days), fen=fen, by_days=by_days, terms=terms)


# -- one against the other -------------------------------------------------------------------------


def compared(case: Case, theirs: Sequence[Agreed]) -> list[Difference]:
    """Our book of one contract against theirs: what is the same, and what each difference moves."""
    left: dict[tuple[str, str], list[Agreed]] = defaultdict(list)
    for each in sorted(theirs, key=_by_day):
        left[each.kind, each.about].append(each)
    found: list[Difference] = []
    open_: list[tuple[Agreed, Fact]] = []
    for ours, fact in agreed(case):
        there = left[ours.kind, ours.about]
        same = next((each for each in there if _same(ours, each)), None)
        if same is None:
            open_.append((ours, fact))
        else:
            there.remove(same)
            found.append(Difference("same", ours, same, fact.id))
    pairs = []
    for ours, fact in open_:
        there = left[ours.kind, ours.about]
        pairs.append(Pair(fact, ours, there.pop(0) if there else None))
    for pair in pairs:
        state = "differs" if pair.theirs else "only-here"
        # reports handed over together move a date together: one alone leaves it where it is
        together = [each for each in pairs if each.days == pair.days]
        change = _worked_out(partial(_moved, case, together))
        found.append(Difference(state, pair.ours, pair.theirs, pair.fact.id, change))
    theirs_alone = [each for rest in left.values() for each in rest]
    for each in theirs_alone:
        day = (each.kind, each.on, each.arrived_on)
        with_it = [other for other in theirs_alone if _kind_and_day(other) == day]
        if each.kind == REFUNDED:
            with_it = [*_paid_before(each, theirs_alone), *with_it]
        found.append(
            Difference("only-there", None, each, "", _worked_out(partial(_added, case, with_it)))
        )
    return sorted(found, key=lambda each: _by_day(each.ours or each.theirs))


def _paid_before(refund: Agreed, theirs: Sequence[Agreed]) -> list[Agreed]:
    """The payments that only they have, of which money may have come back."""
    paid = [each for each in theirs if (each.kind, each.about) == (PAID, refund.about)]
    return [each for each in paid if _by_day(each) <= _by_day(refund)]


def _by_day(each: Agreed | None) -> tuple[str, str, str, int]:
    assert each is not None  # one of the two is there
    day = each.on or each.arrived_on
    return (day.isoformat() if day else "", each.kind, each.about, each.fen or 0)


def _same(one: Agreed, other: Agreed) -> bool:
    """Whether both say the same; of two days of one payment only the like are compared."""
    days: list[tuple[Any, Any]] = [(one.on, other.on), (one.arrived_on, other.arrived_on)]
    days += [(one.by_days, other.by_days), (one.terms, other.terms)]
    known = [pair for pair in days if None not in pair]
    alike = all(first == second for first, second in known)
    exact = [(each.fen, each.until, each.service_from) for each in (one, other)]
    return exact[0] == exact[1] and alike


def _worked_out(way: Callable[[], list[Change]]) -> list[Change] | None:
    """What is found that way; None where their word says too little, or fits nothing we know of."""
    try:
        return way()
    except (Refusal, LookupError, ValueError):
        return None


def _moved(case: Case, pairs: Sequence[Pair]) -> list[Change]:
    """What our dates and sums would be by their word of these facts, or without them."""
    said: dict[int, p.Happening | None] = {}
    for pair in pairs:
        says = said.get(pair.fact.seq, pair.fact.says)
        if says is not None:
            of_both = pair.theirs is not None
            told = _by_theirs(says, pair) if of_both else _without(says, pair.ours)
            said[pair.fact.seq] = told
    rest = [fact for fact in case.holding if fact.seq not in said]
    for pair in {pair.fact.seq: pair for pair in pairs}.values():
        says = said[pair.fact.seq]
        if says is not None:
            rest.append(pair.fact._replace(says=says, happened_on=says.on.isoformat()))
    return _effect(case, rest)


def _without(says: p.Happening, ours: Agreed) -> p.Happening | None:
    """What is left of a fact that says more than the one thing; None where nothing is."""
    match says:
        case p.Payment(parts=parts) | p.Refund(parts=parts) if len(parts) > 1:
            return says._replace(parts=tuple(part for part in parts if part[0] != ours.about))
        case p.Negotiation(subjects=subjects) if len(subjects) > 1:
            return says._replace(subjects=tuple(each for each in subjects if each != ours.about))
    return None


def _by_theirs(says: p.Happening, pair: Pair) -> p.Happening:
    ours, theirs = pair.ours, pair.theirs
    assert theirs is not None  # asked by the caller
    on = theirs.on or says.on
    match says:
        case p.Payment(parts=parts) | p.Refund(parts=parts):
            fen = theirs.fen or 0
            said = tuple((iid, fen if iid == ours.about else had) for iid, had in parts)
            arrived = theirs.arrived_on if isinstance(says, p.Payment) else None
            days: Values = {"arrived_on": arrived} if arrived else {}
            return says._replace(on=on, parts=said, **days)
        case p.Dispute() | p.DisputeSettled():
            return says._replace(on=on, fen=theirs.fen or 0)
        case p.TalksSettled():
            return says._replace(on=on, new_due=theirs.until)
        case p.Started():
            return says._replace(on=on, service_from=theirs.service_from)
        case p.Termination() if theirs.by_days is not None:
            return says._replace(on=on, pro_rata=theirs.by_days)
        case Amended(terms=terms) if theirs.terms is not None:
            return says._replace(on=on, terms=_whole(theirs.terms, terms))
    return says._replace(on=on)


def _whole(shared: Document, own: Document) -> Document:
    """Their terms with what is our own in a contract file; ValueError where they are no contract."""
    if shared.get("id") != own["id"] or problems(dated(shared), (own["calendar"],)):
        raise ValueError(shared.get("id"))
    return shared | {key: own[key] for key in OWN if key in own}


def _kind_and_day(each: Agreed) -> tuple[str, date | None, date | None]:
    return each.kind, each.on, each.arrived_on


def _added(case: Case, theirs: Sequence[Agreed]) -> list[Change]:
    """What our dates and sums would be with facts of theirs; ValueError where they say too little."""
    last = max(case.holding, key=lambda fact: fact.seq)
    facts: list[Fact] = []
    for seq, each in enumerate(theirs, last.seq + 1):
        known = [*case.position.payments, *said(facts, p.Payment)]
        says = _made(each, case, known)._replace(event=f"{case.id}#{seq}")
        on = says.on.isoformat()
        facts.append(last._replace(seq=seq, kind=each.kind, happened_on=on, says=says, payload={}))
    return _effect(case, [*case.holding, *facts])


def _made(theirs: Agreed, case: Case, payments: Sequence[p.Payment]) -> p.Happening:
    """Their fact as we would have recorded it; ValueError where they say too little of it."""
    form, about = KINDS[theirs.kind].says, theirs.about
    on = theirs.on or theirs.arrived_on
    values: Values | None = None
    if issubclass(form, p.HandIn):
        year, _, document = about.removeprefix("Y").partition("-")
        values = {"year": int(year)} if year.isdigit() else {}
        values |= {"document": document if values else about}
    elif issubclass(form, p.Negotiation):
        values = {"subjects": (about,), "new_due": theirs.until}
    elif form in (p.Dispute, p.DisputeSettled):
        values = {"instalment": about, "fen": theirs.fen or 0}
    elif form is p.ForceMajeure:
        values = {"id": "FM0", "by": about}
    elif form is p.Started:
        values = {"service_from": theirs.service_from}
    elif form in (p.Payment, p.Refund):
        values = _money(theirs, form, payments)
    elif form is p.Termination and theirs.by_days is not None:
        values = {"reason": "", "pro_rata": theirs.by_days}
    elif form is Amended and theirs.terms is not None and on is not None:
        values = _amended(theirs, case, on)
    if values is None or on is None:
        raise ValueError(theirs.kind)
    return form(on=on, **values)


def _money(theirs: Agreed, form: type[p.Happening], payments: Sequence[p.Payment]) -> Values:
    """Money paid; or money back, of the last payment of that instalment until then."""
    parts = ((theirs.about, theirs.fen or 0),)
    if form is p.Payment:
        known = theirs.on is not None
        return {"parts": parts, "arrived_on": theirs.arrived_on, "charge_known": known}
    until = theirs.on or date.min
    paid = [each for each in payments if theirs.about in dict(each.parts) and each.on <= until]
    return {"parts": parts, "payment": max(paid, key=lambda each: each.on).event}


def _amended(theirs: Agreed, case: Case, on: date) -> Values:
    """Their amendment; its three days are not told, and the last of them is what counts."""
    assert theirs.terms is not None  # asked by the caller
    terms = _whole(theirs.terms, case.document)
    days = dict.fromkeys(("signed_on", "approved_on", "filed_on"), on)
    return {"terms": terms, "number": int(theirs.about), "approval_ref": "", **days}


def _effect(case: Case, holding: Sequence[Fact]) -> list[Change]:
    """What moves where these facts hold instead of ours."""
    return moved(case, case_from(case.id, holding, case.as_of, case.calendar_named))
