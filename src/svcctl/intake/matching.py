"""A bank's or ledger's list of payments held against the facts: recorded, new, or to be asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from svcctl.billing.position import Payment
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.intake.fitting import Book, exact, options
from svcctl.intake.listed import Filed, Found, Listed, Option, Said
from svcctl.intake.sides import Concern, Sides

# days between a voucher and the bank's entry, holidays between them, the closest first
NEARBY = [timedelta(days) for days in sorted(range(-10, 11), key=abs)]
NOTHING_SAID = Said()


def match(
    cases: Sequence[Case],
    listed: Sequence[Listed],
    supplier: bool = False,
    said: Said = NOTHING_SAID,
) -> list[Found]:
    """Every row with what it is; taken by time, each as if those before it were recorded."""
    return _Match(cases, listed, supplier, said).found()


class _Match:
    """One list while it is held against the facts: what is sure is found first."""

    def __init__(
        self, cases: Sequence[Case], listed: Sequence[Listed], supplier: bool, said: Said
    ) -> None:
        self.said, self.supplier = said, supplier
        self.listed = [
            each._replace(instalment=said.pays.get(each.row, each.instalment)) for each in listed
        ]
        # in order of time: what a row pays is no longer open for the rows after it, as if each had
        # been recorded that day
        self.in_time = sorted(self.listed, key=lambda each: (each.on, each.row))
        sides = Sides(cases, supplier)
        self.concern = {each.row: sides.concerned(each) for each in self.listed}
        self.contracts = {
            row: frozenset(case.id for case in each.cases) for row, each in self.concern.items()
        }
        self.books = {case.id: Book(case) for case in cases}
        self.filed = [each for case in cases for each in on_file(case)]
        self.by_event = {each.event: each for each in self.filed}
        self.back = {each.payment for case in cases for each in case.position.refunds}
        self.by_number: dict[str, list[Filed]] = defaultdict(list)
        self.by_day: dict[tuple[date, int], list[Filed]] = defaultdict(list)
        self.by_sum: dict[int, list[Filed]] = defaultdict(list)
        for each in self.filed:
            self.by_sum[each.fen].append(each)
            for number in each.numbers:
                self.by_number[number].append(each)
            for day in {each.on, each.arrived_on or each.on}:
                self.by_day[day, each.fen].append(each)
        self.used: set[str] = set()
        self.rows_back: set[int] = set()  # rows of the list that others of it give back
        self.rows: dict[int, Found] = {}

    def found(self) -> list[Found]:
        """Every row, as the list has them."""
        together: dict[tuple[str, date], int] = defaultdict(int)
        for item in self.listed:  # a ledger splits a transfer by instalments
            together[item.ref or item.slip, item.on] += item.fen
        for step in (self._told, lambda item: self._split(item, together), self._same,
                     self._alike, self._differing, self._near):  # fmt: skip
            for item in self.in_time:
                if item.row not in self.rows and (one := step(item)):
                    self._keep(one)
        for item in self.in_time:
            if item.row not in self.rows:
                self._keep(self._fresh(item))
        return [self.rows[item.row] for item in self.listed]

    def _keep(self, found: Found) -> None:
        self.rows[found.listed.row] = found
        if found.state == "refund":
            self.back.add(found.event)
            self.rows_back.add(found.of_row)
        elif found.event:
            self.used.add(found.event)
        if found.state == "new":
            [option] = found.options
            self.books[option.contract].pay(found.listed, option)

    # -- rows that are on file ---------------------------------------------------------------------

    def _told(self, item: Listed) -> Found | None:
        """The row as the payment that a person said it is."""
        if item.row not in self.said.same:
            return None
        return _is(item, "recorded", self._event(self.said.same[item.row], item))

    def _event(self, text: str, item: Listed) -> Filed:
        """The payment of that id; `#2` is enough where one contract has such a one."""
        bare = text.strip()
        found = [
            each
            for event, each in self.by_event.items()
            if event == bare or event.rpartition("#")[2] == bare.removeprefix("#")
        ]
        if len(found) != 1:
            raise Refusal("listed.no-event", row=item.row, event=bare)
        return found[0]

    def _split(self, item: Listed, together: Mapping[tuple[str, date], int]) -> Found | None:
        """The row as one of several that together are a payment on file."""
        number = item.ref or item.slip
        if item.row in self.said.new or not number:
            return None
        for each in self._about(item, self.by_number[number], used=True):
            whole = each.fen == together[number, item.on] and each.fen != item.fen
            if whole and item.on in (each.on, each.arrived_on):
                return _is(item, "recorded", each)
        return None

    def _same(self, item: Listed) -> Found | None:
        """The row as the payment of its number, sum and day."""
        for each in self._numbered(item):
            if each.fen == item.fen and item.on in (each.on, each.arrived_on):
                return _is(item, "recorded", each)
        return None

    def _alike(self, item: Listed) -> Found | None:
        """The row as the payment of its sum and day, where no number says otherwise."""
        if item.row in self.said.new:
            return None
        for each in self._about(item, self.by_day[item.on, item.fen]):
            if _same_papers(item, each) or (self.supplier and _same_arrival(item, each)):
                return _is(item, "recorded", each)
        return None

    def _differing(self, item: Listed) -> Found | None:
        """The same number with another sum, or the same day and sum under another number.

        Both guesses lose money, so it is asked.
        """
        if self._is_settled(item):
            return None
        for each in (*self._numbered(item), *self._about(item, self.by_day[item.on, item.fen])):
            return _is(item, "differs", each)
        return None

    def _near(self, item: Listed) -> Found | None:
        """The row as a payment of some days earlier or later that no other row is.

        Voucher and bank have each a day of their own, and yearly instalments are of one sum: the
        same transfer would pay the next one.
        """
        if self._is_settled(item):
            return None
        for days in NEARBY:
            for each in self._about(item, self.by_day[item.on + days, item.fen]):
                if not (item.slip and each.slip and item.slip != each.slip):
                    return _is(item, "near", each)
        return None

    def _is_settled(self, item: Listed) -> bool:
        """Whether a person has said that the row is none of those on file."""
        said = self.said
        return item.row in said.new or item.row in said.pays or item.row in said.refunds

    def _numbered(self, item: Listed) -> Iterator[Filed]:
        for number in dict.fromkeys((item.ref, item.slip)):
            for each in self._about(item, self.by_number[number] if number else ()):
                # a bank may give a returned transfer the number of the first: they are two facts
                if (each.fen < 0) == (item.fen < 0):
                    yield each

    def _about(self, item: Listed, filed: Iterable[Filed], used: bool = False) -> Iterator[Filed]:
        """Those of the contracts that the row may be of, and that no other row is."""
        contracts = self.contracts[item.row]
        for each in filed:
            if each.contract in contracts and (used or each.event not in self.used):
                yield each

    # -- rows that are not -------------------------------------------------------------------------

    def _fresh(self, item: Listed) -> Found:
        concern = self.concern[item.row]
        if not concern.cases:
            return Found(item, "elsewhere")
        if item.fen < 0:
            return self._returned(item, concern)
        found = options(item, concern.cases, self.books)
        asked = item.row in self.said.pays
        if concern.doubt == "nobody" and len(concern.cases) > 1 and not (asked or item.instalment):
            found = exact(item, found, self.books)
            return Found(item, "open" if found else "unknown", "", found)
        if concern.doubt in ("misnamed", "damaged", "alike") and not asked:
            return Found(item, concern.doubt, "", found)
        state = {0: "unfit", 1: "new"}.get(len(found), "open")
        return Found(item, state, "", found)

    def _returned(self, item: Listed, concern: Concern) -> Found:
        """Money that came back, with what it may give back: payments on file, rows of the list."""
        filed = list(self._givable(item))
        rows = [each for each in self.rows.values() if self._may_give_back(item, each)]
        if item.row in self.said.refunds:
            return self._refund(item, self.said.refunds[item.row], filed, rows)
        if concern.doubt == "nobody" and len(concern.cases) > 1 and not (filed or rows):
            return Found(item, "unknown")
        event = filed[0].event if len(filed) == 1 and not rows else ""
        given = [Option(each.contract, each.parts) for each in filed] if event else []
        of = [*(each.event for each in filed), *(str(each.listed.row) for each in rows)]
        return Found(item, "returned", event, tuple(given), tuple(of))

    def _givable(self, item: Listed) -> Iterator[Filed]:
        """The payments on file, as much as came back and not later, none of it back yet."""
        for each in self._about(item, self.by_sum[-item.fen], used=True):
            if each.on <= item.on and each.event not in self.back:
                yield each

    def _may_give_back(self, item: Listed, paid: Found) -> bool:
        return (
            paid.state == "new"
            and paid.listed.fen == -item.fen
            and paid.listed.on <= item.on
            and paid.options[0].contract in self.contracts[item.row]
            and paid.listed.row not in self.rows_back
        )

    def _refund(
        self, item: Listed, text: str, filed: Sequence[Filed], rows: Sequence[Found]
    ) -> Found:
        """The refund that a person said it is: of an event, of a row, of the only one that fits."""
        if text.isdigit():
            rows, filed = [each for each in rows if each.listed.row == int(text)], []
        elif text:
            rows, filed = [], [self._event(text, item)]
        if len(rows) + len(filed) != 1:
            raise Refusal("listed.refund-of", row=item.row, count=len(rows) + len(filed))
        if rows:
            [paid] = rows
            return Found(item, "refund", "", paid.options, (str(paid.listed.row),))
        [given] = filed
        parts = given.parts if given.fen == -item.fen else ()
        if len(given.parts) == 1 and given.fen > -item.fen:
            parts = ((given.parts[0][0], -item.fen),)
        if not parts or given.fen < 0:
            raise Refusal("listed.refund-of", row=item.row, count=0)
        return Found(item, "refund", given.event, (Option(given.contract, parts),))


def _is(item: Listed, state: str, filed: Filed) -> Found:
    return Found(item, state, filed.event, (Option(filed.contract, filed.parts),))


def _day(filed: Filed, supplier: bool) -> date:
    """The day of a payment as the list of that side has it."""
    return (filed.arrived_on or filed.on) if supplier else filed.on


def _same_papers(item: Listed, filed: Filed) -> bool:
    """Whether nothing on paper says that two payments of one sum on one day are two."""
    given = {item.ref, item.slip} - {""}
    return not given or not filed.numbers or bool(item.voucher and item.voucher == filed.voucher)


def _same_arrival(item: Listed, filed: Filed) -> bool:
    """Whether a payee's row is what was entered as arriving that day.

    The number on file is the payer's voucher then, which no statement of the payee has: only bank
    slips can tell two transfers apart.
    """
    slips_differ = bool(item.slip and filed.slip and item.slip != filed.slip)
    return item.on == filed.arrived_on and not slips_differ


# -- what is on file -------------------------------------------------------------------------------


def on_file(case: Case) -> Iterator[Filed]:
    """The payments and refunds of a contract."""
    for payment in case.position.payments:
        yield _recorded(case.id, payment)
    for refund in case.position.refunds:
        parts = tuple((iid, -fen) for iid, fen in refund.parts)
        total = sum(fen for _, fen in parts)
        yield Filed(case.id, refund.event, refund.on, None, total, parts, frozenset(), "", "")


def only_here(
    cases: Sequence[Case], ours: Sequence[Found], since: date, until: date, supplier: bool = False
) -> list[Filed]:
    """What is recorded for the days of a list and stands in no row of it."""
    listed = {each.event for each in ours if each.state != "returned"}
    filed = (each for case in cases for each in on_file(case))
    return [
        each
        for each in filed
        if since <= _day(each, supplier) <= until and each.event not in listed
    ]


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
        payment.slip,
    )
