"""One row of a list of instalments: the contract, how it stands, and what its figures rest on."""

from collections.abc import Sequence

from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.casebook.corrections import Correction


class InstalmentRow(Record):
    """One instalment of one contract."""

    case: Case
    standing: Standing
    marks: str = ""  # behind its date on a page, each told in a note
    corrections: Sequence[Correction] = ()  # that its date or sum rests on

    @property
    def hint(self) -> bool:
        """Whether the account is to be checked before it is paid."""
        return bool(self.case.open_findings("stop"))

    def party(self, role: str) -> str:
        """Who is on the other side of the reader: the payee, or the purchaser."""
        terms = self.case.terms
        if role == "supplier":
            return terms.party("purchaser").name
        return terms.payee(self.standing.instalment).name

    @property
    def id(self) -> str:
        """The short id."""
        return self.standing.instalment.id

    @property
    def whole_id(self) -> str:
        """CONTRACT:ID."""
        return f"{self.case.id}:{self.id}"
