"""A bank's or ledger's list of payments held against the facts: recorded, new or open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from svcctl.billing.position import Payment
from svcctl.billing.terms import Party
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import NAMES, Fact

Parts = tuple[tuple[str, int], ...]  # (instalment, fen)
ASSUMED = 10**9  # numbers of assumed facts: behind every recorded one
PAYABLE = ("due", "overdue")
UNPAID = (*PAYABLE, "projected", "waiting")


class Listed(NamedTuple):
    """One row of the list; what came back is below nought."""

    row: int
    on: date
    fen: int
    ref: str = ""
    voucher: str = ""
    slip: str = ""
    name: str = ""  # the other side's
    account: str = ""
    contract: str = ""
    instalment: str = ""


class Option(NamedTuple):
    """What a row may pay: instalments of one contract, with the fen of each."""

    contract: str
    parts: Parts


class Found(NamedTuple):
    """What a row turned out to be.

    `recorded` already; `new`, and it can be nothing else; `differs` from the payment of the same
    number or day; `returned`: money that came back, not recorded; `open` between several options;
    `unfit` for any instalment; `elsewhere`: paid to or by somebody else.
    """

    listed: Listed
    state: str
    event: str = ""
    options: tuple[Option, ...] = ()


SETTLED = ("recorded", "new", "elsewhere")


class Unpaid(NamedTuple):
    """An instalment that is not paid on a day, its state, and the fen that are open."""

    instalment: str
    status: str
    fen: int


class Filed(NamedTuple):
    """A payment or refund on file, with its contract; what came back is below nought."""

    contract: str
    event: str
    on: date
    arrived_on: date | None
    fen: int
    parts: Parts
    numbers: frozenset[str]
    voucher: str


def match(cases: Sequence[Case], listed: Sequence[Listed], supplier: bool = False) -> list[Found]:
    """Every row with what it is; taken by time, each as if those before it were recorded."""
    filed = [each for case in cases for each in on_file(case)]
    used: set[str] = set()
    together: dict[tuple[str, date], int] = defaultdict(
        int
    )  # a ledger splits a transfer by instalments
    for item in listed:
        together[item.ref, item.on] += item.fen
    books = {case.id: list(case.holding) for case in cases}
    found: dict[int, Found] = {}
    # in order of time: what a row pays is no longer open for the rows after it, as if each had been
    # recorded that day
    for item in sorted(listed, key=lambda each: (each.on, each.row)):
        concerned = [case for case in cases if _concerns(item, case, len(cases) == 1, supplier)]
        names = {case.id for case in concerned}
        about = [each for each in filed if each.contract in names]
        split = [
            e
            for e in about
            if item.ref in e.numbers and e.fen == together[item.ref, e.on] and item.on == e.on
        ]
        known = _split(item, split) or _known(
            item, [each for each in about if each.event not in used]
        )
        one = known or _fresh(item, concerned, books)
        found[item.row] = one
        used.add(one.event)
        if one.state == "new":
            [option] = one.options
            books[option.contract].append(_assumed(item, option))
    return [found[item.row] for item in listed]


def on_file(case: Case) -> Iterator[Filed]:
    """The payments and refunds of a contract."""
    for payment in case.position.payments:
        yield _recorded(case.id, payment)
    for refund in case.position.refunds:
        parts = tuple((iid, -fen) for iid, fen in refund.parts)
        total = sum(fen for _, fen in parts)
        yield Filed(case.id, refund.event, refund.on, None, total, parts, frozenset(), "")


def only_here(
    cases: Sequence[Case], ours: Sequence[Found], since: date, until: date
) -> list[Filed]:
    """What is recorded for the days of a list and stands in no row of it."""
    listed = {each.event for each in ours}
    filed = (each for case in cases for each in on_file(case))
    return [each for each in filed if since <= each.on <= until and each.event not in listed]


def _recorded(contract: str, payment: Payment) -> Filed:
    numbers = frozenset({payment.ref, payment.slip} - {""})
    total = sum(fen for _, fen in payment.parts)
    return Filed(
        contract,
        payment.event,
        payment.on,
        payment.arrived_on,
        total,
        payment.parts,
        numbers,
        payment.voucher,
    )


def _known(item: Listed, filed: Sequence[Filed]) -> Found | None:
    """The row as a payment on file, or as one that differs from it; None for nothing like it."""
    same_day = [
        each for each in filed if each.fen == item.fen and item.on in (each.on, each.arrived_on)
    ]
    numbered = [
        each
        for each in filed
        # a bank may give a returned transfer the number of the first: they are two facts
        if {item.ref, item.slip} & each.numbers and (each.fen < 0) == (item.fen < 0)
    ]
    for each in (
        *(e for e in numbered if e in same_day),
        *(e for e in same_day if _same_papers(item, e)),
    ):
        return Found(item, "recorded", each.event, (Option(each.contract, each.parts),))
    # the same number with another sum, or the same day and sum under another number: both guesses
    # lose money, so it is asked
    for each in (*numbered, *same_day):
        return Found(item, "differs", each.event, (Option(each.contract, each.parts),))
    return None


def _split(item: Listed, filed: Sequence[Filed]) -> Found | None:
    """The row as one of several that together are a payment on file."""
    for each in filed:
        if item.fen != each.fen:
            return Found(item, "recorded", each.event, (Option(each.contract, each.parts),))
    return None


def _same_papers(item: Listed, filed: Filed) -> bool:
    """Whether nothing on paper says that two payments of one sum on one day are two."""
    given = {item.ref, item.slip} - {""}
    return not given or not filed.numbers or bool(item.voucher and item.voucher == filed.voucher)


# -- whom a row concerns ---------------------------------------------------------------------------


def _concerns(item: Listed, case: Case, alone: bool, supplier: bool) -> bool:
    """By the contract that the row names, else by account and name of the other side."""
    if item.contract:
        return item.contract in (
            case.id,
            case.document.get("number"),
            case.document.get("project_number"),
        )
    if ":" in item.instalment:
        return item.instalment.partition(":")[0] == case.id
    if not item.name and not item.account:
        return alone
    sides = _other_sides(case, supplier)
    accounts = {digits(account.number) for party in sides for account in party.accounts}
    names = {plain(party.name) for party in sides}
    # either will do: names are abbreviated by banks, and accounts are what the documents may
    # disagree about
    return digits(item.account) in accounts - {""} or plain(item.name) in names


def _other_sides(case: Case, supplier: bool) -> list[Party]:
    if supplier:
        return [case.terms.party("purchaser")]
    return [case.terms.payee(instalment) for instalment in case.terms.instalments]


def parties(cases: Sequence[Case], supplier: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Names and account numbers of whoever holds a list, and of those on the other side."""
    ours: set[str] = set()
    theirs: set[str] = set()
    for case in cases:
        for party in case.terms.parties:
            marks = {plain(party.name), *(digits(account.number) for account in party.accounts)}
            (ours if (party.role == "supplier") == supplier else theirs).update(marks)
    return frozenset(ours - {""}), frozenset(theirs - {""})


def digits(text: str) -> str:
    """An account number without the spaces that people write in it."""
    return "".join(sign for sign in text if sign.isdigit())


def plain(name: str) -> str:
    """A name without spaces, signs of either width alike."""
    return "".join(normalize("NFKC", name).split())


# -- what a row may pay ----------------------------------------------------------------------------


def _fresh(item: Listed, cases: Sequence[Case], books: Mapping[str, Sequence[Fact]]) -> Found:
    if not cases:
        return Found(item, "elsewhere")
    if item.fen < 0:
        return Found(item, "returned")
    options = tuple(_named(item, cases, books) if item.instalment else _fitting(item, cases, books))
    state = {0: "unfit", 1: "new"}.get(len(options), "open")
    return Found(item, state, "", options)


def _named(
    item: Listed, cases: Sequence[Case], books: Mapping[str, Sequence[Fact]]
) -> Iterator[Option]:
    """The instalments named: one takes the whole sum, several what each still lacks."""
    names = [name.strip().rpartition(":")[2] for name in item.instalment.split("+")]
    for case in cases:
        unpaid = {each.instalment: each for each in _unpaid(case, item.on, books)}
        if len(names) == 1 and case.terms.instalment(names[0]):
            yield Option(case.id, ((names[0], item.fen),))
        elif len(names) > 1 and all(name in unpaid for name in names):
            parts = tuple((name, unpaid[name].fen) for name in names)
            # split only where it comes out to the fen: any other split would be a guess at whose
            # money it is
            if sum(fen for _, fen in parts) == item.fen:
                yield Option(case.id, parts)


def _fitting(
    item: Listed, cases: Sequence[Case], books: Mapping[str, Sequence[Fact]]
) -> list[Option]:
    """The instalments that fit, the likeliest kind of fit alone.

    What is payable that day and exactly so much, or all of it together; else what is exactly so
    much and not payable yet; else a part of what is payable.
    """
    unpaid = [(case, each) for case in cases for each in _unpaid(case, item.on, books)]
    payable = [(case, each) for case, each in unpaid if each.status in PAYABLE]
    exact = [(case, each) for case, each in unpaid if each.fen == item.fen]
    likely = [_whole(case, each) for case, each in exact if each.status in PAYABLE]
    for case in cases:
        together = tuple((each.instalment, each.fen) for owner, each in payable if owner is case)
        if len(together) > 1 and sum(fen for _, fen in together) == item.fen:
            likely.append(Option(case.id, together))
    early = [_whole(case, each) for case, each in exact]
    part = [
        Option(c.id, ((each.instalment, item.fen),)) for c, each in payable if each.fen > item.fen
    ]
    # one kind of fit at a time: an exact sum beside a possible part payment would make each exact
    # one look doubtful
    return likely or early or part


def _whole(case: Case, unpaid: Unpaid) -> Option:
    return Option(case.id, ((unpaid.instalment, unpaid.fen),))


def _unpaid(case: Case, on: date, books: Mapping[str, Sequence[Fact]]) -> list[Unpaid]:
    """What was not paid on a day, and is not paid by what was recorded of later days either."""
    then, now = (
        case_from(case.id, books[case.id], day, case.calendar_named)
        # both days are asked: a list may be older than what was recorded since, and the same money
        # would be taken twice
        for day in (on, max(on, case.as_of))
    )
    if then is None or now is None:
        return []
    later = {each.instalment.id: each.outstanding_fen for each in now.standings}
    return [
        Unpaid(s.instalment.id, s.status, min(s.outstanding_fen, later[s.instalment.id]))
        for s in then.standings
        if s.status in UNPAID and later.get(s.instalment.id)
    ]


def _assumed(item: Listed, option: Option) -> Fact:
    says = Payment(event=f"{option.contract}#{ASSUMED + item.row}", on=item.on, parts=option.parts)
    kind = NAMES[Payment]
    return Fact(option.contract, ASSUMED + item.row, kind, item.on.isoformat(), "", "", says, {})
