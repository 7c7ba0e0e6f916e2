"""What a store answers: values with the names of the JSON answers, dates as dates, sums as decimals.

Sums are yuan with two decimals. A field that is None has no value (yet), one that few rows have
is nought or empty elsewhere. Later versions may add fields, so each is made and read by name.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

NOUGHT = Decimal("0.00")
Row = TypeVar("Row")


class Still(Mapping[str, Any]):
    """A mapping that never changes, and can be copied and pickled as the values that hold it."""

    __slots__ = ("_own",)

    def __init__(self, own: Mapping[str, Any]) -> None:
        self._own = dict(own)

    def __getitem__(self, key: str) -> Any:
        """The value of a key."""
        return self._own[key]

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._own)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._own)

    def __hash__(self) -> int:
        return hash(frozenset(self._own.items()))

    def __repr__(self) -> str:
        return repr(self._own)


class Rows(ABC, Generic[Row]):
    """A list as of a day that is gone through row by row."""

    __slots__ = ()

    @property
    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""

    def __iter__(self) -> Iterator[Row]:
        """The rows, in their order."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)


class Status(StrEnum):
    """Where an instalment or a guarantee's return stands."""

    PROJECTED = "projected"
    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"
    PAID = "paid"
    PAID_LATE = "paid-late"
    CANCELLED = "cancelled"


class ObligationStatus(StrEnum):
    """Where an obligation stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done-late"


class LineState(StrEnum):
    """Where a line of damages stands; `contingent`: its gate has not been met."""

    CONTINGENT = "contingent"
    OWED = "owed"
    WAIVED = "waived"
    SETTLED = "settled"


class ContractState(StrEnum):
    """Where a contract stands."""

    NOT_STARTED = "not-started"
    RUNNING = "running"
    ENDED = "ended"
    TERMINATED = "terminated"
    CLOSED = "closed"


class Side(StrEnum):
    """The two sides of a contract; `both` where an obligation binds each of them."""

    PURCHASER = "purchaser"
    SUPPLIER = "supplier"
    BOTH = "both"


class Basis(StrEnum):
    """`provisional`: a year without a published holiday notice is counted."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The dates that a provisional date can still become."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """Until when what is overdue can be sued for (Civil Code 188, 195)."""

    since: date
    ends_on: date
    because_of: str
    demands: int
    law: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A source of funds with its share, where a contract is paid from several."""

    name: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One instalment; `amount + added - reduced - offset - paid = outstanding - overpaid`."""

    id: str
    contract: str
    contract_title: str
    supplier: str
    key: str
    title: str
    article: str
    status: Status
    year: int | None
    period: str | None
    period_from: date | None
    period_to: date | None
    renewal: int | None
    conditional: bool
    amount: Decimal
    added: Decimal
    reduced: Decimal
    offset: Decimal
    paid: Decimal
    outstanding: Decimal
    overpaid: Decimal
    retained: Decimal
    estimate: bool | None
    due_on: date | None
    basis: Basis
    window: Window | None
    by_law: date | None
    paid_on: date | None
    days_late: int | None
    days_overdue: int
    working_days_left: int | None
    waiting_for: tuple[str, ...]
    findings: tuple[str, ...]
    payee: str | None
    department: str | None
    fund_source: str | tuple[Fund, ...] | None
    budget_item: str | None
    disputed: Decimal = NOUGHT
    conceded: Decimal = NOUGHT
    due_by_contract: date | None = None
    limitation: Limitation | None = None
    corrected_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeReturn:
    """What of a guarantee has to go back, and by when; `valid_until` is of the letters held."""

    id: str
    contract: str
    contract_title: str
    supplier: str
    key: str
    title: str
    article: str
    status: Status
    form: str | None
    amount: Decimal
    paid: Decimal
    outstanding: Decimal
    due_on: date | None
    basis: Basis
    window: Window | None
    paid_on: date | None
    days_late: int | None
    days_overdue: int
    working_days_left: int | None
    waiting_for: tuple[str, ...]
    department: str | None
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeSums:
    """What of guarantees has to go back, in no other sum."""

    outstanding: Decimal
    overdue: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments(Rows[Instalment]):
    """A list of instalments with its totals; `payable` is what falls due less what is disputed."""

    as_of: date
    currency: str
    amount: Decimal
    added: Decimal
    reduced: Decimal
    offset: Decimal
    paid: Decimal
    outstanding: Decimal
    payable: Decimal
    overdue: Decimal
    overpaid: Decimal
    retained: Decimal
    if_renewed: Decimal
    guarantees: GuaranteeSums
    instalments: tuple[Instalment, ...]
    returns: tuple[GuaranteeReturn, ...]

    @property
    def rows(self) -> tuple[Instalment, ...]:
        """The instalments, by time; those without a date last."""
        return self.instalments


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A date to keep that is no payment."""

    id: str
    contract: str
    key: str
    title: str
    who: Side
    period: str | None
    article: str
    status: ObligationStatus
    due_on: date | None
    basis: Basis
    window: Window | None
    done_on: date | None
    days_overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days of a line on which base and rate stay the same; `first` and `last` are JSON's from, to."""

    first: date
    last: date
    periods: int | str
    base: Decimal
    rate: str | None
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagesLine:
    """One line of damages; `open` is what is left of `amount` after what was let fall or paid.

    `first` and `last` are JSON's from and to; `rate` is a text such as "3%", `periods` a number,
    or a text where part of a period counts.
    """

    id: str
    what: str
    rule: str
    payer: Side
    article: str
    breach: str
    state: LineState
    first: date | None
    last: date | None
    periods: int | str | None
    rate: str | None
    base: Decimal | None
    uncapped: Decimal
    amount: Decimal
    open: Decimal
    capped: bool
    cap_reached_on: date | None
    gate: str | None
    gate_met_on: date | None
    may_terminate: bool
    may_terminate_from: date | None
    may_terminate_by: str | None = None
    times: int = 1
    waived: Decimal = NOUGHT
    settled: Decimal = NOUGHT
    offset: Decimal = NOUGHT
    undecided: tuple[str, ...] = ()
    contested: bool = False
    unfounded: bool = False
    steps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BySide:
    """A sum of each side."""

    purchaser: Decimal
    supplier: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Damages(Rows[DamagesLine]):
    """What each side owes; `contingent` is what it would owe if its gates were met."""

    as_of: date
    currency: str
    owed_by: BySide
    contingent: BySide
    lines: tuple[DamagesLine, ...]

    @property
    def rows(self) -> tuple[DamagesLine, ...]:
        """The lines."""
        return self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """The next date that a contract has; `kind`: payment, guarantee, letter, obligation, end."""

    on: date
    kind: str
    id: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A supplement in force; `added` is what it adds to the price, below nought what it takes."""

    number: int
    event: str
    in_force_on: date
    signed_on: date
    approved_on: date
    approval_ref: str
    filed_on: date
    added: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract in short."""

    id: str
    title: str
    supplier: str
    state: ContractState
    signed_on: date
    notice_on: date | None
    started_on: date | None
    calendar: str
    total: Decimal
    paid: Decimal
    outstanding: Decimal
    overdue: Decimal
    next: NextDate | None
    open_findings: tuple[str, ...]
    amendments: tuple[Amendment, ...] = ()
    terminated_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A bank account that a document names."""

    bank: str
    number: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a contract, with the accounts that its documents name."""

    key: str
    role: Side
    name: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A damages rule: a rate ("3%") of a base, or an amount; neither where a loss alone is owed."""

    key: str
    payer: str
    article: str
    rate: str | None
    base: str
    amount: Decimal | None
    gated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Where documents disagree, and the values that they give, each with its source."""

    key: str
    about: str
    severity: str
    settled: bool
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms in force on a date; `document` is the whole contract file, read only."""

    contract: str
    title: str
    signed_on: date
    total: Decimal
    starts: str
    calendar: str
    readings: Mapping[str, str]
    parties: tuple[Party, ...]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    document: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an explanation: its key, its values, and the sentence."""

    step: str
    words: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a date or a sum came about, from the article on.

    `about` is the instalment, the line or the return; None for a guarantee's lodging and a promise
    of the service. `lines` is what the command line prints, `answer` its JSON, read only.
    """

    id: str
    about: Instalment | DamagesLine | GuaranteeReturn | None
    steps: tuple[Step, ...]
    lines: tuple[str, ...]
    answer: Mapping[str, Any] = field(repr=False)
