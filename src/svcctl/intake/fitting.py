"""What a row of a list may pay: the instalments open on its day, as if those before it were paid."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from svcctl.billing.position import Payment
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import NAMES, Fact
from svcctl.intake.listed import Listed, Option

ASSUMED = 10**9  # numbers of assumed facts: behind every recorded one
PAYABLE = ("due", "overdue")
UNPAID = (*PAYABLE, "projected", "waiting")


class Unpaid(NamedTuple):
    """An instalment that is not paid on a day, its state, and the fen that are open."""

    instalment: str
    status: str
    fen: int


class Book:
    """One contract while a list is read: what its rows so far have paid is no longer open.

    A list of thousands of rows would build the contract anew for each of them. It is built once
    for each day, and again once an instalment is paid in full, because others may hang on that;
    what a part payment takes is only subtracted.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.paid: dict[str, tuple[int, date]] = {}  # by rows: fen, and the last day
        self.full = 0  # instalments that rows have paid in full
        self.known: dict[date, tuple[int, dict[str, int], dict[str, Unpaid]]] = {}

    def unpaid(self, on: date) -> list[Unpaid]:
        """What was not paid on a day, and is not paid by what was recorded of later days either."""
        # both days are asked: a list may be older than what was recorded since, and the same money
        # would be taken twice
        then, now = self._open(on), self._open(max(on, self.case.as_of))
        return [
            each._replace(fen=min(each.fen, now[iid].fen))
            for iid, each in then.items()
            if each.status in UNPAID and iid in now and now[iid].fen
        ]

    def pay(self, item: Listed, option: Option) -> None:
        """Take a row as paid."""
        before = self._open(max(item.on, self.case.as_of))
        for iid, fen in option.parts:
            so_far, day = self.paid.get(iid, (0, item.on))
            self.paid[iid] = (so_far + fen, max(day, item.on))
            self.full += iid not in before or before[iid].fen <= fen

    def _open(self, on: date) -> dict[str, Unpaid]:
        if on not in self.known or self.known[on][0] != self.full:
            case = self._then(on, list(self._assumed(on)))
            standings = case.standings if case else ()
            open_ = {
                s.instalment.id: Unpaid(s.instalment.id, s.status, s.outstanding_fen)
                for s in standings
            }
            self.known[on] = self.full, {iid: fen for iid, (fen, _) in self.paid.items()}, open_
        _, counted, found = self.known[on]
        since = {iid: fen - counted.get(iid, 0) for iid, (fen, _) in self.paid.items()}
        return {
            iid: each._replace(fen=max(each.fen - since[iid], 0)) if since.get(iid) else each
            for iid, each in found.items()
        }

    def _then(self, on: date, assumed: Sequence[Fact]) -> Case | None:
        """The contract on a day; what is at hand is not built anew."""
        if not assumed:
            return self.case.on(on)
        facts = [*self.case.holding, *assumed]
        return case_from(self.case.id, facts, on, self.case.calendar_named)

    def _assumed(self, on: date) -> Iterator[Fact]:
        """One payment for all rows of an instalment: what it leaves open is the same."""
        for number, (iid, (fen, day)) in enumerate(sorted(self.paid.items()), ASSUMED):
            if day <= on:
                event = f"{self.case.id}#{number}"
                says = Payment(event=event, on=day, parts=((iid, fen),))
                kind = NAMES[Payment]
                yield Fact(self.case.id, number, kind, day.isoformat(), "", "", says, {})


Books = Mapping[str, Book]


def options(item: Listed, cases: Sequence[Case], books: Books) -> tuple[Option, ...]:
    """What a row may pay: what it names, else what fits its sum."""
    found = _named(item, cases, books) if item.instalment else _fitting(item, cases, books)
    return tuple(found)


def _named(item: Listed, cases: Sequence[Case], books: Books) -> Iterator[Option]:
    """The instalments named: one takes the whole sum, several what each still lacks."""
    names = [name.strip().rpartition(":")[2] for name in item.instalment.split("+")]
    for case in cases:
        if len(names) == 1:
            if case.terms.instalment(names[0]):
                yield Option(case.id, ((names[0], item.fen),))
            continue
        unpaid = {each.instalment: each for each in books[case.id].unpaid(item.on)}
        if all(name in unpaid for name in names):
            parts = tuple((name, unpaid[name].fen) for name in names)
            # split only where it comes out to the fen: any other split would be a guess at whose
            # money it is
            if sum(fen for _, fen in parts) == item.fen:
                yield Option(case.id, parts)


def _fitting(item: Listed, cases: Sequence[Case], books: Books) -> list[Option]:
    """The instalments that fit, the likeliest kind of fit alone.

    What is payable that day and exactly so much, or all of it together; else what is exactly so
    much and not payable yet; else a part of what is payable.
    """
    unpaid = [(case, each) for case in cases for each in books[case.id].unpaid(item.on)]
    payable = [(case, each) for case, each in unpaid if each.status in PAYABLE]
    exact = [(case, each) for case, each in unpaid if each.fen == item.fen]
    likely = [_whole(case, each) for case, each in exact if each.status in PAYABLE]
    by_case: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for case, each in payable:
        by_case[case.id].append((each.instalment, each.fen))
    for contract, together in by_case.items():
        if len(together) > 1 and sum(fen for _, fen in together) == item.fen:
            likely.append(Option(contract, tuple(together)))
    early = [_whole(case, each) for case, each in exact]
    part = [
        Option(c.id, ((each.instalment, item.fen),)) for c, each in payable if each.fen > item.fen
    ]
    # one kind of fit at a time: an exact sum beside a possible part payment would make each exact
    # one look doubtful
    return likely or early or part


def exact(item: Listed, found: Sequence[Option], books: Books) -> tuple[Option, ...]:
    """The options that leave nothing open of what they pay."""
    kept = []
    for option in found:
        open_ = {each.instalment: each.fen for each in books[option.contract].unpaid(item.on)}
        if all(open_.get(iid) == fen for iid, fen in option.parts):
            kept.append(option)
    return tuple(kept)


def _whole(case: Case, unpaid: Unpaid) -> Option:
    return Option(case.id, ((unpaid.instalment, unpaid.fen),))
