"""One instalment: its period, how much it is by contract, when it is due, and what it needs."""

from datetime import date
from typing import Any

from svcctl.billing.deadlines import Due
from svcctl.billing.record import Record
from svcctl.billing.working_days import Deadline

Title = str | dict[str, str]
DocumentKey = tuple[str, str | None]  # (deliverable, service period; None for one due once)


class Coined(Record):
    """A title that no paper gives: the key of its words, and the values that they take."""

    key: str
    values: dict[str, Any] = {}


class Alteration(Record):
    """What an amendment made of an instalment: since when, and which terms count its date."""

    number: int
    since: date  # the amendment in force; nothing that it adds is late before
    of: str  # the instalment that this one is an increase of, or nothing
    layers: int | None  # it had fallen due, and stays by the terms that had so many layers
    ahead: Deadline | None  # by the old terms, where it had not


class Worth(Record):
    """How much, as the file writes it."""

    kind: str  # share | shares | amount | up-to | fee (what is settled) | collects
    text: str  # "30%", "50000.00"
    of_fen: int = 0  # what `up_to` is a share of


class Kept(Record):
    """What is kept back of an instalment until another one pays it out: fen, or a share."""

    fen: int | None
    share: int | None


class Instalment(Record):
    """One instalment of one period, or of the contract, with its amount worked out."""

    id: str  # Y1-advance, Y1-Q3-fee, Y1-Q3-fee.a for one payee; the key alone where it comes once
    key: str
    year: int | None
    title: Title | Coined
    share: str  # of its period's fee; nothing where the file gives no share
    amount_fen: int  # by the contract, less what is kept back
    needs: tuple[str, ...]  # the documents that must be in, those of `receipt:KEY` included
    reports: bool  # what is needed are reports, not other papers
    waits_for_period: bool
    due: Due
    payee: str  # the key of the party that is paid
    article: str
    evidence: tuple[str, ...] = ()  # papers on file before money moves
    require_evidence: bool = False
    amended: Alteration | None = None
    lowered: tuple[
        tuple[date, int], ...
    ] = ()  # what amendments took off, by the day they came into force
    period: str | None = None  # Y1, Y1-Q3; None where it comes once
    every: str = "once"
    months: int = 0  # the period's weight, by WHOLE_MONTH
    papers: tuple[DocumentKey, ...] = ()  # what it needs, each for its period
    worth: Worth | None = None
    fee_fen: int = 0  # by the contract, with what is kept back
    kept: Kept | None = None
    collects: tuple[str, ...] = ()  # the instalments that it pays out what was kept of
    settled: bool = False  # its sum is an estimate until it is settled
    known: bool = True  # whether there is a sum, an estimate included
    assessment: str = ""
    base: str = ""  # the id without the payee
    split: int | None = None  # the payee's share of it; None where there is one payee
    payee_name: str = ""  # where it is the row of one of several payees
    renewal: int | None = None
    part: str = ""  # of the price
    place: int = 0  # in the file
    calendar: int = 0  # the calendar year of its period, where the calendar cuts the term

    @property
    def retained_fen(self) -> int:
        """What the contract keeps back of it."""
        return self.fee_fen - self.amount_fen if self.kept else 0

    def at(self, amount_fen: int) -> "Instalment":
        """The instalment at another amount; what is kept back of it stays."""
        return self._replace(amount_fen=amount_fen, fee_fen=amount_fen + self.retained_fen)

    def owed_on(self, day: date) -> int:
        """The amount by the terms of a day."""
        return self.amount_fen + sum(fen for since, fen in self.lowered if since > day)


def paper_name(paper: DocumentKey, instalment: Instalment) -> str:
    """A paper as scripts read it: its key, with its period where that is not the instalment's."""
    key, period = paper
    return key if period in (None, instalment.period) else f"{key} {period}"
