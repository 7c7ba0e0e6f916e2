"""Rows of lists read again, as they stand today: as scripts read them, or as what they were made from."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from json import loads
from typing import TYPE_CHECKING, Any, cast

from svcctl.billing.record import Record
from svcctl.billing.working_days import Calendar
from svcctl.store.band import LATE, LEFT, Band

LATE_SIGN, LEFT_SIGN = LATE.encode(), LEFT.encode()
STANDS = 4  # parts at the end of what is kept of a contract: how it stands

if TYPE_CHECKING:  # what scripts read of a list starts without all that people read of it
    from svcctl.answers.contract_list import ContractRow
    from svcctl.answers.guarantees import ReturnRow
    from svcctl.answers.instalment_row import InstalmentRow
    from svcctl.answers.obligations import ObligationRow
    from svcctl.billing.due import Sums
    from svcctl.billing.forecast import ForecastPeriod
    from svcctl.billing.guarantees import GuaranteeRow
    from svcctl.billing.instalment import Instalment
    from svcctl.billing.life import NextDate
    from svcctl.billing.obligations import ObligationState
    from svcctl.billing.schedule import Standing
    from svcctl.billing.terms import Party
    from svcctl.casebook.case import Case


def _unpacked(row: Band, as_of: date) -> Any:
    from svcctl.billing.packed import unpack

    return unpack(loads(row.body), as_of)


class KeptTerms(Record):
    """Of a contract's terms what lists show."""

    title: Any
    signed_on: date
    total_fen: int
    parties: "tuple[Party, ...]"
    documents: dict[str, tuple[Any, str]]  # those that something waits for

    def party(self, role: str) -> "Party":
        """The first party in that role."""
        from svcctl.billing.terms import Terms

        return Terms.party(cast(Terms, self), role)

    def payee(self, instalment: "Instalment") -> "Party":
        """The supplier that an instalment is paid to."""
        from svcctl.billing.terms import Terms

        return Terms.payee(cast(Terms, self), instalment)


class KeptCase(Record):
    """Of a contract what lists show, in the place of the contract itself."""

    id: str
    as_of: date
    terms: KeptTerms
    document: dict[str, Any]
    stops: Sequence[str]  # the findings that stop a payment
    ahead: list[Any]  # its sums, its state, what comes next: packed, as few lists show them
    calendar_named: Callable[[str], Calendar]

    @cached_property
    def stands(self) -> "tuple[Sums, str, NextDate | None, Standing | None]":
        """Its sums, its state, its next date, and the instalment that this is about."""
        from svcctl.billing.packed import unpack

        sums, state, ahead, payment = (unpack(each, self.as_of) for each in self.ahead)
        self.ahead.clear()  # it is not held twice
        return sums, state, ahead, payment

    @property
    def calendar(self) -> Calendar:
        """The calendar that its days are counted by."""
        return self.calendar_named(self.document["calendar"])

    def open_findings(self, _: str) -> Sequence[str]:
        """Those that stop a payment."""
        return self.stops

    def named(self, _: str) -> "Standing | None":
        """The instalment that comes next."""
        return self.stands[-1]


def case_of(row: Band, as_of: date, calendars: Callable[[str], Calendar]) -> "Case":
    """A contract as it was kept."""
    from svcctl.billing.packed import unpack

    _, *parts = loads(row.body)
    *terms, document, stops = (unpack(each, as_of) for each in parts[:-STANDS])
    shown = KeptTerms(*terms)
    found = KeptCase(row.chain, as_of, shown, document, stops, parts[-STANDS:], calendars)
    return cast("Case", found)


class KeptTitle(Record):
    """Of a contract's terms what a reminder shows."""

    title: Any


class Mentioned(Record):
    """Of a contract what a reminder shows: of ten thousand, little more is held."""

    id: str
    as_of: date
    terms: KeptTitle


def mentioned(case: "Case") -> "Case":
    """So much of a contract that a reminder of it can be shown."""
    return cast("Case", Mentioned(case.id, case.as_of, KeptTitle(case.terms.title)))


def contract_of(case: "Case") -> "ContractRow":
    """A contract's row of a list of contracts."""
    from svcctl.answers.contract_list import ContractRow

    sums, state, ahead, _ = cast(KeptCase, case).stands
    return ContractRow(case, sums, state, ahead)


class Told:
    """Rows as scripts read them, with the figures of the day, which many rows have in common."""

    def __init__(self, today: date, calendars: Callable[[str], Calendar]) -> None:
        self.today, self.calendars = today, calendars
        self.late: dict[str, bytes] = {}
        self.left: dict[tuple[bytes, str], bytes] = {}

    def __call__(self, text: bytes, since: str, due: str) -> bytes:
        """The text of a row that is late since a day, or due on one."""
        if LATE_SIGN in text:
            if since not in self.late:
                days = (self.today - date.fromisoformat(since)).days
                self.late[since] = str(days).encode()
            text = text.replace(LATE_SIGN, self.late[since])
        if LEFT_SIGN in text:
            before, name, behind = text.split(LEFT_SIGN)
            if (name, due) not in self.left:
                calendar = self.calendars(name.decode())
                left = calendar.between(self.today, date.fromisoformat(due))
                self.left[name, due] = str(left).encode()
            text = before + self.left[name, due] + behind
        return text


def text_of(row: Band, today: date, calendars: Callable[[str], Calendar]) -> str:
    """A row as scripts read it, with the figures of the day."""
    return Told(today, calendars)(row.text.encode(), row.since, row.due).decode()


def instalment_of(row: Band, case: "Case", calendars: Callable[[str], Calendar]) -> "InstalmentRow":
    """An instalment's row of a list, as it stands today."""
    standing: Standing = _unpacked(row, case.as_of)
    from svcctl.answers.instalment_row import InstalmentRow

    return InstalmentRow(case, _today(standing, row, case, calendars))


def return_of(row: Band, case: "Case", calendars: Callable[[str], Calendar]) -> "ReturnRow":
    """A return's row of a list, as it stands today."""
    back: GuaranteeRow = _unpacked(row, case.as_of)
    from svcctl.answers.guarantees import ReturnRow

    return ReturnRow(case, _today(back, row, case, calendars))


def duty_of(row: Band, case: "Case") -> "ObligationRow":
    """An obligation's row of a list, as it stands today."""
    state: ObligationState = _unpacked(row, case.as_of)
    if row.since:
        late = (case.as_of - date.fromisoformat(row.since)).days
        state = state._replace(days_overdue=late)
    from svcctl.answers.obligations import ObligationRow

    return ObligationRow(case, state)


def _today(item: Any, row: Band, case: "Case", calendars: Callable[[str], Calendar]) -> Any:
    """What stands, with the figures of the day."""
    if row.since:
        return item._replace(days_overdue=(case.as_of - date.fromisoformat(row.since)).days)
    if item.working_days_left is not None and item.status != "overdue":
        calendar = calendars(case.document["calendar"])
        return item._replace(working_days_left=calendar.between(case.as_of, item.due_on))
    return item


def flow_in(row: Band, as_of: date, by: str) -> "list[ForecastPeriod]":
    """A contract's cash flow by periods, as it stands today."""
    from svcctl.billing.forecast import Move, flow_of

    return flow_of((Move(*each) for each in _unpacked(row, as_of)), by)
